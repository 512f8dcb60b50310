import type { Handlers, PageProps } from "$fresh/server.ts";
import { ImportList } from "@/components/dashboard/ImportList.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { UploadForm } from "@/components/dashboard/UploadForm.tsx";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { postUpload, showUpload, type UploadPage } from "../imports/(_components)/upload.ts";

export const handler: Handlers<UploadPage, DashboardState> = {
  GET: (_req, ctx) => showUpload(ctx, "products"),
  POST: (req, ctx) => postUpload(req, ctx, "products"),
};

export default function ImportProducts({ data, state }: PageProps<UploadPage, DashboardState>) {
  const { store, imports, error } = data;
  const base = `/dashboard/${store.slug}`;
  return (
    <>
      <PageTitle title="Import products" shop={store.name} />
      <BackLink href={`${base}/products`}>Products</BackLink>
      <PageHead
        title="Import products"
        below={
          <p class="mut text-sm">
            From a spreadsheet or another shop. Nothing changes before you have seen what would.
          </p>
        }
      />
      <UploadForm
        csrf={state.csrf}
        error={error}
        hint="A CSV file of 10 MB and 10,000 rows at most. An export of Shopify's works as it is."
      />
      <ImportList imports={imports} base={base} timeZone={store.timeZone} />
    </>
  );
}
