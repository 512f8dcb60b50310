-- Placing an order: one call, one transaction, idempotent by key.

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
    -- One line each: they stand in messages and on labels.
    or concat(input ->> 'name', input ->> 'area', input ->> 'landmark') ~ '[[:cntrl:]]'
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

create function private.answer_again(store_id uuid, idempotency_key text, fingerprint bytea) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_earlier public.orders;
begin
  -- One at a time per key: a double tap waits here, then finds the order that the first tap placed.
  perform pg_advisory_xact_lock(hashtextextended(store_id::text || idempotency_key, 1));
  select * into v_earlier from public.orders as o
  where o.store_id = answer_again.store_id and o.idempotency_key = answer_again.idempotency_key;
  if not found then
    return null;
  end if;
  if v_earlier.request_fingerprint <> fingerprint then
    return private.refusal('idempotency_key_reused');
  end if;
  return private.placed_order(v_earlier.id);
end $$;
comment on function private.answer_again is
  'The answer that this key got before: the same order for the same input, a refusal for another; null when the key is new.';

create function private.place_order(store_slug text, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_store public.stores;
  v_zone public.delivery_zones;
  v_order_id uuid := private.uuid_v7();
  v_fingerprint bytea := sha256(convert_to(place_order.input::text, 'utf8'));
  v_answer jsonb;
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

  v_answer := private.answer_again(v_store.id, idempotency_key, v_fingerprint);
  if v_answer is not null then
    return v_answer;
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

  v_lines := private.lock_order_lines(v_store.id, input -> 'lines');
  v_answer := private.unavailable_lines(v_lines);
  if v_answer is not null then
    return private.refusal('lines_unavailable', jsonb_build_object('lines', v_answer));
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

  perform private.insert_order_items(v_store.id, v_order_id, v_lines);
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

create function public.place_order(store_slug text, idempotency_key text, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.place_order(store_slug, idempotency_key, input);
end;
grant execute on function private.place_order to anon, authenticated;
grant execute on function public.place_order to anon, authenticated;
