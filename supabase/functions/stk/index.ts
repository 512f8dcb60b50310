// Receives M-Pesa's callbacks at /stk/<account's token>/<attempt's reference>. The two secrets in the
// address are all the authentication that M-Pesa's unsigned callbacks allow.
import { serveCallbacks } from "../_shared/serve_callbacks.ts";

serveCallbacks("mpesa");
