// Receives Paystack's webhooks at /paystack/<account's token>, the address that a merchant sets in
// Paystack's dashboard. Each is signed with the account's secret key.
import { serveCallbacks } from "../_shared/serve_callbacks.ts";

serveCallbacks("paystack");
