import { Head } from "$fresh/runtime.ts";
import type { Handlers, PageProps, RouteConfig } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { Code } from "@/components/Layout.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import { useWords } from "@/components/words.tsx";
import { PrintNow } from "@/islands/PrintNow.tsx";
import type { DeliveryMethod } from "@/lib/enums.ts";
import { LANGUAGES } from "@/lib/i18n/mod.ts";
import { readOrderPage, type ShopperOrder } from "@/lib/orders/shopper.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { Store, StorefrontState } from "@/lib/stores/mod.ts";
import { OrderSums } from "@/routes/s/[store]/(_components)/OrderSums.tsx";

type Paper = "a4" | "80mm";

interface View {
  order: ShopperOrder;
  store: Store;
  paper: Paper;
}

/** A sheet of paper has no header. */
export const config: RouteConfig = { skipInheritedLayouts: true };

export const handler: Handlers<View, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, slug, cart, language } = ctx.state;
    const page = await readOrderPage(app.db.public, {
      slug,
      token: ctx.params.token!,
      cart,
      language,
    });
    ctx.state.shell = page ?? undefined;
    if (!page?.order) return ctx.renderNotFound();
    const paper = ctx.url.searchParams.get("paper") === "80mm" ? "80mm" : "a4";
    const { order, store } = page;
    return ctx.render({ order, store, paper }, {
      headers: { "cache-control": "private, no-store" },
    });
  },
};

/** Browsers take a page's size from here: rolls of 80 mm are what till printers have. */
const PAGES: Record<Paper, string> = {
  "a4": "@page{size:A4;margin:18mm}",
  "80mm": "@page{size:80mm 297mm;margin:4mm}",
};

const IN_PRINT =
  "@media print{.np{display:none!important}body{background:#fff;color:#000}.paper{padding:0;border:0;max-width:none}.mut,.price small{color:#000}.paper,.paper *{border-color:#000}}";

export default function Receipt({ data, state }: PageProps<View, StorefrontState>) {
  const { order, store, paper } = data;
  const { say, pick } = useWords();
  const address = `${state.base}/orders/${order.token}`;
  return (
    <main id="main" class={`w py-5 ${paper === "80mm" ? "max-w-[360px]" : "max-w-2xl"}`}>
      <Head>
        <title>{`${say("order.receiptOf", { label: order.label })} · ${store.name}`}</title>
        <meta name="robots" content="noindex" />
        <style>{PAGES[paper] + IN_PRINT}</style>
      </Head>
      <nav class="np flex flex-wrap items-center gap-2 mb-4" aria-label={say("order.receiptOnly")}>
        <PrintNow words={pick("order.print", "order.printMenu")} />
        <ButtonLink
          kind="text"
          href={`${address}/receipt${paper === "a4" ? "?paper=80mm" : ""}`}
        >
          {say(paper === "a4" ? "order.on80mm" : "order.onA4")}
        </ButtonLink>
        <ButtonLink kind="text" href={address}>{say("order.back")}</ButtonLink>
      </nav>
      <article class={`paper card ${paper === "80mm" ? "text-sm" : ""}`}>
        <Sender store={store} />
        <Facts order={order} store={store} />
        <Items order={order} />
        <Paid order={order} />
      </article>
    </main>
  );
}

function Sender({ store: { name, address, contactPhone } }: { store: Store }) {
  return (
    <header class="pb-3 border-b border-line">
      <p class="mark py-0">{name}</p>
      {address && <p>{address}</p>}
      {contactPhone && (
        <p>
          <Code>{formatPhone(contactPhone)}</Code>
        </p>
      )}
    </header>
  );
}

const WHERE: Partial<Record<DeliveryMethod, "order.picksUp" | "order.byDownload">> = {
  pickup: "order.picksUp",
  download: "order.byDownload",
};

function Facts({ order, store }: Pick<View, "order" | "store">) {
  const { say, language } = useWords();
  const day = new Intl.DateTimeFormat(LANGUAGES[language].locale, {
    timeZone: store.timeZone,
    dateStyle: "medium",
    timeStyle: "short",
  });
  const where = WHERE[order.deliveryMethod];
  const { landmark, area, contactName, contactPhone, note } = order;
  return (
    <section class="py-3 border-b border-line">
      <h1 class="text-lg">
        {say(order.paidAt ? "order.receiptOnly" : "order.order")} <Code>{order.label}</Code>
      </h1>
      <p class="mut">{day.format(new Date(order.paidAt ?? order.placedAt))}</p>
      <p class="mt-2">
        {contactName}, <Code>{formatPhone(contactPhone)}</Code>
      </p>
      <p>{where ? say(where) : [landmark, area].filter(Boolean).join(", ")}</p>
      {note && <p class="mut">{say("order.noteWas", { note })}</p>}
    </section>
  );
}

function Items({ order: { items, currency } }: { order: ShopperOrder }) {
  const { money } = useWords();
  return (
    <ul class="py-3 border-b border-line">
      {items.map((item) => (
        <li key={item.variantId} class="flex flex-wrap justify-between gap-x-3 py-1">
          <span class="flex-1 min-w-[8rem]">
            {item.productTitle}
            {item.variantTitle && <span class="mut">{`, ${item.variantTitle}`}</span>}
            <span class="mut block">
              {`${item.quantity} × ${money(item.unitPriceMinor, currency)}`}
            </span>
          </span>
          <Price minor={item.totalMinor} currency={currency} />
        </li>
      ))}
    </ul>
  );
}

function Paid({ order }: { order: ShopperOrder }) {
  const { currency, isTaxIncluded, leftMinor, payments, taxMinor, totalMinor } = order;
  const { say, money } = useWords();
  return (
    <section class="pt-3">
      <dl class="sum">
        <OrderSums order={order} />
        <SumRow label={say("cart.total")} isTotal>
          <Price minor={totalMinor} currency={currency} />
        </SumRow>
        {payments.map((payment, index) => (
          <SumRow
            key={index}
            label={
              <>
                {say("order.paid")}
                {payment.receipt && (
                  <>
                    , <Code>{payment.receipt}</Code>
                  </>
                )}
              </>
            }
          >
            <Price minor={payment.amountMinor} currency={currency} />
          </SumRow>
        ))}
        {leftMinor > 0 && (
          <SumRow label={say("order.left")}>
            <Price minor={leftMinor} currency={currency} />
          </SumRow>
        )}
      </dl>
      {taxMinor > 0 && isTaxIncluded && (
        <p class="mut mt-2">{say("checkout.includesTax", { amount: money(taxMinor, currency) })}</p>
      )}
    </section>
  );
}
