-- Stock takes: people count for a while, from several phones, and somebody applies the differences.
create type public.stock_count_state as enum ('open', 'applied', 'cancelled');

create table public.stock_counts (
  id             uuid primary key default private.uuid_v7(),
  store_id       uuid not null references public.stores on delete cascade,
  location_id    uuid not null,
  state          public.stock_count_state not null default 'open',
  opened_by_name text,
  closed_by_name text,
  created_at     timestamptz not null default now(),
  closed_at      timestamptz,
  foreign key (store_id, location_id) references public.locations (store_id, id) on delete cascade,
  unique (store_id, id),
  check ((state = 'open') = (closed_at is null))
);
comment on table public.stock_counts is 'A stock take of one location. One is open at a time, and whoever starts another joins it.';
create unique index stock_counts_open_key on public.stock_counts (store_id, location_id) where state = 'open';
create index stock_counts_location_idx on public.stock_counts (store_id, location_id);

create table public.stock_count_lines (
  store_id        uuid not null,
  count_id        uuid not null,
  variant_id      uuid not null,
  counted         integer not null check (counted between 0 and 1000000),
  expected        integer not null,
  difference      integer not null generated always as (counted - expected) stored,
  counted_by      uuid,
  counted_by_name text,
  counted_at      timestamptz not null default clock_timestamp(),
  primary key (store_id, count_id, variant_id),
  foreign key (store_id, count_id) references public.stock_counts (store_id, id) on delete cascade,
  foreign key (store_id, variant_id) references public.variants (store_id, id) on delete cascade
);
comment on table public.stock_count_lines is 'What somebody counted of a variant; who counts it again replaces it.';
comment on column public.stock_count_lines.expected is
  'On hand at the moment of counting. The difference to it is what is applied, so that sales meanwhile are not undone.';
create index stock_count_lines_variant_idx on public.stock_count_lines (store_id, variant_id);

create function private.hold_count(store_id uuid, count_id uuid) returns public.stock_counts
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_count public.stock_counts;
begin
  perform private.assert_holds('products.manage', store_id);
  select c.* into v_count from public.stock_counts as c
  where c.store_id = hold_count.store_id and c.id = hold_count.count_id for update;
  if not found then
    raise exception 'Stock take not found' using errcode = 'AF404';
  end if;
  return v_count;
end $$;
comment on function private.hold_count is
  'A stock take that nobody else writes to until this transaction ends; AF404 for callers who may not.';

create function private.open_stock_count(store_id uuid, location_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_code text;
begin
  perform private.assert_holds('products.manage', store_id);
  v_code := private.hold_open_locations(store_id, array[location_id]);
  if v_code is not null then
    return private.refusal(v_code);
  end if;
  insert into public.stock_counts (store_id, location_id, opened_by_name)
  values (open_stock_count.store_id, open_stock_count.location_id, private.my_name(open_stock_count.store_id))
  on conflict do nothing;
  return (
    select jsonb_build_object('ok', true, 'id', c.id) from public.stock_counts as c
    where c.store_id = open_stock_count.store_id and c.location_id = open_stock_count.location_id and c.state = 'open'
  );
end $$;
comment on function private.open_stock_count is
  'Starts a stock take of a location, or joins the open one: answers its id. Definer: no client role writes stock takes; it asks for products.manage.';

create function private.read_count_lines(lines jsonb) returns table (variant_id uuid, counted integer)
language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(lines) is distinct from 'array' or jsonb_array_length(lines) not between 1 and 500
    or (select count(distinct line ->> 'variant_id') from jsonb_array_elements(lines) as line) < jsonb_array_length(lines)
    or exists (
      select from jsonb_array_elements(lines) as line where (line ->> 'counted')::numeric not between 0 and 1000000)
  then
    raise exception 'Counted lines are not valid' using errcode = 'AF422';
  end if;
  return query
  select (line ->> 'variant_id')::uuid, (line ->> 'counted')::integer from jsonb_array_elements(lines) as line;
end $$;

create function private.save_stock_count(store_id uuid, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_request jsonb := jsonb_build_object('count', input);
  v_count public.stock_counts;
  v_answer jsonb;
begin
  v_count := private.hold_count(store_id, (input ->> 'count_id')::uuid);
  v_answer := private.earlier_answer(store_id, idempotency_key, v_request);
  if v_answer is not null then
    return v_answer;
  elsif v_count.state <> 'open' then
    return private.refusal('count_over');
  elsif exists (
    select from private.read_count_lines(input -> 'lines') as r
    where not exists (
      select from public.variants as v where v.store_id = save_stock_count.store_id and v.id = r.variant_id)
  ) then
    raise exception 'Variant not found' using errcode = 'AF404';
  end if;
  delete from public.stock_count_lines as l
  where l.store_id = save_stock_count.store_id and l.count_id = v_count.id
    and l.variant_id in (select r.variant_id from private.read_count_lines(input -> 'lines') as r);
  insert into public.stock_count_lines
    (store_id, count_id, variant_id, counted, expected, counted_by, counted_by_name)
  select v_count.store_id, v_count.id, r.variant_id, r.counted, coalesce(l.on_hand, 0), auth.uid(),
    private.my_name(v_count.store_id)
  from private.read_count_lines(input -> 'lines') as r
  left join public.inventory_levels as l on l.variant_id = r.variant_id and l.location_id = v_count.location_id
  where r.counted is not null;
  return private.keep_answer(store_id, idempotency_key, v_request, '{"ok": true}');
end $$;
comment on function private.save_stock_count is
  'input: {count_id, lines: [{variant_id, counted}]}. Writes down what was counted and what should have been there at this moment; counted null leaves a variant out again. Definer, as open_stock_count.';

create function private.promised_lines(stock_count public.stock_counts) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object('variant_id', c.variant_id, 'reserved', l.reserved) order by c.variant_id)
    from public.stock_count_lines as c
    join public.inventory_levels as l on l.variant_id = c.variant_id and l.location_id = stock_count.location_id
    where c.store_id = stock_count.store_id and c.count_id = stock_count.id
      and not l.is_backorder_allowed and l.on_hand + c.difference < l.reserved
  );
end $$;
comment on function private.promised_lines is
  'Lines of a stock take that would leave less than orders were promised; null when there are none.';

create function private.apply_stock_count(store_id uuid, count_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_count public.stock_counts;
  v_promised jsonb;
begin
  v_count := private.hold_count(store_id, count_id);
  if v_count.state <> 'open' then
    return case v_count.state when 'applied' then '{"ok": true}' else private.refusal('count_over') end;
  end if;
  perform private.hold_open_locations(store_id, array[v_count.location_id]);
  -- In id order, like an order does, so that both cannot wait for each other.
  perform private.lock_level(c.store_id, c.variant_id, v_count.location_id)
  from (
    select l.store_id, l.variant_id from public.stock_count_lines as l
    where l.store_id = v_count.store_id and l.count_id = v_count.id and l.difference <> 0 order by l.variant_id
  ) as c;
  v_promised := private.promised_lines(v_count);
  if v_promised is not null then
    return private.refusal('not_enough_stock', jsonb_build_object('lines', v_promised));
  end if;
  perform private.move_stock(c.variant_id, 'adjusted', c.difference, 0, location_id => v_count.location_id,
    reason => 'counted', actor_id => c.counted_by, actor_name => c.counted_by_name)
  from (
    select l.* from public.stock_count_lines as l
    where l.store_id = v_count.store_id and l.count_id = v_count.id and l.difference <> 0 order by l.variant_id
  ) as c;
  update public.stock_counts as c
  set state = 'applied', closed_at = now(), closed_by_name = private.my_name(v_count.store_id)
  where c.id = v_count.id;
  return '{"ok": true}';
end $$;
comment on function private.apply_stock_count is
  'Books every difference of a stock take under the name of who counted, or none: `not_enough_stock` names the lines that leave less than orders hold. Doing it twice does it once. Definer, as open_stock_count.';

create function private.cancel_stock_count(store_id uuid, count_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_count public.stock_counts;
begin
  v_count := private.hold_count(store_id, count_id);
  if v_count.state = 'applied' then
    return private.refusal('count_over');
  end if;
  update public.stock_counts as c
  set state = 'cancelled', closed_at = now(), closed_by_name = private.my_name(v_count.store_id)
  where c.id = v_count.id and c.state = 'open';
  return '{"ok": true}';
end $$;
comment on function private.cancel_stock_count is 'Ends a stock take without any change of stock. Definer, as open_stock_count.';

create function public.open_stock_count(store_id uuid, location_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.open_stock_count(store_id, location_id);
end;
create function public.save_stock_count(store_id uuid, idempotency_key text, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_stock_count(store_id, idempotency_key, input);
end;
create function public.apply_stock_count(store_id uuid, count_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.apply_stock_count(store_id, count_id);
end;
create function public.cancel_stock_count(store_id uuid, count_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.cancel_stock_count(store_id, count_id);
end;
grant execute on function private.open_stock_count, private.save_stock_count, private.apply_stock_count,
  private.cancel_stock_count to authenticated;
grant execute on function public.open_stock_count, public.save_stock_count, public.apply_stock_count,
  public.cancel_stock_count to authenticated;

alter table public.stock_counts enable row level security;
alter table public.stock_count_lines enable row level security;
-- No write grants: the functions above are the only writers.
grant select on public.stock_counts, public.stock_count_lines to authenticated;
create policy select_staff on public.stock_counts for select to authenticated
  using (store_id = any (array(select private.my_store_ids('products.view'))));
create policy select_staff on public.stock_count_lines for select to authenticated
  using (store_id = any (array(select private.my_store_ids('products.view'))));
