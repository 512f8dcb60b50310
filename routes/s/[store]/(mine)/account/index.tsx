import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Note } from "@/components/Status.tsx";
import { useWords } from "@/components/words.tsx";
import { forgetShopper, makeTicket, type OrdersPage, readOrdersPage } from "@/lib/shoppers/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";
import { AccountPage } from "@/routes/s/[store]/(_components)/AccountPage.tsx";
import { OrderCards } from "@/routes/s/[store]/(_components)/OrderCards.tsx";
import { SignIn } from "@/routes/s/[store]/(_components)/SignIn.tsx";

interface View {
  page: OrdersPage;
  /** For a code, when nobody is signed in. */
  ticket: string;
}

/** The orders of a phone, or the way to them. */
export const handler: Handlers<View, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, root, slug, cart, language, shopperToken: token } = ctx.state;
    const after = ctx.url.searchParams.get("after");
    const page = await readOrdersPage(app.db.public, { slug, cart, language, token, after });
    if (!page) return ctx.renderNotFound();
    ctx.state.shell = page;
    const isSecure = app.config.publicUrl.startsWith("https:");
    const isOver = token !== null && page.shopper === null;
    const headers = isOver ? { "set-cookie": forgetShopper({ root, isSecure }) } : undefined;
    return ctx.render({ page, ticket: makeTicket() }, { headers });
  },
};

export default function Orders({ data, state, url }: PageProps<View, StorefrontState>) {
  const { base } = state;
  const { say } = useWords();
  const { page: { store, shopper, orders, next }, ticket } = data;
  const query = url.searchParams;
  if (!shopper) {
    const typed = { order: numberIn(query.get("order")) };
    const view = { store, ticket, nextTicket: ticket, typed, errors: {} };
    return <SignIn {...view} base={base} />;
  }
  const missing = numberIn(query.get("missing"));
  return (
    <AccountPage
      title={say("account.title")}
      storeName={store.name}
      base={base}
      phone={shopper.phone}
      tab=""
    >
      {missing && (
        <Note tone="warn" role="alert" class="mb-4">
          {say("account.missing", { number: missing })}
        </Note>
      )}
      {orders.length === 0 && !query.has("after")
        ? (
          <EmptyState
            title={say("account.noOrders")}
            action={<ButtonLink href={`${base}/p`}>{say("frame.seeWhatThereIs")}</ButtonLink>}
          >
            {say("account.noOrdersMore")}
          </EmptyState>
        )
        : <OrderCards orders={orders} base={base} timeZone={store.timeZone} />}
      {next && (
        <p class="mt-5 text-center">
          <ButtonLink kind="line" href={`${base}/account?after=${next}`}>
            {say("account.older")}
          </ButtonLink>
        </p>
      )}
    </AccountPage>
  );
}

/** Digits of an address alone: nobody puts words into our mouth. */
function numberIn(text: string | null): string {
  return /^[1-9]\d{0,8}$/.test(text ?? "") ? text! : "";
}
