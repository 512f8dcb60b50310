import type { Handlers, PageProps } from "$fresh/server.ts";
import { Head } from "$fresh/runtime.ts";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Field } from "@/components/Field.tsx";
import { Code, PlatformHeader } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";
import type { AppState } from "@/lib/app.ts";
import { listLocalPrompts, type LocalPrompt } from "@/lib/payments/local_phone.ts";
import { LOCAL_MPESA_ACCOUNT } from "@/lib/payments/mod.ts";
import { EndedPrompts } from "./(_components)/EndedPrompts.tsx";
import { WaitingPrompt } from "./(_components)/WaitingPrompt.tsx";

interface Data {
  phone: string;
  prompts: LocalPrompt[];
}

const REFRESH_S = 3;

/** A shopper's phone, for the M-Pesa that exists only on this machine; 404 where there is none. */
export const handler: Handlers<Data, AppState> = {
  async GET(_req, ctx) {
    const { phoneUrl } = ctx.state.app.config;
    if (phoneUrl === null) return ctx.renderNotFound();
    const phone = ctx.url.searchParams.get("phone")?.trim() ?? "";
    const prompts = await listLocalPrompts(phoneUrl, toMsisdn(phone));
    // While a prompt waits the page stands still, so that nobody loses the PIN they are typing.
    const waiting = prompts.filter(({ end }) => !end).map(({ secondsLeft }) => secondsLeft);
    const refresh = waiting.length > 0 ? Math.min(...waiting) + 1 : REFRESH_S;
    return ctx.render({ phone, prompts }, {
      headers: { refresh: String(refresh), "cache-control": "no-store" },
    });
  },
};

/** However it is written: "0712 345 678", "+254712345678". */
function toMsisdn(phone: string): string | undefined {
  return phone.replace(/\D/g, "").replace(/^0/, "254") || undefined;
}

export default function Phone({ data }: PageProps<Data, AppState>) {
  const { phone, prompts } = data;
  const waiting = prompts.filter(({ end }) => !end);
  return (
    <>
      <Head>
        <title>
          {waiting.length > 0 ? `(${waiting.length}) ` : ""}Phone
        </title>
        <meta name="robots" content="noindex" />
      </Head>
      <PlatformHeader>
        <Pill>Local M-Pesa</Pill>
      </PlatformHeader>
      <main id="main" class="w py-6 max-w-[760px]">
        <h1>A shopper's phone</h1>
        <p class="mut mt-2 mb-5">
          M-Pesa prompts arrive here. No money moves. Everybody's PIN is 1234.
        </p>
        <form class="flex items-end gap-2 mb-5">
          <Field
            name="phone"
            label="Phone"
            type="tel"
            value={phone}
            placeholder="All phones"
            class="flex-1"
          />
          <Button kind="line">Show</Button>
        </form>
        {waiting.length === 0 && (
          <EmptyState title="No prompt on the phone">
            Check out in a shop with M-Pesa. This page looks again every {REFRESH_S} seconds.
          </EmptyState>
        )}
        {waiting.map((prompt) => (
          <WaitingPrompt key={prompt.checkoutId} prompt={prompt} shown={phone} />
        ))}
        <EndedPrompts prompts={prompts.filter(({ end }) => end)} />
        <LocalKeys />
      </main>
    </>
  );
}

/** What a merchant types into the payment settings of a shop on this machine. */
function LocalKeys() {
  const { settings, credentials } = LOCAL_MPESA_ACCOUNT;
  const rows = [
    ["Short code", settings.short_code],
    ["Consumer key", credentials.consumer_key],
    ["Consumer secret", credentials.consumer_secret],
    ["Passkey", credentials.passkey],
  ];
  return (
    <details class="mt-8">
      <summary class="min-h-tap flex items-center font-bold">Keys for a shop of your own</summary>
      <dl class="mt-1">
        {rows.map(([name, value]) => (
          <div key={name} class="flex flex-wrap justify-between gap-x-4 py-1.5">
            <dt class="mut">{name}</dt>
            <dd>
              <Code>{value}</Code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
