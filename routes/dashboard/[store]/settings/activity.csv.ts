import type { Handlers } from "$fresh/server.ts";
import {
  ACTIVITY_COLUMNS,
  type ActivityFilter,
  type AuditEvent,
  listActivity,
  logExport,
  readActivityFilter,
  toCells,
} from "@/lib/audit/mod.ts";
import { csvStream } from "@/lib/csv.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { assertOwner } from "./(_components)/owners_only.ts";

const PAGE = 500;

export const handler: Handlers<unknown, DashboardState> = {
  async GET(_req, { state, url }) {
    const filter = readActivityFilter(url.searchParams);
    // Before the first byte, so that who may not have it gets an answer that says so.
    const first = await state.inStore(async (sql, store) => {
      assertOwner(store);
      await logExport(sql, store.id, "audit_events");
      return await listActivity(sql, scopeOf(store), { ...filter, limit: PAGE });
    });
    return new Response(csvStream(ACTIVITY_COLUMNS, pages(state, filter, first)), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="activity.csv"',
      },
    });
  },
};

interface List {
  events: AuditEvent[];
  hasMore: boolean;
}

/** Each page in a transaction of its own: whoever loses the right to read gets no more of it. */
async function* pages(state: DashboardState, filter: ActivityFilter, first: List) {
  let list = first;
  yield list.events.map(toCells);
  while (list.hasMore) {
    const before = list.events.at(-1)!.id;
    list = await state.inStore((sql, store) =>
      listActivity(sql, scopeOf(store), { ...filter, before, limit: PAGE })
    );
    yield list.events.map(toCells);
  }
}

function scopeOf({ id, timeZone }: { id: string; timeZone: string }) {
  return { storeId: id, timeZone };
}
