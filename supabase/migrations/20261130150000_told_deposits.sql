-- Whoever agreed to pay a deposit now and the rest until a day is not held to another deposit or an earlier day.
create or replace function private.is_asked_in_parts(input jsonb) returns boolean
language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(input -> 'in_parts') not in ('boolean', 'null')
    or not coalesce(input ->> 'expected_deposit_minor', '0') ~ '^[0-9]{1,15}$'
    or not coalesce(input ->> 'expected_last_day', '2000-01-01') ~ '^2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' then
    raise exception 'Order input is not valid' using errcode = 'AF422';
  end if;
  return coalesce((input ->> 'in_parts')::boolean, false);
end $$;

create function private.why_not_in_parts(store public.stores, input jsonb, hand_way public.hand_way, total_minor bigint)
returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_deposit_minor bigint := private.deposit_of(store, total_minor);
  v_last_day text := ((private.pay_by_of(store) at time zone store.time_zone)::date)::text;
begin
  if store.deposit_percent is null or hand_way is not null then
    return private.refusal('parts_not_offered');
  elsif (input ->> 'expected_deposit_minor')::bigint <> v_deposit_minor
    -- A later day than was told is no harm: midnight may have passed since.
    or v_last_day < input ->> 'expected_last_day' then
    return private.refusal('deposit_changed', jsonb_build_object('deposit_minor', v_deposit_minor, 'last_day', v_last_day));
  end if;
  return null;
end $$;
comment on function private.why_not_in_parts is
  'The refusal of an order that was to be paid in parts: not offered, or with another deposit or less time than was told. Null otherwise.';

create or replace function private.place_order(store_slug text, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_store public.stores;
  v_zone public.delivery_zones;
  v_point public.pickup_points;
  v_order_id uuid := private.uuid_v7();
  v_fingerprint bytea := sha256(convert_to(place_order.input::text, 'utf8'));
  v_answer jsonb;
  v_hand_way public.hand_way := private.hand_way_of(input);
  v_hold interval;
  v_lines jsonb;
  v_method text;
  v_items_minor bigint;
  v_quoted jsonb;
  v_discounts jsonb;
  v_discount_minor bigint;
  v_delivery_minor bigint := 0;
  v_tax_minor bigint;
  v_total_minor bigint;
  v_customer_id uuid;
  v_number integer;
  v_gateway public.gateway := private.gateway_of(input);
  v_is_in_parts boolean := private.is_asked_in_parts(input);
  v_deposit_minor bigint;
begin
  select * into v_store from public.stores as s where s.slug = place_order.store_slug and s.status = 'active';
  if not found then
    return private.refusal('store_not_found');
  end if;
  perform private.assert_order_input(input);
  if length(coalesce(idempotency_key, '')) not between 8 and 128 then
    raise exception 'Idempotency key must have 8 to 128 characters' using errcode = 'AF422';
  end if;
  if length(coalesce(input ->> 'discount', '')) > 40 then
    raise exception 'Order input is not valid' using errcode = 'AF422';
  end if;

  v_answer := private.answer_again(v_store.id, idempotency_key, v_fingerprint);
  if v_answer is not null then
    return v_answer;
  end if;

  if v_hand_way is null
    and not exists (select from public.payment_accounts as a where a.store_id = v_store.id and a.is_enabled) then
    return private.refusal('payment_not_available');
  end if;
  perform private.lock_phones(array[input ->> 'phone', case when v_hand_way is null then input ->> 'payer_phone' end]);
  v_answer := coalesce(private.too_many_orders(v_store.id, input ->> 'phone', v_hand_way),
    case when v_hand_way is null then private.too_many_prompts(v_store.id, input ->> 'payer_phone',
      coalesce(v_gateway, (select a.gateway from public.payment_accounts as a where a.id = private.pick_account(v_store.id)))) end);
  if v_answer is not null then
    return v_answer;
  end if;
  v_lines := private.lock_order_lines(v_store.id, input -> 'lines');
  -- What the goods need decides, whatever the form asked when it was shown.
  v_method := case
    when private.is_all_digital(v_lines) then 'download'
    when input ->> 'delivery_method' <> 'download' then input ->> 'delivery_method' end;
  if v_method is null then
    return private.refusal('delivery_needed');
  elsif v_method = 'pickup' and not v_store.is_pickup_offered then
    return private.refusal('pickup_not_offered');
  elsif v_method = 'pickup' then
    v_point := private.pickup_point_of(v_store.id, input);
    if v_point.id is null and (coalesce(input ->> 'pickup_point_id', '') <> ''
      or exists (select from public.pickup_points as p where p.store_id = v_store.id)) then
      return private.refusal('pickup_point_not_offered');
    end if;
  elsif v_method = 'delivery' then
    select * into v_zone from public.delivery_zones as z
    where z.store_id = v_store.id and trim(input ->> 'area') = any (z.areas)
    order by z.position limit 1;
    if not found then
      return private.refusal('area_not_served');
    end if;
    v_delivery_minor := v_zone.fee_minor;
  end if;

  v_answer := private.unavailable_lines(v_lines);
  if v_answer is not null then
    return private.refusal('lines_unavailable', jsonb_build_object('lines', v_answer));
  end if;

  select sum((line ->> 'total_minor')::bigint) into v_items_minor from jsonb_array_elements(v_lines) as line;
  perform private.lock_discounts(v_store.id, input ->> 'discount');
  v_quoted := private.quote_discounts(v_store, v_lines, input ->> 'discount', input ->> 'phone',
    array[case v_method when 'delivery' then v_delivery_minor end]);
  v_discounts := v_quoted #> '{quotes,0,applied}';
  v_discount_minor := (v_quoted #>> '{quotes,0,saved_minor}')::bigint;
  v_tax_minor := private.tax_of(v_store, v_items_minor + v_delivery_minor - v_discount_minor);
  v_total_minor := v_items_minor + v_delivery_minor - v_discount_minor + case when v_store.is_tax_included then 0 else v_tax_minor end;
  v_answer := private.total_refusal(input, v_quoted, v_total_minor);
  if v_answer is not null then
    return v_answer;
  end if;
  if v_total_minor = 0 or v_total_minor > 1000000000000
    or v_total_minor % private.payable_unit(v_store.currency) <> 0 then
    return private.refusal('total_not_payable', jsonb_build_object('total_minor', v_total_minor));
  end if;
  v_answer := private.why_not_by_hand(v_store, v_hand_way, v_method::public.delivery_method, v_total_minor);
  if v_answer is not null then
    return v_answer;
  end if;
  if v_is_in_parts then
    v_answer := private.why_not_in_parts(v_store, input, v_hand_way, v_total_minor);
    if v_answer is not null then
      return v_answer;
    end if;
    v_deposit_minor := private.deposit_of(v_store, v_total_minor);
  end if;
  v_hold := private.hold_of(v_store, v_hand_way);

  perform private.count_discounts(v_discounts);
  v_customer_id := private.save_customer(v_store.id, input || jsonb_build_object('delivery_method', v_method));

  update private.store_counters as c set last_order_number = c.last_order_number + 1
  where c.store_id = v_store.id returning c.last_order_number into strict v_number;

  insert into public.orders (id, store_id, number, currency, items_minor, delivery_minor, discount_minor, tax_minor,
    is_tax_included, total_minor, customer_id, contact_name, contact_phone, contact_email, delivery_method, delivery_promise,
    pickup_place, pickup_hours, area, landmark, directions, second_phone, note, idempotency_key, request_fingerprint, expires_at, hand_way,
    deposit_minor, pay_by, is_in_parts)
  values (v_order_id, v_store.id, v_number, v_store.currency, v_items_minor, v_delivery_minor, v_discount_minor,
    v_tax_minor, v_store.is_tax_included, v_total_minor,
    v_customer_id, trim(input ->> 'name'), input ->> 'phone', nullif(input ->> 'email', ''),
    v_method::public.delivery_method,
    case v_method when 'delivery' then v_zone.promise when 'pickup' then v_store.pickup_note else '' end,
    concat_ws(', ', v_point.name, v_point.address), coalesce(v_point.opening_hours, ''),
    case when v_zone.id is not null then trim(input ->> 'area') end,
    case when v_zone.id is not null then trim(input ->> 'landmark') end,
    case when v_method <> 'download' then nullif(input ->> 'directions', '') end,
    nullif(input ->> 'second_phone', ''), coalesce(input ->> 'note', ''),
    place_order.idempotency_key, v_fingerprint, now() + v_hold, v_hand_way,
    v_deposit_minor, case when v_is_in_parts then private.pay_by_of(v_store) end, v_is_in_parts);

  perform private.insert_order_items(v_store.id, v_order_id, v_lines);
  perform private.insert_order_discounts(v_store.id, v_order_id, v_lines, v_discounts);
  perform private.reserve_order_stock(v_order_id);
  perform private.log_order_event(v_order_id, 'placed', jsonb_build_object('total_minor', v_total_minor));
  -- Cash comes with the goods: such an order waits until somebody ends it.
  perform private.enqueue_all(case when v_hand_way is null then array[private.job('submit_payment',
      jsonb_build_object('attempt_id', private.create_attempt(v_order_id, input ->> 'payer_phone',
        coalesce(v_deposit_minor, v_total_minor), v_gateway)))] end
    || case when v_hand_way is distinct from 'cash' then array[private.job('expire_order',
      jsonb_build_object('order_id', v_order_id), run_at => now() + v_hold, job_key => 'expire_order:' || v_order_id)] end
    || private.message_jobs(v_order_id, 'order_received'));
  return private.placed_order(v_order_id);
end $$;
