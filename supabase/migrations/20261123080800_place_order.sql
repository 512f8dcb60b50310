-- Placing an order: one call, one transaction, idempotent by key.

create type private.order_line as (variant_id uuid, quantity integer);

create function private.refusal(code text, details jsonb default '{}') returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_build_object('ok', false, 'code', code) || details;
$$;

create function private.order_label(store_id uuid, number integer) returns text
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select s.order_prefix || '-' || order_label.number from public.stores as s where s.id = order_label.store_id
  );
end $$;

create function private.placed_order(order_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'ok', true,
      'order_id', o.id,
      'token', o.token,
      'label', private.order_label(o.store_id, o.number),
      'total_minor', o.total_minor,
      'currency', o.currency,
      'expires_at', o.expires_at
    )
    from public.orders as o where o.id = placed_order.order_id
  );
end $$;

create function private.payable_unit(currency text) returns bigint
language sql immutable set search_path = ''
as $$
  select case when currency in ('KES', 'TZS') then 100 else 1 end;
$$;
comment on function private.payable_unit is
  'Minor units that an amount must be a multiple of to be payable, as in lib/money.ts: M-Pesa takes whole shillings.';

create function private.read_order_lines(lines jsonb) returns setof private.order_line
language plpgsql immutable set search_path = ''
as $$
begin
  return query
  -- The same variant twice in a cart is one line: quantities add up. Bounds are checked as bigint, before casting.
  select (line ->> 'variant_id')::uuid, sum((line ->> 'quantity')::bigint)::integer
  from jsonb_array_elements(lines) as line
  group by (line ->> 'variant_id')::uuid;
end $$;

create function private.assert_order_input(input jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(input -> 'lines') is distinct from 'array'
    or jsonb_array_length(input -> 'lines') not between 1 and 50
    or exists (
      select from jsonb_array_elements(input -> 'lines') as line
      where jsonb_typeof(line -> 'quantity') is distinct from 'number'
        or (line ->> 'quantity')::numeric not between 1 and 999
        or (line ->> 'quantity')::numeric % 1 <> 0
        or not coalesce(line ->> 'variant_id', '') ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    )
    or length(coalesce(trim(input ->> 'name'), '')) not between 1 and 120
    or not coalesce(input ->> 'phone', '') ~ '^\+[1-9][0-9]{6,14}$'
    or not coalesce(input ->> 'payer_phone', '') ~ '^\+[1-9][0-9]{6,14}$'
    or length(coalesce(input ->> 'email', '')) > 254
    or length(coalesce(input ->> 'note', '')) > 500
    or coalesce(input ->> 'delivery_method', '') not in ('delivery', 'pickup')
    or (input ->> 'delivery_method' = 'delivery' and (
      length(coalesce(trim(input ->> 'landmark'), '')) not between 1 and 160
      or length(coalesce(trim(input ->> 'area'), '')) not between 1 and 120
      or length(coalesce(input ->> 'directions', '')) > 500))
  then
    raise exception 'Order input is not valid' using errcode = 'AF422';
  end if;
end $$;
comment on function private.assert_order_input is
  'The database''s own check of what anyone may send to place_order through the REST interface. Pages check first, to say it at the field.';

create function private.save_customer(store_id uuid, input jsonb) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_customer_id uuid;
begin
  -- Anyone may type anyone's phone, so an order never changes the name or email that is on file.
  insert into public.customers as c (store_id, phone, name, email, wants_news)
  values (save_customer.store_id, input ->> 'phone', trim(input ->> 'name'), nullif(input ->> 'email', ''),
    coalesce((input ->> 'wants_news')::boolean, false))
  on conflict on constraint customers_store_id_phone_key do update
    set wants_news = c.wants_news or excluded.wants_news
  returning c.id into v_customer_id;

  if input ->> 'delivery_method' = 'delivery' then
    insert into public.addresses (store_id, customer_id, area, landmark, directions, second_phone)
    values (save_customer.store_id, v_customer_id, trim(input ->> 'area'), trim(input ->> 'landmark'),
      coalesce(input ->> 'directions', ''), nullif(input ->> 'second_phone', ''))
    on conflict do nothing;
  end if;
  return v_customer_id;
end $$;

create function private.create_attempt(order_id uuid, phone text, amount_minor bigint) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_attempt_id uuid;
begin
  insert into public.payment_attempts (store_id, order_id, account_id, gateway, number, expected_minor, currency, phone)
  select o.store_id, o.id, a.id, a.gateway,
    1 + (select count(*) from public.payment_attempts as t where t.order_id = o.id),
    create_attempt.amount_minor, o.currency, create_attempt.phone
  from public.orders as o
  join public.payment_accounts as a on a.store_id = o.store_id and a.is_enabled
  where o.id = create_attempt.order_id
  limit 1
  returning id into v_attempt_id;
  return v_attempt_id;
end $$;
comment on function private.create_attempt is
  'A new try to be paid. The job submit_payment, which the caller queues, talks to the gateway: the shopper''s request ends here, so that no crash of the server can send a prompt twice or lose one.';

create function private.place_order(store_slug text, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_store public.stores;
  v_zone public.delivery_zones;
  v_order_id uuid := private.uuid_v7();
  v_fingerprint bytea := sha256(convert_to(place_order.input::text, 'utf8'));
  v_earlier public.orders;
  v_lines jsonb;
  v_items_minor bigint;
  v_delivery_minor bigint := 0;
  v_total_minor bigint;
  v_customer_id uuid;
  v_number integer;
begin
  select * into v_store from public.stores as s where s.slug = place_order.store_slug and s.status = 'active';
  if not found then
    return private.refusal('store_not_found');
  end if;
  perform private.assert_order_input(input);
  if length(coalesce(idempotency_key, '')) not between 8 and 128 then
    raise exception 'Idempotency key must have 8 to 128 characters' using errcode = 'AF422';
  end if;

  -- One at a time per key: a double tap waits here, then finds the order that the first tap placed.
  perform pg_advisory_xact_lock(hashtextextended(v_store.id::text || idempotency_key, 1));
  select * into v_earlier from public.orders as o
  where o.store_id = v_store.id and o.idempotency_key = place_order.idempotency_key;
  if found then
    if v_earlier.request_fingerprint <> v_fingerprint then
      return private.refusal('idempotency_key_reused');
    end if;
    return private.placed_order(v_earlier.id);
  end if;

  if not exists (select from public.payment_accounts as a where a.store_id = v_store.id and a.is_enabled) then
    return private.refusal('payment_not_available');
  end if;
  if input ->> 'delivery_method' = 'pickup' and not v_store.is_pickup_offered then
    return private.refusal('pickup_not_offered');
  end if;
  if input ->> 'delivery_method' = 'delivery' then
    select * into v_zone from public.delivery_zones as z
    where z.store_id = v_store.id and trim(input ->> 'area') = any (z.areas)
    order by z.position limit 1;
    if not found then
      return private.refusal('area_not_served');
    end if;
    v_delivery_minor := v_zone.fee_minor;
  end if;

  -- Locks in id order, so that two carts with the same goods cannot wait for each other in a circle.
  perform from public.inventory_levels as l
  where l.location_id = private.default_location(v_store.id)
    and l.variant_id in (select line.variant_id from private.read_order_lines(input -> 'lines') as line)
  order by l.variant_id
  for update;

  v_lines := private.price_order_lines(v_store.id, input -> 'lines');
  if exists (select from jsonb_array_elements(v_lines) as line where line ->> 'problem' is not null) then
    return private.refusal('lines_unavailable', jsonb_build_object('lines', (
      select jsonb_agg(jsonb_build_object(
        'variant_id', line -> 'variant_id', 'problem', line -> 'problem', 'available', line -> 'available',
        'title', line -> 'product_title', 'variant_title', line -> 'variant_title'))
      from jsonb_array_elements(v_lines) as line where line ->> 'problem' is not null)));
  end if;

  select sum((line ->> 'total_minor')::bigint) into v_items_minor from jsonb_array_elements(v_lines) as line;
  v_total_minor := v_items_minor + v_delivery_minor;
  if input ? 'expected_total_minor' and (input ->> 'expected_total_minor')::numeric <> v_total_minor then
    return private.refusal('total_changed', jsonb_build_object('total_minor', v_total_minor));
  end if;
  if v_total_minor = 0 or v_total_minor > 1000000000000
    or v_total_minor % private.payable_unit(v_store.currency) <> 0 then
    return private.refusal('total_not_payable', jsonb_build_object('total_minor', v_total_minor));
  end if;

  v_customer_id := private.save_customer(v_store.id, input);

  update private.store_counters as c set last_order_number = c.last_order_number + 1
  where c.store_id = v_store.id returning c.last_order_number into strict v_number;

  insert into public.orders (id, store_id, number, currency, items_minor, delivery_minor, tax_minor, total_minor,
    customer_id, contact_name, contact_phone, contact_email, delivery_method, delivery_promise, area, landmark,
    directions, second_phone, note, idempotency_key, request_fingerprint, expires_at)
  values (v_order_id, v_store.id, v_number, v_store.currency, v_items_minor, v_delivery_minor,
    round(v_total_minor::numeric * v_store.tax_rate_bp / (10000 + v_store.tax_rate_bp)), v_total_minor,
    v_customer_id, trim(input ->> 'name'), input ->> 'phone', nullif(input ->> 'email', ''),
    (input ->> 'delivery_method')::public.delivery_method,
    coalesce(v_zone.promise, v_store.pickup_note),
    case when v_zone.id is not null then trim(input ->> 'area') end,
    case when v_zone.id is not null then trim(input ->> 'landmark') end,
    nullif(input ->> 'directions', ''), nullif(input ->> 'second_phone', ''), coalesce(input ->> 'note', ''),
    place_order.idempotency_key, v_fingerprint, now() + make_interval(mins => v_store.hold_minutes));

  insert into public.order_items (store_id, order_id, variant_id, product_title, product_slug, variant_title, sku,
    image_path, unit_price_minor, quantity, total_minor, position)
  select v_store.id, v_order_id, l.variant_id, l.product_title, l.product_slug, l.variant_title, l.sku,
    l.image_path, l.unit_price_minor, l.quantity, l.total_minor, l.position
  from jsonb_to_recordset(v_lines) as l (variant_id uuid, product_title text, product_slug text, variant_title text,
    sku text, image_path text, unit_price_minor bigint, quantity integer, total_minor bigint, position integer);

  perform private.reserve_order_stock(v_order_id);
  perform private.log_order_event(v_order_id, 'placed', jsonb_build_object('total_minor', v_total_minor));
  perform private.enqueue_all(array[
    private.job('submit_payment', jsonb_build_object('attempt_id',
      private.create_attempt(v_order_id, input ->> 'payer_phone', v_total_minor))),
    private.job('expire_order', jsonb_build_object('order_id', v_order_id),
      run_at => now() + make_interval(mins => v_store.hold_minutes), job_key => 'expire_order:' || v_order_id)
  ] || private.message_jobs(v_order_id, 'order_received'));
  return private.placed_order(v_order_id);
end $$;
comment on function private.place_order is
  'Checks availability, price and area, reserves stock, writes the order and its first payment attempt. Answers {"ok":true,...} or a refusal {"ok":false,"code",...} that wrote nothing. Definer: visitors write no table.';

create function private.price_order_lines(store_id uuid, lines jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object(
      'variant_id', line.variant_id,
      'quantity', line.quantity,
      'product_title', p.title,
      'product_slug', p.slug,
      'variant_title', array_to_string(v.option_values, ', '),
      'sku', v.sku,
      'image_path', (select i.path from public.product_images as i
        where i.store_id = p.store_id and i.product_id = p.id order by i.position limit 1),
      'unit_price_minor', v.price_minor,
      'total_minor', v.price_minor * line.quantity,
      'position', line.position,
      'available', case when v.is_stock_tracked and not v.is_backorder_allowed
        then greatest(coalesce(l.on_hand - l.reserved, 0), 0) end,
      'problem', case
        when p.id is null then 'gone'
        when line.quantity not between 1 and 999 then 'quantity'
        when v.is_stock_tracked and not v.is_backorder_allowed
          and coalesce(l.on_hand - l.reserved, 0) < line.quantity then 'out_of_stock' end
    ) order by line.position)
    from (
      select r.variant_id, r.quantity, row_number() over (order by r.variant_id) as position
      from private.read_order_lines(price_order_lines.lines) as r
    ) as line
    left join public.variants as v
      on v.store_id = price_order_lines.store_id and v.id = line.variant_id and v.archived_at is null
    left join public.products as p
      on p.store_id = v.store_id and p.id = v.product_id and p.status = 'published'
    left join public.inventory_levels as l
      on l.variant_id = v.id and l.location_id = private.default_location(price_order_lines.store_id)
  );
end $$;
comment on function private.price_order_lines is
  'Lines as they would be sold at this moment: titles, prices, and `problem` gone, quantity or out_of_stock.';

create function private.reserve_order_stock(order_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.move_stock(i.variant_id, 'reserved', 0, i.quantity, i.order_id)
  from public.order_items as i
  join public.variants as v on v.id = i.variant_id and v.is_stock_tracked
  where i.order_id = reserve_order_stock.order_id
  order by i.variant_id;
end $$;

create function public.place_order(store_slug text, idempotency_key text, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.place_order(store_slug, idempotency_key, input);
end;
grant execute on function private.place_order to anon, authenticated;
grant execute on function public.place_order to anon, authenticated;
