-- Orders that no gateway is asked about: paid in cash when the goods are handed over, or by a transfer.
alter table public.stores
  add column is_cash_offered boolean not null default false,
  add column cash_max_minor bigint check (cash_max_minor between 1 and 1000000000000),
  add column is_transfer_offered boolean not null default false,
  add column transfer_details text not null default '' check (length(transfer_details) <= 500),
  add column transfer_hold_days smallint not null default 3 check (transfer_hold_days between 1 and 30),
  add constraint stores_transfer_has_account check (not is_transfer_offered or transfer_details <> '');
comment on column public.stores.cash_max_minor is 'The largest total that is taken in cash, in minor units; null: any.';
comment on column public.stores.transfer_details is 'Bank, name and number as shoppers read them.';
comment on column public.stores.transfer_hold_days is 'For how many days an order keeps its goods while a transfer is on its way.';
grant update (is_cash_offered, cash_max_minor, is_transfer_offered, transfer_details, transfer_hold_days)
  on public.stores to authenticated;

alter table public.orders add column hand_way public.hand_way;
comment on column public.orders.hand_way is
  'How it is to be paid without a gateway; null: by one. With cash, expires_at means nothing: the goods are held until the order is paid or ended.';

alter table public.ledger_entries
  drop constraint ledger_entries_is_a_move,
  add constraint ledger_entries_is_a_move check ((kind, from_book, to_book) in (
    ('charge', 'buyer', 'gateway'),
    ('cash', 'buyer', 'hand'), ('transfer', 'buyer', 'hand'),
    ('fee', 'gateway', 'fees'),
    ('refund', 'gateway', 'returning'), ('refund', 'returning', 'buyer'), ('refund', 'returning', 'gateway'),
    ('refund', 'hand', 'buyer'), ('refund', 'gateway', 'buyer'),
    ('reversal', 'gateway', 'buyer'),
    ('chargeback', 'gateway', 'disputed'), ('chargeback', 'disputed', 'buyer'), ('chargeback', 'disputed', 'gateway'),
    ('adjustment', 'buyer', 'hand'), ('adjustment', 'hand', 'buyer')
  ));

create function private.hand_way_of(input jsonb) returns public.hand_way
language plpgsql stable set search_path = ''
as $$
begin
  if coalesce(input ->> 'hand_way', '') = '' then
    return null;
  end if;
  return (input ->> 'hand_way')::public.hand_way;
exception when invalid_text_representation then
  raise exception 'There is no such way to pay by hand' using errcode = 'AF422';
end $$;

create function private.why_not_by_hand(
  store public.stores, hand_way public.hand_way, delivery_method public.delivery_method, total_minor bigint
) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
  if (hand_way = 'cash' and (not store.is_cash_offered or delivery_method = 'download'))
    or (hand_way = 'transfer' and not store.is_transfer_offered) then
    return private.refusal('payment_not_available');
  elsif hand_way = 'cash' and total_minor > store.cash_max_minor then
    return private.refusal('cash_too_much', jsonb_build_object('max_minor', store.cash_max_minor));
  end if;
  return null;
end $$;
comment on function private.why_not_by_hand is
  'Why a store does not take this total this way: payment_not_available, cash_too_much {max_minor}, or null. Files come at once, so nobody hands over cash for them.';

create function private.hold_of(store public.stores, hand_way public.hand_way) returns interval
language sql immutable set search_path = ''
as $$
  select case when hand_way = 'transfer' then make_interval(days => store.transfer_hold_days)
    else make_interval(mins => store.hold_minutes) end;
$$;
comment on function private.hold_of is 'For how long a new order keeps its goods unpaid.';

create or replace function private.create_attempt(
  order_id uuid,
  phone text,
  amount_minor bigint,
  gateway public.gateway default null
) returns uuid
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
  join public.payment_accounts as a on a.id = private.pick_account(o.store_id, create_attempt.gateway)
  where o.id = create_attempt.order_id
  returning id into v_attempt_id;
  -- Whoever is asked to pay now does not pay by hand any more.
  update public.orders as o set hand_way = null where o.id = create_attempt.order_id and o.hand_way is not null;
  return v_attempt_id;
end $$;

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
  v_hold := private.hold_of(v_store, v_hand_way);

  perform private.count_discounts(v_discounts);
  v_customer_id := private.save_customer(v_store.id, input || jsonb_build_object('delivery_method', v_method));

  update private.store_counters as c set last_order_number = c.last_order_number + 1
  where c.store_id = v_store.id returning c.last_order_number into strict v_number;

  insert into public.orders (id, store_id, number, currency, items_minor, delivery_minor, discount_minor, tax_minor,
    is_tax_included, total_minor, customer_id, contact_name, contact_phone, contact_email, delivery_method, delivery_promise,
    pickup_place, pickup_hours, area, landmark, directions, second_phone, note, idempotency_key, request_fingerprint, expires_at, hand_way)
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
    place_order.idempotency_key, v_fingerprint, now() + v_hold, v_hand_way);

  perform private.insert_order_items(v_store.id, v_order_id, v_lines);
  perform private.insert_order_discounts(v_store.id, v_order_id, v_lines, v_discounts);
  perform private.reserve_order_stock(v_order_id);
  perform private.log_order_event(v_order_id, 'placed', jsonb_build_object('total_minor', v_total_minor));
  -- Cash comes with the goods: such an order waits until somebody ends it.
  perform private.enqueue_all(case when v_hand_way is null then array[private.job('submit_payment',
      jsonb_build_object('attempt_id', private.create_attempt(v_order_id, input ->> 'payer_phone', v_total_minor)))] end
    || case when v_hand_way is distinct from 'cash' then array[private.job('expire_order',
      jsonb_build_object('order_id', v_order_id), run_at => now() + v_hold, job_key => 'expire_order:' || v_order_id)] end
    || private.message_jobs(v_order_id, 'order_received'));
  return private.placed_order(v_order_id);
end $$;

create function private.prompt_live(order_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  -- One live prompt at a time: M-Pesa locks a phone for about a minute and a half, and two prompts can both be paid.
  -- A page is left for another way to pay at once: before that is sent, the gateway says how the page stands.
  return (
    select private.refusal('prompt_live', jsonb_build_object('retry_after_s',
      ceil(extract(epoch from a.created_at + interval '90 seconds' - clock_timestamp()))))
    from public.payment_attempts as a
    join private.gateways as g on g.gateway = a.gateway and not g.has_pages
    where a.order_id = prompt_live.order_id and a.state in ('created', 'submitted', 'pending', 'unknown')
      and a.created_at > clock_timestamp() - interval '90 seconds'
    order by a.number desc limit 1
  );
end $$;
comment on function private.prompt_live is 'The refusal while a prompt of the order may still be on a phone; null otherwise.';

create or replace function private.retry_payment(store_slug text, order_token text, payer_phone text, gateway text default null)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_gateway public.gateway := private.gateway_of(jsonb_build_object('gateway', retry_payment.gateway));
  v_order public.orders;
  v_last public.payment_attempts;
  v_live jsonb;
  v_due_minor bigint;
  v_attempt_id uuid;
  v_expires_at timestamptz;
begin
  select o.* into v_order from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = retry_payment.store_slug and s.status = 'active'
  where o.token = retry_payment.order_token
  for update of o;
  if not found then
    return private.refusal('order_not_found');
  end if;
  if not coalesce(payer_phone, '') ~ '^\+[1-9][0-9]{6,14}$' then
    raise exception 'Phone is not valid' using errcode = 'AF422';
  end if;
  if v_order.status not in ('pending', 'expired') or v_order.paid_minor >= v_order.total_minor then
    return private.refusal(case when v_order.status = 'cancelled' then 'order_cancelled' else 'already_paid' end);
  end if;
  select * into v_last from public.payment_attempts as a where a.order_id = v_order.id order by a.number desc limit 1;
  v_gateway := coalesce(v_gateway, v_last.gateway);
  if private.pick_account(v_order.store_id, v_gateway) is null then
    return private.refusal('payment_not_available');
  end if;
  v_live := private.prompt_live(v_order.id);
  if v_live is not null then
    return v_live;
  end if;
  v_due_minor := v_order.total_minor - v_order.paid_minor;
  -- The same page again is the page that is there, or on its way: a second one could be paid beside it.
  if v_order.status = 'pending' and v_last.state in ('created', 'submitted', 'pending')
    and v_last.gateway = v_gateway and v_last.expected_minor = v_due_minor
    and exists (select from private.gateways as g where g.gateway = v_gateway and g.has_pages) then
    return jsonb_build_object('ok', true, 'attempt_id', v_last.id);
  end if;
  if v_order.status = 'expired' then
    if not private.try_reserve_again(v_order.id) then
      return private.refusal('lines_unavailable');
    end if;
    update public.orders as o set status = 'pending' where o.id = v_order.id;
    perform private.log_order_event(v_order.id, 'reopened');
  end if;
  -- The hold must outlast the new attempt. An order that was to be paid by hand gets the time of any other.
  v_expires_at := greatest(v_order.expires_at, now() + case when v_order.hand_way is null then interval '5 minutes'
    else (select make_interval(mins => s.hold_minutes) from public.stores as s where s.id = v_order.store_id) end);
  update public.orders as o set expires_at = v_expires_at where o.id = v_order.id;
  v_attempt_id := private.create_attempt(v_order.id, payer_phone, v_due_minor, v_gateway);
  perform private.enqueue_all(array[
    private.job('submit_payment', jsonb_build_object('attempt_id', v_attempt_id)),
    private.job('expire_order', jsonb_build_object('order_id', v_order.id),
      run_at => v_expires_at, job_key => 'expire_order:' || v_order.id)
  ]);
  return jsonb_build_object('ok', true, 'attempt_id', v_attempt_id);
end $$;

create function private.choose_hand_way(store_slug text, order_token text, hand_way text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_way public.hand_way := private.hand_way_of(jsonb_build_object('hand_way', choose_hand_way.hand_way));
  v_store public.stores;
  v_order public.orders;
  v_answer jsonb;
  v_expires_at timestamptz;
begin
  if v_way is null then
    raise exception 'There is no such way to pay by hand' using errcode = 'AF422';
  end if;
  select s.* into v_store from public.stores as s where s.slug = choose_hand_way.store_slug and s.status = 'active';
  select o.* into v_order from public.orders as o
  where o.store_id = v_store.id and o.token = choose_hand_way.order_token for update;
  if not found then
    return private.refusal('order_not_found');
  elsif v_order.status not in ('pending', 'expired') or v_order.paid_minor >= v_order.total_minor then
    return private.refusal(case when v_order.status = 'cancelled' then 'order_cancelled' else 'already_paid' end);
  elsif v_order.status = 'pending' and v_order.hand_way = v_way then
    return jsonb_build_object('ok', true);
  end if;
  v_answer := coalesce(
    private.why_not_by_hand(v_store, v_way, v_order.delivery_method, v_order.total_minor - v_order.paid_minor),
    private.prompt_live(v_order.id));
  if v_answer is not null then
    return v_answer;
  end if;
  if v_order.status = 'expired' then
    if not private.try_reserve_again(v_order.id) then
      return private.refusal('lines_unavailable');
    end if;
    update public.orders as o set status = 'pending' where o.id = v_order.id;
    perform private.log_order_event(v_order.id, 'reopened');
  end if;
  v_expires_at := greatest(v_order.expires_at, now() + private.hold_of(v_store, v_way));
  update public.orders as o set hand_way = v_way, expires_at = v_expires_at where o.id = v_order.id;
  perform private.log_order_event(v_order.id, 'hand_way_chosen', jsonb_build_object('hand_way', v_way));
  if v_way = 'cash' then
    perform graphile_worker.remove_job('expire_order:' || v_order.id);
  else
    perform private.enqueue('expire_order', jsonb_build_object('order_id', v_order.id),
      run_at => v_expires_at, job_key => 'expire_order:' || v_order.id);
  end if;
  return jsonb_build_object('ok', true);
end $$;
comment on function private.choose_hand_way is
  'Whoever holds the token of an unpaid order pays what is left in cash or by a transfer. Refuses while a prompt may still be on the phone. Raises AF422 for another way, AFOFF as retry_payment. Definer: the token is the permission.';

create function public.choose_hand_way(store_slug text, order_token text, hand_way text) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.choose_hand_way(store_slug, order_token, hand_way);
end;
grant execute on function private.choose_hand_way, public.choose_hand_way to anon, authenticated;

create or replace function private.expire_order(order_id uuid) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
begin
  select * into strict v_order from public.orders as o where o.id = expire_order.order_id for update;
  -- Goods that are under way are not on the shelf, and cash comes with them.
  if v_order.status <> 'pending' or v_order.paid_minor > 0 or v_order.hand_way = 'cash'
    or v_order.fulfilment_status <> 'unfulfilled' then
    return 'not_expirable';
  end if;
  if v_order.expires_at > now() then
    perform private.enqueue('expire_order', jsonb_build_object('order_id', order_id),
      run_at => v_order.expires_at, job_key => 'expire_order:' || order_id);
    return 'extended';
  end if;
  -- Never while the gateway has not said no; after a day money that comes is late money.
  if v_order.placed_at > now() - interval '1 day' and exists (
    select from public.payment_attempts as a where a.order_id = v_order.id
      and a.state in ('created', 'submitted', 'pending', 'unknown')
  ) then
    update public.orders as o set expires_at = now() + interval '5 minutes' where o.id = v_order.id;
    perform private.enqueue('expire_order', jsonb_build_object('order_id', order_id),
      run_at => now() + interval '5 minutes', job_key => 'expire_order:' || order_id);
    return 'waiting_for_gateway';
  end if;
  perform private.release_reserved_stock(order_id);
  update public.orders as o set status = 'expired' where o.id = v_order.id;
  perform private.log_order_event(order_id, 'expired');
  return 'expired';
end $$;

create or replace function private.order_place(order_token text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('pin_lat', o.pin_lat, 'pin_lng', o.pin_lng, 'hand_way', o.hand_way,
      'transfer_details', case when o.hand_way = 'transfer' then (
        select s.transfer_details from public.stores as s where s.id = o.store_id) end,
      'ended_at', (
        select max(e.created_at) from public.order_events as e
        where e.store_id = o.store_id and e.order_id = o.id and e.kind in ('cancelled', 'expired')),
      'delivery_promise', coalesce(o.shown_promise, o.delivery_promise),
      'shown', case when o.language is not null then (
        select jsonb_object_agg(i.variant_id, jsonb_build_object('title', i.shown_title, 'variant', i.shown_variant))
        from public.order_items as i
        where i.store_id = o.store_id and i.order_id = o.id and (i.shown_title is not null or i.shown_variant is not null)) end,
      'refunded_minor', o.refunded_minor, 'refunding_minor', o.refunding_minor,
      'discount_minor', o.discount_minor, 'discounts', (
        select coalesce(jsonb_agg(jsonb_build_object('name', d.name, 'code', d.code, 'amount_minor', d.amount_minor,
          'lines', d.lines) order by d.id), '[]')
        from public.order_discounts as d where d.store_id = o.store_id and d.order_id = o.id))
    from public.orders as o where o.token = order_place.order_token
  );
end $$;
comment on function private.order_place is
  'What get_order tells besides, or instead: the pin, how it is paid by hand and to which account, when the order ended unpaid or cancelled, what its shopper read (`shown` by variant, and the promise), what went back or is on its way, and what was taken off.';

create or replace function private.list_shopper_orders(store_slug text, session_token text, after uuid, max_rows integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_shopper private.shopper := private.find_shopper(store_slug, session_token);
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(o) order by o.id desc), '[]')
    from (
      select o.id, o.token, private.order_label(o.store_id, o.number) as label, o.status, o.fulfilment_status,
        o.delivery_method, o.hand_way, o.currency, o.total_minor, o.paid_minor, o.placed_at, o.paid_at,
        (select jsonb_build_object('items', sum(i.quantity),
            'titles', jsonb_agg(coalesce(i.shown_title, i.product_title) order by i.position))
          from public.order_items as i where i.store_id = o.store_id and i.order_id = o.id) as goods
      from public.orders as o
      where o.store_id = v_shopper.store_id and o.customer_id = v_shopper.customer_id
        and (list_shopper_orders.after is null or o.id < list_shopper_orders.after)
      order by o.id desc limit least(greatest(max_rows, 0), 50)
    ) as o
  );
end $$;
