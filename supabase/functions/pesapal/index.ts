// Receives Pesapal's notifications at /pesapal/<account's token>, an address that is registered with the
// first order. That secret is all the authentication that Pesapal's notifications allow.
import { serveCallbacks } from "../_shared/serve_callbacks.ts";

serveCallbacks("pesapal");
