-- What visitors do in a shop, counted by the web server as it answers, without knowing who they are
-- (docs/decisions/0011-measuring.md). What is ordered and paid for is not counted here: orders say it.
create table public.traffic_counts (
  store_id uuid not null references public.stores on delete cascade,
  at       timestamptz not null,
  kind     text not null check (kind in ('view', 'checkout', 'product', 'lite', 'language')),
  subject  text not null default '' check (length(subject) <= 36),
  count    bigint not null check (count > 0),
  primary key (store_id, at, kind, subject)
);
comment on table public.traffic_counts is
  'Pages looked at: of each hour (view, checkout), of each of the shop''s days (product, lite, language), older ones of days alone. Written by the web server.';
comment on column public.traffic_counts.at is 'When that hour or day begins.';
comment on column public.traffic_counts.subject is 'The id of a product, the code of a language.';
create index traffic_counts_at_idx on public.traffic_counts (at) where kind in ('view', 'checkout');

alter table public.traffic_counts enable row level security;
grant select on public.traffic_counts to authenticated;
create policy select_staff on public.traffic_counts for select to authenticated
  using (store_id = any (array(select private.my_store_ids('analytics.view'))));

create table public.traffic_visitors (
  store_id  uuid not null references public.stores on delete cascade,
  day       date not null,
  stage     text not null check (stage in ('shop', 'product', 'cart', 'checkout')),
  registers smallint[] not null check (cardinality(registers) = 1024),
  primary key (store_id, day, stage)
);
comment on table public.traffic_visitors is
  'How many different visitors came so far on a day of the shop, as a sketch that tells their number and none of them (HyperLogLog). Written by the web server.';

alter table public.traffic_visitors enable row level security;
grant select on public.traffic_visitors to authenticated;
create policy select_staff on public.traffic_visitors for select to authenticated
  using (store_id = any (array(select private.my_store_ids('analytics.view'))));

create table private.traffic_salts (
  day  date primary key,
  salt bytea not null
);
comment on table private.traffic_salts is
  'What servers mix into what they know of visitors on one day (UTC), so that they agree. Thrown away after it.';
alter table private.traffic_salts enable row level security;

create function private.day_start(at timestamptz, time_zone text) returns timestamptz
language sql immutable set search_path = ''
return date_trunc('day', day_start.at at time zone day_start.time_zone) at time zone day_start.time_zone;
comment on function private.day_start is 'When the day of this moment began in that zone.';

create function private.merge_registers(kept smallint[], added jsonb) returns smallint[]
language sql immutable set search_path = ''
return (
  select array_agg(greatest(coalesce(o.rank, 0), coalesce((merge_registers.added ->> (i.i - 1)::text)::smallint, 0))
    order by i.i)
  from generate_series(1, 1024) as i (i)
  left join unnest(merge_registers.kept) with ordinality as o (rank, i) on o.i = i.i
);
comment on function private.merge_registers is 'The sketch of those in either: kept as it is stored, null for none, added as {index: rank}.';

create function private.estimate_visitors(registers smallint[]) returns integer
language sql immutable set search_path = ''
return (
  select round(case
    when e.raw <= 2.5 * 1024 and e.empty > 0 then 1024 * ln(1024.0 / e.empty)
    else e.raw
  end)::integer
  from (
    select 0.7213 / (1 + 1.079 / 1024) * 1024 * 1024 / sum(power(2::float8, -r.rank)) as raw,
      count(*) filter (where r.rank = 0) as empty
    from unnest(estimate_visitors.registers) as r (rank)
  ) as e
);
comment on function private.estimate_visitors is
  'How many were put into a sketch, within 3 %; few are counted nearly exactly (Flajolet et al. 2007, with its small range).';

create function web.traffic_salt(day date) returns bytea
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_today date := (now() at time zone 'UTC')::date;
begin
  delete from private.traffic_salts as s where s.day < v_today;
  if traffic_salt.day not between v_today and v_today + 1 then
    return null;
  end if;
  -- Of two random UUIDs: 244 bits that nobody guesses.
  insert into private.traffic_salts (day, salt)
  values (traffic_salt.day, decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'))
  on conflict do nothing;
  return (select s.salt from private.traffic_salts as s where s.day = traffic_salt.day);
end $$;
comment on function web.traffic_salt is
  'The salt of today or tomorrow (UTC), the same for all servers; null for other days. Throws away those of days that are over. Definer: nobody reads private.';
revoke execute on function web.traffic_salt from public;
grant execute on function web.traffic_salt to afrify_web;

create function web.count_traffic(counts jsonb, visitors jsonb) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_row record;
begin
  -- In the order of their keys, so that two servers never wait for each other in a circle.
  insert into public.traffic_counts as t (store_id, at, kind, subject, count)
  select s.id, case when r.kind in ('view', 'checkout') then r.at else private.day_start(r.at, s.time_zone) end,
    r.kind, r.subject, sum(r.count)
  from jsonb_to_recordset(count_traffic.counts) as r (store_id uuid, at timestamptz, kind text, subject text, count bigint)
  join public.stores as s on s.id = r.store_id
  group by 1, 2, 3, 4
  order by 1, 2, 3, 4
  on conflict (store_id, at, kind, subject) do update set count = t.count + excluded.count;

  for v_row in
    select s.id as store_id, (r.at at time zone s.time_zone)::date as day, r.stage, r.registers
    from jsonb_to_recordset(count_traffic.visitors) as r (store_id uuid, at timestamptz, stage text, registers jsonb)
    join public.stores as s on s.id = r.store_id
    order by 1, 2, 3
  loop
    insert into public.traffic_visitors as t (store_id, day, stage, registers)
    values (v_row.store_id, v_row.day, v_row.stage, private.merge_registers(null, v_row.registers))
    on conflict (store_id, day, stage) do update
      set registers = private.merge_registers(t.registers, v_row.registers);
  end loop;
end $$;
comment on function web.count_traffic is
  'Adds what a server counted: [{store_id, at, kind, subject, count}] and [{store_id, at, stage, registers: {index: rank}}], where at is the hour. Definer: no client role writes figures.';
revoke execute on function web.count_traffic from public;
grant execute on function web.count_traffic to afrify_web;

create function private.roll_up_traffic() returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  delete from private.traffic_salts as s where s.day < (now() at time zone 'UTC')::date;
  delete from public.traffic_counts as t where t.at < now() - interval '25 months';
  delete from public.traffic_visitors as t where t.day < now() - interval '25 months';
  with hours as (
    delete from public.traffic_counts as t using public.stores as s
    where s.id = t.store_id and t.kind in ('view', 'checkout')
      and t.at < now() - interval '30 days' and t.at > now() - interval '90 days'
      and t.at <> private.day_start(t.at, s.time_zone)
    returning t.store_id, private.day_start(t.at, s.time_zone) as at, t.kind, t.subject, t.count
  )
  insert into public.traffic_counts as t (store_id, at, kind, subject, count)
  select h.store_id, h.at, h.kind, h.subject, sum(h.count) from hours as h
  group by 1, 2, 3, 4
  order by 1, 2, 3, 4
  on conflict (store_id, at, kind, subject) do update set count = t.count + excluded.count;
end $$;
comment on function private.roll_up_traffic is
  'Makes days of hours that are over for 30 days, and forgets what is older than 25 months. Definer: a job runs it.';
grant execute on function private.roll_up_traffic to service_role;

create function private.get_traffic(store_id uuid, first date, last date) returns jsonb
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
      select t.day, t.stage, private.estimate_visitors(t.registers) as count from public.traffic_visitors as t
      where t.store_id = get_traffic.store_id and t.day between get_traffic.first and get_traffic.last
    ), placed as materialized (
      select o.id, o.paid_at from public.orders as o
      where o.store_id = get_traffic.store_id and o.placed_at >= v_from and o.placed_at < v_to
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
      'placed', (select count(*) from placed),
      'paid', (select count(*) from placed as o where o.paid_at is not null),
      'languages', (
        select coalesce(jsonb_agg(jsonb_build_object('language', l.subject, 'views', l.count) order by l.count desc, l.subject), '[]')
        from (select c.subject, sum(c.count) as count from counts as c where c.kind = 'language' group by 1) as l
      ),
      'products', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', p.id, 'title', p.title, 'views', top.count, 'bought', (
            select coalesce(sum(i.quantity), 0)
            from public.variants as v
            join public.order_items as i on i.store_id = v.store_id and i.variant_id = v.id
            join placed as o on o.id = i.order_id and o.paid_at is not null
            where v.store_id = p.store_id and v.product_id = p.id
          )
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
  'What happened in a shop on these of its days. visitors: those of each day added up, by how far they came. bought: pieces in paid orders. Definer: reads orders for people who see figures alone; it asks for analytics.view.';

create function public.get_traffic(store_id uuid, first date, last date) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_traffic(store_id, first, last);
end;
grant execute on function private.get_traffic to authenticated;
grant execute on function public.get_traffic to authenticated;
