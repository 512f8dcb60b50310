// Receives MTN MoMo's callbacks at /mtn/<account's token>/<attempt's reference>. The two secrets in the
// address are all the authentication that MTN's unsigned callbacks allow.
import { serveCallbacks } from "../_shared/serve_callbacks.ts";

serveCallbacks("mtn");
