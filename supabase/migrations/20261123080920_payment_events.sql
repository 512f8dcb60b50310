-- What gateways say: kept byte for byte, then applied to attempt, ledger and order in one transaction.

create function private.record_payment_event(
  gateway public.gateway,
  callback_token text,
  callback_ref text,
  gateway_ref text,
  headers jsonb,
  body bytea,
  is_malformed boolean
) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_account_id uuid;
  v_attempt public.payment_attempts;
  v_state public.payment_event_state := 'received';
  v_event public.payment_events;
begin
  select a.id into v_account_id
  from private.payment_credentials as c
  join public.payment_accounts as a on a.id = c.account_id
  where c.callback_token = record_payment_event.callback_token and a.gateway = record_payment_event.gateway;
  select * into v_attempt from public.payment_attempts as t
  where t.account_id = v_account_id and t.callback_ref = record_payment_event.callback_ref
  for update;
  if not found then
    return 'unknown_address';
  end if;

  if is_malformed then
    v_state := 'malformed';
  elsif v_attempt.gateway_ref is distinct from record_payment_event.gateway_ref then
    v_state := 'parked';
  end if;

  insert into public.payment_events as e
    (store_id, account_id, attempt_id, source, event_key, gateway_ref, state, headers, body)
  values (v_attempt.store_id, v_account_id,
    case when v_attempt.gateway_ref is null or v_state <> 'parked' then v_attempt.id end,
    'callback', v_attempt.id || ':' || encode(sha256(record_payment_event.body), 'hex'), record_payment_event.gateway_ref, v_state,
    record_payment_event.headers, record_payment_event.body)
  on conflict (account_id, event_key) do update set seen = e.seen + 1
  returning * into v_event;

  if v_event.seen > 1 then
    return 'repeat';
  end if;
  if v_event.state = 'received' then
    perform private.enqueue('apply_payment_event', jsonb_build_object('event_id', v_event.id));
  elsif v_event.state = 'parked' and v_attempt.gateway_ref is null
    and v_attempt.state in ('unknown', 'expired', 'failed') then
    perform private.adopt_parked_event(v_attempt.id);
  end if;
  return v_event.state;
end $$;
comment on function private.record_payment_event is
  'Stores what a gateway sent to a callback address and queues its application; answers unknown_address, repeat, or the state of the event. Believes nothing of the body. An event with a reference that we do not know (yet) is parked.';

create function private.record_query_result(attempt_id uuid, result_code text, body bytea) returns uuid
language sql volatile security definer set search_path = ''
as $$
  insert into public.payment_events as e (store_id, account_id, attempt_id, source, event_key, gateway_ref, body)
  select a.store_id, a.account_id, a.id, 'query', 'query:' || a.id || ':' || record_query_result.result_code, a.gateway_ref, record_query_result.body
  from public.payment_attempts as a where a.id = record_query_result.attempt_id
  on conflict (account_id, event_key) do update set seen = e.seen + 1
  returning e.id;
$$;
comment on function private.record_query_result is 'Keeps what the gateway answered when we asked; one row for each different answer.';

create function private.finish_event(event_id uuid, state public.payment_event_state, outcome text) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  update public.payment_events as e
  set state = finish_event.state, outcome = finish_event.outcome, applied_at = now()
  where e.id = finish_event.event_id;
  select jsonb_build_object('state', finish_event.state, 'outcome', finish_event.outcome);
$$;

create function private.book_payment(attempt public.payment_attempts, outcome jsonb) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booked public.payments;
  v_receipt text := nullif(outcome ->> 'receipt', '');
  v_is_surplus boolean;
begin
  select * into v_booked from public.payments as p
  where p.attempt_id = attempt.id or (p.account_id = attempt.account_id and p.receipt = v_receipt)
  -- A receipt that already paid another attempt weighs more than what this attempt has.
  order by p.attempt_id = attempt.id limit 1;
  if found then
    -- A query proves a payment but names no receipt; the callback that comes later does.
    if v_booked.attempt_id = attempt.id and v_booked.receipt is null then
      update public.payments as p set receipt = v_receipt where p.id = v_booked.id;
    end if;
    if v_booked.attempt_id = attempt.id and v_booked.amount_minor = (outcome ->> 'amount_minor')::bigint then
      return 'repeat';
    end if;
    update public.orders as o set needs_review = true where o.id = attempt.order_id;
    perform private.log_order_event(attempt.order_id, 'needs_review', jsonb_build_object('receipt', v_receipt));
    return 'contradicts_booked_payment';
  end if;

  select o.paid_minor >= o.total_minor into strict v_is_surplus from public.orders as o where o.id = attempt.order_id;
  insert into public.payments (store_id, account_id, order_id, attempt_id, amount_minor, currency, receipt, payer_phone, is_surplus)
  values (attempt.store_id, attempt.account_id, attempt.order_id, attempt.id, (outcome ->> 'amount_minor')::bigint,
    outcome ->> 'currency', v_receipt, outcome ->> 'payer_phone', v_is_surplus);
  update public.payment_attempts as a
  set state = 'succeeded', result_code = outcome ->> 'code', result_text = left(outcome ->> 'text', 300)
  where a.id = attempt.id and a.state <> 'succeeded';

  if outcome ->> 'currency' <> attempt.currency then
    update public.orders as o set needs_review = true where o.id = attempt.order_id;
    perform private.log_order_event(attempt.order_id, 'needs_review', jsonb_build_object('currency', outcome ->> 'currency'));
    return 'wrong_currency';
  end if;
  update public.orders as o set paid_minor = o.paid_minor + (outcome ->> 'amount_minor')::bigint where o.id = attempt.order_id;
  return private.settle_order(attempt.order_id, v_is_surplus);
end $$;
comment on function private.book_payment is 'Books money first and asks questions after. The same money twice changes nothing.';

create function private.apply_payment_event(attempt_id uuid, event_id uuid, outcome jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_attempt public.payment_attempts := private.lock_attempt(attempt_id);
  v_state public.attempt_state := (outcome ->> 'state')::public.attempt_state;
  v_result text;
begin
  if v_state = 'succeeded' then
    v_result := private.book_payment(v_attempt, outcome);
    return private.finish_event(event_id,
      case when v_result in ('needs_review', 'wrong_currency', 'contradicts_booked_payment') then 'review'
        else 'applied' end::public.payment_event_state, v_result);
  end if;
  -- A late failure never undoes a success, and a repeated answer says nothing more.
  if v_attempt.state = v_state or not exists (
    select from private.attempt_transitions as t where t.from_state = v_attempt.state and t.to_state = v_state
  ) then
    return private.finish_event(event_id, 'ignored', 'attempt_is_' || v_attempt.state);
  end if;
  update public.payment_attempts as a
  set state = v_state, result_code = left(outcome ->> 'code', 60), result_text = left(outcome ->> 'text', 300)
  where a.id = v_attempt.id;
  if v_state in ('failed', 'expired') then
    perform private.log_order_event(v_attempt.order_id, 'prompt_failed',
      jsonb_build_object('attempt_id', v_attempt.id, 'phone', v_attempt.phone, 'code', outcome ->> 'code'));
  elsif v_state = 'unknown' then
    perform private.adopt_parked_event(v_attempt.id);
  end if;
  return private.finish_event(event_id, 'applied', 'attempt_' || v_state);
end $$;
comment on function private.apply_payment_event is
  'Moves an attempt to what the gateway says and draws every consequence, in one transaction, as often as it is called. outcome: {"state","amount_minor","currency","receipt","payer_phone","code","text"}. event_id is null for what we found out by ourselves.';

create function private.review_payment_event(event_id uuid, outcome text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_event public.payment_events;
  v_attempt public.payment_attempts;
begin
  select * into strict v_event from public.payment_events as e where e.id = review_payment_event.event_id;
  v_attempt := private.lock_attempt(v_event.attempt_id);
  update public.payment_attempts as a set state = 'unknown'
  where a.id = v_attempt.id and a.state in ('submitted', 'pending');
  update public.payment_events as e set state = 'review', outcome = left(review_payment_event.outcome, 120), applied_at = now()
  where e.id = v_event.id and e.state <> 'review';
  if found then
    update public.orders as o set needs_review = true where o.id = v_attempt.order_id;
    perform private.log_order_event(v_attempt.order_id, 'needs_review', jsonb_build_object('event_id', v_event.id));
  end if;
end $$;
comment on function private.review_payment_event is
  'A gateway''s message that its own answers do not bear out: nothing is booked, and a person looks at it.';
