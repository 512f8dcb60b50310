import { z } from "zod";
import type { Country } from "@/lib/phone.ts";
import { ok } from "@/lib/result.ts";
import { getStoreSettings, saveStoreSettings } from "@/lib/stores/mod.ts";
import {
  HOMELANDS,
  listMyStores,
  openStore,
  RESERVED_SLUGS,
  suggestSlug,
} from "@/lib/tenants/mod.ts";
import { inStore } from "../in_store.ts";
import { sameMoments } from "../kinds.ts";
import { type Operation, Refused } from "../operation.ts";
import { ofSettings, Store } from "./stores.ts";

const tag = "Stores";

const slug = z.string().min(3).max(40).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .refine((slug) => !RESERVED_SLUGS.includes(slug), "That address is ours.");

/** Stands in subjects and messages: one line, whatever was sent. */
const name = z.string().overwrite((text) => text.replace(/\s+/g, " ").trim()).min(1).max(80)
  .regex(/^[^\0]*$/, "It has a character that cannot be kept.");

const NewStore = z.strictObject({
  name,
  slug: slug.optional().describe("The shop's address; made of the name unless given."),
  country: z.enum(Object.keys(HOMELANDS) as Country[]).describe("Settles currency and time zone."),
}).meta({ id: "NewStore" });

const OPENING = {
  slug_taken: { status: 409, title: "Another store has this address." },
  store_exists: { status: 409, title: "You have a store already." },
  person_needed: { status: 403, title: "A key opens no store: sign in as a person." },
};

/** What opens and closes stores. */
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
        const stores = await listMyStores(sql);
        const store = stores.find(({ id }) => id === opened.value.storeId);
        return { status: 201, value: sameMoments(store) };
      }, client);
    },
  },
  inStore({
    id: "delete_store",
    tag,
    summary: "Close a store",
    description:
      "It takes no more orders. Orders, money and goods stay, and `update_store` opens it again.",
    method: "DELETE",
    path: "/stores/{id}",
    ...ofSettings,
    async run({ sql, id }) {
      const { settings, shown } = await getStoreSettings(sql, id);
      const closing = { settings: { ...settings, is_closed: true }, shown };
      const saved = await saveStoreSettings(sql, id, closing);
      return saved.ok ? ok(null) : saved;
    },
  }),
];

function refusal(code: keyof typeof OPENING): Refused {
  return new Refused({ code, ...OPENING[code] });
}
