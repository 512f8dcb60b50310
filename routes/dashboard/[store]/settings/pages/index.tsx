import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { Card } from "@/components/Layout.tsx";
import { Pill, Toast } from "@/components/Status.tsx";
import { listPages, type PageLine, POLICIES, type PolicyKind } from "@/lib/pages/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManager } from "../(_components)/owners_only.ts";

interface Data {
  store: MyStore;
  pages: PageLine[];
}

export const handler: Handlers<Data, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      assertManager(store);
      return await ctx.render({ store, pages: await listPages(sql, store.id) });
    }),
};

const DONE = new Map([["saved", "Saved"], ["deleted", "Deleted"]]);

export default function Pages({ data, url }: PageProps<Data, DashboardState>) {
  const { store, pages } = data;
  const base = `/dashboard/${store.slug}/settings/pages`;
  const own = pages.filter(({ kind }) => kind === "page");
  const done = DONE.get(url.searchParams.get("done") ?? "");
  return (
    <>
      <PageTitle title="Pages" shop={store.name} />
      <PageHead
        title="Pages"
        below={<p class="mut text-sm">Shoppers find them at the foot of every page.</p>}
      >
        <ButtonLink href={`${base}/new`}>Add a page</ButtonLink>
      </PageHead>
      <SettingsNav store={store} here="pages" />
      <div class="grid gap-4 max-w-2xl">
        <Card flush>
          <div class="ch px-4 pt-4">
            <h2>Policies</h2>
          </div>
          <ul>
            {Object.entries(POLICIES).map(([kind, { title, about }]) => {
              const page = pages.find((one) => one.kind === kind);
              return page
                ? <Line key={kind} page={page} base={base} />
                : <Missing key={kind} kind={kind as PolicyKind} {...{ title, about, base }} />;
            })}
          </ul>
        </Card>
        <Card flush>
          <div class="ch px-4 pt-4">
            <h2>Your own</h2>
          </div>
          {own.length === 0 && (
            <p class="mut px-4 pb-4">Tell who you are, how to measure, how to wash it.</p>
          )}
          <ul>{own.map((page) => <Line key={page.id} page={page} base={base} />)}</ul>
        </Card>
      </div>
      {done && <Toast>{done}</Toast>}
    </>
  );
}

function Line({ page: { id, title, slug, isPublished }, base }: { page: PageLine; base: string }) {
  return (
    <li class="it relative justify-between">
      <div class="min-w-0 break-words">
        <a class="rl" href={`${base}/${id}`}>{title}</a>
        <p class="mut text-sm">/pages/{slug}</p>
      </div>
      {isPublished ? <Pill tone="ok" icon="eye">In the shop</Pill> : <Pill>Hidden</Pill>}
    </li>
  );
}

function Missing(
  { kind, title, about, base }: { kind: PolicyKind; title: string; about: string; base: string },
) {
  return (
    <li class="it relative justify-between">
      <div class="min-w-0 break-words">
        <a class="rl" href={`${base}/new?kind=${kind}`}>{title}</a>
        <p class="mut text-sm">{about}</p>
      </div>
      <Pill tone="warn">Not written yet</Pill>
    </li>
  );
}
