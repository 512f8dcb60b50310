-- Airtel gives back whole payments: its refund names the payment and no amount.
alter table private.gateways add column gives_back_whole boolean not null default false;
comment on column private.gateways.gives_back_whole is 'A refund by it is of all of the payment.';
update private.gateways set refunds = 'always', gives_back_whole = true where gateway = 'airtel';

-- As it was, but for gateways that give back whole payments.
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
  elsif exists (
    select from public.payments as p
    join public.payment_accounts as a on a.id = p.account_id
    join private.gateways as g on g.gateway = a.gateway
    where p.id = v_payment_id and g.gives_back_whole and p.amount_minor <> v_amount_minor
  ) then
    return private.refusal('amount_not_payable');
  elsif v_line is not null then
    return private.refusal('line_refunded', v_line);
  elsif not coalesce(input ->> 'return_number', '1') ~ '^[0-9]{1,6}$' or (input ->> 'return_number' is not null
    and (private.find_return(bought, (input ->> 'return_number')::integer)).id is null) then
    return private.refusal('return_not_found');
  end if;
  return null;
end $$;
