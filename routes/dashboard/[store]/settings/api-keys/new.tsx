import { type FreshContext, type Handlers, type PageProps } from "$fresh/server.ts";
import { KeyForm, NewKey } from "@/components/dashboard/KeyForm.tsx";
import { can } from "@/lib/auth/mod.ts";
import type { Permission } from "@/lib/enums.ts";
import { type FormErrors, readForm } from "@/lib/http/mod.ts";
import {
  ApiKeyForm,
  createApiKey,
  type DashboardState,
  KEY_PERMISSIONS,
  type MyStore,
} from "@/lib/tenants/mod.ts";
import { assertManager } from "../(_components)/owners_only.ts";

interface Page {
  store: MyStore;
  /** What whoever makes the key holds, and so may hand on. */
  offered: Permission[];
  values: Record<string, string>;
  errors: FormErrors;
  /** Of the key that was just made. */
  secret?: string;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore((_sql, store) => {
      assertManager(store);
      return show(ctx, store, { values: { life: "365" } });
    }),

  async POST(req, ctx) {
    const form = await readForm(req, ApiKeyForm);
    return await ctx.state.inStore(async (sql, store) => {
      assertManager(store);
      if (!form.ok) {
        return show(ctx, store, { values: form.values, errors: form.errors }, form.status);
      }
      const { name } = form.value;
      const made = await createApiKey(sql, store.id, form.value);
      if (!made.ok) {
        const errors = { permissions: "You cannot hand on what your own role does not allow." };
        return show(ctx, store, { values: { name }, errors }, 422);
      }
      // Shown by this answer alone: a redirect would have to carry the secret somewhere.
      return show(ctx, store, { values: { name }, secret: made.value.secret });
    });
  },
};

async function show(
  ctx: FreshContext<DashboardState, Page>,
  store: MyStore,
  page: Pick<Page, "values" | "secret"> & { errors?: FormErrors },
  status = 200,
): Promise<Response> {
  const offered = KEY_PERMISSIONS.filter((one) => can(store, one));
  return await ctx.render({ store, offered, errors: {}, ...page }, { status });
}

export default function NewApiKey({ data, state }: PageProps<Page, DashboardState>) {
  const { store, secret, values } = data;
  const base = `/dashboard/${store.slug}/settings/api-keys`;
  return secret
    ? <NewKey shop={store.name} base={base} name={values.name ?? ""} secret={secret} />
    : <KeyForm csrf={state.csrf} shop={store.name} base={base} {...data} />;
}
