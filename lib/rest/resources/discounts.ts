import { z } from "zod";
import {
  deleteDiscount,
  DISCOUNT_VIEWS,
  type DiscountInput,
  endDiscount,
  getDiscount,
  listDiscounts,
  saveDiscount,
  type StoredDiscount,
} from "@/lib/discounts/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse } from "@/lib/result.ts";
import { inStore } from "../in_store.ts";
import { invalid, notFound, type Operation } from "../operation.ts";
import { page, pageOf } from "../shape.ts";
import { Discount, DiscountChange, NewDiscount } from "./discount_schema.ts";

const tag = "Discounts";

const REFUSALS = {
  code_taken: { status: 409, title: "Another discount of the store has this code." },
  too_many_automatic: { status: 409, title: "Ten discounts that come by themselves are the most." },
};

function toJson(storeId: string, discount: StoredDiscount): Discount {
  return {
    id: discount.id,
    store_id: storeId,
    name: discount.name,
    code: discount.code,
    kind: discount.kind,
    percent_bp: discount.percentBp,
    amount_minor: discount.amountMinor,
    buy_quantity: discount.buyQuantity,
    get_quantity: discount.getQuantity,
    min_minor: discount.minMinor,
    min_quantity: discount.minQuantity,
    starts_at: discount.startsAt!,
    ends_at: discount.endsAt,
    usage_limit: discount.usageLimit,
    customer_limit: discount.customerLimit,
    combines_with: discount.combinesWith,
    targets: discount.targets.map(({ key }) => {
      const [kind, id] = key.split(":");
      return { [`${kind}_id`]: id };
    }),
    used: discount.used,
    state: discount.state,
  };
}

interface Place {
  sql: Sql;
  store: { id: string };
  id: string;
}

async function read({ sql, store, id }: Place): Promise<Discount | null> {
  const discount = await getDiscount(sql, store.id, id);
  return discount && toJson(store.id, discount);
}

type Fields = Partial<Omit<Discount, "id" | "store_id" | "used" | "state">>;

/** As the lib takes it. Throws Refused where numbers are missing or have no meaning for its kind. */
function toInput(fields: Fields & Pick<Discount, "name" | "kind">): DiscountInput {
  const { kind, starts_at: startsAt = null, ends_at: endsAt = null } = fields;
  const errors = Object.entries({
    percent_bp: kind === "percent" || kind === "buy_get",
    amount_minor: kind === "amount",
    buy_quantity: kind === "buy_get",
    get_quantity: kind === "buy_get",
  }).flatMap(([field, isNeeded]) => {
    const isGiven = (fields[field as keyof Fields] ?? null) !== null;
    if (isGiven === isNeeded) return [];
    return [{ field, message: isNeeded ? `${kind} needs it.` : `It means nothing to ${kind}.` }];
  });
  const targets = (fields.targets ?? []).map((target, i) => {
    const given = Object.entries(target).filter(([, id]) => id !== undefined);
    if (given.length !== 1) {
      errors.push({ field: `targets.${i}`, message: "Name one product, collection or category." });
    }
    const [name = "", id] = given[0] ?? [];
    return `${name.replace(/_id$/, "")}:${id}`;
  });
  if (endsAt && Date.parse(endsAt) <= (startsAt ? Date.parse(startsAt) : Date.now())) {
    errors.push({ field: "ends_at", message: "It ends before it starts." });
  }
  if (errors.length > 0) throw invalid(errors);
  return {
    name: fields.name,
    code: fields.code ?? null,
    kind,
    percentBp: fields.percent_bp ?? null,
    amountMinor: fields.amount_minor ?? null,
    buyQuantity: fields.buy_quantity ?? null,
    getQuantity: fields.get_quantity ?? null,
    minMinor: fields.min_minor ?? null,
    minQuantity: fields.min_quantity ?? null,
    startsAt,
    endsAt,
    usageLimit: fields.usage_limit ?? null,
    customerLimit: fields.customer_limit ?? null,
    combinesWith: fields.combines_with ?? [],
    targets: [...new Set(targets)],
  };
}

/** Saves a discount and answers it as it is then. */
async function save(
  { sql, store, id }: Place,
  { isKnown, input }: { isKnown: boolean; input: DiscountInput },
) {
  const saved = await saveDiscount(sql, { storeId: store.id, id, isKnown }, input);
  if (saved.ok) return ok(await read({ sql, store, id: saved.value }));
  return refuse(saved.code === "discount_gone" ? "not_found" : saved.code);
}

export const discounts: Operation[] = [
  inStore({
    id: "list_discounts",
    tag,
    summary: "Discounts of a store in one state, newest first",
    method: "GET",
    path: "/discounts",
    permission: "discounts.manage",
    query: z.object({
      ...page,
      state: z.enum(DISCOUNT_VIEWS).default("active").describe("Of those that time decides."),
    }),
    item: Discount,
    isList: true,
    async run({ sql, store, query: { limit, after, state } }) {
      const { discounts } = await listDiscounts(sql, store.id, {
        view: state,
        after,
        limit: limit + 1,
      });
      return ok(pageOf(discounts.map((one) => toJson(store.id, one)), limit));
    },
  }),
  inStore({
    id: "get_discount",
    tag,
    summary: "One discount",
    method: "GET",
    path: "/discounts/{id}",
    permission: "discounts.manage",
    row: "discounts",
    item: Discount,
    async run(call) {
      const discount = await read(call);
      return discount ? ok(discount) : refuse("not_found");
    },
  }),
  inStore({
    id: "create_discount",
    tag,
    summary: "Make a discount",
    method: "POST",
    path: "/discounts",
    permission: "discounts.manage",
    body: NewDiscount,
    item: Discount,
    status: 201,
    key: "optional",
    refusals: REFUSALS,
    example: {
      body: { name: "Long rains", code: "RAINS10", kind: "percent", percent_bp: 1000 },
    },
    async run({ sql, store, body }) {
      const id = crypto.randomUUID();
      return await save({ sql, store, id }, { isKnown: false, input: toInput(body) });
    },
  }),
  inStore({
    id: "update_discount",
    tag,
    summary: "Change a discount",
    description: "What is left out stays; `ends_at` in the past is refused, see `delete_discount`.",
    method: "PATCH",
    path: "/discounts/{id}",
    permission: "discounts.manage",
    row: "discounts",
    body: DiscountChange,
    item: Discount,
    read,
    refusals: REFUSALS,
    async run({ sql, store, id, body }) {
      const current = await read({ sql, store, id });
      if (!current) throw notFound();
      const input = toInput({ ...current, ...body });
      return await save({ sql, store, id }, { isKnown: true, input });
    },
  }),
  inStore({
    id: "delete_discount",
    tag,
    summary: "End a discount",
    description: "One that no order ever had is deleted; another is ended, and orders keep it.",
    method: "DELETE",
    path: "/discounts/{id}",
    permission: "discounts.manage",
    row: "discounts",
    read,
    async run({ sql, store, id }) {
      if (!await deleteDiscount(sql, store.id, id)) await endDiscount(sql, store.id, id);
      return ok(null);
    },
  }),
];
