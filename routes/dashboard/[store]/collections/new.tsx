import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Card } from "@/components/Layout.tsx";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { type EditPage, postCollection, showCollection } from "./(_components)/edit_collection.ts";
import { EditCollection } from "./(_components)/EditCollection.tsx";

export const handler: Handlers<EditPage, DashboardState> = {
  GET: (_req, ctx) => showCollection(ctx),
  POST: postCollection,
};

/** How it fills is decided once; the form comes after. */
export default function NewCollection(props: PageProps<EditPage, DashboardState>) {
  if (props.url.searchParams.has("kind")) return <EditCollection {...props} />;
  const { store } = props.data;
  return (
    <>
      <PageTitle title="Add a collection" shop={store.name} />
      <BackLink href={`/dashboard/${store.slug}/collections`}>Collections</BackLink>
      <PageHead title="Add a collection" />
      <div class="grid gap-4 max-w-2xl">
        <Card>
          <h2>You choose the products</h2>
          <p class="mut mt-1.5 mb-4">One by one, in the order that you like. For a few.</p>
          <ButtonLink href="?kind=manual">Choose by hand</ButtonLink>
        </Card>
        <Card>
          <h2>A rule chooses them</h2>
          <p class="mut mt-1.5 mb-4">
            Everything under 1,000, all that is new, a tag: it stays right by itself.
          </p>
          <ButtonLink kind="line" href="?kind=rule">Make a rule</ButtonLink>
        </Card>
      </div>
    </>
  );
}
