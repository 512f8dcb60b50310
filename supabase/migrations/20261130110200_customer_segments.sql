-- Customers picked by a rule. A rule is data: it is read into a record of limits, and one statement that never changes
-- compares each customer with them.
create table public.customer_segments (
  id         uuid primary key default private.uuid_v7(),
  store_id   uuid not null references public.stores on delete cascade,
  name       text not null check (length(name) between 1 and 60 and name !~ '[[:cntrl:]]'),
  rule       jsonb not null check (jsonb_typeof(rule) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (store_id, id)
);
comment on table public.customer_segments is 'Rules under a name. Who meets one is looked up when somebody asks.';
comment on column public.customer_segments.rule is
  '{match: all|any, spent_from, spent_to (minor units), orders_from, orders_to, ordered_within, quiet_for (days), ordered_from, ordered_before (moments), tags, without_tags, areas (one of them), products, collections (bought), consents, without_consents}';
create unique index customer_segments_name_key on public.customer_segments (store_id, lower(name));
create trigger _100_touch_updated_at before update on public.customer_segments
  for each row execute function private.tg__touch_updated_at();

alter table public.customer_segments enable row level security;
grant select on public.customer_segments to authenticated;
create policy select_staff on public.customer_segments for select to authenticated
  using (store_id = any (array(select private.my_store_ids('customers.view'))));

create type private.customer_filter as (
  match text, spent_from bigint, spent_to bigint, orders_from integer, orders_to integer,
  ordered_within integer, quiet_for integer, ordered_from timestamptz, ordered_before timestamptz,
  tags text[], without_tags text[], areas text[], products uuid[], collections uuid[],
  consents public.consent_channel[], without_consents public.consent_channel[]
);

create function private.read_filter(rule jsonb) returns private.customer_filter
language plpgsql stable set search_path = ''
as $$
declare
  v_filter private.customer_filter;
begin
  if jsonb_typeof(rule) is distinct from 'object' or pg_column_size(rule) > 8000
    or coalesce(rule ->> 'match', 'all') not in ('all', 'any') then
    raise exception 'Rule is not valid' using errcode = 'AF422';
  end if;
  v_filter := jsonb_populate_record(null::private.customer_filter, rule);
  -- An empty list asks nothing.
  v_filter.tags := nullif(v_filter.tags, '{}');
  v_filter.without_tags := nullif(v_filter.without_tags, '{}');
  v_filter.areas := nullif(v_filter.areas, '{}');
  v_filter.products := nullif(v_filter.products, '{}');
  v_filter.collections := nullif(v_filter.collections, '{}');
  v_filter.consents := nullif(v_filter.consents, '{}');
  v_filter.without_consents := nullif(v_filter.without_consents, '{}');
  v_filter.match := coalesce(v_filter.match, 'all');
  if v_filter.ordered_within not between 1 and 3660 or v_filter.quiet_for not between 1 and 3660
    or exists (select from jsonb_object_keys(rule) as k where k not in ('match', 'spent_from', 'spent_to', 'orders_from',
      'orders_to', 'ordered_within', 'quiet_for', 'ordered_from', 'ordered_before', 'tags', 'without_tags', 'areas',
      'products', 'collections', 'consents', 'without_consents'))
    or greatest(cardinality(v_filter.tags), cardinality(v_filter.without_tags), cardinality(v_filter.areas),
      cardinality(v_filter.products), cardinality(v_filter.collections)) > 20 then
    raise exception 'Rule is not valid' using errcode = 'AF422';
  end if;
  return v_filter;
exception when data_exception then
  raise exception 'Rule is not valid' using errcode = 'AF422';
end $$;
comment on function private.read_filter is 'A rule as limits, null where it asks nothing; AF422 for what is no rule.';

create function private.is_filter_empty(filter private.customer_filter) returns boolean
language sql immutable set search_path = ''
as $$
  select jsonb_strip_nulls(to_jsonb(filter) - 'match') = '{}';
$$;

create function private.buyers_of(store_id uuid, products uuid[], collections uuid[], at_least integer) returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  return query
  with wanted as (
    select p as what, p as product_id from unnest(buyers_of.products) as p
    union all
    select m.collection_id, m.product_id from public.collection_products as m
    where m.store_id = buyers_of.store_id and m.collection_id = any (buyers_of.collections)
  )
  select o.customer_id
  from wanted as w
  join public.variants as v on v.store_id = buyers_of.store_id and v.product_id = w.product_id
  join public.order_items as i on i.store_id = v.store_id and i.variant_id = v.id
  join public.orders as o on o.store_id = i.store_id and o.id = i.order_id and private.is_order_counted(o.status)
  group by o.customer_id having count(distinct w.what) >= at_least;
end $$;
comment on function private.buyers_of is
  'Who bought, in orders that count, at least so many of these products or collections. Definer: the callers have asked who is calling.';

create function private.customers_matching(store_id uuid, filter private.customer_filter) returns setof uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  f private.customer_filter := filter;
begin
  if f.match = 'any' then
    return query
    select t.customer_id
    from public.customer_totals as t
    join public.customers as c on c.store_id = t.store_id and c.id = t.customer_id
    where t.store_id = customers_matching.store_id and (
      coalesce(t.spent_minor >= f.spent_from, false) or coalesce(t.spent_minor <= f.spent_to, false)
      or coalesce(t.orders >= f.orders_from, false) or coalesce(t.orders <= f.orders_to, false)
      or coalesce(t.last_order_at >= now() - make_interval(days => f.ordered_within), false)
      or (t.orders > 0 and coalesce(t.last_order_at < now() - make_interval(days => f.quiet_for), false))
      or coalesce(t.last_order_at >= f.ordered_from, false)
      or (t.orders > 0 and coalesce(t.last_order_at < f.ordered_before, false))
      or coalesce(c.tags && f.tags, false) or coalesce(not c.tags @> f.without_tags, false)
      or coalesce(c.consents && f.consents, false) or coalesce(not c.consents @> f.without_consents, false)
      or (f.areas is not null and t.customer_id in (select a.customer_id from public.addresses as a
        where a.store_id = customers_matching.store_id and a.area = any (f.areas) and a.removed_at is null))
      or (f.products is not null and t.customer_id in (select private.buyers_of(customers_matching.store_id, f.products, null, 1)))
      or (f.collections is not null
        and t.customer_id in (select private.buyers_of(customers_matching.store_id, null, f.collections, 1))));
    return;
  end if;
  return query
  select t.customer_id
  from public.customer_totals as t
  join public.customers as c on c.store_id = t.store_id and c.id = t.customer_id
  where t.store_id = customers_matching.store_id
    and (f.spent_from is null or t.spent_minor >= f.spent_from) and (f.spent_to is null or t.spent_minor <= f.spent_to)
    and (f.orders_from is null or t.orders >= f.orders_from) and (f.orders_to is null or t.orders <= f.orders_to)
    and (f.ordered_within is null or t.last_order_at >= now() - make_interval(days => f.ordered_within))
    and (f.quiet_for is null or (t.orders > 0 and t.last_order_at < now() - make_interval(days => f.quiet_for)))
    and (f.ordered_from is null or t.last_order_at >= f.ordered_from)
    and (f.ordered_before is null or (t.orders > 0 and t.last_order_at < f.ordered_before))
    and (f.tags is null or c.tags @> f.tags) and (f.without_tags is null or not c.tags && f.without_tags)
    and (f.consents is null or c.consents @> f.consents)
    and (f.without_consents is null or not c.consents && f.without_consents)
    and (f.areas is null or t.customer_id in (select a.customer_id from public.addresses as a
      where a.store_id = customers_matching.store_id and a.area = any (f.areas) and a.removed_at is null))
    and (f.products is null or t.customer_id in (
      select private.buyers_of(customers_matching.store_id, f.products, null, cardinality(f.products))))
    and (f.collections is null or t.customer_id in (
      select private.buyers_of(customers_matching.store_id, null, f.collections, cardinality(f.collections))));
end $$;
comment on function private.customers_matching is
  'Customers of a store within all limits of a filter, or within any of them. Whoever never ordered was not quiet. Definer: the callers have asked who is calling.';

create function private.customer_page(
  store_id uuid, sort text, among uuid[], after uuid, max_rows integer
) returns uuid[]
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  v_last public.customer_totals;
begin
  select t.* into v_last from public.customer_totals as t
  where t.store_id = customer_page.store_id and t.customer_id = customer_page.after;
  if after is not null and v_last.customer_id is null then
    return '{}';
  end if;
  if sort = 'spent' then
    return array(select t.customer_id from public.customer_totals as t
      where t.store_id = customer_page.store_id and (among is null or t.customer_id = any (among))
        and (customer_page.after is null or (t.spent_minor, t.customer_id) < (v_last.spent_minor, v_last.customer_id))
      order by t.spent_minor desc, t.customer_id desc limit max_rows);
  elsif sort = 'orders' then
    return array(select t.customer_id from public.customer_totals as t
      where t.store_id = customer_page.store_id and (among is null or t.customer_id = any (among))
        and (customer_page.after is null or (t.orders, t.customer_id) < (v_last.orders, v_last.customer_id))
      order by t.orders desc, t.customer_id desc limit max_rows);
  end if;
  return array(select t.customer_id from public.customer_totals as t
    where t.store_id = customer_page.store_id and (among is null or t.customer_id = any (among))
      and (customer_page.after is null or (t.last_order_at, t.customer_id) < (v_last.last_order_at, v_last.customer_id))
    order by t.last_order_at desc, t.customer_id desc limit max_rows);
end $$;
comment on function private.customer_page is
  'The next customers in an order, of all or among these, after one. Definer: the callers have asked who is calling.';

create function private.find_customers(store_id uuid, input jsonb) returns jsonb
-- Lists of ids as constants are looked up by hash.
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  v_filter private.customer_filter := private.read_filter(coalesce(input -> 'rule', '{}'));
  v_segment public.customer_segments;
  v_query text := trim(coalesce(input ->> 'query', ''));
  v_among uuid[];
  v_rows integer;
  v_page uuid[];
begin
  perform private.assert_holds('customers.view', store_id);
  v_rows := least(greatest(coalesce((input ->> 'max_rows')::integer, 25), 1), 500);
  if v_query <> '' then
    v_among := private.search_customers(find_customers.store_id, v_query, 2000);
  end if;
  if not private.is_filter_empty(v_filter) then
    v_among := array(select m from private.customers_matching(find_customers.store_id, v_filter) as m
      where v_among is null or m = any (v_among));
  end if;
  if input ->> 'segment_id' is not null then
    select s.* into v_segment from public.customer_segments as s
    where s.store_id = find_customers.store_id and s.id = (input ->> 'segment_id')::uuid;
    v_among := case when v_segment.id is null then '{}' else array(
      select m from private.customers_matching(find_customers.store_id, private.read_filter(v_segment.rule)) as m
      where v_among is null or m = any (v_among)) end;
  end if;
  v_page := private.customer_page(find_customers.store_id, input ->> 'sort', v_among, (input ->> 'after')::uuid, v_rows + 1);
  return jsonb_build_object('count', cardinality(v_among), 'has_more', cardinality(v_page) > v_rows, 'customers', (
    select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'phone', c.phone, 'email', c.email,
      'tags', c.tags, 'consents', c.consents, 'orders', t.orders, 'spent_minor', t.spent_minor,
      'last_order_at', nullif(t.last_order_at, '-infinity'), 'created_at', c.created_at, 'area', (
        select a.area from public.addresses as a
        where a.store_id = c.store_id and a.customer_id = c.id and a.removed_at is null
        order by a.is_default desc, a.id desc limit 1)) order by p.place), '[]')
    from unnest(v_page[1 : v_rows]) with ordinality as p (id, place)
    join public.customers as c on c.store_id = find_customers.store_id and c.id = p.id
    join public.customer_totals as t on t.store_id = c.store_id and t.customer_id = c.id));
exception when invalid_text_representation or numeric_value_out_of_range then
  raise exception 'Not a way to look for customers' using errcode = 'AF422';
end $$;
comment on function private.find_customers is
  'See public.find_customers. Definer: a search through policies reads no index; it asks for customers.view.';

create function private.count_customers(store_id uuid, rule jsonb) returns integer
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.assert_holds('customers.view', store_id);
  return (select count(*) from private.customers_matching(count_customers.store_id, private.read_filter(rule)));
end $$;
comment on function private.count_customers is 'See public.count_customers. Definer: as find_customers.';

create function private.assert_serves_customers(store_id uuid) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.assert_holds('customers.view', store_id);
  perform private.assert_holds('orders.manage', store_id);
end $$;
comment on function private.assert_serves_customers is
  'AF404 for callers who do not both see customers and work on orders: they keep what the shop knows of people.';

create function private.save_customer_segment(store_id uuid, segment_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_id uuid;
begin
  perform private.assert_serves_customers(store_id);
  if private.is_filter_empty(private.read_filter(input -> 'rule')) then
    raise exception 'Segment is not valid' using errcode = 'AF422';
  end if;
  -- One at a time, so that two cannot both be the last that fits.
  perform from public.stores as s where s.id = save_customer_segment.store_id for no key update;
  select s.id into v_id from public.customer_segments as s where s.store_id = save_customer_segment.store_id
    and s.id in (segment_id, private.id_in_store(save_customer_segment.store_id, segment_id));
  if v_id is null and coalesce((input ->> 'is_known')::boolean, false) then
    return private.refusal('segment_gone');
  elsif v_id is null and (select count(*) from public.customer_segments as s
    where s.store_id = save_customer_segment.store_id) >= 100 then
    return private.refusal('too_many_segments');
  end if;
  insert into public.customer_segments as s (id, store_id, name, rule)
  values (coalesce(v_id, private.id_in_store(save_customer_segment.store_id, segment_id)),
    save_customer_segment.store_id, trim(input ->> 'name'), input -> 'rule')
  on conflict (id) do update set name = excluded.name, rule = excluded.rule
  returning s.id into v_id;
  return jsonb_build_object('ok', true, 'id', v_id);
exception
  when unique_violation then
    return private.refusal('segment_exists');
  when check_violation or not_null_violation or data_exception then
    raise exception 'Segment is not valid' using errcode = 'AF422';
end $$;
comment on function private.save_customer_segment is
  'Makes a segment, by the random id that its form minted, or changes one: {name, rule, is_known}. Refuses: segment_gone, segment_exists, too_many_segments (100). Errors: AF404, AF422. Definer: clients choose no ids.';

create function private.delete_customer_segment(store_id uuid, segment_id uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.assert_serves_customers(store_id);
  delete from public.customer_segments as s
  where s.store_id = delete_customer_segment.store_id and s.id = delete_customer_segment.segment_id;
  return found;
end $$;
comment on function private.delete_customer_segment is 'Forgets a rule; nobody in it changes. Definer: as save_customer_segment.';

create function public.find_customers(store_id uuid, input jsonb) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.find_customers(store_id, input);
end;
comment on function public.find_customers is
  'A page of customers. input: {query, rule and segment_id (both narrow), sort: recent|spent|orders, after: id of the last, max_rows}. Answers {customers, has_more, count: how many were narrowed down to, null for all}. Errors: AF404 without customers.view, AF422.';
create function public.count_customers(store_id uuid, rule jsonb) returns integer
language sql stable security invoker set search_path = ''
begin atomic
  select private.count_customers(store_id, rule);
end;
comment on function public.count_customers is 'How many customers meet a rule, as customer_segments.rule has it. Errors: AF404, AF422.';
create function public.save_customer_segment(store_id uuid, segment_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_customer_segment(store_id, segment_id, input);
end;
create function public.delete_customer_segment(store_id uuid, segment_id uuid) returns boolean
language sql volatile security invoker set search_path = ''
begin atomic
  select private.delete_customer_segment(store_id, segment_id);
end;
grant execute on function private.find_customers, public.find_customers, private.count_customers, public.count_customers,
  private.save_customer_segment, public.save_customer_segment, private.delete_customer_segment,
  public.delete_customer_segment to authenticated;
