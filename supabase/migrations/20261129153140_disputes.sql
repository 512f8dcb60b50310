-- A buyer's bank takes a payment back: held by the gateway first, then lost, or the shop's again.

create function private.apply_dispute(attempt_id uuid, event_id uuid, dispute jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_attempt public.payment_attempts := private.lock_attempt(attempt_id);
  v_payment public.payments;
  v_key text;
  v_state text := dispute ->> 'state';
  v_is_new boolean;
begin
  select p.* into v_payment from public.payments as p where p.attempt_id = v_attempt.id;
  if not found or v_payment.currency <> dispute ->> 'currency' then
    perform private.flag_dispute(v_attempt.order_id, null);
    return private.finish_event(event_id, 'review', 'dispute_without_payment');
  end if;
  v_key := 'dispute:' || v_payment.id || ':' || (dispute ->> 'ref');
  if exists (select from public.ledger_entries as e where e.store_id = v_payment.store_id and e.entry_key = v_key || ':end') then
    return private.finish_event(event_id, 'ignored', 'dispute_is_over');
  end if;
  v_is_new := private.book_entry(v_payment.order_id, v_key || ':held', 'chargeback', 'gateway', 'disputed',
    (dispute ->> 'amount_minor')::bigint, v_payment.currency, v_payment.id, dispute ->> 'ref');
  if v_is_new then
    perform private.flag_dispute(v_payment.order_id, 'disputed');
    perform private.enqueue_all(private.dispute_messages(v_payment.order_id));
  end if;
  if v_state in ('won', 'lost') then
    perform private.book_entry(v_payment.order_id, v_key || ':end', 'chargeback', 'disputed',
      case v_state when 'won' then 'gateway' else 'buyer' end::public.ledger_book, e.amount_minor, e.currency, v_payment.id,
      dispute ->> 'ref')
    -- What was held is what ends, whatever the gateway says of it by then.
    from public.ledger_entries as e where e.store_id = v_payment.store_id and e.entry_key = v_key || ':held';
    perform private.flag_dispute(v_payment.order_id, ('dispute_' || v_state)::public.order_event_kind);
  end if;
  return private.finish_event(event_id, 'applied', 'dispute_' || v_state);
end $$;
comment on function private.apply_dispute is
  'Books what a dispute holds back, and how it ends, each once and in whatever order it is told. dispute: {"ref","state": open, won or lost,"amount_minor","currency"}.';

create function private.flag_dispute(order_id uuid, kind public.order_event_kind) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.orders as o set needs_review = true where o.id = flag_dispute.order_id;
  perform private.log_order_event(order_id, coalesce(kind, 'needs_review'));
end $$;

create function private.dispute_messages(order_id uuid) returns jsonb[]
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_jobs jsonb[];
begin
  with added as (
    insert into public.notifications (store_id, order_id, channel, template, recipient)
    select o.store_id, o.id, 'email', 'merchant_order_disputed', s.contact_email
    from public.orders as o join public.stores as s on s.id = o.store_id
    where o.id = dispute_messages.order_id and s.contact_email is not null
    on conflict do nothing
    returning id
  )
  select array_agg(private.job('send_notification', jsonb_build_object('notification_id', added.id))) into v_jobs
  from added;
  return coalesce(v_jobs, '{}');
end $$;
comment on function private.dispute_messages is 'Tells the store, once for an order: banks give few days to answer.';
