// Receives what M-Pesa tells of payments typed at a till or paybill, at /till/<token>/confirmation and
// /till/<token>/validation. The secret in the address is all the authentication that M-Pesa allows.
import { createTillReceiver } from "@/lib/payments/edge.ts";
import { connect, serve } from "../_shared/serve_callbacks.ts";

const receive = createTillReceiver(connect("till"));

serve(
  receive,
  () => Response.json({ ResultCode: 1, ResultDesc: "Not stored" }, { status: 500 }),
);
