import type { Sql } from "@/lib/db/mod.ts";
import { toConfirm } from "@/lib/orders/queues.ts";

/** What the first page of a dashboard tells of the shop beside its orders. */
export interface Home {
  /** Days in the shop's zone, oldest first, today last: what was paid on each. */
  days: { day: string; salesMinor: number; orders: number }[];
  /** What was paid on the same day of the week before, up to this time of day. */
  weekAgoMinor: number;
  /** Transfers to look up, and reviews to read: 100 stands for all beyond. */
  toConfirm: number;
  reviews: number;
}

/** Days that the chart shows. */
const DAYS = 14;

/**
 * Sales are what orders that were paid on a day came to, less what was given back of them since:
 * what had been paid too much goes back first, and was never sold. Under the rights of whoever asks.
 */
export async function getHome(
  sql: Sql,
  { id, timeZone, now = Temporal.Now.instant() }: {
    id: string;
    timeZone: string;
    now?: Temporal.Instant;
  },
): Promise<Home> {
  // As moments and not in SQL: an index is read from a moment on.
  const here = now.toZonedDateTimeISO(timeZone);
  const today = here.toPlainDate();
  const first = today.subtract({ days: DAYS - 1 });
  const weekAgo = here.subtract({ days: 7 });
  const moment = (at: Temporal.ZonedDateTime) => at.toInstant().toString();
  const sold = sql`
    o.total_minor - greatest(o.refunded_minor - greatest(o.paid_minor - o.total_minor, 0), 0)`;
  const [row] = await sql<Home[]>`
    select
      (select jsonb_agg(jsonb_build_object('day', to_char(d.day, 'YYYY-MM-DD'),
          'salesMinor', coalesce(p.minor, 0), 'orders', coalesce(p.orders, 0)) order by d.day)
        from generate_series(${first.toString()}::timestamp, ${today.toString()}::timestamp, '1 day') as d (day)
        left join (
          select date_trunc('day', o.paid_at at time zone ${timeZone}) as day,
            sum(${sold}) as minor, count(*) as orders
          from public.orders as o
          where o.store_id = ${id} and o.status in ('paid', 'fulfilled', 'completed')
            and o.paid_at >= ${moment(first.toZonedDateTime(timeZone))}
          group by 1
        ) as p on p.day = d.day) as days,
      (select coalesce(sum(${sold}), 0)::bigint from public.orders as o
        where o.store_id = ${id} and o.status in ('paid', 'fulfilled', 'completed')
          and o.paid_at >= ${moment(weekAgo.startOfDay())} and o.paid_at < ${
    moment(weekAgo)
  }) as "weekAgoMinor",
      (select count(*)::int from (
        select from public.orders as o where o.store_id = ${id} and ${toConfirm(sql)} limit 100
      ) as waiting) as "toConfirm",
      (select count(*)::int from (
        select from public.reviews as r where r.store_id = ${id} and r.state = 'pending' limit 100
      ) as unread) as reviews`;
  return row!;
}
