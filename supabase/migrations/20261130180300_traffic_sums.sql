-- What visits led to is read from the sums of sales: a year of a large shop takes no longer than its days.
create or replace function private.get_traffic(store_id uuid, first date, last date) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_zone text;
  v_from timestamptz;
  v_to timestamptz;
begin
  perform private.assert_holds('analytics.view', store_id);
  if get_traffic.first is null or get_traffic.last is null
    or get_traffic.last - get_traffic.first not between 0 and 366 then
    raise exception 'A period has 1 to 367 days' using errcode = 'AF422';
  end if;
  select s.time_zone into v_zone from public.stores as s where s.id = get_traffic.store_id;
  v_from := get_traffic.first::timestamp at time zone v_zone;
  v_to := (get_traffic.last + 1)::timestamp at time zone v_zone;
  return (
    with counts as materialized (
      select t.at, t.kind, t.subject, t.count from public.traffic_counts as t
      where t.store_id = get_traffic.store_id and t.at >= v_from and t.at < v_to
    ), visitors as materialized (
      select t.day, t.stage, t.visitors as count from public.traffic_visitors as t
      where t.store_id = get_traffic.store_id and t.day between get_traffic.first and get_traffic.last
    ), sold as materialized (
      select coalesce(sum(s.placed), 0) as placed, coalesce(sum(s.converted), 0) as paid
      from private.read_sales(get_traffic.store_id, get_traffic.first, get_traffic.last) as s
    ), bought as materialized (
      select s.product_id, s.units
      from private.read_product_sales(get_traffic.store_id, get_traffic.first, get_traffic.last) as s
    )
    select jsonb_build_object(
      'days', (
        select jsonb_agg(jsonb_build_object(
          'day', to_char(d.day, 'YYYY-MM-DD'),
          'views', coalesce((
            select sum(c.count) from counts as c
            where c.kind = 'view' and (c.at at time zone v_zone)::date = d.day::date
          ), 0),
          'visitors', coalesce((select v.count from visitors as v where v.day = d.day::date and v.stage = 'shop'), 0)
        ) order by d.day)
        from generate_series(get_traffic.first::timestamp, get_traffic.last::timestamp, interval '1 day') as d (day)
      ),
      'hours', case when get_traffic.first = get_traffic.last then (
        select coalesce(jsonb_object_agg(h.hour, h.count), '{}') from (
          select extract(hour from c.at at time zone v_zone)::integer as hour, sum(c.count) as count
          from counts as c where c.kind = 'view' group by 1
        ) as h
      ) end,
      'views', (select coalesce(sum(c.count), 0) from counts as c where c.kind = 'view'),
      'productViews', (select coalesce(sum(c.count), 0) from counts as c where c.kind = 'product'),
      'checkouts', (select coalesce(sum(c.count), 0) from counts as c where c.kind = 'checkout'),
      'liteViews', (select coalesce(sum(c.count), 0) from counts as c where c.kind = 'lite'),
      'visitors', (
        select coalesce(jsonb_object_agg(v.stage, v.count), '{}')
        from (select v.stage, sum(v.count) as count from visitors as v group by 1) as v
      ),
      'placed', (select s.placed from sold as s),
      'paid', (select s.paid from sold as s),
      'languages', (
        select coalesce(jsonb_agg(jsonb_build_object('language', l.subject, 'views', l.count) order by l.count desc, l.subject), '[]')
        from (select c.subject, sum(c.count) as count from counts as c where c.kind = 'language' group by 1) as l
      ),
      'products', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', p.id, 'title', p.title, 'views', top.count,
          'bought', coalesce((select b.units from bought as b where b.product_id = p.id), 0)
        ) order by top.count desc, p.title), '[]')
        from (
          select c.subject, sum(c.count) as count from counts as c where c.kind = 'product'
          group by 1 order by 2 desc, 1 limit 20
        ) as top
        join public.products as p on p.store_id = get_traffic.store_id and p.id::text = top.subject
      )
    )
  );
end $$;
comment on function private.get_traffic is
  'What happened in a shop on these of its days. visitors: those of each day added up, by how far they came. bought: pieces in orders that were paid on these days. Definer: reads sums for people who see figures alone; it asks for analytics.view.';
