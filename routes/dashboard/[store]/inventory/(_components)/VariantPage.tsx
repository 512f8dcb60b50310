import type { PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { AdjustForm, TransferForm } from "@/components/dashboard/AdjustForm.tsx";
import { Ledger } from "@/components/dashboard/Ledger.tsx";
import { LevelTable } from "@/components/dashboard/LevelTable.tsx";
import { BackLink, PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { nameOf, StockState } from "@/components/dashboard/StockTable.tsx";
import { Card } from "@/components/Layout.tsx";
import { Toast } from "@/components/Status.tsx";
import { can } from "@/lib/auth/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import type { VariantStock } from "./variant_page.ts";

const DONE: Record<string, string> = {
  changed: "The stock is changed",
  moved: "They are moved",
};

/** The stock of one variant: how much is where, why, and the forms that change it. */
export function VariantPage({ data, state, url }: PageProps<VariantStock, DashboardState>) {
  const { store, line, places } = data;
  const base = `/dashboard/${store.slug}`;
  const done = DONE[url.searchParams.get("done") ?? ""];
  return (
    <>
      <PageTitle title={`Stock of ${nameOf(line)}`} shop={store.name} />
      <BackLink href={`${base}/inventory`}>Stock</BackLink>
      <PageHead
        above={line.sku}
        title={nameOf(line)}
        below={<StockState line={line} places={places} />}
      >
        <ButtonLink kind="line" icon="tag" href={`${base}/products/${line.productId}`}>
          Open the product
        </ButtonLink>
      </PageHead>
      <div class="two-1">
        <div>
          <Card flush>
            <LevelTable line={line} places={places} />
          </Card>
          <History data={data} />
        </div>
        {can(store, "products.manage") && line.isTracked && (
          <Forms data={data} csrf={state.csrf} base={`${base}/inventory/${line.id}`} />
        )}
      </div>
      {done && !data.rejected && <Toast>{done}</Toast>}
    </>
  );
}

function History({ data: { store, movements, hasMore } }: { data: VariantStock }) {
  return (
    <div>
      <Card flush>
        <div class="ch px-4 pt-4 mb-0 md:(px-5 pt-5)">
          <h2>What happened</h2>
        </div>
        {movements.length > 0
          ? <Ledger movements={movements} store={store} />
          : <p class="mut p-4 md:p-5">Nothing moved yet.</p>}
      </Card>
      {movements.length > 0 && (
        <Pager
          shown={`Newest first, ${movements.length} shown`}
          next={hasMore ? `?before=${movements.at(-1)!.id}` : undefined}
          text="Before that"
        />
      )}
    </div>
  );
}

function Forms({ data, csrf, base }: { data: VariantStock; csrf: string; base: string }) {
  const { places, rejected } = data;
  const given = (form: "adjust" | "transfer") => ({
    csrf,
    places,
    scope: form,
    action: `${base}/${form}`,
    ...(rejected?.form === form ? { values: rejected.values, errors: rejected.errors } : {}),
  });
  return (
    <div>
      <Card>
        <h2 class="mb-4">Change the stock</h2>
        <AdjustForm {...given("adjust")} />
      </Card>
      {places.length > 1 && (
        <Card>
          <h2 class="mb-4">Move to another location</h2>
          <TransferForm {...given("transfer")} />
        </Card>
      )}
    </div>
  );
}
