-- What a gateway itself takes back of a payment, without a dispute that anybody could answer.

create function private.take_back_payment(attempt_id uuid, event_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_attempt public.payment_attempts := private.lock_attempt(attempt_id);
  v_payment public.payments;
  v_order public.orders;
  v_key text;
  v_left_minor bigint;
begin
  select p.* into v_payment from public.payments as p where p.attempt_id = v_attempt.id;
  if not found then
    return private.finish_event(event_id, 'ignored', 'taken_back_unpaid');
  end if;
  perform private.enqueue('poll_refund', jsonb_build_object('refund_id', r.id), run_at => now() + interval '2 seconds',
    job_key => 'poll_refund:' || r.id)
  from public.refunds as r
  where r.store_id = v_payment.store_id and r.payment_id = v_payment.id and r.gateway is not null and r.state <> 'failed';
  if found then
    -- What we sent back ourselves.
    return private.finish_event(event_id, 'ignored', 'taken_back_by_refund');
  end if;
  v_key := 'dispute:' || v_payment.id || ':taken_back';
  if exists (select from public.ledger_entries as e
      where e.store_id = v_payment.store_id and e.entry_key = v_key || ':held') then
    return private.finish_event(event_id, 'ignored', 'taken_back_already');
  end if;
  select o.* into strict v_order from public.orders as o where o.id = v_payment.order_id;
  v_left_minor := least(v_payment.amount_minor,
    v_order.paid_minor - v_order.refunded_minor - v_order.refunding_minor - v_order.disputed_minor);
  update public.orders as o set needs_review = true where o.id = v_order.id;
  if v_left_minor <= 0 or v_payment.currency <> v_order.currency then
    -- Given back by hand before, perhaps by this very reversal: a person knows.
    perform private.log_order_event(v_order.id, 'needs_review', jsonb_build_object('receipt', v_payment.receipt));
    return private.finish_event(event_id, 'review', 'taken_back_after_refund');
  end if;
  perform private.book_entry(v_order.id, v_key || ':held', 'chargeback', 'gateway', 'disputed', v_left_minor,
    v_payment.currency, v_payment.id, v_payment.receipt);
  perform private.book_entry(v_order.id, v_key || ':end', 'chargeback', 'disputed', 'buyer', v_left_minor,
    v_payment.currency, v_payment.id, v_payment.receipt);
  perform private.log_order_event(v_order.id, 'dispute_lost', jsonb_build_object('taken_back', true));
  perform private.enqueue_all(private.dispute_messages(v_order.id));
  return private.finish_event(event_id, 'applied', 'taken_back');
end $$;
comment on function private.take_back_payment is
  'Books once that a gateway reversed a payment: never more than the order has left of it, and the store is told. Done by hand before: for a person.';

-- As it was, but that what is paid is asked about as well: by the event that told of it, which is looked at again.
create or replace function private.ask_about(gateway public.gateway, callback_token text, gateway_ref text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_attempt public.payment_attempts;
  v_event_id uuid;
begin
  select * into v_attempt from public.payment_attempts as a
  where a.account_id = private.account_by_token(ask_about.gateway, ask_about.callback_token)
    and a.gateway_ref = ask_about.gateway_ref;
  if v_attempt.state <> 'succeeded' then
    perform private.enqueue('poll_payment', jsonb_build_object('attempt_id', v_attempt.id),
      run_at => now() + interval '5 seconds', job_key => 'poll_payment:' || v_attempt.id);
    return;
  end if;
  update public.payment_events as e set state = 'received', received_at = now()
  where e.id = (select n.id from public.payment_events as n
      where n.attempt_id = v_attempt.id and n.source = 'callback' and n.outcome = 'not_final' and n.state = 'ignored'
      order by n.received_at desc limit 1)
  returning e.id into v_event_id;
  if v_event_id is not null then
    perform private.enqueue('apply_payment_event', jsonb_build_object('event_id', v_event_id),
      run_at => now() + interval '5 seconds', job_key => 'apply_payment_event:' || v_event_id);
  end if;
end $$;
