import { type FreshContext, HttpError } from "$fresh/server.ts";
import { z } from "zod";
import { can } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import {
  BLANK_DISCOUNT,
  checkDiscount,
  copyOf,
  type DiscountDraft,
  discountErrors,
  type Fields,
  getDiscount,
  listTargets,
  makeCode,
  readDraft,
  saveDiscount,
  type StoredDiscount,
  type Target,
  toDraft,
} from "@/lib/discounts/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

export interface EditDiscountPage {
  store: MyStore;
  /** Null for one that is not saved yet. */
  discount: StoredDiscount | null;
  /** Of a new one: the same form sent twice makes one. */
  id: string;
  draft: DiscountDraft;
  errors: Record<string, string>;
  /** What it can be for: all categories and collections, and the products that were looked for or chosen. */
  targets: Target[];
  search: string;
}

type Context = FreshContext<DashboardState, EditDiscountPage>;

/** Answers 403 to members who see discounts and make none. */
export function assertManagesDiscounts(store: MyStore): void {
  if (!can(store, "discounts.manage")) {
    throw new HttpError(403, "Your role does not make discounts. Ask the owner.");
  }
}

/** Runs with the discount that the address names, null on the page of a new one; 404 for others'. */
export function withDiscount<Data>(
  { state, params }: FreshContext<DashboardState, Data>,
  run: (sql: Sql, store: MyStore, discount: StoredDiscount | null) => Promise<Response>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    const discount = params.id ? await getDiscount(sql, store.id, params.id) : null;
    if (params.id && !discount) throw new HttpError(404);
    return await run(sql, store, discount);
  });
}

/** Shows the form of a discount, or of a new one, which may start as a copy. */
export function showDiscount(ctx: Context): Promise<Response> {
  return withDiscount(ctx, async (sql, store, discount) => {
    if (!discount) assertManagesDiscounts(store);
    const copied = ctx.url.searchParams.get("copy");
    const source = discount ?? (copied ? await getDiscount(sql, store.id, copied) : null);
    const draft = source ? toDraft(source, store) : BLANK_DISCOUNT;
    return await show(ctx, sql, {
      store,
      discount,
      id: crypto.randomUUID(),
      draft: source && !discount ? copyOf(draft) : draft,
      errors: {},
      search: "",
    });
  });
}

/** Saves the posted form, or shows it again: with messages, a code, or products that were looked for. */
export async function postDiscount(req: Request, ctx: Context): Promise<Response> {
  const form = await readForm(req, z.record(z.string(), z.string().or(z.array(z.string()))));
  const fields: Fields = form.ok ? form.value : form.values;
  return await withDiscount(ctx, async (sql, store, discount) => {
    assertManagesDiscounts(store);
    const draft = readDraft(fields);
    const id = z.uuid().safeParse(fields.id).data ?? crypto.randomUUID();
    const page = {
      store,
      discount,
      id,
      draft,
      errors: {},
      search: [fields.search ?? ""].flat()[0]!,
    };
    if (!form.ok) return await show(ctx, sql, { ...page, errors: form.errors }, form.status);
    if (fields.intent === "generate") {
      return await show(ctx, sql, { ...page, draft: { ...draft, how: "code", code: makeCode() } });
    }
    if (fields.intent === "find") return await show(ctx, sql, page);
    const checked = checkDiscount(draft, store);
    if (!checked.ok) return await show(ctx, sql, { ...page, errors: checked.details! }, 422);
    const place = { storeId: store.id, id: discount?.id ?? id, isKnown: discount !== null };
    const saved = await saveDiscount(sql, place, checked.value);
    if (saved.ok) return seeOther(`/dashboard/${store.slug}/discounts/${saved.value}?saved=1`);
    return await show(ctx, sql, { ...page, errors: discountErrors(saved.code) }, 422);
  });
}

async function show(
  ctx: Context,
  sql: Sql,
  page: Omit<EditDiscountPage, "targets">,
  status = 200,
): Promise<Response> {
  const { store, draft, search } = page;
  const asked = { search: search.trim(), chosen: draft.targets };
  const targets = await listTargets(sql, store.id, asked);
  return await ctx.render({ ...page, targets }, { status });
}
