-- From an attempt to booked money. Every function here locks the order before its attempt.

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

create function private.sell_reserved_stock(order_id uuid) returns void
language sql volatile security definer set search_path = ''
as $$
  select private.move_stock(m.variant_id, 'sold', -m.reserved, -m.reserved, sell_reserved_stock.order_id)
  from (
    select im.variant_id, sum(im.reserved_delta)::integer as reserved
    from public.inventory_movements as im where im.order_id = sell_reserved_stock.order_id
    group by im.variant_id having sum(im.reserved_delta) > 0
    order by im.variant_id
  ) as m;
$$;
comment on function private.sell_reserved_stock is 'What the order holds leaves the shelf. Read from the ledger, so it cannot happen twice.';

create function private.release_reserved_stock(order_id uuid) returns void
language sql volatile security definer set search_path = ''
as $$
  select private.move_stock(m.variant_id, 'released', 0, -m.reserved, release_reserved_stock.order_id)
  from (
    select im.variant_id, sum(im.reserved_delta)::integer as reserved
    from public.inventory_movements as im where im.order_id = release_reserved_stock.order_id
    group by im.variant_id having sum(im.reserved_delta) > 0
    order by im.variant_id
  ) as m;
$$;

create function private.try_reserve_again(order_id uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.reserve_order_stock(order_id);
  return true;
exception when check_violation then
  return false;
end $$;
comment on function private.try_reserve_again is 'Reserves the stock of an order that had lost it; false, and nothing changed, when the goods are gone.';

create function private.finish_event(event_id uuid, state public.payment_event_state, outcome text) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  update public.payment_events as e
  set state = finish_event.state, outcome = finish_event.outcome, applied_at = now()
  where e.id = finish_event.event_id;
  select jsonb_build_object('state', finish_event.state, 'outcome', finish_event.outcome);
$$;

create function private.mark_order_paid(order_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.sell_reserved_stock(order_id);
  update public.orders as o set status = 'paid', paid_at = now() where o.id = mark_order_paid.order_id;
  perform private.log_order_event(order_id, 'paid');
  perform graphile_worker.remove_job('expire_order:' || order_id);
  perform private.enqueue_all(private.message_jobs(order_id, 'order_paid'));
end $$;

create function private.settle_order(order_id uuid, is_surplus boolean) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_is_covered boolean;
  v_is_settled boolean := false;
begin
  update public.orders as o set payment_status = case
      when o.paid_minor > o.total_minor then 'overpaid'::public.payment_status
      when o.paid_minor = o.total_minor then 'paid'
      when o.paid_minor > 0 then 'partly_paid'
      else 'unpaid' end
  where o.id = settle_order.order_id
  returning * into strict v_order;
  v_is_covered := v_order.paid_minor >= v_order.total_minor;

  if is_surplus then
    perform private.log_order_event(order_id, 'paid_again');
  elsif v_order.status = 'pending' and v_is_covered then
    perform private.mark_order_paid(order_id);
    v_is_settled := true;
  elsif v_order.status = 'pending' then
    perform private.log_order_event(order_id, 'payment_received');
  else
    perform private.log_order_event(order_id, 'paid_late');
    if v_order.status = 'expired' and v_is_covered and private.try_reserve_again(order_id) then
      perform private.mark_order_paid(order_id);
      v_is_settled := true;
    end if;
  end if;

  if not v_is_settled or v_order.paid_minor <> v_order.total_minor then
    update public.orders as o set needs_review = true where o.id = settle_order.order_id;
    perform private.log_order_event(order_id, 'needs_review');
    return 'needs_review';
  end if;
  return 'paid';
end $$;
comment on function private.settle_order is
  'Draws the consequences of booked money: pays an open order, opens an expired one again when its goods are still there, and asks for a person for too little, too much, or too late.';

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

create function private.expire_order(order_id uuid) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
begin
  select * into strict v_order from public.orders as o where o.id = expire_order.order_id for update;
  if v_order.status <> 'pending' or v_order.paid_minor > 0 then
    return 'not_expirable';
  end if;
  if v_order.expires_at > now() then
    perform private.enqueue('expire_order', jsonb_build_object('order_id', order_id),
      run_at => v_order.expires_at, job_key => 'expire_order:' || order_id);
    return 'extended';
  end if;
  -- Never while the gateway has not said no; after a day money that comes is late money.
  if v_order.placed_at > now() - interval '1 day' and exists (
    select from public.payment_attempts as a where a.order_id = v_order.id
      and a.state in ('created', 'submitted', 'pending', 'unknown')
  ) then
    update public.orders as o set expires_at = now() + interval '5 minutes' where o.id = v_order.id;
    perform private.enqueue('expire_order', jsonb_build_object('order_id', order_id),
      run_at => now() + interval '5 minutes', job_key => 'expire_order:' || order_id);
    return 'waiting_for_gateway';
  end if;
  perform private.release_reserved_stock(order_id);
  update public.orders as o set status = 'expired' where o.id = v_order.id;
  perform private.log_order_event(order_id, 'expired');
  return 'expired';
end $$;
comment on function private.expire_order is 'Gives the stock of an unpaid order back. The job asks the gateway about every open attempt first.';

create function private.retry_payment(store_slug text, order_token text, payer_phone text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_live public.payment_attempts;
  v_attempt_id uuid;
  v_expires_at timestamptz;
begin
  select o.* into v_order from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = retry_payment.store_slug and s.status = 'active'
  where o.token = retry_payment.order_token
  for update of o;
  if not found then
    return private.refusal('order_not_found');
  end if;
  if not coalesce(payer_phone, '') ~ '^\+[1-9][0-9]{6,14}$' then
    raise exception 'Phone is not valid' using errcode = 'AF422';
  end if;
  if v_order.status not in ('pending', 'expired') or v_order.paid_minor >= v_order.total_minor then
    return private.refusal(case when v_order.status = 'cancelled' then 'order_cancelled' else 'already_paid' end);
  end if;
  -- One live prompt at a time: M-Pesa locks a phone for about a minute and a half, and two prompts can both be paid.
  select * into v_live from public.payment_attempts as a
  where a.order_id = v_order.id and a.state in ('created', 'submitted', 'pending', 'unknown')
    and a.created_at > clock_timestamp() - interval '90 seconds'
  order by a.number desc limit 1;
  if found then
    return private.refusal('prompt_live', jsonb_build_object('retry_after_s',
      ceil(extract(epoch from v_live.created_at + interval '90 seconds' - clock_timestamp()))));
  end if;
  if v_order.status = 'expired' then
    if not private.try_reserve_again(v_order.id) then
      return private.refusal('lines_unavailable');
    end if;
    update public.orders as o set status = 'pending' where o.id = v_order.id;
    perform private.log_order_event(v_order.id, 'reopened');
  end if;
  -- The hold must outlast the new prompt.
  v_expires_at := greatest(v_order.expires_at, now() + interval '5 minutes');
  update public.orders as o set expires_at = v_expires_at where o.id = v_order.id;
  v_attempt_id := private.create_attempt(v_order.id, payer_phone, v_order.total_minor - v_order.paid_minor);
  perform private.enqueue_all(array[
    private.job('submit_payment', jsonb_build_object('attempt_id', v_attempt_id)),
    private.job('expire_order', jsonb_build_object('order_id', v_order.id),
      run_at => v_expires_at, job_key => 'expire_order:' || v_order.id)
  ]);
  return jsonb_build_object('ok', true, 'attempt_id', v_attempt_id);
end $$;
comment on function private.retry_payment is
  'Another try to pay what is left of an order, to whoever holds its token. Refuses while a prompt may still be on the phone.';

create function private.request_payment_check(store_slug text, order_token text) returns void
language sql volatile security definer set search_path = ''
as $$
  -- Not more than once in 5 s, however often someone taps.
  select private.enqueue('poll_payment', jsonb_build_object('attempt_id', a.id), job_key => 'poll_payment:' || a.id)
  from public.payment_attempts as a
  join public.orders as o on o.id = a.order_id and o.token = request_payment_check.order_token
  join public.stores as s on s.id = o.store_id and s.slug = request_payment_check.store_slug
  where a.state in ('pending', 'unknown') and a.gateway_ref is not null
    and coalesce(a.polled_at, '-infinity') < now() - interval '5 seconds';
$$;
comment on function private.request_payment_check is 'Asks the gateway about the open attempts of an order soon, for a shopper who says they have paid.';

create function public.retry_payment(store_slug text, order_token text, payer_phone text) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.retry_payment(store_slug, order_token, payer_phone);
end;
create function public.request_payment_check(store_slug text, order_token text) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.request_payment_check(store_slug, order_token);
end;
grant execute on function private.retry_payment, private.request_payment_check to anon, authenticated;
grant execute on function public.retry_payment, public.request_payment_check to anon, authenticated;
