import { Button } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";
import { formatMoment } from "@/lib/clock.ts";
import { gatewayName } from "@/lib/payments/methods.ts";
import {
  accountMode,
  type KeyCheck,
  type MyStore,
  type PaymentAccount,
} from "@/lib/tenants/mod.ts";

/** Whether an account takes money, in one to three words each. */
export function AccountPills({ account }: { account?: PaymentAccount }) {
  if (!account?.hasKeys) return <Pill>Not set up</Pill>;
  return (
    <span class="flex gap-2 flex-wrap">
      {accountMode(account) === "test" && <Pill tone="warn" icon="alert">Test mode</Pill>}
      {account.check.state === "refused" && <Pill tone="danger" icon="alert">Keys refused</Pill>}
      {account.isOffered
        ? <Pill tone="ok" icon="check">At checkout</Pill>
        : <Pill icon="lock">Switched off</Pill>}
    </span>
  );
}

export interface AccountProps {
  csrf: string;
  store: MyStore;
  account: PaymentAccount;
}

/** What can be done with an account that is set up: try its keys, switch it off and on. */
export function AccountActions({ csrf, store, account }: AccountProps) {
  const base = `/dashboard/${store.slug}/settings/payments`;
  return (
    <Card>
      <div class="ch">
        <h2>State</h2>
        <AccountPills account={account} />
      </div>
      {accountMode(account) === "test" && (
        <p class="text-md mb-3">
          <b>No money moves.</b> These are test keys: orders count as paid, and you get nothing.
        </p>
      )}
      <p class="text-md" role="status">{checkWords(account, store.timeZone)}</p>
      <div class="flex gap-3 flex-wrap mt-4">
        <Form csrf={csrf} action={`${base}/check`}>
          <input type="hidden" name="gateway" value={account.gateway} />
          <Button kind="line" icon="refresh">Test the keys</Button>
        </Form>
        <Form csrf={csrf} action={`${base}/offer`}>
          <input type="hidden" name="gateway" value={account.gateway} />
          <input type="hidden" name="isOffered" value={account.isOffered ? "0" : "1"} />
          <Button kind="line">{account.isOffered ? "Switch off" : "Offer at checkout"}</Button>
        </Form>
      </div>
    </Card>
  );
}

function checkWords({ gateway, check }: PaymentAccount, timeZone: string): string {
  const name = gatewayName(gateway);
  const at = check.at ? ` Tested ${formatMoment(check.at, { timeZone })}.` : "";
  const words: Record<KeyCheck["state"], string> = {
    never: "The keys have not been tested yet.",
    asking: `Asking ${name} about the keys. The answer is here in a moment.`,
    ok: `${name} knows these keys.${at}`,
    not_configured: "Something is missing. Fill in the form below.",
    refused: `${name} does not know these keys. Write them anew below.${at}`,
    unreachable: `${name} did not answer. Test again in a minute.${at}`,
  };
  return words[check.state];
}

/** The address that the merchant sets at the gateway, where it calls one for the whole account. */
export function WebhookCard(
  { csrf, store, account, url, where = "under API keys and webhooks" }: AccountProps & {
    url: string;
    /** In the gateway's dashboard. */
    where?: string;
  },
) {
  const { timeZone } = store;
  return (
    <Card>
      <div class="ch">
        <h2>Webhook address</h2>
      </div>
      <Field
        name="webhook"
        label="Address"
        hint={`Paste it in ${gatewayName(account.gateway)}'s dashboard, ${where}. It is a secret.`}
        value={url}
        class="ltr"
        readonly
        autocomplete="off"
        spellcheck={false}
      />
      {account.previousUntil && (
        <p class="text-md mt-3">
          {`The address before this one is good until ${
            formatMoment(account.previousUntil, { timeZone })
          }.`}
        </p>
      )}
      <Form
        csrf={csrf}
        action={`/dashboard/${store.slug}/settings/payments/address`}
        class="mt-4"
      >
        <input type="hidden" name="gateway" value={account.gateway} />
        <Button kind="line">Change the address</Button>
        <p class="hint mt-2">For when somebody else saw it. The old one works for 7 more days.</p>
      </Form>
    </Card>
  );
}
