-- What came on top of an order, or after it was closed, goes back with one click, once, however often it is clicked.
create function private.surplus_minor(bought public.orders) returns bigint
language plpgsql immutable set search_path = ''
as $$
declare
  v_kept_minor bigint := bought.paid_minor - bought.refunded_minor - bought.refunding_minor - bought.disputed_minor;
begin
  return greatest(0, case
    when bought.status in ('expired', 'cancelled') then v_kept_minor
    when bought.status = 'pending' then 0
    else v_kept_minor - bought.total_minor end);
end $$;
comment on function private.surplus_minor is
  'What a shop has of an order and should not keep without asking: what is more than it costs; all of it once it is closed.';

create function private.plan_give_back(bought public.orders, amount_minor bigint) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_unit bigint := private.payable_unit(bought.currency);
  v_rest_minor bigint := amount_minor;
  v_take_minor bigint;
  v_payment record;
  v_plan jsonb := '[]';
begin
  for v_payment in
    select p.id, private.refund_left(bought, p.id) as left_minor
    from public.payments as p
    join public.payment_accounts as a on a.id = p.account_id and private.can_refund(a)
    where p.store_id = bought.store_id and p.order_id = bought.id and p.currency = bought.currency
    order by p.is_surplus desc, p.id desc
  loop
    v_take_minor := least(v_rest_minor, v_payment.left_minor);
    v_take_minor := v_take_minor - v_take_minor % v_unit;
    if v_take_minor > 0 then
      v_plan := v_plan || jsonb_build_object('payment_id', v_payment.id, 'amount_minor', v_take_minor);
      v_rest_minor := v_rest_minor - v_take_minor;
    end if;
  end loop;
  return case when v_rest_minor = 0 then v_plan end;
end $$;
comment on function private.plan_give_back is
  'By which payments so much goes back the way it came, what came last first; null where gateways do not take all of it.';

create function private.assert_give_back_input(idempotency_key text, input jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if length(coalesce(idempotency_key, '')) not between 8 and 100
    or jsonb_typeof(input -> 'amount_minor') is distinct from 'number'
    or (input ->> 'amount_minor')::numeric not between 1 and 1000000000000
    or (input ->> 'amount_minor')::numeric % 1 <> 0
    or length(coalesce(trim(input ->> 'reason'), '')) not between 1 and 200
    or input ->> 'reason' ~ '[[:cntrl:]]' then
    raise exception 'Refund input is not valid' using errcode = 'AF422';
  end if;
end $$;

create function private.give_back_surplus(store_id uuid, order_number integer, idempotency_key text, input jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_amount_minor bigint;
  v_fingerprint bytea := sha256(convert_to(order_number || input::text, 'utf8'));
  v_order public.orders;
  v_surplus_minor bigint;
  v_plan jsonb;
  v_part jsonb;
  v_place bigint;
begin
  perform private.assert_holds('payments.refund', store_id);
  perform private.assert_give_back_input(idempotency_key, input);
  v_amount_minor := (input ->> 'amount_minor')::bigint;
  select o.* into v_order from public.orders as o
  where o.store_id = give_back_surplus.store_id and o.number = give_back_surplus.order_number for update;
  if not found then
    return private.refusal('order_not_found');
  end if;
  -- The same click again: each part has the key with its place behind it.
  if exists (select from public.refunds as r where r.store_id = give_back_surplus.store_id
    and r.idempotency_key = give_back_surplus.idempotency_key || ':1') then
    return (
      select case when r.request_hash = v_fingerprint
        then jsonb_build_object('ok', true, 'amount_minor', v_amount_minor) else private.refusal('idempotency_key_reused') end
      from public.refunds as r where r.store_id = give_back_surplus.store_id
        and r.idempotency_key = give_back_surplus.idempotency_key || ':1');
  end if;
  v_surplus_minor := private.surplus_minor(v_order);
  if v_surplus_minor = 0 then
    return private.refusal('nothing_on_top');
  elsif v_surplus_minor <> v_amount_minor then
    return private.refusal('surplus_changed', jsonb_build_object('amount_minor', v_surplus_minor));
  end if;
  v_plan := private.plan_give_back(v_order, v_amount_minor);
  if v_plan is null then
    return private.refusal('refund_not_available');
  end if;
  for v_part, v_place in select p.value, p.ordinality from jsonb_array_elements(v_plan) with ordinality as p loop
    perform private.begin_refund(private.insert_refund(v_order, idempotency_key || ':' || v_place, v_fingerprint,
      v_part || jsonb_build_object('reason', input ->> 'reason')));
  end loop;
  return jsonb_build_object('ok', true, 'amount_minor', v_amount_minor);
end $$;
comment on function private.give_back_surplus is
  'Gives back exactly what came on top of an order, or after it was closed, by the gateways that took it. input: {amount_minor, reason}. Answers {ok, amount_minor}, the same again for the same key. Refuses with order_not_found, nothing_on_top, surplus_changed, refund_not_available (by hand only), idempotency_key_reused. Errors: AF404 without payments.refund, AF422. Definer: no client role writes refunds.';

create function public.give_back_surplus(store_id uuid, order_number integer, idempotency_key text, input jsonb)
returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.give_back_surplus(store_id, order_number, idempotency_key, input);
end;
comment on function public.give_back_surplus is
  'Gives back what came on top of an order, or after it was closed: {amount_minor, reason}. Errors: AF404, AF422.';
grant execute on function private.give_back_surplus, public.give_back_surplus to authenticated;
