import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { CostCard } from "@/components/dashboard/CostCard.tsx";
import { InsightsNav } from "@/components/dashboard/InsightsNav.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Field } from "@/components/Field.tsx";
import { can } from "@/lib/auth/mod.ts";
import { storeOrigin } from "@/lib/stores/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { measureVisits, type PageCost, PRICE_PER_GB, readPrice } from "@/lib/visit_cost/mod.ts";

interface Data {
  store: MyStore;
  costs: PageCost[];
  pricePerGb: number;
  /** What was asked for, when it is no price. */
  typed?: string;
  error?: string;
}

export const handler: Handlers<Data, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      if (!can(store, "analytics.view")) {
        throw new HttpError(403, "Your role does not see figures. Ask the owner.");
      }
      const { ask, config } = ctx.state.app;
      const costs = await measureVisits(ask, sql, {
        id: store.id,
        slug: store.slug,
        origin: storeOrigin(config.publicUrl, store),
        media: `${config.supabaseUrl}/storage/v1/object/public/media/`,
      });
      const asked = ctx.url.searchParams.get("price");
      const price = readPrice(asked);
      const isWrong = asked !== null && price === null;
      return await ctx.render({
        store,
        costs,
        pricePerGb: price ?? PRICE_PER_GB[store.country],
        ...isWrong && { typed: asked, error: "Write a price, like 77 or 0.5." },
      });
    }),
};

export default function VisitCost({ data }: PageProps<Data>) {
  const { store, costs, pricePerGb, typed, error } = data;
  const base = `/dashboard/${store.slug}`;
  return (
    <>
      <PageTitle title="What a visit costs" shop={store.name} />
      <PageHead title="Insights" />
      <InsightsNav slug={store.slug} here="/cost" />
      <p class="mut mb-4 max-w-[64ch]">
        What your buyers pay their network to see your shop for the first time, on a phone 360
        pixels wide with a sharp screen. Measured just now, with every picture of the page. The
        price is an average of the country until you write another: who buys small bundles pays
        more.
      </p>
      <form class="flex flex-wrap items-end gap-3 mb-4">
        <Field
          name="price"
          label={`What 1 GB costs your buyers, in ${store.currency}`}
          value={typed ?? String(pricePerGb)}
          error={error}
          inputMode="decimal"
        />
        <Button kind="line" class="mb-0">Show</Button>
      </form>
      {costs.length === 0
        ? <p class="mut">There is nothing to measure: buyers do not see this shop.</p>
        : (
          <ul class="grid gap-4 md:grid-cols-2">
            {costs.map((cost) => (
              <li key={cost.name}>
                <CostCard
                  cost={cost}
                  pricePerGb={pricePerGb}
                  currency={store.currency}
                  products={`${base}/products`}
                />
              </li>
            ))}
          </ul>
        )}
    </>
  );
}
