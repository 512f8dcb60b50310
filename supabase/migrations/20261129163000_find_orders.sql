-- How a merchant finds orders: by queue, state, way of payment, place, day, amount, code, name, phone and number. Each way
-- has an index that begins with the shop, so a page reads as many rows of a hundred thousand as of a hundred.
create extension if not exists btree_gin with schema extensions;

-- plpgsql, whose plans are kept for the session: this runs for each order.
create function private.fold_name(name text) returns text
language plpgsql immutable strict parallel safe set search_path = ''
as $$
begin
  return trim(regexp_replace(lower(extensions.unaccent('extensions.unaccent', fold_name.name)), '[^[:alnum:]]+', ' ', 'g'));
end $$;
comment on function private.fold_name is
  'A name in lower case without accents and signs, words apart by one space. Immutable as long as nobody edits the dictionary unaccent.';

alter table public.orders
  add column contact_key text not null generated always as (private.fold_name(contact_name)) stored;
comment on column public.orders.contact_key is 'contact_name as it is searched.';

-- Queues. The conditions are those of lib/orders/queues.ts, word for word.
create index orders_to_pack_idx on public.orders (store_id, id desc)
  where fulfilment_status = 'unfulfilled' and payment_status <> 'refunded'
    and (status = 'paid' or (status = 'pending' and hand_way = 'cash'));
create index orders_on_way_idx on public.orders (store_id, id desc)
  where fulfilment_status in ('packed', 'shipped') and payment_status <> 'refunded' and status in ('paid', 'pending');
create index orders_to_confirm_idx on public.orders (store_id, id desc)
  where status = 'pending' and hand_way = 'transfer';

-- Of every status, not of open orders alone.
create index orders_status_idx on public.orders (store_id, status, id desc);
drop index public.orders_open_idx;
create index orders_payment_idx on public.orders (store_id, payment_status, id desc);
create index orders_fulfilment_idx on public.orders (store_id, fulfilment_status, id desc);
create index orders_method_idx on public.orders (store_id, delivery_method, id desc);
create index orders_hand_way_idx on public.orders (store_id, hand_way, id desc) where hand_way is not null;
create index orders_area_idx on public.orders (store_id, area, id desc) where area is not null;
create index orders_total_idx on public.orders (store_id, total_minor desc, id desc);
create index orders_placed_idx on public.orders (store_id, placed_at desc, id desc);
-- Sales of a day are added up from the index alone.
create index orders_paid_idx on public.orders (store_id, paid_at) include (total_minor, refunded_minor, status)
  where paid_at is not null;
-- People type a number with the code of the country, with a zero, or its last digits.
create index orders_phone_idx on public.orders (store_id, reverse(contact_phone) text_pattern_ops);
create index orders_name_idx on public.orders using gin (store_id, contact_key extensions.gin_trgm_ops)
  with (gin_pending_list_limit = 256);
create index payment_attempts_gateway_idx on public.payment_attempts (store_id, gateway, order_id desc);
create index payment_attempts_phone_idx on public.payment_attempts (store_id, reverse(phone) text_pattern_ops);
create index order_discounts_code_idx on public.order_discounts (store_id, code, order_id desc) where code is not null;


-- A name as a condition: each word begins one of the name's words, or is like one of them. Null for a name without any.
create function private.name_condition(name text, is_rough boolean) returns text
language sql immutable set search_path = ''
begin atomic
  select string_agg(
    case when is_rough
      then format('%L operator(extensions.<%%) o.contact_key', w.word)
      else format('(o.contact_key like %L or o.contact_key like %L)', w.word || '%', '% ' || w.word || '%')
    end, ' and ')
  from regexp_split_to_table(private.fold_name(name), ' ') as w (word) where w.word <> '';
end;

create function private.searched_name(store_id uuid, name text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  v_plain text := private.name_condition(name, false);
  v_is_known boolean;
begin
  if name is null or v_plain is null then
    return case when name is not null then 'false' end;
  end if;
  execute format('select exists (select from public.orders as o where o.store_id = %L and %s)', store_id, v_plain)
  into v_is_known;
  if v_is_known then
    return v_plain;
  end if;
  -- To compare takes time: what is remembered badly is seldom old.
  return format('%s and o.id > %L', private.name_condition(name, true), coalesce((
    select o.id from public.orders as o where o.store_id = searched_name.store_id order by o.id desc offset 5000 limit 1
  ), '00000000-0000-0000-0000-000000000000'));
end $$;
comment on function private.searched_name is
  'The condition for a name that somebody searched. One that nobody has is taken for those most like it among the newest 5,000 orders.';

create function private.order_conditions(store_id uuid, input jsonb) returns text
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select string_agg(c.condition, ' and ') from (
      select format('o.store_id = %L', store_id) as condition
      union all
      select format(known.condition, input ->> known.key)
      from (values
        ('status', 'o.status = %L::public.order_status'),
        ('payment_status', 'o.payment_status = %L::public.payment_status'),
        ('fulfilment_status', 'o.fulfilment_status = %L::public.fulfilment_status'),
        ('delivery_method', 'o.delivery_method = %L::public.delivery_method'),
        ('hand_way', 'o.hand_way = %L::public.hand_way'),
        ('area', 'o.area = %L'),
        ('from', 'o.placed_at >= %L::timestamptz'),
        ('until', 'o.placed_at < %L::timestamptz'),
        ('min_minor', 'o.total_minor >= %L::bigint'),
        ('max_minor', 'o.total_minor <= %L::bigint')
      ) as known (key, condition) where input ->> known.key is not null
      union all
      select q.condition from (values
        ('to_pay', $c$o.status = 'pending'$c$),
        ('to_pack', $c$o.fulfilment_status = 'unfulfilled' and o.payment_status <> 'refunded'
          and (o.status = 'paid' or (o.status = 'pending' and o.hand_way = 'cash'))$c$),
        ('on_way', $c$o.fulfilment_status in ('packed', 'shipped') and o.payment_status <> 'refunded'
          and o.status in ('paid', 'pending')$c$),
        ('review', 'o.needs_review')
      ) as q (tab, condition) where q.tab = input ->> 'tab'
      union all
      select private.searched_name(store_id, input ->> 'name')
    ) as c
  );
end $$;
comment on function private.order_conditions is 'A filter of orders as the text of a condition on public.orders as o.';

-- What leads to orders by an index of its own, in the order in which the page wants them.
create function private.order_sources(store_id uuid, input jsonb, direction text, after text) returns text
language plpgsql stable set search_path = ''
as $$
begin
  return 'public.orders as o' || coalesce((
    select string_agg(format(' join (select distinct x.order_id from %s as x where x.store_id = %L and %s %s
      order by x.order_id %s) as s%s on s%s.order_id = o.id', s.source, store_id, format(s.condition, s.value),
      replace(after, 'o.id', 'x.order_id'), direction, s.n, s.n), '' order by s.n)
    from (values
      (1, 'public.payment_attempts', 'x.gateway = %L::public.gateway', input ->> 'gateway'),
      (2, 'public.payment_attempts', 'reverse(x.phone) like %L', reverse(input ->> 'payer') || '%'),
      (3, 'public.order_discounts', 'x.code = %L', upper(input ->> 'code'))
    ) as s (n, source, condition, value) where s.value is not null), '')
    || coalesce((
    -- Digits are a number or the end of a phone.
    select format(' join (select w.id from public.orders as w where w.store_id = %L and w.number = %L::integer
      union select w.id from public.orders as w where w.store_id = %L and reverse(w.contact_phone) like %L) as w on w.id = o.id',
      store_id, input ->> 'number', store_id, reverse(input ->> 'digits') || '%')
    where coalesce(input ->> 'number', input ->> 'digits') is not null), '');
end $$;

create function private.find_orders(store_id uuid, input jsonb) returns table (id uuid, place bigint)
language plpgsql stable security definer rows 26 set search_path = '' set pg_trgm.word_similarity_threshold = 0.5
as $$
declare
  v_last public.orders;
  v_direction text := case when input ->> 'sort' = 'oldest' then 'asc' else 'desc' end;
  v_columns text := 'o.id';
  v_values text;
  v_after text := '';
begin
  perform private.assert_holds('orders.view', store_id);
  select o.* into v_last from public.orders as o
  where o.store_id = find_orders.store_id and o.number = (input ->> 'after')::integer;
  v_values := quote_literal(v_last.id) || '::uuid';
  if input ->> 'sort' = 'largest' then
    v_columns := 'o.total_minor, o.id';
    v_values := v_last.total_minor || '::bigint, ' || v_values;
  elsif input ->> 'from' is not null or input ->> 'until' is not null then
    -- Days are read from their own index.
    v_columns := 'o.placed_at, o.id';
    v_values := quote_literal(v_last.placed_at) || '::timestamptz, ' || v_values;
  end if;
  if v_values is not null then
    v_after := format('and (%s) %s (%s)', v_columns, case v_direction when 'asc' then '>' else '<' end, v_values);
  end if;
  return query execute format(
    'select o.id, row_number() over () from (select o.id from %s where %s %s order by %s %s limit %s) as o',
    private.order_sources(store_id, input, v_direction, case when v_columns = 'o.id' then v_after else '' end), private.order_conditions(store_id, input), v_after,
    replace(v_columns, ',', ' ' || v_direction || ','), v_direction,
    least(greatest(coalesce((input ->> 'limit')::integer, 26), 1), 251));
end $$;
comment on function private.find_orders is
  'Orders of a store as a merchant looks for them: {tab, status, payment_status, fulfilment_status, delivery_method, hand_way, gateway, area, from, until, min_minor, max_minor, code, payer, name, number, digits, sort, after, limit}, each key optional; at most 251. sort is newest, oldest or largest; after is the number of the last order before. AF404 without orders.view. Definer: policies would keep names and phones from their indexes.';

create function public.find_orders(store_id uuid, input jsonb) returns table (id uuid, place bigint)
language sql stable security invoker rows 26 set search_path = ''
begin atomic
  select f.id, f.place from private.find_orders(store_id, input) as f;
end;
grant execute on function private.find_orders, public.find_orders to authenticated;
