-- How the sums of a shop's days are made, kept and read.
create function private.sales_kinds() returns text[]
language sql immutable set search_path = ''
return '{all,variant,method,area,source,discount}'::text[];

create function private.local_day(at timestamptz, time_zone text) returns date
language sql immutable set search_path = ''
return (local_day.at at time zone local_day.time_zone)::date;

create function private.sum_sales(store_id uuid, kinds text[], day date, time_zone text)
returns setof private.sales
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_currency text := (select s.currency from public.stores as s where s.id = sum_sales.store_id);
  -- Wider than the day by what clocks are ever put forward or back: which day a moment belongs to, the calendar says.
  v_lower timestamptz := sum_sales.day::timestamp at time zone sum_sales.time_zone - interval '3 hours';
  v_upper timestamptz := (sum_sales.day + 1)::timestamp at time zone sum_sales.time_zone + interval '3 hours';
begin
  return query
  with sold as materialized (
    select o.id, o.source, o.is_first_sale, o.items_minor, o.discount_minor, o.delivery_minor, o.tax_minor,
      case when o.is_tax_included then 0 else o.tax_minor end as added_tax_minor, o.total_minor,
      o.delivery_method || ':' || coalesce(o.area, o.pickup_place, '') as place
    from public.orders as o
    where o.store_id = sum_sales.store_id and o.paid_at >= v_lower and o.paid_at < v_upper
      and private.local_day(o.paid_at, sum_sales.time_zone) = sum_sales.day and o.currency = v_currency
      and sum_sales.kinds <> '{method}'
  ), moved as materialized (
    select e.id, e.order_id, e.kind, e.from_book, e.to_book, e.amount_minor, e.account_id, e.booked_at
    from public.ledger_entries as e
    where e.store_id = sum_sales.store_id and e.booked_at >= v_lower and e.booked_at < v_upper
      and private.local_day(e.booked_at, sum_sales.time_zone) = sum_sales.day and e.currency = v_currency
      and 'buyer' in (e.from_book, e.to_book) and sum_sales.kinds && '{all,method}'
  ), parts (kind, subject, placed, converted, orders, first_orders, units, goods_minor, discount_minor,
    delivery_minor, tax_minor, added_tax_minor, total_minor, first_minor, refunds, refunded_minor) as (
    select k.kind, k.subject, 1, (o.paid_at is not null)::integer, 0, 0, 0, 0::bigint, 0::bigint,
      0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0, 0::bigint
    from public.orders as o
    cross join lateral (values ('all', ''), ('source', o.source)) as k (kind, subject)
    where o.store_id = sum_sales.store_id and o.placed_at >= v_lower and o.placed_at < v_upper
      and private.local_day(o.placed_at, sum_sales.time_zone) = sum_sales.day and o.currency = v_currency
      and sum_sales.kinds && '{all,source}'
    union all
    select k.kind, k.subject, 0, 0, 1, s.is_first_sale::integer, 0, s.items_minor, s.discount_minor,
      s.delivery_minor, s.tax_minor, s.added_tax_minor, s.total_minor,
      case when s.is_first_sale then s.total_minor else 0 end, 0, 0
    from sold as s
    cross join lateral (values ('all', ''), ('area', s.place), ('source', s.source)) as k (kind, subject)
    union all
    select 'all', '', 0, 0, 0, 0, i.quantity, 0, 0, 0, 0, 0, 0, 0, 0, 0
    from sold as s join public.order_items as i on i.store_id = sum_sales.store_id and i.order_id = s.id
    where 'all' = any (sum_sales.kinds)
    union all
    select 'variant', i.variant_id::text, 0, 0, 1, 0, i.quantity, i.total_minor, i.discount_minor,
      0, 0, 0, i.total_minor - i.discount_minor, 0, 0, 0
    from sold as s join public.order_items as i on i.store_id = sum_sales.store_id and i.order_id = s.id
    where 'variant' = any (sum_sales.kinds)
    union all
    select 'discount', u.discount_id::text, 0, 0, 1, s.is_first_sale::integer, 0, 0, u.amount_minor,
      0, 0, 0, s.total_minor, 0, 0, 0
    from sold as s join public.order_discounts as u on u.store_id = sum_sales.store_id and u.order_id = s.id
    where 'discount' = any (sum_sales.kinds)
    union all
    select 'method', coalesce(a.gateway::text, case when m.kind in ('cash', 'transfer') then m.kind::text else 'hand' end),
      0, 0, (m.from_book = 'buyer')::integer, 0, 0, 0, 0, 0, 0, 0,
      case when m.from_book = 'buyer' then m.amount_minor else 0 end, 0, (m.to_book = 'buyer')::integer,
      case when m.to_book = 'buyer' then m.amount_minor else 0 end
    from moved as m left join public.payment_accounts as a on a.id = m.account_id
    where 'method' = any (sum_sales.kinds)
    union all
    select 'all', '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (b.refunded_minor > 0)::integer, b.refunded_minor
    from (
      -- What had been paid too much goes back first, and was never sold.
      select greatest(w.minor - o.surplus, 0) - greatest(w.minor - m.amount_minor - o.surplus, 0) as refunded_minor
      from moved as m
      cross join lateral (
        select greatest(o.paid_minor - o.total_minor, 0) as surplus from public.orders as o
        where o.store_id = sum_sales.store_id and o.id = m.order_id and o.paid_at is not null
      ) as o
      cross join lateral (
        select sum(e.amount_minor) as minor from public.ledger_entries as e
        where e.store_id = sum_sales.store_id and e.order_id = m.order_id and e.currency = v_currency and e.to_book = 'buyer'
          and (e.booked_at, e.id) <= (m.booked_at, m.id)
      ) as w
      where m.to_book = 'buyer' and 'all' = any (sum_sales.kinds)
    ) as b
  )
  select sum_sales.store_id, p.kind, 'day', sum_sales.day, p.subject, sum(p.placed), sum(p.converted), sum(p.orders), sum(p.first_orders),
    sum(p.units), sum(p.goods_minor)::bigint, sum(p.discount_minor)::bigint, sum(p.delivery_minor)::bigint,
    sum(p.tax_minor)::bigint, sum(p.added_tax_minor)::bigint, sum(p.total_minor)::bigint, sum(p.first_minor)::bigint,
    sum(p.refunds), sum(p.refunded_minor)::bigint
  from parts as p where p.kind = any (sum_sales.kinds)
  group by p.kind, p.subject;
end $$;
comment on function private.sum_sales is
  'The sums of a day, from the orders and the ledger themselves: what private.sales keeps. A sale is an order that was paid, with what it has now, on the day on which it was paid; what goes back counts on its own day.';

create function private.roll_up_sales(store_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_zone text;
  v_days date[];
begin
  -- One at a time for a shop: what is counted later saw everything that was counted before.
  perform pg_advisory_xact_lock(hashtextextended('sales:' || roll_up_sales.store_id, 0));
  select s.time_zone into v_zone from public.stores as s where s.id = roll_up_sales.store_id;
  -- Before anything is added up: a change that comes between is seen, and added up once more.
  with gone as (
    delete from private.sales_changes as c where c.store_id = roll_up_sales.store_id returning c.at
  )
  select array_agg(distinct private.local_day(g.at, v_zone)) into v_days from gone as g;

  if exists (select from private.sales_cuts as c where c.store_id = roll_up_sales.store_id and c.time_zone = v_zone) then
    delete from private.sales as s where s.store_id = roll_up_sales.store_id
      and s.kind = any (private.sales_kinds()) and s.span = 'day' and s.day = any (v_days);
  else
    delete from private.sales as s where s.store_id = roll_up_sales.store_id;
    insert into private.sales_cuts (store_id, time_zone) values (roll_up_sales.store_id, v_zone)
    on conflict on constraint sales_cuts_pkey do update set time_zone = excluded.time_zone;
    v_days := private.sales_span(roll_up_sales.store_id, v_zone);
  end if;
  insert into private.sales
  select n.* from unnest(v_days) as d (day)
  cross join lateral private.sum_sales(roll_up_sales.store_id, private.sales_kinds(), d.day, v_zone) as n;
  perform private.roll_up_months(roll_up_sales.store_id, array(
    select distinct date_trunc('month', d.day)::date from unnest(v_days) as d (day)));
end $$;
comment on function private.roll_up_sales is
  'Adds up anew the days of a shop on which something changed, or all of them where they are to begin at another hour. Safe to repeat and to be killed. Definer: a job runs it.';

create function private.roll_up_months(store_id uuid, months date[]) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  delete from private.sales as s where s.store_id = roll_up_months.store_id
    and s.kind = any (private.sales_kinds()) and s.span = 'month' and s.day = any (roll_up_months.months);
  -- Of all there is a row a day: nobody needs its months.
  insert into private.sales
  select s.store_id, s.kind, 'month', m.month, s.subject, sum(s.placed), sum(s.converted), sum(s.orders), sum(s.first_orders),
    sum(s.units), sum(s.goods_minor), sum(s.discount_minor), sum(s.delivery_minor), sum(s.tax_minor),
    sum(s.added_tax_minor), sum(s.total_minor), sum(s.first_minor), sum(s.refunds), sum(s.refunded_minor)
  from unnest(roll_up_months.months) as m (month)
  join private.sales as s on s.store_id = roll_up_months.store_id and s.kind = any (array_remove(private.sales_kinds(), 'all'))
    and s.span = 'day' and s.day >= m.month and s.day < m.month + interval '1 month'
  group by s.store_id, s.kind, m.month, s.subject;
end $$;
comment on function private.roll_up_months is 'Months that begin on these days are the sums of their days.';

create function private.sales_span(store_id uuid, time_zone text) returns date[]
language sql stable security definer set search_path = ''
as $$
  select array_agg(g.day::date order by g.day)
  from (
    select least(
        (select min(o.placed_at) from public.orders as o where o.store_id = sales_span.store_id),
        (select min(o.paid_at) from public.orders as o where o.store_id = sales_span.store_id and o.paid_at is not null),
        (select min(e.booked_at) from public.ledger_entries as e where e.store_id = sales_span.store_id)) as first,
      greatest(
        (select max(o.placed_at) from public.orders as o where o.store_id = sales_span.store_id),
        (select max(o.paid_at) from public.orders as o where o.store_id = sales_span.store_id and o.paid_at is not null),
        (select max(e.booked_at) from public.ledger_entries as e where e.store_id = sales_span.store_id)) as last
  ) as s
  cross join generate_series(
    private.local_day(s.first, sales_span.time_zone)::timestamp,
    private.local_day(s.last, sales_span.time_zone)::timestamp, interval '1 day') as g (day)
  where s.first is not null;
$$;
comment on function private.sales_span is 'All days from the first on which anything happened in a shop to the last; null when nothing did.';

create function private.stores_to_roll_up() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select c.store_id from private.sales_changes as c group by 1
  union
  select s.id from public.stores as s left join private.sales_cuts as c on c.store_id = s.id
  where c.time_zone is distinct from s.time_zone and exists (select from public.orders as o where o.store_id = s.id);
$$;
comment on function private.stores_to_roll_up is 'The shops whose kept sums are not what their orders say now. Definer: a job runs it.';
grant execute on function private.stores_to_roll_up, private.roll_up_sales to service_role;

create function private.stale_sales(store_id uuid, first date, last date, out time_zone text, out days date[])
language plpgsql stable security definer set search_path = ''
as $$
begin
  time_zone := (select c.time_zone from private.sales_cuts as c where c.store_id = stale_sales.store_id);
  if time_zone is null then
    time_zone := (select s.time_zone from public.stores as s where s.id = stale_sales.store_id);
    days := array(select g::date from generate_series(first::timestamp, last::timestamp, interval '1 day') as g);
  else
    days := array(
      select distinct private.local_day(c.at, stale_sales.time_zone) from private.sales_changes as c
      where c.store_id = stale_sales.store_id and private.local_day(c.at, stale_sales.time_zone) between first and last);
  end if;
end $$;
comment on function private.stale_sales is
  'Those of these days that are not added up as they are now, and in which zone days begin.';

create function private.read_sales(store_id uuid, kinds text[], first date, last date) returns setof private.sales
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_stale record := private.stale_sales(read_sales.store_id, first, last);
begin
  return query select s.* from private.sales as s
  where s.store_id = read_sales.store_id and s.kind = any (read_sales.kinds) and s.span = 'day'
    and s.day between read_sales.first and read_sales.last and s.day <> all (v_stale.days);
  return query select n.* from unnest(v_stale.days) as d (day)
  cross join lateral private.sum_sales(read_sales.store_id, read_sales.kinds, d.day, v_stale.time_zone) as n;
end $$;
comment on function private.read_sales is
  'The sums of each of these days as they are at this moment: those that were added up, and the others from the orders. Definer: whoever calls it has asked for analytics.view.';

create function private.sales_of(store_id uuid, kind text, first date, last date)
returns table (subject text, placed bigint, converted bigint, orders bigint, first_orders bigint, units bigint,
  goods_minor bigint, discount_minor bigint, total_minor bigint, refunds bigint, refunded_minor bigint)
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_stale record := private.stale_sales(sales_of.store_id, first, last);
  -- Whole months of which nothing changed are read as such.
  v_months date[] := array(
    select m.month::date
    from generate_series(date_trunc('month', first::timestamp), last::timestamp, interval '1 month') as m (month)
    where m.month >= first and m.month + interval '1 month' - interval '1 day' <= last
      and not exists (select from unnest(v_stale.days) as d (day) where date_trunc('month', d.day::timestamp) = m.month));
  v_days date[] := array(
    select g.day::date from generate_series(first::timestamp, last::timestamp, interval '1 day') as g (day)
    where g.day::date <> all (v_stale.days) and date_trunc('month', g.day)::date <> all (v_months));
begin
  return query
  select n.subject, sum(n.placed)::bigint, sum(n.converted)::bigint, sum(n.orders)::bigint, sum(n.first_orders)::bigint,
    sum(n.units)::bigint, sum(n.goods_minor)::bigint, sum(n.discount_minor)::bigint, sum(n.total_minor)::bigint,
    sum(n.refunds)::bigint, sum(n.refunded_minor)::bigint
  from (
    select s.* from private.sales as s
    where s.store_id = sales_of.store_id and s.kind = sales_of.kind and s.span = 'month' and s.day = any (v_months)
    union all
    select s.* from private.sales as s
    where s.store_id = sales_of.store_id and s.kind = sales_of.kind and s.span = 'day' and s.day = any (v_days)
    union all
    select n.* from unnest(v_stale.days) as d (day)
    cross join lateral private.sum_sales(sales_of.store_id, array[sales_of.kind], d.day, v_stale.time_zone) as n
  ) as n
  group by 1;
end $$;
comment on function private.sales_of is
  'The sums of all these days by subject, as they are at this moment. Definer: whoever calls it has asked for analytics.view.';
