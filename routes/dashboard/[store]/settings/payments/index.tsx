import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { AccountPills } from "@/components/dashboard/AccountState.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note, Pill } from "@/components/Status.tsx";
import { GATEWAYS } from "@/lib/enums.ts";
import { gatewayName, type Method, methodsOf } from "@/lib/payments/methods.ts";
import {
  type DashboardState,
  getHandWays,
  getPartOffer,
  type HandWays,
  listPaymentAccounts,
  type MyStore,
  type PartOffer,
  type PaymentAccount,
} from "@/lib/tenants/mod.ts";
import { forManagers } from "./(_components)/for_managers.ts";

interface Page {
  store: MyStore;
  accounts: PaymentAccount[];
  byHand: HandWays;
  parts: PartOffer;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    forManagers(
      ctx,
      async (sql, store) =>
        ctx.render({
          store,
          accounts: await listPaymentAccounts(sql, store.id),
          byHand: await getHandWays(sql, store.id),
          parts: await getPartOffer(sql, store.id),
        }),
    ),
};

export default function Payments({ data: { store, accounts, byHand, parts } }: PageProps<Page>) {
  const methods = methodsOf(GATEWAYS, store.currency);
  return (
    <>
      <PageTitle title="Payments" shop={store.name} />
      <PageHead
        title="Payments"
        below={<p class="mut text-sm">How buyers pay you. The money goes to your own accounts.</p>}
      />
      <SettingsNav store={store} here="payments" />
      <div class="max-w-2xl grid gap-4">
        {methods.length === 0 && (
          <Note icon="info">
            No way to pay takes {store.currency} yet. Tell us which one your buyers use.
          </Note>
        )}
        {methods.map((method) => (
          <MethodCard
            key={method.gateway}
            base={`/dashboard/${store.slug}/settings/payments`}
            method={method}
            account={accounts.find(({ gateway }) => gateway === method.gateway)}
          />
        ))}
        <ByHandCard base={`/dashboard/${store.slug}/settings/payments`} byHand={byHand} />
        <PartsCard base={`/dashboard/${store.slug}/settings/payments`} parts={parts} />
      </div>
    </>
  );
}

function ByHandCard({ base, byHand }: { base: string; byHand: HandWays }) {
  const offered = [
    byHand.isCashOffered && "Cash at checkout",
    byHand.isTransferOffered && "Transfer at checkout",
  ].filter((text) => text !== false);
  return (
    <Card>
      <div class="ch">
        <h2>Cash and bank transfer</h2>
        <span class="flex gap-2 flex-wrap">
          {offered.map((text) => <Pill key={text} tone="ok" icon="check">{text}</Pill>)}
          {offered.length === 0 && <Pill>Not offered</Pill>}
        </span>
      </div>
      <p class="mut text-md">
        Paid to the rider, or to your own account or till. You note the money yourself.
      </p>
      <ButtonLink kind={offered.length > 0 ? "line" : "fill"} class="mt-4" href={`${base}/by-hand`}>
        {offered.length > 0 ? "Open" : "Set up cash and bank transfer"}
        {offered.length > 0 && <span class="vh">&nbsp;cash and bank transfer</span>}
      </ButtonLink>
    </Card>
  );
}

function PartsCard({ base, parts }: { base: string; parts: PartOffer }) {
  const { depositPercent, instalmentDays } = parts;
  const isOffered = depositPercent !== null;
  return (
    <Card>
      <div class="ch">
        <h2>Deposit and instalments</h2>
        {isOffered
          ? <Pill tone="ok" icon="check">{`${depositPercent}% now, ${instalmentDays} days`}</Pill>
          : <Pill>Not offered</Pill>}
      </div>
      <p class="mut text-md">
        Buyers pay a part now and the rest until a day. You keep the goods for them.
      </p>
      <ButtonLink kind={isOffered ? "line" : "fill"} class="mt-4" href={`${base}/parts`}>
        {isOffered ? "Open" : "Set up a deposit"}
        {isOffered && <span class="vh">&nbsp;deposit and instalments</span>}
      </ButtonLink>
    </Card>
  );
}

const ABOUT = {
  mpesa: "Buyers get a prompt on their phone. You need a paybill or till, and a Daraja app.",
  mtn: "Buyers get a prompt on their phone. You need MTN MoMo's API for merchants.",
  airtel: "Buyers get a prompt on their phone. You need an application with Airtel Money.",
  paystack: "Cards, bank transfer and mobile money. You need an account with Paystack.",
  flutterwave: "Cards and mobile money of many countries. You need an account with Flutterwave.",
  pesapal: "Cards and mobile money of East Africa. You need an account with Pesapal.",
};

function MethodCard(
  { base, method, account }: { base: string; method: Method; account?: PaymentAccount },
) {
  const name = gatewayName(method.gateway);
  return (
    <Card>
      <div class="ch">
        <h2>{name}</h2>
        <AccountPills account={account} />
      </div>
      <p class="mut text-md">{ABOUT[method.gateway]}</p>
      <ButtonLink
        kind={account?.hasKeys ? "line" : "fill"}
        class="mt-4"
        href={`${base}/${method.gateway}`}
      >
        {account?.hasKeys ? "Open" : `Set up ${name}`}
        {account?.hasKeys && <span class="vh">&nbsp;{name}</span>}
      </ButtonLink>
    </Card>
  );
}
