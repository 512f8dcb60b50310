import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { KeyChanges, OVERLAPS } from "@/components/dashboard/KeyChanges.tsx";
import { NewKey } from "@/components/dashboard/KeyForm.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Note } from "@/components/Status.tsx";
import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import {
  type ApiKey,
  type DashboardState,
  listApiKeys,
  type MyStore,
  replaceApiKey,
  type ReplaceRefusal,
  revokeApiKey,
} from "@/lib/tenants/mod.ts";
import { assertManager } from "../(_components)/owners_only.ts";

interface Page {
  store: MyStore;
  apiKey: ApiKey;
  /** Of the key that just took its place. */
  secret?: string;
  refusal?: string;
}

const REFUSALS: Record<ReplaceRefusal, string> = {
  key_over: "This key is revoked or over. Make a new one.",
  key_replaced: "Another key took its place already.",
  permission_not_held: "You cannot hand on what your own role does not allow.",
};

const ChangeForm = z.looseObject({
  intent: z.enum(["replace", "revoke"]),
  overlap: z.enum(Object.keys(OVERLAPS) as [keyof typeof OVERLAPS]).default("24"),
});

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withKey(ctx, (_sql, store, apiKey) => Promise.resolve(ctx.render({ store, apiKey }))),

  async POST(req, ctx) {
    const form = await readForm(req, ChangeForm);
    return await withKey(ctx, async (sql, store, apiKey) => {
      if (!form.ok) return await ctx.render({ store, apiKey }, { status: form.status });
      if (form.value.intent === "revoke") {
        await revokeApiKey(sql, apiKey.id);
        return seeOther(`/dashboard/${store.slug}/settings/api-keys?revoked=1`);
      }
      const made = await replaceApiKey(sql, apiKey.id, Number(form.value.overlap));
      if (!made.ok) {
        return await ctx.render({ store, apiKey, refusal: REFUSALS[made.code] }, { status: 409 });
      }
      // Shown by this answer alone, as the secret of a new key is.
      return await ctx.render({ store, apiKey, secret: made.value.secret });
    });
  },
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

export default function Key({ data, state }: PageProps<Page, DashboardState>) {
  const { store, apiKey: { name }, secret, refusal } = data;
  const base = `/dashboard/${store.slug}/settings/api-keys`;
  if (secret) return <NewKey shop={store.name} base={base} name={name} secret={secret} />;
  return (
    <>
      <PageTitle title={name} shop={store.name} />
      <BackLink href={base}>API keys</BackLink>
      <PageHead title={name} />
      <div class="max-w-2xl grid gap-4">
        {refusal && <Note tone="warn" role="alert">{refusal}</Note>}
        <KeyChanges csrf={state.csrf} name={name} base={base} />
      </div>
    </>
  );
}
