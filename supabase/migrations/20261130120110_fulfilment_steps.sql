-- Packing, sending and handing over: the whole order with one button, or part by part.
create function private.why_not_sent(bought public.orders) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return case
    when bought.delivery_method = 'download' then private.refusal('not_shipped')
    when bought.payment_status = 'refunded' or not (bought.status in ('paid', 'fulfilled')
      or (bought.status = 'pending' and (bought.hand_way is not distinct from 'cash' or bought.fulfilment_status <> 'unfulfilled')))
      then private.refusal('order_not_ready') end;
end $$;
comment on function private.why_not_sent is
  'Why the goods of an order stay where they are: not_shipped for files, order_not_ready before the money unless that is cash; null when they may go.';

create function private.pack(bought public.orders, lines jsonb) returns public.fulfilments
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_fulfilment public.fulfilments;
begin
  insert into public.fulfilments (store_id, order_id, number, state)
  values (bought.store_id, bought.id, 1 + (
    select count(*) from public.fulfilments as f where f.store_id = bought.store_id and f.order_id = bought.id), 'packed')
  returning * into v_fulfilment;
  insert into public.fulfilment_lines (store_id, fulfilment_id, order_item_id, quantity)
  select bought.store_id, v_fulfilment.id, l.order_item_id, l.quantity
  from jsonb_to_recordset(lines) as l (order_item_id uuid, quantity integer);
  perform private.log_order_event(bought.id, 'packed', jsonb_build_object('fulfilment', v_fulfilment.number));
  return v_fulfilment;
end $$;
comment on function private.pack is 'A new part of an order, with lines [{order_item_id, quantity}] that were checked.';

create function private.goods_to_pack(order_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_agg(jsonb_build_object('order_item_id', g.order_item_id, 'quantity', g.to_pack))
  from private.order_goods(goods_to_pack.order_id) as g where g.to_pack > 0;
$$;
comment on function private.goods_to_pack is 'All that is left, as pack takes it; null when nothing is.';

create function private.advance(fulfilment_id uuid, state public.fulfilment_state) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_fulfilment public.fulfilments;
  v_order public.orders;
begin
  select f.* into strict v_fulfilment from public.fulfilments as f where f.id = advance.fulfilment_id;
  if v_fulfilment.state = advance.state then
    return;
  end if;
  select o.* into strict v_order from public.orders as o where o.id = v_fulfilment.order_id;
  update public.fulfilments as f set state = advance.state,
    shipped_at = case when advance.state = 'shipped' then now() else f.shipped_at end,
    delivered_at = case when advance.state = 'delivered' then now() end
  where f.id = v_fulfilment.id;
  perform private.tell_event(v_order.id,
    (case advance.state when 'cancelled' then 'unpacked' else advance.state::text end)::public.order_event_kind,
    jsonb_build_object('fulfilment', v_fulfilment.number),
    case when advance.state = 'shipped' then 'order_shipped' end);
end $$;
comment on function private.advance is 'Moves a part of an order to this state; the buyer is told when it is on its way. The same again changes nothing.';

create function private.tell_ready(order_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- Once for the whole order: nobody comes for half of it.
  perform private.enqueue_all(array(
    select private.job('send_notification', jsonb_build_object('notification_id', m.id))
    from private.add_buyer_messages(o.id, 'order_ready') as m (id)))
  from public.orders as o
  where o.id = tell_ready.order_id and o.delivery_method = 'pickup' and o.fulfilment_status = 'packed';
end $$;
comment on function private.tell_ready is 'Tells the buyer once that all of an order waits to be picked up.';

create function private.add_buyer_messages(order_id uuid, template text) returns setof uuid
language sql volatile security definer set search_path = ''
as $$
  insert into public.notifications (store_id, order_id, channel, template, recipient)
  select o.store_id, o.id, message.channel, add_buyer_messages.template, message.recipient
  from public.orders as o
  cross join lateral (values ('sms'::public.channel, o.contact_phone), ('email', o.contact_email))
    as message (channel, recipient)
  where o.id = add_buyer_messages.order_id and message.recipient is not null
  on conflict do nothing
  returning id;
$$;
comment on function private.add_buyer_messages is 'As add_messages, to the shopper alone.';

create function private.audit_fulfilment(bought public.orders) returns void
language sql volatile security definer set search_path = ''
as $$
  select private.audit('orders.fulfilment', 'orders', bought.id::text, s.tenant_id, s.id,
    jsonb_build_object('fulfilment_status', jsonb_build_array(bought.fulfilment_status, o.fulfilment_status)))
  from public.stores as s join public.orders as o on o.store_id = s.id and o.id = bought.id
  where s.id = bought.store_id and o.fulfilment_status <> bought.fulfilment_status;
$$;

create or replace function private.set_fulfilment(store_id uuid, order_number integer, status public.fulfilment_status) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders := private.my_order(store_id, order_number);
  v_from public.fulfilment_status := v_order.fulfilment_status;
  v_answer jsonb;
  v_lines jsonb;
  v_id uuid;
begin
  if v_order.id is null then
    return private.refusal('order_not_found');
  elsif v_from = set_fulfilment.status then
    return jsonb_build_object('ok', true);
  elsif set_fulfilment.status < v_from or set_fulfilment.status = 'partly' then
    return private.refusal('goods_further', jsonb_build_object('fulfilment_status', v_from));
  elsif v_order.delivery_method = 'pickup' and set_fulfilment.status = 'shipped' then
    return private.refusal('not_shipped');
  end if;
  v_answer := private.why_not_sent(v_order);
  v_lines := private.goods_to_pack(v_order.id);
  if v_answer is null and v_lines is null and v_from = 'unfulfilled' then
    v_answer := private.refusal('nothing_to_send');
  end if;
  if v_answer is not null then
    return v_answer;
  end if;
  if v_lines is not null then
    perform private.pack(v_order, v_lines);
  end if;
  if set_fulfilment.status > 'packed' then
    for v_id in
      select f.id from public.fulfilments as f
      where f.store_id = v_order.store_id and f.order_id = v_order.id
        and f.state < set_fulfilment.status::text::public.fulfilment_state
      order by f.number
    loop
      perform private.advance(v_id, set_fulfilment.status::text::public.fulfilment_state);
    end loop;
  end if;
  perform private.tell_ready(v_order.id);
  perform private.audit_fulfilment(v_order);
  return jsonb_build_object('ok', true);
end $$;
comment on function private.set_fulfilment is
  'All goods of an order are packed, on their way, or handed over: packs what is left into one part and moves every part that is less far. Forward only, for orders that are paid or are paid in cash then. The same again changes nothing. Refuses with order_not_found, goods_further, not_shipped, order_not_ready, nothing_to_send. Definer: no client role writes orders.';

create function private.assert_goods_input(input jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(input) is distinct from 'object'
    or jsonb_typeof(coalesce(input -> 'lines', '[]')) <> 'array'
    or jsonb_array_length(coalesce(input -> 'lines', '[]')) > 50
    or exists (
      select from jsonb_array_elements(coalesce(input -> 'lines', '[]')) as line
      where jsonb_typeof(line -> 'quantity') is distinct from 'number'
        or (line ->> 'quantity')::numeric not between 1 and 999
        or (line ->> 'quantity')::numeric % 1 <> 0
        or not coalesce(line ->> 'order_item_id', '') ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
    or length(coalesce(input ->> 'carrier', '')) > 60
    or length(coalesce(input ->> 'tracking', '')) > 300
    or concat(input ->> 'carrier', input ->> 'tracking') ~ '[[:cntrl:]]'
    or not coalesce(nullif(input ->> 'rider_phone', ''), '+254700000000') ~ '^\+[1-9][0-9]{6,14}$'
    or coalesce(input ->> 'state', 'packed') not in ('packed', 'shipped', 'delivered', 'cancelled')
  then
    raise exception 'Fulfilment input is not valid' using errcode = 'AF422';
  end if;
end $$;

create function private.note_way(fulfilment_id uuid, input jsonb) returns void
language sql volatile security definer set search_path = ''
as $$
  update public.fulfilments as f set
    carrier = coalesce(trim(input ->> 'carrier'), f.carrier),
    tracking = coalesce(trim(input ->> 'tracking'), f.tracking),
    rider_phone = case when input ? 'rider_phone' then nullif(input ->> 'rider_phone', '') else f.rider_phone end
  where f.id = note_way.fulfilment_id;
$$;
comment on function private.note_way is 'Who brings a part of an order, and how it is followed, as far as the input says.';

create function private.fulfil(store_id uuid, order_number integer, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders := private.my_order(store_id, order_number);
  v_request jsonb := jsonb_build_object('fulfil', order_number, 'input', input);
  v_state public.fulfilment_state;
  v_lines jsonb;
  v_over jsonb;
  v_answer jsonb;
  v_fulfilment public.fulfilments;
begin
  perform private.assert_goods_input(input);
  v_state := coalesce(input ->> 'state', 'packed');
  if v_order.id is null then
    return private.refusal('order_not_found');
  end if;
  v_answer := private.earlier_answer(v_order.store_id, idempotency_key, v_request);
  if v_answer is not null then
    return v_answer;
  elsif v_state = 'cancelled' or (v_order.delivery_method = 'pickup' and v_state = 'shipped') then
    return private.refusal('not_shipped');
  end if;
  v_answer := private.why_not_sent(v_order);
  if v_answer is not null then
    return v_answer;
  end if;
  select jsonb_agg(jsonb_build_object('order_item_id', l.id, 'quantity', l.quantity)) into v_lines
  from (
    select (line ->> 'order_item_id')::uuid as id, sum((line ->> 'quantity')::integer)::integer as quantity
    from jsonb_array_elements(coalesce(input -> 'lines', '[]')) as line group by 1
  ) as l;
  v_lines := coalesce(v_lines, private.goods_to_pack(v_order.id));
  select jsonb_build_object('order_item_id', l.order_item_id, 'left', coalesce(g.to_pack, 0)) into v_over
  from jsonb_to_recordset(v_lines) as l (order_item_id uuid, quantity integer)
  left join private.order_goods(v_order.id) as g on g.order_item_id = l.order_item_id
  where l.quantity > coalesce(g.to_pack, 0) limit 1;
  if v_over is not null then
    return private.refusal('line_fulfilled', v_over);
  elsif v_lines is null then
    return private.refusal('nothing_to_send');
  end if;
  v_fulfilment := private.pack(v_order, v_lines);
  perform private.note_way(v_fulfilment.id, input);
  perform private.advance(v_fulfilment.id, v_state);
  perform private.tell_ready(v_order.id);
  perform private.audit_fulfilment(v_order);
  return private.keep_answer(v_order.store_id, idempotency_key, v_request,
    jsonb_build_object('ok', true, 'number', v_fulfilment.number));
end $$;
comment on function private.fulfil is
  'Packs a part of an order: input {lines: [{order_item_id, quantity}] (none: all that is left), state: packed, shipped or delivered, carrier, tracking, rider_phone}. Answers {ok, number}, the same again for the same key. Refuses with order_not_found, order_not_ready, not_shipped, line_fulfilled {left}, nothing_to_send, idempotency_key_reused. Errors: AF404 without orders.manage, AF422. Definer: no client role writes fulfilments.';

create function private.move_fulfilment(store_id uuid, order_number integer, fulfilment_number integer, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders := private.my_order(store_id, order_number);
  v_state public.fulfilment_state;
  v_fulfilment public.fulfilments;
  v_answer jsonb;
begin
  perform private.assert_goods_input(input);
  select f.* into v_fulfilment from public.fulfilments as f
  where f.store_id = v_order.store_id and f.order_id = v_order.id and f.number = move_fulfilment.fulfilment_number;
  if not found then
    return private.refusal('order_not_found');
  end if;
  v_state := coalesce((input ->> 'state')::public.fulfilment_state, v_fulfilment.state);
  if v_state <> v_fulfilment.state then
    v_answer := case
      when v_order.delivery_method = 'pickup' and v_state = 'shipped' then private.refusal('not_shipped')
      when v_order.status not in ('pending', 'paid', 'fulfilled') or not exists (select from private.fulfilment_transitions as t
        where t.from_state = v_fulfilment.state and t.to_state = v_state)
        then private.refusal('goods_further', jsonb_build_object('fulfilment_status', v_fulfilment.state))
      -- Goods that are with the shop again may always be unpacked.
      when v_state <> 'cancelled' then private.why_not_sent(v_order) end;
    if v_answer is not null then
      return v_answer;
    end if;
  end if;
  perform private.note_way(v_fulfilment.id, input);
  perform private.advance(v_fulfilment.id, v_state);
  perform private.audit_fulfilment(v_order);
  return jsonb_build_object('ok', true);
end $$;
comment on function private.move_fulfilment is
  'One part of an order goes on, is unpacked, or gets another carrier, tracking or rider: input {state, carrier, tracking, rider_phone}; what is left out stays. The same again changes nothing. Refuses with order_not_found, goods_further, not_shipped, order_not_ready. Errors: AF404 without orders.manage, AF422. Definer: no client role writes fulfilments.';

create function private.list_fulfilments(store_slug text, order_token text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('number', f.number, 'state', f.state, 'carrier', f.carrier,
    'tracking', f.tracking, 'rider_phone', f.rider_phone, 'packed_at', f.packed_at, 'shipped_at', f.shipped_at,
    'delivered_at', f.delivered_at, 'lines', (
      select jsonb_agg(jsonb_build_object('variant_id', i.variant_id, 'quantity', l.quantity) order by i.position)
      from public.fulfilment_lines as l
      join public.order_items as i on i.store_id = l.store_id and i.id = l.order_item_id
      where l.store_id = f.store_id and l.fulfilment_id = f.id)) order by f.number), '[]')
  from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = list_fulfilments.store_slug and s.status <> 'suspended'
  join public.fulfilments as f on f.store_id = o.store_id and f.order_id = o.id and f.state <> 'cancelled'
  where o.token = list_fulfilments.order_token;
$$;
comment on function private.list_fulfilments is
  'The parts in which an order goes out, for whoever holds its token; [] for other tokens. Definer: the token is the permission.';

create function public.fulfil(store_id uuid, order_number integer, idempotency_key text, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.fulfil(store_id, order_number, idempotency_key, input);
end;
create function public.move_fulfilment(store_id uuid, order_number integer, fulfilment_number integer, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.move_fulfilment(store_id, order_number, fulfilment_number, input);
end;
create function public.list_fulfilments(store_slug text, order_token text) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.list_fulfilments(store_slug, order_token);
end;
grant execute on function private.fulfil, public.fulfil, private.move_fulfilment, public.move_fulfilment to authenticated;
grant execute on function private.list_fulfilments, public.list_fulfilments to anon, authenticated;
