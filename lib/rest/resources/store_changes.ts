import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import type { Country } from "@/lib/phone.ts";
import { ok, refuse } from "@/lib/result.ts";
import { getStoreSettings, saveStoreSettings, type StoreSettings } from "@/lib/stores/mod.ts";
import {
  type ApiStore,
  HOMELANDS,
  listMyStores,
  openStore,
  RESERVED_SLUGS,
  suggestSlug,
} from "@/lib/tenants/mod.ts";
import { inStore } from "../in_store.ts";
import { phone, sameMoments, text } from "../kinds.ts";
import { type Operation, Refused } from "../operation.ts";
import { given } from "./product_save.ts";
import { Store } from "./stores.ts";

const tag = "Stores";

const slug = z.string().min(3).max(40).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .refine((slug) => !RESERVED_SLUGS.includes(slug), "That address is ours.");

/** Stands in subjects and messages: one line, whatever was sent. */
const line = (max: number, min = 0) =>
  z.string().overwrite((text) => text.replace(/\s+/g, " ").trim()).min(min).max(max)
    .regex(/^[^\0]*$/, "It has a character that cannot be kept.");

const NewStore = z.strictObject({
  name: line(80, 1),
  slug: slug.optional().describe("The shop's address; made of the name unless given."),
  country: z.enum(Object.keys(HOMELANDS) as Country[]).describe("Settles currency and time zone."),
}).meta({ id: "NewStore" });

const StoreChange = z.strictObject({
  name: line(80, 1).optional(),
  email: z.email().max(254).nullable().optional(),
  tagline: line(160).optional(),
  phone: phone.nullable().optional(),
  whatsapp_phone: phone.nullable().optional(),
  address: line(200).optional(),
  opening_hours: line(120).optional(),
  is_pickup_offered: z.boolean().optional(),
  pickup_note: line(160).optional(),
  hold_minutes: z.int().min(5).max(1440).optional()
    .describe("How long an unpaid order keeps its goods."),
  tax_rate_bp: z.int().min(0).max(5000).optional().describe("Basis points: 1600 is 16 %."),
  is_tax_included: z.boolean().optional(),
  is_closed: z.boolean().optional().describe("A closed store takes no orders."),
  closed_note: text(300).optional(),
}).meta({ id: "StoreChange" });

const OPENING = {
  slug_taken: { status: 409, title: "Another store has this address." },
  store_exists: { status: 409, title: "You have a store already." },
  person_needed: { status: 403, title: "A key opens no store: sign in as a person." },
};

const REFUSALS = {
  changed_meanwhile: { status: 412, title: "It was changed meanwhile. Read it again." },
};

async function read({ sql, id }: { sql: Sql; id: string }): Promise<ApiStore | null> {
  return (await listMyStores(sql)).find((one) => one.id === id) ?? null;
}

async function change(sql: Sql, storeId: string, changes: Partial<StoreSettings>) {
  const { settings, shown } = await getStoreSettings(sql, storeId);
  return await saveStoreSettings(sql, storeId, { settings: { ...settings, ...changes }, shown });
}

/** What makes, changes and closes stores. */
export const storeChanges: Operation[] = [
  {
    id: "create_store",
    tag,
    summary: "Open a store",
    description: "For a person who has none: with an access token, not with a key.",
    method: "POST",
    path: "/stores",
    permission: null,
    query: z.strictObject({}),
    body: NewStore,
    answer: Store,
    status: 201,
    refusals: OPENING,
    example: { body: { name: "Kikapu & Kin", country: "KE" } },
    key: "never",
    isConditional: false,
    async execute({ db, bearer, client }, { body }) {
      const { session, claims } = bearer!;
      const { name, country, slug } = body as z.output<typeof NewStore>;
      return await db.asUser(claims, async (sql) => {
        if (!session) throw refusal("person_needed");
        const input = { name, country, slug: slug ?? suggestSlug(name), email: session.email };
        const opened = await openStore(sql, input);
        if (!opened.ok) throw refusal(opened.code);
        return { status: 201, value: sameMoments(await read({ sql, id: opened.value.storeId })) };
      }, client);
    },
  },
  inStore({
    id: "update_store",
    tag,
    summary: "Change a store",
    description: "What is left out stays.",
    method: "PATCH",
    path: "/stores/{id}",
    permission: "settings.manage",
    row: "stores",
    body: StoreChange,
    item: Store,
    read,
    refusals: REFUSALS,
    example: { body: { tagline: "Baskets from Kitui" } },
    async run({ sql, id, body: { email, phone, ...rest } }) {
      const changes = given({ ...rest, contact_email: email, contact_phone: phone });
      const changed = await change(sql, id, changes as Partial<StoreSettings>);
      return changed.ok ? ok(await read({ sql, id })) : changed;
    },
  }),
  inStore({
    id: "delete_store",
    tag,
    summary: "Close a store",
    description:
      "It takes no more orders. Orders, money and goods stay, and `update_store` opens it again.",
    method: "DELETE",
    path: "/stores/{id}",
    permission: "settings.manage",
    row: "stores",
    read,
    refusals: REFUSALS,
    async run({ sql, id }) {
      const closed = await change(sql, id, { is_closed: true });
      return closed.ok ? ok(null) : refuse(closed.code);
    },
  }),
];

function refusal(code: keyof typeof OPENING): Refused {
  return new Refused({ code, ...OPENING[code] });
}
