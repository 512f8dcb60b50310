-- What pages ask for of a shop's sales, and from where its visitors came.
alter table public.traffic_counts
  drop constraint traffic_counts_kind_check,
  add constraint traffic_counts_kind_check check (kind in ('view', 'checkout', 'product', 'lite', 'language', 'source'));
comment on table public.traffic_counts is
  'Pages looked at: of each hour (view, checkout), of each of the shop''s days (product, lite, language, source), older ones of days alone. Written by the web server.';
comment on column public.traffic_counts.subject is 'The id of a product, the code of a language, from where somebody came.';
create index traffic_counts_source_idx on public.traffic_counts (store_id, at, subject) where kind = 'source';

-- Once when it is written, and not for each of a year's days whenever a page shows them.
alter table public.traffic_visitors
  add column visitors integer not null generated always as (private.estimate_visitors(registers)) stored;
comment on column public.traffic_visitors.visitors is 'How many the sketch tells of.';

create function private.visitor_stages(store_id uuid, first date, last date) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_object_agg(v.stage, v.visitors), '{}') from (
    select t.stage, sum(t.visitors) as visitors from public.traffic_visitors as t
    where t.store_id = visitor_stages.store_id and t.day between visitor_stages.first and visitor_stages.last
    group by 1
  ) as v;
$$;
comment on function private.visitor_stages is
  'Visitors of each day added up, by how far they came. Definer: whoever calls it has asked for analytics.view.';

create function private.visit_sources(store_id uuid, first date, last date) returns table (source text, visits bigint)
language sql stable security definer set search_path = ''
as $$
  select t.subject, sum(t.count)::bigint
  from public.stores as s
  join public.traffic_counts as t on t.store_id = s.id and t.kind = 'source'
    and t.at >= visit_sources.first::timestamp at time zone s.time_zone
    and t.at < (visit_sources.last + 1)::timestamp at time zone s.time_zone
  where s.id = visit_sources.store_id
  group by 1;
$$;
comment on function private.visit_sources is
  'How often somebody came, by from where. Definer: whoever calls it has asked for analytics.view.';

create function private.money_ways(store_id uuid, first date, last date)
returns table (way text, came_minor bigint, refunded_minor bigint)
language sql stable security definer set search_path = ''
as $$
  select d.way, sum(d.came_minor)::bigint, sum(d.refunded_minor)::bigint
  from public.stores as s
  join private.money_days as d on d.store_id = s.id and d.currency = s.currency
    and d.day between money_ways.first and money_ways.last
  where s.id = money_ways.store_id
  group by 1;
$$;
comment on function private.money_ways is
  'What came and went by each way, in the shop''s currency. Definer: whoever calls it has asked for analytics.view.';

create function private.sales_days_json(store_id uuid, first date, last date) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('day', s.day, 'placed', s.placed, 'converted', s.converted,
    'orders', s.orders, 'firstOrders', s.first_orders, 'units', s.units, 'goodsMinor', s.goods_minor,
    'discountMinor', s.discount_minor, 'deliveryMinor', s.delivery_minor, 'taxMinor', s.tax_minor,
    'totalMinor', s.total_minor, 'refundedMinor', s.refunded_minor, 'firstMinor', s.first_minor) order by s.day), '[]')
  from private.read_sales(sales_days_json.store_id, sales_days_json.first, sales_days_json.last) as s;
$$;
comment on function private.sales_days_json is
  'read_sales as pages have it. Definer: whoever calls it has asked for analytics.view.';

create function private.top_products(store_id uuid, first date, last date, max_rows integer) returns jsonb
language sql stable security definer set search_path = ''
as $$
  with sums as materialized (
    select s.* from private.read_product_sales(top_products.store_id, top_products.first, top_products.last) as s
  ), before as materialized (
    select s.* from private.read_product_sales(top_products.store_id,
      top_products.first - (top_products.last - top_products.first + 1), top_products.first - 1) as s
  ), top as materialized (
    select s.* from sums as s order by s.goods_minor - s.discount_minor desc, s.units desc, s.product_id
    limit least(greatest(top_products.max_rows, 0), 10000)
  )
  select jsonb_build_object('count', (select count(*) from sums), 'rows', coalesce(jsonb_agg(jsonb_build_object(
    'id', t.product_id, 'title', p.title, 'orders', t.orders, 'units', t.units,
    'soldMinor', t.goods_minor - t.discount_minor, 'beforeMinor', coalesce(b.goods_minor - b.discount_minor, 0))
    order by t.goods_minor - t.discount_minor desc, t.units desc, t.product_id), '[]'))
  from top as t
  join public.products as p on p.store_id = top_products.store_id and p.id = t.product_id
  left join before as b on b.product_id = t.product_id;
$$;
comment on function private.top_products is
  'What brought most, first, beside as many days before. Definer: whoever calls it has asked for analytics.view.';

create function private.get_sales(store_id uuid, first date, last date, max_products integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_before date := first - (last - first + 1);
begin
  perform private.assert_holds('analytics.view', store_id);
  if get_sales.first is null or get_sales.last is null or get_sales.last - get_sales.first not between 0 and 366 then
    raise exception 'A range has 1 to 367 days' using errcode = 'AF422';
  end if;
  return jsonb_build_object(
    'hasOrders', exists (select from public.orders as o where o.store_id = get_sales.store_id),
    'days', private.sales_days_json(get_sales.store_id, get_sales.first, get_sales.last),
    'before', private.sales_days_json(get_sales.store_id, v_before, get_sales.first - 1),
    'products', private.top_products(get_sales.store_id, get_sales.first, get_sales.last, get_sales.max_products),
    'ways', (
      select coalesce(jsonb_agg(jsonb_build_object('way', way, 'cameMinor', coalesce(n.came_minor, 0),
        'refundedMinor', coalesce(n.refunded_minor, 0), 'beforeMinor', coalesce(b.came_minor, 0))
        order by coalesce(n.came_minor, 0) desc, way), '[]')
      from private.money_ways(get_sales.store_id, get_sales.first, get_sales.last) as n
      full join private.money_ways(get_sales.store_id, v_before, get_sales.first - 1) as b using (way)
    ),
    'sources', (
      select coalesce(jsonb_agg(jsonb_build_object('source', source, 'visits', coalesce(n.visits, 0),
        'before', coalesce(b.visits, 0)) order by coalesce(n.visits, 0) desc, source), '[]')
      from private.visit_sources(get_sales.store_id, get_sales.first, get_sales.last) as n
      full join private.visit_sources(get_sales.store_id, v_before, get_sales.first - 1) as b using (source)
    ),
    'visitors', private.visitor_stages(get_sales.store_id, get_sales.first, get_sales.last),
    'visitorsBefore', private.visitor_stages(get_sales.store_id, v_before, get_sales.first - 1)
  );
end $$;
comment on function private.get_sales is
  'As public.get_sales. Definer: sums are private, and members who see figures may not read orders.';

create function public.get_sales(store_id uuid, first date, last date, max_products integer) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_sales(store_id, first, last, max_products);
end;
comment on function public.get_sales is
  'What a shop sold on these of its days, and on as many right before: {hasOrders, days, before: [{day, placed, ...}], products: {count, rows: [{id, title, orders, units, soldMinor, beforeMinor}]}, ways, sources, visitors, visitorsBefore}; days on which nothing happened are left out. For members with analytics.view. Errors: AF404, AF422.';
grant execute on function private.get_sales, public.get_sales to authenticated;

-- Figures leave as files too.
create or replace function private.may_export(store_id uuid, entity text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return case entity
    when 'products' then store_id in (select private.my_store_ids('products.view'))
    when 'customers' then store_id in (select private.my_store_ids('customers.view'))
    when 'orders' then store_id in (select private.my_store_ids('orders.view'))
    when 'ledger_entries' then store_id in (select private.my_store_ids('payments.view'))
    when 'sales' then store_id in (select private.my_store_ids('analytics.view'))
    when 'audit_events' then private.is_platform_admin() or exists (
      select from public.stores as s
      where s.id = may_export.store_id and s.tenant_id in (select private.my_merchant_tenant_ids()))
    else false
  end;
end $$;
