-- Goods on their way, also before their money where that is cash, and orders that come to nothing.
create function private.my_order(store_id uuid, order_number integer) returns public.orders
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
begin
  perform private.assert_holds('orders.manage', store_id);
  select o.* into v_order from public.orders as o
  where o.store_id = my_order.store_id and o.number = my_order.order_number for update;
  return v_order;
end $$;
comment on function private.my_order is
  'Locks and answers an order of a store that the caller works on; no row when there is none with this number. Raises AF404 without orders.manage.';

create function private.set_fulfilment(store_id uuid, order_number integer, status public.fulfilment_status) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders := private.my_order(store_id, order_number);
  v_from public.fulfilment_status := v_order.fulfilment_status;
begin
  if v_order.id is null then
    return private.refusal('order_not_found');
  elsif v_from = set_fulfilment.status then
    return jsonb_build_object('ok', true);
  elsif set_fulfilment.status < v_from then
    return private.refusal('goods_further', jsonb_build_object('fulfilment_status', v_from));
  elsif v_order.delivery_method = 'download' or (v_order.delivery_method = 'pickup' and set_fulfilment.status = 'shipped') then
    return private.refusal('not_shipped');
  elsif v_order.payment_status = 'refunded' or not (v_order.status in ('paid', 'fulfilled')
    or (v_order.status = 'pending' and (v_order.hand_way is not distinct from 'cash' or v_from <> 'unfulfilled'))) then
    return private.refusal('order_not_ready');
  end if;
  update public.orders as o set fulfilment_status = set_fulfilment.status,
    status = case when o.status = 'paid' and set_fulfilment.status = 'delivered' then 'fulfilled' else o.status end
  where o.id = v_order.id;
  perform private.log_order_event(v_order.id, set_fulfilment.status::text::public.order_event_kind);
  perform private.audit('orders.fulfilment', 'orders', v_order.id::text, s.tenant_id, s.id,
    jsonb_build_object('fulfilment_status', jsonb_build_array(v_from, set_fulfilment.status)))
  from public.stores as s where s.id = v_order.store_id;
  return jsonb_build_object('ok', true);
end $$;
comment on function private.set_fulfilment is
  'Goods are packed, on their way, or handed over: forward only, for orders that are paid or are paid in cash then. The same again changes nothing. Refuses with order_not_found, goods_further, not_shipped, order_not_ready. Definer: no client role writes orders.';

create function private.cancel_order(store_id uuid, order_number integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders := private.my_order(store_id, order_number);
begin
  if v_order.id is null then
    return private.refusal('order_not_found');
  elsif v_order.status = 'cancelled' then
    return jsonb_build_object('ok', true);
  elsif v_order.status <> 'pending' then
    return private.refusal('order_not_open');
  elsif v_order.paid_minor > v_order.refunded_minor then
    return private.refusal('money_received');
  end if;
  perform private.release_reserved_stock(v_order.id);
  update public.orders as o set status = 'cancelled', fulfilment_status = 'unfulfilled' where o.id = v_order.id;
  perform private.log_order_event(v_order.id, 'cancelled', jsonb_build_object('fulfilment_status', v_order.fulfilment_status));
  perform graphile_worker.remove_job('expire_order:' || v_order.id);
  perform private.audit('orders.cancelled', 'orders', v_order.id::text, s.tenant_id, s.id,
    jsonb_build_object('status', jsonb_build_array(v_order.status, 'cancelled')))
  from public.stores as s where s.id = v_order.store_id;
  return jsonb_build_object('ok', true);
end $$;
comment on function private.cancel_order is
  'Ends an order that nobody paid and puts its goods back on the shelf, also those that came back from the way. The same again changes nothing. Refuses with order_not_found, order_not_open, money_received. Money that comes later waits for a person. Definer: no client role writes orders.';

create function public.set_fulfilment(store_id uuid, order_number integer, status public.fulfilment_status) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.set_fulfilment(store_id, order_number, status);
end;
create function public.cancel_order(store_id uuid, order_number integer) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.cancel_order(store_id, order_number);
end;
grant execute on function private.set_fulfilment, public.set_fulfilment, private.cancel_order, public.cancel_order to authenticated;

create or replace function private.mark_order_paid(order_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.sell_reserved_stock(order_id);
  update public.orders as o set status = 'paid', paid_at = now() where o.id = mark_order_paid.order_id;
  perform private.log_order_event(order_id, 'paid');
  update public.order_items as i set downloads_until = now() + make_interval(days => i.download_days)
  where i.order_id = mark_order_paid.order_id and i.is_digital;
  -- Nothing is left to do for files: they wait on the order's page.
  update public.orders as o set status = 'fulfilled', fulfilment_status = 'delivered'
  where o.id = mark_order_paid.order_id and o.delivery_method = 'download';
  -- Nor for goods that were handed over before the money came.
  update public.orders as o set status = 'fulfilled'
  where o.id = mark_order_paid.order_id and o.delivery_method <> 'download' and o.fulfilment_status = 'delivered';
  perform graphile_worker.remove_job('expire_order:' || order_id);
  perform private.enqueue_all(private.message_jobs(order_id, 'order_paid'));
end $$;

create or replace function private.record_hand_payment(store_id uuid, order_number integer, idempotency_key text, input jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_key text := 'cash:' || record_hand_payment.idempotency_key;
  v_order public.orders;
  v_earlier public.ledger_entries;
  v_answer jsonb;
  v_amount_minor bigint;
  v_way public.hand_way := private.hand_way_of(input);
begin
  perform private.assert_holds('orders.manage', store_id);
  -- What they have in common: an amount, and how it went by hand.
  perform private.assert_refund_input(idempotency_key, jsonb_build_object('amount_minor', input -> 'amount_minor',
    'reference', input -> 'reference', 'reason', '-'));
  v_amount_minor := (input ->> 'amount_minor')::bigint;
  select o.* into v_order from public.orders as o
  where o.store_id = record_hand_payment.store_id and o.number = record_hand_payment.order_number for update;
  if not found then
    return private.refusal('order_not_found');
  end if;
  select e.* into v_earlier from public.ledger_entries as e where e.store_id = v_order.store_id and e.entry_key = v_key;
  if found then
    return case when (v_earlier.order_id, v_earlier.amount_minor, v_earlier.note)
        = (v_order.id, v_amount_minor, trim(input ->> 'reference'))
      then jsonb_build_object('ok', true) else private.refusal('idempotency_key_reused') end;
  end if;
  v_answer := private.why_not_hand_payment(v_order, v_amount_minor);
  if v_answer is not null then
    return v_answer;
  end if;

  perform private.book_entry(v_order.id, v_key, coalesce(v_way, v_order.hand_way, 'cash')::text::public.ledger_kind, 'buyer', 'hand',
    v_amount_minor, v_order.currency, note => trim(input ->> 'reference'));
  perform private.log_order_event(v_order.id, 'hand_payment',
    jsonb_build_object('amount_minor', v_amount_minor, 'reference', trim(input ->> 'reference')));
  perform private.audit('orders.hand_payment', 'orders', v_order.id::text, s.tenant_id, s.id,
    jsonb_build_object('amount_minor', jsonb_build_array(null, v_amount_minor)))
  from public.stores as s where s.id = v_order.store_id;
  -- A part is what whoever notes it knows of; only what covers the order, or comes late, has consequences.
  if v_order.paid_minor + v_amount_minor >= v_order.total_minor then
    perform private.settle_order(v_order.id, false);
  end if;
  return jsonb_build_object('ok', true);
end $$;
comment on function private.record_hand_payment is
  'Notes money that came past every gateway: input {amount_minor, reference, hand_way}; without hand_way it came as the order says, else in cash. What covers the order pays it. The same again for the same key. Errors: AF404 without orders.manage, AF422. Definer: no client role writes the ledger.';
