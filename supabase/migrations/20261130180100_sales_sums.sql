-- How the sums of a shop's days are made, kept and read.
create function private.hours_of(day date, time_zone text, out lower timestamptz, out upper timestamptz)
language sql stable set search_path = ''
return (
  day::timestamp at time zone time_zone - interval '3 hours', (day + 1)::timestamp at time zone time_zone + interval '3 hours'
);
comment on function private.hours_of is
  'Moments around a day: wider by what clocks are ever put forward or back. Which day a moment belongs to, the calendar says.';

create function private.sum_sales(store_id uuid, day date, cut private.sales_cuts) returns setof private.sales_days
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_lower timestamptz;
  v_upper timestamptz;
begin
  select h.lower, h.upper into v_lower, v_upper from private.hours_of(sum_sales.day, cut.time_zone) as h;
  return query
  with sold as materialized (
    select o.id, o.items_minor, o.discount_minor, o.delivery_minor, o.tax_minor, o.total_minor,
      greatest(o.refunded_minor - greatest(o.paid_minor - o.total_minor, 0), 0) as refunded_minor,
      not exists (
        select from public.orders as e
        where e.store_id = o.store_id and e.customer_id = o.customer_id and e.status in ('paid', 'fulfilled', 'completed')
          and e.paid_at is not null and e.paid_at <= o.paid_at and (e.paid_at, e.id) < (o.paid_at, o.id)
      ) as is_first
    from public.orders as o
    where o.store_id = sum_sales.store_id and o.paid_at >= v_lower and o.paid_at < v_upper
      and (o.paid_at at time zone cut.time_zone)::date = sum_sales.day and o.currency = cut.currency
      and o.status in ('paid', 'fulfilled', 'completed')
  ), placed as (
    select count(*) as placed,
      count(*) filter (where o.paid_at is not null and o.status in ('paid', 'fulfilled', 'completed')) as converted
    from public.orders as o
    where o.store_id = sum_sales.store_id and o.placed_at >= v_lower and o.placed_at < v_upper
      and (o.placed_at at time zone cut.time_zone)::date = sum_sales.day and o.currency = cut.currency
  ), units as (
    select coalesce(sum(i.quantity), 0) as units
    from sold as s join public.order_items as i on i.store_id = sum_sales.store_id and i.order_id = s.id
  ), sums as (
    select count(*) as orders, count(*) filter (where s.is_first) as first_orders,
      coalesce(sum(s.items_minor), 0)::bigint as goods, coalesce(sum(s.discount_minor), 0)::bigint as discount,
      coalesce(sum(s.delivery_minor), 0)::bigint as delivery, coalesce(sum(s.tax_minor), 0)::bigint as tax,
      coalesce(sum(s.total_minor), 0)::bigint as total, coalesce(sum(s.refunded_minor), 0)::bigint as refunded,
      coalesce(sum(s.total_minor - s.refunded_minor) filter (where s.is_first), 0)::bigint as first
    from sold as s
  )
  select sum_sales.store_id, sum_sales.day, p.placed, p.converted, s.orders, s.first_orders, u.units, s.goods, s.discount,
    s.delivery, s.tax, s.total, s.refunded, s.first
  from sums as s cross join placed as p cross join units as u
  where p.placed > 0 or s.orders > 0;
end $$;
comment on function private.sum_sales is 'What private.sales_days keeps of a day, from the orders themselves.';

create function private.sum_products(store_id uuid, day date, cut private.sales_cuts) returns setof private.sales_products
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_lower timestamptz;
  v_upper timestamptz;
begin
  select h.lower, h.upper into v_lower, v_upper from private.hours_of(sum_products.day, cut.time_zone) as h;
  return query
  select sum_products.store_id, 'day', sum_products.day, v.product_id, count(distinct i.order_id), sum(i.quantity),
    sum(i.total_minor)::bigint, sum(i.discount_minor)::bigint
  from public.orders as o
  join public.order_items as i on i.store_id = o.store_id and i.order_id = o.id
  join public.variants as v on v.store_id = i.store_id and v.id = i.variant_id
  where o.store_id = sum_products.store_id and o.paid_at >= v_lower and o.paid_at < v_upper
    and (o.paid_at at time zone cut.time_zone)::date = sum_products.day and o.currency = cut.currency
    and o.status in ('paid', 'fulfilled', 'completed')
  group by v.product_id;
end $$;
comment on function private.sum_products is 'What private.sales_products keeps of a day, from the orders themselves.';

create function private.days_to_make(store_id uuid, cut private.sales_cuts) returns date[]
language sql stable security definer set search_path = ''
as $$
  select array_agg(distinct (m.at at time zone (days_to_make.cut).time_zone)::date)
  from (
    select o.placed_at from public.orders as o where o.store_id = days_to_make.store_id
    union all
    select o.paid_at from public.orders as o where o.store_id = days_to_make.store_id and o.paid_at is not null
  ) as m (at);
$$;
comment on function private.days_to_make is 'All days on which anything happened in a shop.';

create function private.roll_up_sales(store_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_cut private.sales_cuts;
  v_kept private.sales_cuts;
  v_days date[];
  v_months date[];
begin
  -- One at a time for a shop: what is added up later saw everything that was before.
  perform pg_advisory_xact_lock(hashtextextended('sales:' || roll_up_sales.store_id, 0));
  select s.id, s.time_zone, s.currency into v_cut from public.stores as s where s.id = roll_up_sales.store_id;
  if v_cut.store_id is null then
    return;
  end if;
  select c.* into v_kept from private.sales_cuts as c where c.store_id = roll_up_sales.store_id;
  -- Before anything is added up: a change that comes between is noted, and added up once more.
  with gone as (
    delete from private.sales_changes as c where c.store_id = roll_up_sales.store_id returning c.at
  )
  select array_agg(distinct (g.at at time zone v_cut.time_zone)::date) into v_days from gone as g;
  if v_kept is null then
    insert into private.sales_cuts select v_cut.*;
  elsif v_kept <> v_cut then
    update private.sales_cuts as c set time_zone = v_cut.time_zone, currency = v_cut.currency
    where c.store_id = roll_up_sales.store_id;
    delete from private.sales_days as d where d.store_id = roll_up_sales.store_id;
    delete from private.sales_products as p where p.store_id = roll_up_sales.store_id;
    v_days := private.days_to_make(roll_up_sales.store_id, v_cut);
  end if;

  delete from private.sales_days as d where d.store_id = roll_up_sales.store_id and d.day = any (v_days);
  insert into private.sales_days
  select n.* from unnest(v_days) as d (day)
  cross join lateral private.sum_sales(roll_up_sales.store_id, d.day, v_cut) as n;
  delete from private.sales_products as p
  where p.store_id = roll_up_sales.store_id and p.span = 'day' and p.day = any (v_days);
  insert into private.sales_products
  select n.* from unnest(v_days) as d (day)
  cross join lateral private.sum_products(roll_up_sales.store_id, d.day, v_cut) as n;

  v_months := array(select distinct date_trunc('month', d.day)::date from unnest(v_days) as d (day));
  delete from private.sales_products as p
  where p.store_id = roll_up_sales.store_id and p.span = 'month' and p.day = any (v_months);
  insert into private.sales_products
  select p.store_id, 'month', m.month, p.product_id, sum(p.orders), sum(p.units), sum(p.goods_minor), sum(p.discount_minor)
  from unnest(v_months) as m (month)
  join private.sales_products as p on p.store_id = roll_up_sales.store_id and p.span = 'day'
    and p.day >= m.month and p.day < m.month + interval '1 month'
  group by p.store_id, m.month, p.product_id;
end $$;
comment on function private.roll_up_sales is
  'Adds up anew the days of a shop of which something changed, or all of them where days or currency are others now. Safe to repeat and to be killed. Definer: a job runs it.';

create function private.stores_to_roll_up() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select c.store_id from private.sales_changes as c group by 1
  union
  select s.id from public.stores as s join private.sales_cuts as c on c.store_id = s.id
  where (c.time_zone, c.currency) <> (s.time_zone, s.currency);
$$;
comment on function private.stores_to_roll_up is 'The shops whose kept sums are not what their orders say now. Definer: a job asks.';
grant execute on function private.stores_to_roll_up, private.roll_up_sales to service_role;

create function private.sales_cut(store_id uuid) returns private.sales_cuts
language sql stable security definer set search_path = ''
as $$
  select coalesce(
    (select c from private.sales_cuts as c where c.store_id = sales_cut.store_id),
    (select row(s.id, s.time_zone, s.currency)::private.sales_cuts from public.stores as s where s.id = sales_cut.store_id));
$$;
comment on function private.sales_cut is 'How the days of a shop are cut that readers see: as those that are kept.';

create function private.stale_days(store_id uuid, first date, last date, cut private.sales_cuts) returns date[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(distinct d.day), '{}') from (
    select (c.at at time zone (stale_days.cut).time_zone)::date as day from private.sales_changes as c
    where c.store_id = stale_days.store_id
  ) as d where d.day between stale_days.first and stale_days.last;
$$;
comment on function private.stale_days is 'Those of these days that are not kept as they are now: each was noted by what changed it.';

create function private.read_sales(store_id uuid, first date, last date) returns setof private.sales_days
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_cut private.sales_cuts := private.sales_cut(read_sales.store_id);
  v_stale date[] := private.stale_days(read_sales.store_id, first, last, v_cut);
begin
  return query select d.* from private.sales_days as d
  where d.store_id = read_sales.store_id and d.day between read_sales.first and read_sales.last and d.day <> all (v_stale);
  return query select n.* from unnest(v_stale) as d (day)
  cross join lateral private.sum_sales(read_sales.store_id, d.day, v_cut) as n;
end $$;
comment on function private.read_sales is
  'The sums of each of these days as they are at this moment: those that are kept, and the others from the orders. Definer: whoever calls it has asked for analytics.view.';

create function private.read_product_sales(store_id uuid, first date, last date)
returns table (product_id uuid, orders bigint, units bigint, goods_minor bigint, discount_minor bigint)
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_cut private.sales_cuts := private.sales_cut(read_product_sales.store_id);
  v_stale date[] := private.stale_days(read_product_sales.store_id, first, last, v_cut);
  -- Whole months of which nothing changed are read as such.
  v_months date[] := array(
    select m.month::date
    from generate_series(date_trunc('month', first::timestamp), last::timestamp, interval '1 month') as m (month)
    where m.month >= first and m.month + interval '1 month' - interval '1 day' <= last
      and not exists (select from unnest(v_stale) as d (day) where date_trunc('month', d.day::timestamp) = m.month));
  v_days date[] := array(
    select g.day::date from generate_series(first::timestamp, last::timestamp, interval '1 day') as g (day)
    where g.day::date <> all (v_stale) and date_trunc('month', g.day)::date <> all (v_months));
begin
  return query
  select n.product_id, sum(n.orders)::bigint, sum(n.units)::bigint, sum(n.goods_minor)::bigint, sum(n.discount_minor)::bigint
  from (
    select p.* from private.sales_products as p
    where p.store_id = read_product_sales.store_id and p.span = 'month' and p.day = any (v_months)
    union all
    select p.* from private.sales_products as p
    where p.store_id = read_product_sales.store_id and p.span = 'day' and p.day = any (v_days)
    union all
    select n.* from unnest(v_stale) as d (day)
    cross join lateral private.sum_products(read_product_sales.store_id, d.day, v_cut) as n
  ) as n
  group by 1;
end $$;
comment on function private.read_product_sales is
  'The sums of all these days by product, as they are at this moment. Definer: whoever calls it has asked for analytics.view.';

-- What there was before: cuts that no shop has, so that all of it is made.
insert into private.sales_cuts (store_id, time_zone, currency)
select s.id, '', '' from public.stores as s where exists (select from public.orders as o where o.store_id = s.id);
select private.roll_up_sales(c.store_id) from private.sales_cuts as c;
