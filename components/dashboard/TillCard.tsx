import { Button } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { MyStore, TillAddress } from "@/lib/tenants/mod.ts";

/** Has M-Pesa tell of payments that people type by hand. */
export function TillCard(
  { csrf, store, till }: { csrf: string; store: MyStore; till: TillAddress },
) {
  const base = `/dashboard/${store.slug}`;
  return (
    <Card>
      <div class="ch">
        <h2>Payments by hand</h2>
        {till.state === "ok" ? <Pill tone="ok" icon="check">On</Pill> : <Pill>Off</Pill>}
      </div>
      <p class="text-md mb-3">
        {`When somebody pays your number from their M-Pesa menu and types an order number such as ${store.orderPrefix}-1042, the order is paid by itself. Other money waits under `}
        <a href={`${base}/arrivals`}>Money to place</a>.
      </p>
      <p class="text-md" role="status">{tillWords(till, store.timeZone)}</p>
      <Form csrf={csrf} action={`${base}/settings/payments/till`} class="mt-4">
        <input type="hidden" name="gateway" value="mpesa" />
        <Button kind="line" icon="refresh">
          {till.state === "ok" ? "Tell M-Pesa again" : "Switch on"}
        </Button>
        <p class="hint mt-2">
          With real payments M-Pesa takes this once: to change it later, ask Safaricom.
        </p>
      </Form>
    </Card>
  );
}

function tillWords({ state, at }: TillAddress, timeZone: string): string {
  const when = at ? ` ${formatMoment(at, { timeZone })}.` : "";
  const words: Record<TillAddress["state"], string> = {
    never: "M-Pesa does not tell this shop of them yet.",
    asking: "Telling M-Pesa. The answer is here in a moment.",
    ok: `M-Pesa tells this shop of them.${when && ` Set${when}`}`,
    not_configured: "Something is missing. Fill in the form below first.",
    refused: `M-Pesa refused. The number may have an address already.${when && ` Asked${when}`}`,
    unreachable: `M-Pesa did not answer. Try again in a minute.${when && ` Asked${when}`}`,
  };
  return words[state];
}
