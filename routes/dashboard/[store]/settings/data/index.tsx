import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { Card } from "@/components/Layout.tsx";
import { can } from "@/lib/auth/mod.ts";
import { CUSTOMERS, ORDERS, PRODUCTS } from "@/lib/exports/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

export const handler: Handlers<MyStore, DashboardState> = {
  GET: (_req, ctx) => ctx.state.inStore((_sql, store) => Promise.resolve(ctx.render(store))),
};

const EXPORTS = [
  { file: PRODUCTS, name: "Products", text: "A row a variant, in the columns of Shopify." },
  { file: CUSTOMERS, name: "Customers", text: "Who bought, where they are, and for how much." },
  { file: ORDERS, name: "Orders", text: "A row a line of each order, with what was paid." },
];

export default function Data({ data: store }: PageProps<MyStore>) {
  const base = `/dashboard/${store.slug}`;
  return (
    <>
      <PageTitle title="Files" shop={store.name} />
      <PageHead
        title="Files"
        below={<p class="mut text-sm">What is yours, to take with you and to bring.</p>}
      />
      <SettingsNav store={store} here="data" />
      <Card>
        <h2 class="mb-3">Take a copy</h2>
        <ul>
          {EXPORTS.filter(({ file }) => can(store, file.permission)).map(({ file, name, text }) => (
            <li key={name} class="flex flex-wrap items-center justify-between gap-3 py-2">
              <div>
                <b>{name}</b>
                <p class="mut text-sm">{text}</p>
              </div>
              <ButtonLink
                kind="line"
                icon="download"
                small
                href={`${base}/settings/data/${file.entity}.csv`}
              >
                Download<span class="vh">&nbsp;{name.toLowerCase()}</span>
              </ButtonLink>
            </li>
          ))}
        </ul>
        <p class="mut text-sm mt-3">
          CSV files for any spreadsheet. The activity says who took one.
        </p>
      </Card>
      <Imports store={store} base={base} />
    </>
  );
}

function Imports({ store, base }: { store: MyStore; base: string }) {
  const hasProducts = can(store, "products.manage");
  const hasCustomers = can(store, "settings.manage");
  if (!hasProducts && !hasCustomers) return null;
  return (
    <Card class="mt-4">
      <h2 class="mb-3">Bring a file</h2>
      <div class="flex flex-wrap gap-3">
        {hasProducts && (
          <ButtonLink kind="line" href={`${base}/products/import`}>Import products</ButtonLink>
        )}
        {hasCustomers && (
          <ButtonLink kind="line" href={`${base}/settings/data/import`}>
            Import customers
          </ButtonLink>
        )}
      </div>
    </Card>
  );
}
