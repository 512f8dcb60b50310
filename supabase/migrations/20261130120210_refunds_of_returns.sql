-- A refund may be for a return: its goods are, or will be, back by that.
create or replace function private.insert_refund(
  bought public.orders, idempotency_key text, fingerprint bytea, input jsonb
) returns public.refunds
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_refund public.refunds;
begin
  insert into public.refunds (store_id, order_id, number, payment_id, account_id, gateway, amount_minor, currency, reason,
    hand_ref, is_restocked, return_id, idempotency_key, request_hash, requested_by)
  select bought.store_id, bought.id,
    1 + (select count(*) from public.refunds as r where r.store_id = bought.store_id and r.order_id = bought.id),
    p.id, a.id, a.gateway, (input ->> 'amount_minor')::bigint, bought.currency, trim(input ->> 'reason'),
    case when p.id is null then trim(input ->> 'reference') end,
    coalesce((input ->> 'is_restocked')::boolean, false), b.id, insert_refund.idempotency_key, fingerprint,
    (select auth.uid())
  from (select) as one
  left join public.payments as p on p.store_id = bought.store_id and p.id = (input ->> 'payment_id')::uuid
  left join public.payment_accounts as a on a.id = p.account_id
  left join public.returns as b on b.store_id = bought.store_id and b.order_id = bought.id
    and b.number = (input ->> 'return_number')::integer
  returning * into v_refund;
  insert into public.refund_lines (store_id, refund_id, order_item_id, quantity)
  select v_refund.store_id, v_refund.id, (line ->> 'order_item_id')::uuid, sum((line ->> 'quantity')::integer)
  from jsonb_array_elements(coalesce(input -> 'lines', '[]')) as line group by 3;
  -- The goods are there and the money is settled: nothing more comes of it.
  update public.returns as r set state = 'closed', closed_at = now()
  where r.id = v_refund.return_id and r.state = 'received';
  return v_refund;
end $$;

create or replace function private.why_not_refund(bought public.orders, input jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_payment_id uuid := (input ->> 'payment_id')::uuid;
  v_amount_minor bigint := (input ->> 'amount_minor')::bigint;
  v_left_minor bigint := private.refund_left(bought, v_payment_id);
  v_line jsonb := private.line_over_refunded(bought.id, coalesce(input -> 'lines', '[]'));
begin
  if v_left_minor is null then
    return private.refusal('payment_not_found');
  elsif v_payment_id is not null and not coalesce((
    select private.can_refund(a) from public.payments as p
    join public.payment_accounts as a on a.id = p.account_id where p.id = v_payment_id), false) then
    return private.refusal('refund_not_available');
  elsif v_amount_minor > v_left_minor then
    return private.refusal('refund_too_big', jsonb_build_object('left_minor', v_left_minor));
  elsif v_payment_id is not null and v_amount_minor % private.payable_unit(bought.currency) <> 0 then
    return private.refusal('amount_not_payable');
  elsif v_line is not null then
    return private.refusal('line_refunded', v_line);
  elsif not coalesce(input ->> 'return_number', '1') ~ '^[0-9]{1,6}$' or (input ->> 'return_number' is not null
    and (private.find_return(bought, (input ->> 'return_number')::integer)).id is null) then
    return private.refusal('return_not_found');
  end if;
  return null;
end $$;
comment on function private.request_refund is
  'input: {amount_minor, reason, payment_id (left out: by hand), reference (by hand: how), lines: [{order_item_id, quantity}], is_restocked, return_number: the return that it is for}. Answers {ok, refund_id, number}, the same again for the same key. Errors: AF404 without payments.refund, AF422. Definer: no client role writes refunds.';
