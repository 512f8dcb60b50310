import { Button } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { LOCAL_MPESA_ACCOUNT } from "@/lib/payments/mod.ts";

/** What somebody does in their M-Pesa menu who pays a shop's number by hand. */
export function PayTill({ phone, said }: { phone: string; said: string | null }) {
  return (
    <details class="mt-8" open={said !== null}>
      <summary class="min-h-tap flex items-center font-bold">
        {`A payment by hand to ${LOCAL_MPESA_ACCOUNT.settings.short_code}`}
      </summary>
      {said && <p class="text-md mt-2" role="status">{said}</p>}
      <form method="post" action="/dev/phone/till" class="mt-3">
        <Field
          name="payer"
          label="From the phone"
          type="tel"
          value={phone}
          required
          autocomplete="off"
        />
        <Field
          name="shillings"
          label="Amount in KES"
          inputMode="numeric"
          required
          autocomplete="off"
        />
        <Field
          name="reference"
          label="Account number"
          hint="What one types to say what it is for: an order number."
          optional
          maxlength={20}
          autocomplete="off"
        />
        <p class="mt-4">
          <Button kind="line">Pay</Button>
        </p>
      </form>
    </details>
  );
}
