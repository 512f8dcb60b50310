-- How an order that is paid in parts is placed, kept, settled and given up.
create function private.is_asked_in_parts(input jsonb) returns boolean
language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(input -> 'in_parts') not in ('boolean', 'null')
    or not coalesce(input ->> 'expected_deposit_minor', '0') ~ '^[0-9]{1,15}$' then
    raise exception 'Order input is not valid' using errcode = 'AF422';
  end if;
  return coalesce((input ->> 'in_parts')::boolean, false);
end $$;

create function private.is_as_asked(order_id uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return coalesce((
    -- An attempt of this very transaction was asked of nobody: its money came by itself. That is a part where parts
    -- are awaited, else perhaps a slip.
    select p.amount_minor = a.expected_minor and (o.is_in_parts or a.created_at < now())
    from public.payments as p
    join public.payment_attempts as a on a.id = p.attempt_id
    join public.orders as o on o.id = p.order_id
    where p.order_id = is_as_asked.order_id order by p.received_at desc, p.id desc limit 1), false);
end $$;
comment on function private.is_as_asked is 'Whether the last money of an order is as much as was asked for. The caller holds the order.';

create function private.part_messages(entry public.ledger_entries) returns jsonb[]
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_jobs jsonb[];
begin
  with added as (
    insert into public.notifications (store_id, order_id, entry_key, channel, template, recipient)
    select o.store_id, o.id, entry.entry_key, message.channel, 'order_part_paid', message.recipient
    from public.orders as o
    cross join lateral (values ('sms'::public.channel, o.contact_phone), ('email', o.contact_email))
      as message (channel, recipient)
    where o.id = entry.order_id and message.recipient is not null
    on conflict do nothing
    returning id
  )
  select array_agg(private.job('send_notification', jsonb_build_object('notification_id', added.id))) into v_jobs
  from added;
  return coalesce(v_jobs, '{}');
end $$;
comment on function private.part_messages is 'What the buyer is told of a part: what came, and what is left. Once for each.';

create function private.hold_for_parts(order_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_kept_minor bigint;
  v_until timestamptz;
begin
  select o.* into strict v_order from public.orders as o where o.id = hold_for_parts.order_id for update;
  v_kept_minor := v_order.total_minor - private.left_minor(v_order);
  v_until := greatest(v_order.expires_at,
    case when v_kept_minor >= v_order.deposit_minor then v_order.pay_by else now() + interval '1 day' end);
  update public.orders as o set is_in_parts = true, expires_at = v_until where o.id = v_order.id;
  if v_order.hand_way is distinct from 'cash' then
    perform private.enqueue('expire_order', jsonb_build_object('order_id', order_id),
      run_at => v_until, job_key => 'expire_order:' || order_id);
  end if;
  if v_order.pay_by > now() and v_kept_minor >= v_order.deposit_minor then
    perform private.enqueue('remind_payer', jsonb_build_object('order_id', order_id),
      run_at => greatest(now(), v_order.pay_by - least(interval '3 days', (v_order.pay_by - v_order.placed_at) / 3)),
      job_key => 'remind_payer:' || order_id);
  end if;
end $$;
comment on function private.hold_for_parts is
  'Keeps the goods of an order of which a part came: until its day once the deposit is there, else for a day more.';

create function private.tg_ledger_entries__note_part() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_order public.orders;
begin
  select o.* into strict v_order from public.orders as o where o.id = new.order_id for update;
  if v_order.status <> 'pending' or v_order.currency <> new.currency or private.left_minor(v_order) <= 0 then
    return null;
  end if;
  perform private.enqueue_all(private.part_messages(new));
  -- What people note by hand goes through no other function that knows of parts.
  if new.to_book = 'hand' and v_order.pay_by is not null then
    perform private.hold_for_parts(v_order.id);
  end if;
  return null;
end $$;
comment on function private.tg_ledger_entries__note_part is 'Tells the buyer of a part, however it came. Definer: entries come from functions that may queue nothing.';
create trigger _600_note_part after insert on public.ledger_entries
  for each row when (new.from_book = 'buyer') execute function private.tg_ledger_entries__note_part();

create function private.remind_payer(order_id uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_jobs jsonb[];
begin
  select o.* into strict v_order from public.orders as o where o.id = remind_payer.order_id for update;
  if v_order.status <> 'pending' or coalesce(v_order.pay_by, '-infinity') < now() or private.left_minor(v_order) <= 0 then
    return false;
  end if;
  with added as (
    insert into public.notifications (store_id, order_id, channel, template, recipient)
    select v_order.store_id, v_order.id, message.channel, 'order_reminder', message.recipient
    from (values ('sms'::public.channel, v_order.contact_phone), ('email', v_order.contact_email)) as message (channel, recipient)
    where message.recipient is not null
    on conflict do nothing
    returning id
  )
  select array_agg(private.job('send_notification', jsonb_build_object('notification_id', added.id))) into v_jobs from added;
  perform private.enqueue_all(coalesce(v_jobs, '{}'));
  return v_jobs is not null;
end $$;
comment on function private.remind_payer is
  'Tells the buyer what is left to pay of an order that is paid in parts, and until when; once. False when nothing is to be said.';

create or replace function private.settle_order(order_id uuid, is_surplus boolean) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_left_minor bigint;
  v_is_settled boolean := false;
begin
  select o.* into strict v_order from public.orders as o where o.id = settle_order.order_id for update;
  v_left_minor := private.left_minor(v_order);

  -- What came before and went back counts for nothing: an order that is open is not paid.
  if is_surplus and v_order.status <> 'pending' then
    perform private.log_order_event(order_id, 'paid_again');
  elsif v_order.status = 'pending' and v_left_minor <= 0 then
    perform private.mark_order_paid(order_id);
    v_is_settled := true;
  elsif v_order.status = 'pending' then
    perform private.log_order_event(order_id, 'payment_received');
    if private.is_as_asked(order_id) then
      perform private.hold_for_parts(order_id);
      return 'part_paid';
    end if;
  else
    perform private.log_order_event(order_id, 'paid_late');
    if v_order.status = 'expired' and v_left_minor <= 0 and private.try_reserve_again(order_id) then
      perform private.mark_order_paid(order_id);
      v_is_settled := true;
    end if;
  end if;

  if not v_is_settled or v_left_minor <> 0 then
    update public.orders as o set needs_review = true where o.id = settle_order.order_id;
    perform private.log_order_event(order_id, 'needs_review');
    return 'needs_review';
  end if;
  return 'paid';
end $$;
comment on function private.settle_order is
  'Draws the consequences of booked money: keeps the goods of an open order for its next part, or pays it when it is covered; opens an expired one again when its goods are still there; and asks for a person for less than was asked for, too much, or too late.';

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
  if v_is_in_parts and (v_store.deposit_percent is null or v_hand_way is not null) then
    return private.refusal('parts_not_offered');
  elsif v_is_in_parts then
    v_deposit_minor := private.deposit_of(v_store, v_total_minor);
  end if;
  if v_is_in_parts and (input ->> 'expected_deposit_minor')::bigint <> v_deposit_minor then
    return private.refusal('total_changed', jsonb_build_object('total_minor', v_total_minor));
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

create or replace function private.expire_order(order_id uuid) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_has_money boolean;
begin
  select * into strict v_order from public.orders as o where o.id = expire_order.order_id for update;
  v_has_money := v_order.paid_minor > v_order.refunded_minor;
  -- A refund that failed gave money back to the order.
  if v_order.status = 'pending' and v_has_money and private.left_minor(v_order) <= 0 then
    return private.settle_order(order_id, false);
  end if;
  -- Goods that are under way are not on the shelf, and cash comes with them. Money that came otherwise than it was
  -- meant to is with a person.
  if v_order.status <> 'pending' or v_order.hand_way = 'cash' or v_order.fulfilment_status <> 'unfulfilled'
    or (v_has_money and (v_order.needs_review or not v_order.is_in_parts)) then
    return 'not_expirable';
  end if;
  if v_order.expires_at > now() then
    perform private.enqueue('expire_order', jsonb_build_object('order_id', order_id),
      run_at => v_order.expires_at, job_key => 'expire_order:' || order_id);
    return 'extended';
  end if;
  -- Never while the gateway has not said no; after a day money that comes is late money.
  if exists (
    select from public.payment_attempts as a where a.order_id = v_order.id and a.created_at > now() - interval '1 day'
      and a.state in ('created', 'submitted', 'pending', 'unknown')
  ) then
    update public.orders as o set expires_at = now() + interval '5 minutes' where o.id = v_order.id;
    perform private.enqueue('expire_order', jsonb_build_object('order_id', order_id),
      run_at => now() + interval '5 minutes', job_key => 'expire_order:' || order_id);
    return 'waiting_for_gateway';
  end if;
  perform private.release_reserved_stock(order_id);
  update public.orders as o set status = 'expired', needs_review = o.needs_review or v_has_money where o.id = v_order.id;
  perform private.log_order_event(order_id, 'expired');
  if v_has_money then
    perform private.log_order_event(order_id, 'needs_review');
    perform private.enqueue_all(private.message_jobs(order_id, 'order_lapsed'));
  end if;
  return 'expired';
end $$;
comment on function private.expire_order is
  'Gives the stock of an order back that was not paid in time. What was paid of it in parts waits for a person. The job asks the gateway about every open attempt first.';

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
      'left_minor', private.left_minor(o), 'least_minor', private.least_part(o), 'prompted_minor', private.prompted_minor(o.id),
      'deposit_minor', o.deposit_minor, 'pay_by', o.pay_by,
      'pay_link', (
        select l.token from public.pay_links as l
        where l.store_id = o.store_id and l.order_id = o.id and l.withdrawn_at is null),
      -- What somebody else tried, and from which phone, is theirs.
      'attempt', (
        select jsonb_build_object('id', a.id, 'gateway', a.gateway, 'number', a.number, 'state', a.state, 'phone', a.phone,
          'expected_minor', a.expected_minor, 'result_code', a.result_code, 'created_at', a.created_at)
        from public.payment_attempts as a
        where a.store_id = o.store_id and a.order_id = o.id and a.link_id is null order by a.number desc limit 1),
      'payments', (
        select coalesce(jsonb_agg(jsonb_build_object('amount_minor', p.amount_minor, 'currency', p.currency,
          'receipt', p.receipt, 'payer_phone', case when a.link_id is null then p.payer_phone end,
          'is_by_other', a.link_id is not null, 'is_surplus', p.is_surplus, 'received_at', p.received_at) order by p.id), '[]')
        from public.payments as p
        join public.payment_attempts as a on a.id = p.attempt_id
        where p.store_id = o.store_id and p.order_id = o.id),
      'discount_minor', o.discount_minor, 'discounts', (
        select coalesce(jsonb_agg(jsonb_build_object('name', d.name, 'code', d.code, 'amount_minor', d.amount_minor,
          'lines', d.lines) order by d.id), '[]')
        from public.order_discounts as d where d.store_id = o.store_id and d.order_id = o.id))
    from public.orders as o where o.token = order_place.order_token
  );
end $$;
comment on function private.order_place is
  'What get_order tells besides, or instead: the pin, how it is paid by hand and to which account, when the order ended unpaid or cancelled, what its shopper read (`shown` by variant, and the promise), what went back or is on its way, what was taken off, what is left, in which parts it is paid and by whom, and the link by which somebody else pays.';
