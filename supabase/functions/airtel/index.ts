// Receives Airtel Money's callbacks at /airtel/<account's token>, the address that a merchant sets at
// Airtel's portal. That secret is all the authentication that Airtel's callbacks allow.
import { serveCallbacks } from "../_shared/serve_callbacks.ts";

serveCallbacks("airtel");
