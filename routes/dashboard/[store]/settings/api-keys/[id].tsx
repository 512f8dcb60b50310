import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import type { Sql } from "@/lib/db/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import {
  type ApiKey,
  type DashboardState,
  listApiKeys,
  type MyStore,
  revokeApiKey,
} from "@/lib/tenants/mod.ts";
import { assertManager } from "../(_components)/owners_only.ts";

interface Page {
  store: MyStore;
  apiKey: ApiKey;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withKey(ctx, (_sql, store, apiKey) => Promise.resolve(ctx.render({ store, apiKey }))),

  POST: (_req, ctx) =>
    withKey(ctx, async (sql, store, apiKey) => {
      await revokeApiKey(sql, apiKey.id);
      return seeOther(`/dashboard/${store.slug}/settings/api-keys?revoked=1`);
    }),
};

/** A key of another shop is not there, also for somebody who manages both. */
function withKey(
  { state, params }: Context,
  run: (sql: Sql, store: MyStore, apiKey: ApiKey) => Promise<Response>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    assertManager(store);
    const apiKey = (await listApiKeys(sql, store.id)).find(({ id }) => id === params.id);
    if (!apiKey) throw new HttpError(404);
    return await run(sql, store, apiKey);
  });
}

export default function Revoke(
  { data: { store, apiKey }, state }: PageProps<Page, DashboardState>,
) {
  const base = `/dashboard/${store.slug}/settings/api-keys`;
  return (
    <>
      <PageTitle title="Revoke an API key" shop={store.name} />
      <BackLink href={base}>API keys</BackLink>
      <PageHead title={`Revoke ${apiKey.name}?`} />
      <Card class="max-w-2xl">
        <p>The program that uses it is locked out at once. A key cannot be brought back.</p>
        <Form csrf={state.csrf} class="flex flex-wrap gap-3 mt-4">
          <Button kind="danger">Revoke {apiKey.name}</Button>
          <ButtonLink kind="line" href={base}>Keep it</ButtonLink>
        </Form>
      </Card>
    </>
  );
}
