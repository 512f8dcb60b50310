import type { Handlers, PageProps } from "$fresh/server.ts";
import { ImportList } from "@/components/dashboard/ImportList.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { UploadForm } from "@/components/dashboard/UploadForm.tsx";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { postUpload, showUpload, type UploadPage } from "../../imports/(_components)/upload.ts";

export const handler: Handlers<UploadPage, DashboardState> = {
  GET: (_req, ctx) => showUpload(ctx, "customers"),
  POST: (req, ctx) => postUpload(req, ctx, "customers"),
};

export default function ImportCustomers({ data, state }: PageProps<UploadPage, DashboardState>) {
  const { store, imports, error } = data;
  const base = `/dashboard/${store.slug}`;
  return (
    <>
      <PageTitle title="Import customers" shop={store.name} />
      <BackLink href={`${base}/settings/data`}>Files</BackLink>
      <PageHead
        title="Import customers"
        below={
          <p class="mut text-sm">
            They are known by their phone number. Nothing changes before you have seen what would.
          </p>
        }
      />
      <UploadForm
        csrf={state.csrf}
        error={error}
        hint="A CSV file of 10 MB and 10,000 rows at most."
      />
      <ImportList imports={imports} base={base} timeZone={store.timeZone} />
    </>
  );
}
