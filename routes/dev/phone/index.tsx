import type { Handlers, PageProps } from "$fresh/server.ts";
import { Head } from "$fresh/runtime.ts";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Field } from "@/components/Field.tsx";
import { PlatformHeader } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";
import type { AppState } from "@/lib/app.ts";
import type { Gateway } from "@/lib/enums.ts";
import { listLocalPrompts, localPhones } from "@/lib/payments/local_phone.ts";
import { methodOf } from "@/lib/payments/methods.ts";
import { COUNTRIES } from "@/lib/phone.ts";
import { EndedPrompts } from "./(_components)/EndedPrompts.tsx";
import { LocalKeys } from "./(_components)/LocalKeys.tsx";
import { PayTill } from "./(_components)/PayTill.tsx";
import type { ShownPrompt } from "./(_components)/shown_prompt.ts";
import { WaitingPrompt } from "./(_components)/WaitingPrompt.tsx";

interface Data {
  phone: string;
  prompts: ShownPrompt[];
  /** What came of paying by hand. */
  till: string | null;
}

const TILL_WORDS: Record<string, string> = {
  paid: "Paid. The shop hears of it if it has switched payments by hand on.",
  refused: "Not paid. Write a Kenyan number and whole shillings.",
};

const REFRESH_S = 3;

/** A shopper's phone, for gateways that exist only on this machine; 404 where there are none. */
export const handler: Handlers<Data, AppState> = {
  async GET(_req, ctx) {
    const phones = localPhones(ctx.state.app.config);
    if (!phones) return ctx.renderNotFound();
    const phone = ctx.url.searchParams.get("phone")?.trim() ?? "";
    const prompts = await listAll(phones, phone);
    // While a prompt waits the page stands still, so that nobody loses the PIN they are typing.
    const waiting = prompts.filter(({ end }) => !end).map(({ secondsLeft }) => secondsLeft);
    const refresh = waiting.length > 0 ? Math.min(...waiting) + 1 : REFRESH_S;
    const till = TILL_WORDS[ctx.url.searchParams.get("till") ?? ""] ?? null;
    return ctx.render({ phone, prompts, till }, {
      headers: { refresh: String(refresh), "cache-control": "no-store" },
    });
  },
};

/** Of all gateways, newest first; of one phone, when a number is given. */
async function listAll(phones: Map<Gateway, string>, phone: string): Promise<ShownPrompt[]> {
  const lists = await Promise.all([...phones].map(async ([gateway, url]) => {
    const prompts = await listLocalPrompts(url, toMsisdn(phone, gateway));
    return prompts.map((prompt) => ({ ...prompt, gateway }));
  }));
  return lists.flat().toSorted((a, b) => b.createdAt - a.createdAt);
}

/** However it is written: "+256772123456", "0712 345 678" of the first country that is prompted. */
function toMsisdn(phone: string, gateway: Gateway): string | undefined {
  const [home] = Object.values(methodOf(gateway).prompts);
  const code = home ? COUNTRIES[home].slice(1) : "";
  return phone.replace(/\D/g, "").replace(/^0/, code) || undefined;
}

export default function Phone({ data }: PageProps<Data, AppState>) {
  const { phone, prompts, till } = data;
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
        <Pill>Local gateways</Pill>
      </PlatformHeader>
      <main id="main" class="w py-6 max-w-[760px]">
        <h1>A shopper's phone</h1>
        <p class="mut mt-2 mb-5">
          Payment prompts arrive here. No money moves. Everybody's PIN is 1234.
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
            Check out in a shop with M-Pesa, MTN MoMo or Airtel Money. This page looks again every
            {" "}
            {REFRESH_S} seconds.
          </EmptyState>
        )}
        {waiting.map((prompt) => <WaitingPrompt key={prompt.id} prompt={prompt} shown={phone} />)}
        <EndedPrompts prompts={prompts.filter(({ end }) => end)} />
        <PayTill phone={phone} said={till} />
        <LocalKeys />
      </main>
    </>
  );
}
