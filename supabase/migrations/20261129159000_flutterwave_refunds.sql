update private.gateways set refunds = 'always' where gateway = 'flutterwave';

-- Flutterwave's events about refunds name the payment by the number that its receipt is, and not by our reference.
create or replace function private.record_refund_event(
  account public.payment_accounts, callback_ref text, gateway_ref text, headers jsonb, body bytea
) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_refund public.refunds;
  v_attempt public.payment_attempts;
  v_is_timeout boolean;
  v_seen integer;
  v_event_id uuid;
begin
  if callback_ref is not null then
    select r.* into v_refund from public.refunds as r
    where r.account_id = account.id
      and record_refund_event.callback_ref in (r.callback_ref, r.timeout_callback_ref);
    if not found then
      return 'unknown_address';
    end if;
  else
    select a.* into v_attempt from public.payment_attempts as a
    where a.account_id = account.id and a.gateway_ref = record_refund_event.gateway_ref;
    if not found then
      select a.* into v_attempt from public.payments as p
      join public.payment_attempts as a on a.store_id = p.store_id and a.id = p.attempt_id
      where p.account_id = account.id and p.receipt = record_refund_event.gateway_ref;
    end if;
  end if;
  v_is_timeout := record_refund_event.callback_ref = v_refund.timeout_callback_ref;

  insert into public.payment_events as e
    (store_id, account_id, attempt_id, refund_id, source, event_key, gateway_ref, state, outcome, headers, body)
  values (account.store_id, account.id, v_attempt.id, v_refund.id, 'callback',
    'refund:' || coalesce(record_refund_event.callback_ref, account.id::text) || ':' || encode(sha256(record_refund_event.body), 'hex'),
    record_refund_event.gateway_ref,
    case when v_refund.id is null or v_is_timeout then 'ignored' else 'received' end::public.payment_event_state,
    case when v_is_timeout then 'gateway_gave_up' when v_refund.id is null then 'asked_about' end,
    record_refund_event.headers, record_refund_event.body)
  on conflict (account_id, event_key) do update set seen = e.seen + 1
  returning e.id, e.seen into v_event_id, v_seen;
  if v_seen > 1 then
    return 'repeat';
  end if;
  if v_refund.id is not null and not v_is_timeout then
    perform private.enqueue('apply_refund_event', jsonb_build_object('event_id', v_event_id));
    return 'received';
  end if;
  perform private.ask_about_refunds(v_refund.id, v_attempt);
  return 'ignored';
end $$;
comment on function private.record_refund_event is
  'Stores what a gateway says of refunds. At an address of a refund''s own it is an answer; at the account''s, a hint that names the payment, by its reference or its receipt, upon which the gateway is asked.';
