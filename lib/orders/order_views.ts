import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { type OrderFilter, readOrderFilter, writeOrderFilter } from "./order_filter.ts";

/** A way of looking at orders under a name. */
export interface OrderView {
  id: string;
  name: string;
  /** Everyone who sees orders there has it. */
  isShared: boolean;
  isMine: boolean;
  /** As the address of the list has it. */
  query: string;
}

/** The form that keeps what the list shows: its name, who sees it, and the list's own address. */
export const OrderViewForm = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(40, "40 letters at most."),
  shared: z.literal("yes").optional(),
  query: z.string().max(2000).default(""),
});

/** Those of whoever asks and those that are shared, by name. */
export async function listOrderViews(
  sql: Sql,
  { storeId, userId }: { storeId: string; userId: string },
): Promise<OrderView[]> {
  const rows = await sql<(Omit<OrderView, "query"> & { filter: Record<string, string> })[]>`
    select v.id, v.name, v.is_shared as "isShared", v.user_id = ${userId} as "isMine", v.filter
    from public.order_views as v where v.store_id = ${storeId}
    order by v.name, v.id limit 60`;
  return rows.map(({ filter, ...view }) => ({
    ...view,
    query: writeOrderFilter(readOrderFilter(new URLSearchParams(filter))),
  }));
}

/** Keeps it for whoever asks; the same name again replaces theirs. Rejects with AF404 for strangers. */
export async function saveOrderView(
  sql: Sql,
  storeId: string,
  { name, shared, query }: z.infer<typeof OrderViewForm>,
): Promise<Result<OrderFilter, "too_many_views">> {
  const { after: _, ...filter } = readOrderFilter(new URLSearchParams(query));
  const input = {
    name,
    is_shared: shared === "yes",
    filter: Object.fromEntries(new URLSearchParams(writeOrderFilter(filter))),
  };
  const [row] = await sql<{ answer: { ok: boolean } }[]>`
    select public.save_order_view(${storeId}, ${sql.json(input)}) as answer`;
  return row!.answer.ok ? ok(filter) : refuse("too_many_views");
}

/** Deletes one's own, or a shared one for those who manage the shop. False when there is none. */
export async function deleteOrderView(
  sql: Sql,
  { storeId, id }: { storeId: string; id: string },
): Promise<boolean> {
  const [row] = await sql<{ deleted: boolean }[]>`
    select public.delete_order_view(${storeId}, ${id}) as deleted`;
  return row!.deleted;
}
