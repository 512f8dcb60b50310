import { z } from "zod";
import { PERMISSIONS } from "@/lib/enums.ts";
import { listMyStores } from "@/lib/tenants/mod.ts";
import { ofCaller } from "../of_caller.ts";
import { currency, id, moment } from "../kinds.ts";
import { notFound, type Operation } from "../operation.ts";

export const Store = z.strictObject({
  id,
  tenant_id: id.describe("The business that it belongs to."),
  slug: z.string(),
  name: z.string(),
  email: z.string().nullable().describe("Where its shoppers write to."),
  status: z.enum(["active", "closed", "suspended"]),
  country: z.string().length(2),
  currency,
  time_zone: z.string(),
  created_at: moment,
  permissions: z.array(z.enum(PERMISSIONS)).describe("What the caller may do there."),
}).meta({ id: "Store" });

export const stores: Operation[] = [
  ofCaller({
    id: "list_stores",
    tag: "Stores",
    summary: "Stores where the caller may do something",
    method: "GET",
    path: "/stores",
    item: Store,
    isList: true,
    run: async (sql) => ({ data: await listMyStores(sql), next: null }),
  }),
  ofCaller({
    id: "get_store",
    tag: "Stores",
    summary: "One store",
    method: "GET",
    path: "/stores/{id}",
    item: Store,
    async run(sql, { id }) {
      const store = (await listMyStores(sql)).find((one) => one.id === id);
      if (!store) throw notFound();
      return store;
    },
  }),
];
