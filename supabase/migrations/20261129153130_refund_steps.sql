-- A refund by a gateway, from its sending to what became of it.

create function private.claim_refund(refund_id uuid, gateway_ref text default null) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.refunds as r
  set state = 'sending', sent_at = now(), gateway_ref = coalesce(claim_refund.gateway_ref, r.gateway_ref)
  where r.id = claim_refund.refund_id and r.state = 'requested';
  if not found then
    return false;
  end if;
  -- Whoever sends it may die doing so; by then every call to the gateway has run into its time limit.
  perform private.enqueue('poll_refund', jsonb_build_object('refund_id', refund_id),
    run_at => now() + interval '60 seconds', job_key => 'poll_refund:' || refund_id);
  return true;
end $$;
comment on function private.claim_refund is
  'True for the one caller that may send this refund. Committed before sending, with the reference where it is ours: after a crash the gateway is asked, and nobody sends it a second time blindly.';

create function private.release_refund(refund_id uuid, retry_in interval, is_repeat boolean default false) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.refunds as r set state = 'requested', is_repeat = r.is_repeat or release_refund.is_repeat
  where r.id = release_refund.refund_id and r.state in ('sending', 'unknown');
  if found then
    perform graphile_worker.remove_job('poll_refund:' || refund_id);
    perform private.enqueue('send_refund', jsonb_build_object('refund_id', refund_id), run_at => now() + retry_in,
      job_key => 'send_refund:' || refund_id);
  end if;
end $$;
comment on function private.release_refund is
  'Takes the claim back: where the gateway certainly did nothing, or, is_repeat, knows the same refund again by its reference.';

create function private.accept_refund(refund_id uuid, gateway_ref text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_refund public.refunds := private.lock_refund(refund_id);
begin
  update public.refunds as r
  set gateway_ref = accept_refund.gateway_ref,
      state = case when r.state in ('sending', 'unknown') then 'pending' else r.state end
  where r.id = v_refund.id;
  if v_refund.state in ('sending', 'unknown') then
    perform private.log_order_event(v_refund.order_id, 'refund_sent', jsonb_build_object('refund_id', v_refund.id));
    perform private.enqueue('poll_refund', jsonb_build_object('refund_id', v_refund.id),
      run_at => now() + interval '30 seconds', job_key => 'poll_refund:' || v_refund.id);
  end if;
end $$;
comment on function private.accept_refund is 'The gateway took it. What becomes of it, it says by itself or when asked.';

create function private.begin_refund_question(refund_id uuid, ask_again_in interval) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.refunds as r set polls = r.polls + 1, polled_at = now()
  where r.id = begin_refund_question.refund_id
    and coalesce(r.polled_at, '-infinity') < now() - interval '5 seconds';
  if not found then
    return false;
  end if;
  perform private.enqueue('poll_refund', jsonb_build_object('refund_id', refund_id),
    run_at => now() + ask_again_in, job_key => 'poll_refund:' || refund_id);
  return true;
end $$;
comment on function private.begin_refund_question is
  'True when the gateway may be asked about this refund: at most every 5 s. The next question is queued before this one is asked.';

create function private.fail_refund(refund public.refunds) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.book_entry(refund.order_id, 'refund:' || refund.id || ':taken_back', 'refund', 'returning', 'gateway',
    refund.amount_minor, refund.currency, refund.payment_id, null, refund.reason);
  update public.orders as o set needs_review = true where o.id = refund.order_id;
  perform private.log_order_event(refund.order_id, 'refund_failed', jsonb_build_object('refund_id', refund.id));
end $$;
comment on function private.fail_refund is 'The money is where it was, and may be refunded in another way.';

create function private.apply_refund_outcome(refund_id uuid, event_id uuid, outcome jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_before public.refunds := private.lock_refund(refund_id);
  v_state public.refund_state := (outcome ->> 'state')::public.refund_state;
  v_refund public.refunds;
begin
  -- A late failure never undoes what is done, and a repeated answer says nothing more.
  if v_before.state = v_state or not exists (
    select from private.refund_transitions as t where t.from_state = v_before.state and t.to_state = v_state
  ) then
    return private.finish_event(event_id, 'ignored', 'refund_is_' || v_before.state);
  end if;
  update public.refunds as r
  set state = v_state, result_code = left(outcome ->> 'code', 60), result_text = left(outcome ->> 'text', 300),
    receipt = coalesce(nullif(outcome ->> 'receipt', ''), r.receipt),
    gateway_ref = coalesce(nullif(outcome ->> 'gateway_ref', ''), r.gateway_ref)
  where r.id = v_before.id returning * into v_refund;
  if v_state = 'failed' then
    perform private.fail_refund(v_refund);
  elsif v_state = 'done' and v_before.state = 'failed' then
    -- It may have been given in another way by now.
    perform private.complete_refund(v_refund, 'gateway');
    update public.orders as o set needs_review = true where o.id = v_refund.order_id;
  elsif v_state = 'done' then
    perform private.complete_refund(v_refund, 'returning');
  end if;
  if v_state in ('done', 'failed') then
    perform graphile_worker.remove_job('poll_refund:' || v_refund.id);
  end if;
  return private.finish_event(event_id, 'applied', 'refund_' || v_state);
end $$;
comment on function private.apply_refund_outcome is
  'Moves a refund to what the gateway says and draws every consequence, in one transaction, as often as it is called. outcome: {"state","code","text","receipt","gateway_ref"}. event_id is null for what we found out by ourselves.';

create function private.note_refund(refund_id uuid, code text, text text) returns void
language sql volatile security definer set search_path = ''
as $$
  update public.refunds as r set result_code = left(note_refund.code, 60), result_text = left(note_refund.text, 300)
  where r.id = note_refund.refund_id and r.state in ('sending', 'pending', 'unknown')
    and (r.result_code, r.result_text) is distinct from (left(note_refund.code, 60), left(note_refund.text, 300));
$$;
comment on function private.note_refund is 'What the gateway says of a refund that is under way.';

create function private.review_refund(refund_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_refund public.refunds := private.lock_refund(refund_id);
begin
  update public.orders as o set needs_review = true where o.id = v_refund.order_id and not o.needs_review;
  if found then
    perform private.log_order_event(v_refund.order_id, 'needs_review', jsonb_build_object('refund_id', v_refund.id));
  end if;
end $$;
comment on function private.review_refund is 'A refund about which a person must find out more. Said once.';

create function private.record_refund_event(
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
    -- Flutterwave names a payment by the number that its receipt is.
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

create function private.ask_about_refunds(refund_id uuid, attempt public.payment_attempts) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.enqueue('poll_refund', jsonb_build_object('refund_id', r.id), run_at => now() + interval '2 seconds',
    job_key => 'poll_refund:' || r.id)
  from public.refunds as r
  left join public.payments as p on p.store_id = r.store_id and p.id = r.payment_id
  where r.state in ('sending', 'pending', 'unknown', 'failed')
    and (r.id = ask_about_refunds.refund_id or (r.store_id = attempt.store_id and p.attempt_id = attempt.id));
  -- Somebody gives money back past this shop's own pages.
  if attempt.id is not null and not exists (
    select from public.refunds as r join public.payments as p on p.store_id = r.store_id and p.id = r.payment_id
    where r.store_id = attempt.store_id and p.attempt_id = attempt.id
  ) then
    update public.orders as o set needs_review = true where o.id = attempt.order_id;
    perform private.log_order_event(attempt.order_id, 'needs_review', '{"why": "refund_elsewhere"}');
  end if;
end $$;

create or replace function private.record_payment_event(
  gateway public.gateway,
  callback_token text,
  callback_ref text,
  gateway_ref text,
  headers jsonb,
  body bytea,
  reading text
) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_account public.payment_accounts;
  v_attempt public.payment_attempts;
  v_state public.payment_event_state := 'received';
  v_event public.payment_events;
begin
  select * into v_account from public.payment_accounts as a
  where a.id = private.account_by_token(record_payment_event.gateway, record_payment_event.callback_token);
  if not found then
    return 'unknown_address';
  end if;
  if reading = 'refund' then
    return private.record_refund_event(v_account, callback_ref, gateway_ref, headers, body);
  end if;
  select * into v_attempt from public.payment_attempts as t
  where t.account_id = v_account.id
    and (case when record_payment_event.callback_ref is not null then t.callback_ref = record_payment_event.callback_ref
      else t.gateway_ref = record_payment_event.gateway_ref end)
  for update;
  if not found and record_payment_event.callback_ref is not null then
    return 'unknown_address';
  end if;

  if reading = 'malformed' then
    v_state := 'malformed';
  elsif reading = 'other' or (reading = 'dispute' and v_attempt.id is null) then
    v_state := 'ignored';
  elsif v_attempt.id is null or v_attempt.gateway_ref is distinct from record_payment_event.gateway_ref then
    v_state := 'parked';
  end if;

  insert into public.payment_events as e
    (store_id, account_id, attempt_id, source, event_key, gateway_ref, state, outcome, headers, body)
  values (v_account.store_id, v_account.id,
    case when v_attempt.gateway_ref is null or v_state <> 'parked' then v_attempt.id end,
    'callback', coalesce(v_attempt.id, v_account.id) || ':' || encode(sha256(record_payment_event.body), 'hex'),
    record_payment_event.gateway_ref, v_state,
    case when reading = 'other' then 'not_about_a_charge' when v_state = 'ignored' then 'not_ours' end,
    record_payment_event.headers, record_payment_event.body)
  on conflict (account_id, event_key) do update set seen = e.seen + 1
  returning * into v_event;

  if v_event.seen > 1 then
    return 'repeat';
  end if;
  if v_event.state = 'received' then
    perform private.enqueue(case reading when 'dispute' then 'apply_dispute_event' else 'apply_payment_event' end,
      jsonb_build_object('event_id', v_event.id));
  elsif v_event.state = 'parked' and v_attempt.id is not null and v_attempt.gateway_ref is null
    and v_attempt.state in ('unknown', 'expired', 'failed') then
    perform private.adopt_parked_event(v_attempt.id);
  end if;
  return v_event.state;
end $$;
comment on function private.record_payment_event is
  'Stores what a gateway sent to a callback address and queues its application; answers unknown_address, repeat, or the state of the event. Believes nothing of the body. callback_ref is null at an address of the account, where the gateway''s reference names the attempt. An event with a reference that this account does not have (yet) is parked. reading: charge, refund, dispute, other or malformed.';
