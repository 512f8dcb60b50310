import type { Handlers, PageProps } from "$fresh/server.ts";
import { Head } from "$fresh/runtime.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { Cloth } from "@/components/dashboard/Cloth.tsx";
import { Logo, SkipLink } from "@/components/Layout.tsx";
import { Price } from "@/components/Price.tsx";
import { Weave } from "@/components/Weave.tsx";
import type { AppState } from "@/lib/app.ts";
import { isStoreOpen } from "@/lib/tenants/mod.ts";

interface Page {
  /** Where the demo shop is; null on a platform without one. */
  demo: string | null;
}

export const handler: Handlers<Page, AppState> = {
  async GET(_req, ctx) {
    const hasDemo = await isStoreOpen(ctx.state.app.db.public, "demo");
    return ctx.render({ demo: hasDemo ? "/s/demo" : null });
  },
};

export default function Landing({ data: { demo } }: PageProps<Page>) {
  return (
    <>
      <Head>
        <title>Afrify: your shop, open on every phone</title>
        <meta
          name="description"
          content="Take pictures, set prices, share the link. Buyers pay by M-Pesa, card or bank."
        />
      </Head>
      <SkipLink />
      <header class="night">
        <div class="w flex items-center justify-between gap-4 min-h-[60px]">
          <Logo href="/" />
          <ButtonLink kind="line" small href="/sign-in">Sign in</ButtonLink>
        </div>
      </header>
      <main id="main" class="night flex-1">
        <div class="w hx">
          <div>
            <h1>Your shop, open on every phone.</h1>
            <p class="lead mut">
              Take pictures, set prices, share the link. Buyers pay by M-Pesa, card or bank. No app,
              no fast internet needed.
            </p>
            <p class="flex flex-wrap gap-3 mt-7">
              <ButtonLink kind="gold" href="/sign-up">Open your shop</ButtonLink>
              {demo && <ButtonLink kind="line" href={demo}>See a shop</ButtonLink>}
            </p>
          </div>
          <Stage />
        </div>
      </main>
    </>
  );
}

/** A phone on a length of cloth, at the moment somebody buys. */
function Stage() {
  return (
    <div class="stage" aria-hidden="true">
      <Cloth />
      <div class="device">
        <Weave />
        <b class="block px-4 py-3">Kikapu &amp; Kin</b>
        <Basket />
        <div class="p-4">
          <b class="block">Kitui sisal basket, banded</b>
          <Price minor={245_000} currency="KES" />
          <span class="btn btn-fill w-full mt-3">Buy with M-Pesa</span>
        </div>
      </div>
      <div class="prompt">
        <b class="text-sm">Pay KES 2,450 to KIKAPU AND KIN?</b>
        <p class="text-sm">Enter M-Pesa PIN</p>
        <span>
          <i />
          <i />
          <i />
          <i class="o" />
        </span>
      </div>
    </div>
  );
}

function Basket() {
  const body = "M46 84q-4 58 24 84h60q28-26 24-84-54 16-108 0z";
  return (
    <svg viewBox="0 0 200 200">
      <defs>
        <clipPath id="body">
          <path d={body} />
        </clipPath>
      </defs>
      <path fill="#E6DBC8" d="M0 0h200v200H0z" />
      <path fill="#D8CBB4" d="M0 158h200v42H0z" />
      <ellipse cx="102" cy="168" rx="66" ry="9" fill="#8F7C60" opacity=".5" />
      <path d="M66 84C58 16 142 16 134 84" fill="none" stroke="#4E2D18" stroke-width="5" />
      <ellipse cx="100" cy="84" rx="54" ry="11" fill="#2C1D10" />
      <g clip-path="url(#body)">
        <path fill="#D9B77E" d={body} />
        <path
          fill="#7C2F1B"
          d="M30 102q70 17 140 0v11q-70 17-140 0zM30 138q70 17 140 0v12q-70 17-140 0z"
        />
        <path fill="#21463A" d="M30 120q70 17 140 0v6q-70 17-140 0z" />
        <path fill="#000" opacity=".16" d="M122 80h40v100h-56q16-40 16-100z" />
      </g>
      <path d="M64 92C54 20 146 20 136 92" fill="none" stroke="#6A3E22" stroke-width="6" />
    </svg>
  );
}
