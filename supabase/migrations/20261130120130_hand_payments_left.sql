-- What went back is not paid, also where people note money by hand: as links and prompts count it.
create or replace function private.why_not_hand_payment(bought public.orders, amount_minor bigint) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_left_minor bigint := private.left_minor(bought);
begin
  if bought.status not in ('pending', 'expired') or v_left_minor <= 0 then
    return private.refusal(case when bought.status = 'cancelled' then 'order_cancelled' else 'already_paid' end);
  elsif amount_minor > v_left_minor then
    return private.refusal('amount_too_big', jsonb_build_object('left_minor', v_left_minor));
  end if;
  return null;
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
  if v_amount_minor >= private.left_minor(v_order) then
    perform private.settle_order(v_order.id, false);
  end if;
  return jsonb_build_object('ok', true);
end $$;
