import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { ShopForm } from "@/components/dashboard/ShopForm.tsx";
import { Toast } from "@/components/Status.tsx";
import SaveBar from "@/islands/SaveBar.tsx";
import type { Sql } from "@/lib/db/mod.ts";
import { firstMessages, type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import {
  getStoreSettings,
  saveStoreSettings,
  settingsFields,
  settingsForm,
} from "@/lib/stores/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManager } from "./(_components)/owners_only.ts";

interface Page {
  store: MyStore;
  values: Record<string, string>;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      assertManager(store);
      const values = settingsFields(await getStoreSettings(sql, store.id));
      return await ctx.render({ store, values, errors: {} });
    }),

  async POST(req, ctx) {
    const read = await readForm(req, TextFields);
    return await ctx.state.inStore(async (sql, store) => {
      assertManager(store);
      if (!read.ok) {
        const { values, errors, status } = read;
        return ctx.render({ store, values, errors }, { status });
      }
      return await save(ctx, sql, { store, values: read.value });
    });
  },
};

async function save(
  ctx: Context,
  sql: Sql,
  { store, values }: Omit<Page, "errors">,
): Promise<Response> {
  const checked = settingsForm(store.country).safeParse(values);
  if (!checked.success) {
    return ctx.render({ store, values, errors: firstMessages(checked.error) }, { status: 422 });
  }
  const saved = await saveStoreSettings(sql, store.id, checked.data);
  if (saved.ok) return seeOther(`/dashboard/${store.slug}/settings/store?saved=1`);
  const stored = settingsFields(await getStoreSettings(sql, store.id));
  const errors = conflictErrors(values, stored);
  // Whoever saves once more has seen what they overwrite.
  return ctx.render({ store, values: { ...values, shown: stored.shown! }, errors }, {
    status: 409,
  });
}

/** Each field that differs from what somebody else saved meanwhile, and what stands there now. */
function conflictErrors(typed: Record<string, string>, stored: Record<string, string>): FormErrors {
  const errors: FormErrors = {
    "": "Somebody changed the settings meanwhile. Save again to put yours in their place.",
  };
  for (const [name, value] of Object.entries(stored)) {
    if (name === "shown" || (typed[name] ?? "").trim() === value) continue;
    errors[name] = value ? `It is “${value}” now.` : "It is empty now.";
  }
  return errors;
}

export default function StoreSettingsPage({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, values, errors } = data;
  const hasErrors = Object.keys(errors).length > 0;
  return (
    <>
      <PageTitle title="Shop" shop={store.name} />
      <PageHead title="Your shop" />
      <SettingsNav store={store} here="store" />
      <ShopForm csrf={state.csrf} values={values} errors={errors} />
      <SaveBar
        form="shop"
        discard={`/dashboard/${store.slug}/settings/store`}
        isUnsaved={hasErrors}
      />
      {url.searchParams.has("saved") && !hasErrors && <Toast>Saved</Toast>}
    </>
  );
}
