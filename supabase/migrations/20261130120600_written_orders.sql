-- An order that somebody of the shop writes down for a buyer who called or wrote: it holds its goods and waits for the
-- money, which its buyer pays by the link of the order, in any way that the shop takes. Nobody's phone is prompted.
create function private.assert_written_input(input jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  perform private.assert_order_input(input || jsonb_build_object('payer_phone', input -> 'phone'));
  if not coalesce(input ->> 'hold_days', '3') ~ '^([1-9]|[12][0-9]|30)$'
    or jsonb_typeof(coalesce(input -> 'is_told', 'true')) <> 'boolean'
    or not coalesce(nullif(input ->> 'second_phone', ''), '+254700000000') ~ '^\+[1-9][0-9]{6,14}$' then
    raise exception 'Order input is not valid' using errcode = 'AF422';
  end if;
end $$;

create function private.insert_written_order(
  store public.stores, idempotency_key text, input jsonb, lines jsonb, method public.delivery_method
) returns public.orders
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_zone public.delivery_zones;
  v_point public.pickup_points;
  v_number integer;
  v_order public.orders;
  v_items_minor bigint := (select sum((l ->> 'total_minor')::bigint) from jsonb_array_elements(lines) as l);
begin
  if method = 'pickup' then
    v_point := private.pickup_point_of(store.id, input);
    if not store.is_pickup_offered then
      perform private.undo(private.refusal('pickup_not_offered'));
    elsif v_point.id is null and exists (select from public.pickup_points as p where p.store_id = store.id) then
      perform private.undo(private.refusal('pickup_point_not_offered'));
    end if;
  elsif method = 'delivery' then
    select z.* into v_zone from public.delivery_zones as z
    where z.store_id = store.id and trim(input ->> 'area') = any (z.areas) order by z.position limit 1;
    if not found then
      perform private.undo(private.refusal('area_not_served'));
    end if;
  end if;
  update private.store_counters as c set last_order_number = c.last_order_number + 1
  where c.store_id = store.id returning c.last_order_number into strict v_number;
  insert into public.orders (store_id, number, currency, items_minor, delivery_minor, tax_minor, is_tax_included, total_minor,
    customer_id, contact_name, contact_phone, contact_email, delivery_method, delivery_promise, pickup_place, pickup_hours,
    area, landmark, directions, second_phone, note, idempotency_key, request_fingerprint, expires_at)
  values (store.id, v_number, store.currency, v_items_minor, coalesce(v_zone.fee_minor, 0), 0, store.is_tax_included,
    v_items_minor + coalesce(v_zone.fee_minor, 0),
    private.save_customer(store.id, input || jsonb_build_object('delivery_method', method)),
    trim(input ->> 'name'), input ->> 'phone', nullif(input ->> 'email', ''), method,
    case method when 'delivery' then v_zone.promise when 'pickup' then store.pickup_note else '' end,
    concat_ws(', ', v_point.name, v_point.address), coalesce(v_point.opening_hours, ''),
    case when v_zone.id is not null then trim(input ->> 'area') end,
    case when v_zone.id is not null then trim(input ->> 'landmark') end,
    case when method <> 'download' then nullif(input ->> 'directions', '') end,
    nullif(input ->> 'second_phone', ''), coalesce(input ->> 'note', ''),
    left('written:' || insert_written_order.idempotency_key, 128), sha256(convert_to(input::text, 'utf8')),
    now() + make_interval(days => coalesce((input ->> 'hold_days')::integer, 3)))
  returning * into v_order;
  return v_order;
end $$;
comment on function private.insert_written_order is
  'The order without its lines. Undoes with pickup_not_offered, pickup_point_not_offered, area_not_served.';

create function private.apply_written_order(store public.stores, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_lines jsonb := private.lock_order_lines(store.id, input -> 'lines');
  v_refused jsonb := private.unavailable_lines(v_lines);
  v_method text := case when private.is_all_digital(v_lines) then 'download'
    when input ->> 'delivery_method' <> 'download' then input ->> 'delivery_method' end;
  v_order public.orders;
begin
  if v_refused is not null then
    perform private.undo(private.refusal('lines_unavailable', jsonb_build_object('lines', v_refused)));
  elsif v_method is null then
    perform private.undo(private.refusal('delivery_needed'));
  end if;
  v_order := private.insert_written_order(store, idempotency_key, input, v_lines, v_method::public.delivery_method);
  perform private.insert_order_items(store.id, v_order.id, v_lines);
  perform private.reprice_order(v_order.id, v_order.delivery_minor);
  perform private.reserve_order_stock(v_order.id);
  select o.* into strict v_order from public.orders as o where o.id = v_order.id;
  perform private.log_order_event(v_order.id, 'placed',
    jsonb_build_object('total_minor', v_order.total_minor, 'is_by_shop', true));
  perform private.enqueue('expire_order', jsonb_build_object('order_id', v_order.id), run_at => v_order.expires_at,
    job_key => 'expire_order:' || v_order.id);
  if coalesce((input ->> 'is_told')::boolean, true) then
    perform private.enqueue_all(array(
      select private.job('send_notification', jsonb_build_object('notification_id', m.id))
      from private.add_buyer_messages(v_order.id, 'order_received') as m (id)));
  end if;
  perform private.audit('orders.written', 'orders', v_order.id::text, store.tenant_id, store.id,
    jsonb_build_object('total_minor', jsonb_build_array(null, v_order.total_minor)));
  return private.placed_order(v_order.id) || jsonb_build_object('number', v_order.number, 'items_minor', v_order.items_minor,
    'delivery_minor', v_order.delivery_minor, 'discount_minor', v_order.discount_minor, 'tax_minor', v_order.tax_minor);
end $$;
comment on function private.apply_written_order is
  'Places it with its lines priced, its goods held and its buyer told. Undoes with lines_unavailable, delivery_needed, total_not_payable, and as insert_written_order.';

create function private.write_order(store_id uuid, idempotency_key text, input jsonb, is_preview boolean) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_store public.stores;
  v_request jsonb := jsonb_build_object('write', input);
  v_answer jsonb;
begin
  perform private.assert_holds('orders.manage', store_id);
  perform private.assert_written_input(input);
  select s.* into v_store from public.stores as s where s.id = write_order.store_id and s.status = 'active';
  if not found then
    return private.refusal('store_not_found');
  end if;
  v_answer := private.earlier_answer(v_store.id, idempotency_key, v_request);
  if v_answer is not null then
    return v_answer;
  end if;
  begin
    v_answer := private.apply_written_order(v_store, idempotency_key, input);
    if is_preview then
      perform private.undo(v_answer);
    end if;
  exception when sqlstate 'AFUND' then
    return sqlerrm::jsonb;
  end;
  return private.keep_answer(v_store.id, idempotency_key, v_request, v_answer);
end $$;
comment on function private.write_order is
  'Writes an order down for a buyer: input {lines: [{variant_id, quantity}], name, phone, email, delivery_method, area, landmark, directions, second_phone, pickup_point_id, note, hold_days (1 to 30, 3 when left out), is_told}. Its goods are held so long; it is paid by its link. A preview does all of it and takes it back. Answers {ok, order_id, token, label, number, total_minor, items_minor, delivery_minor, discount_minor, tax_minor, currency, expires_at}, the same again for the same key. Refuses with store_not_found, lines_unavailable {lines}, delivery_needed, pickup_not_offered, pickup_point_not_offered, area_not_served, total_not_payable, idempotency_key_reused. Errors: AF404 without orders.manage, AF422. Definer: no client role writes orders.';

create function public.write_order(store_id uuid, idempotency_key text, input jsonb, is_preview boolean default false) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.write_order(store_id, idempotency_key, input, is_preview);
end;
grant execute on function private.write_order, public.write_order to authenticated;
