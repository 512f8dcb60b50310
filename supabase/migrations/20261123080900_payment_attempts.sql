-- One try to be paid, from its making to the gateway's yes. Every function locks the order before its attempt.

create function private.create_attempt(order_id uuid, phone text, amount_minor bigint) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_attempt_id uuid;
begin
  insert into public.payment_attempts (store_id, order_id, account_id, gateway, number, expected_minor, currency, phone)
  select o.store_id, o.id, a.id, a.gateway,
    1 + (select count(*) from public.payment_attempts as t where t.order_id = o.id),
    create_attempt.amount_minor, o.currency, create_attempt.phone
  from public.orders as o
  join public.payment_accounts as a on a.store_id = o.store_id and a.is_enabled
  where o.id = create_attempt.order_id
  limit 1
  returning id into v_attempt_id;
  return v_attempt_id;
end $$;
comment on function private.create_attempt is
  'A new try to be paid. The job submit_payment, which the caller queues, talks to the gateway: the shopper''s request ends here, so that no crash of the server can send a prompt twice or lose one.';

create function private.lock_attempt(attempt_id uuid) returns public.payment_attempts
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_attempt public.payment_attempts;
begin
  perform from public.orders as o
  where o.id = (select a.order_id from public.payment_attempts as a where a.id = lock_attempt.attempt_id)
  for update;
  select * into strict v_attempt from public.payment_attempts as a where a.id = lock_attempt.attempt_id for update;
  return v_attempt;
end $$;

create function private.claim_attempt(attempt_id uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.payment_attempts as a set state = 'submitted', submitted_at = now()
  where a.id = claim_attempt.attempt_id and a.state = 'created';
  if not found then
    return false;
  end if;
  -- Whoever sends it may die doing so; by then every call to the gateway has run into its time limit.
  perform private.enqueue('poll_payment', jsonb_build_object('attempt_id', attempt_id),
    run_at => now() + interval '90 seconds', job_key => 'poll_payment:' || attempt_id);
  return true;
end $$;
comment on function private.claim_attempt is
  'True for the one caller that may send this attempt to the gateway. Committed before sending: after a crash nobody sends it again, because it may have arrived.';

create function private.release_attempt(attempt_id uuid, retry_in interval) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.payment_attempts as a set state = 'created'
  where a.id = release_attempt.attempt_id and a.state = 'submitted';
  if found then
    perform graphile_worker.remove_job('poll_payment:' || attempt_id);
    perform private.enqueue('submit_payment', jsonb_build_object('attempt_id', attempt_id), run_at => now() + retry_in);
  end if;
end $$;
comment on function private.release_attempt is
  'Takes the claim back, for a gateway that said it is too busy: it sent nothing, so sending again is safe.';

create function private.begin_question(attempt_id uuid, ask_again_in interval) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.payment_attempts as a set polls = a.polls + 1, polled_at = now()
  where a.id = begin_question.attempt_id
    and coalesce(a.polled_at, '-infinity') < now() - interval '5 seconds';
  if not found then
    return false;
  end if;
  perform private.enqueue('poll_payment', jsonb_build_object('attempt_id', attempt_id),
    run_at => now() + ask_again_in, job_key => 'poll_payment:' || attempt_id);
  return true;
end $$;
comment on function private.begin_question is
  'True when the gateway may be asked about this attempt: at most every 5 s, whoever asks. The next question is queued before this one is asked, so that a crash cannot end the asking.';

create function private.stop_questions(attempt_id uuid) returns void
language sql volatile security definer set search_path = ''
as $$
  select graphile_worker.remove_job('poll_payment:' || attempt_id);
$$;
comment on function private.stop_questions is 'The gateway gave its final answer about this attempt.';

create function private.take_parked_events(attempt_id uuid) returns void
language sql volatile security definer set search_path = ''
as $$
  with taken as (
    update public.payment_events as e set state = 'received', attempt_id = a.id
    from public.payment_attempts as a
    where a.id = take_parked_events.attempt_id
      and e.account_id = a.account_id and e.state = 'parked' and e.gateway_ref = a.gateway_ref
    returning e.id
  )
  select private.enqueue('apply_payment_event', jsonb_build_object('event_id', taken.id)) from taken;
$$;
comment on function private.take_parked_events is 'Events that came before we knew their reference get their turn.';

create function private.accept_attempt(attempt_id uuid, gateway_ref text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_attempt public.payment_attempts := private.lock_attempt(attempt_id);
begin
  update public.payment_attempts as a
  set gateway_ref = accept_attempt.gateway_ref,
      state = case when a.state in ('submitted', 'unknown') then 'pending' else a.state end
  where a.id = v_attempt.id;
  perform private.log_order_event(v_attempt.order_id, 'prompt_sent',
    jsonb_build_object('attempt_id', v_attempt.id, 'phone', v_attempt.phone));
  perform private.take_parked_events(v_attempt.id);
  perform private.enqueue('poll_payment', jsonb_build_object('attempt_id', v_attempt.id),
    run_at => now() + interval '10 seconds', job_key => 'poll_payment:' || v_attempt.id);
end $$;
comment on function private.accept_attempt is 'The gateway took the request and named it. The first question to it follows after 10 s, should no callback come.';

create function private.adopt_parked_event(attempt_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.payment_attempts as a set gateway_ref = e.gateway_ref
  from public.payment_events as e
  where a.id = adopt_parked_event.attempt_id and a.gateway_ref is null
    and e.attempt_id = a.id and e.state = 'parked' and e.gateway_ref is not null
    and not exists (select from public.payment_attempts as other
      where other.account_id = a.account_id and other.gateway_ref = e.gateway_ref);
  perform private.take_parked_events(attempt_id);
end $$;
comment on function private.adopt_parked_event is
  'The gateway''s answer was lost, but its callback came to this attempt''s own address: its reference is the missing one.';
