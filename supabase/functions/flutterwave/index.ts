// Receives Flutterwave's webhooks at /flutterwave/<account's token>, the address that a merchant sets in
// Flutterwave's dashboard beside the secret hash that comes with each of them.
import { serveCallbacks } from "../_shared/serve_callbacks.ts";

serveCallbacks("flutterwave");
