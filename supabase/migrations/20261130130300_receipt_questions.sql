-- A buyer shows the code of a payment that nothing told of: M-Pesa is asked about it, and answers at an
-- address of the question's own.

create table private.receipt_questions (
  id           uuid primary key default private.uuid_v7(),
  store_id     uuid not null,
  account_id   uuid not null,
  receipt      text not null check (receipt ~ '^[A-Z0-9]{8,12}$'),
  state        text not null default 'asking' check (state in ('asking', 'found', 'not_found', 'unanswered')),
  code         text check (length(code) <= 120),
  text         text check (length(text) <= 300),
  callback_ref text not null default private.random_token() check (callback_ref ~ '^[0-9a-f]{32}$'),
  timeout_ref  text not null default private.random_token() check (timeout_ref ~ '^[0-9a-f]{32}$'),
  asked_by     uuid,
  asked_at     timestamptz not null default now(),
  answered_at  timestamptz,
  foreign key (store_id, account_id) references public.payment_accounts (store_id, id) on delete cascade
);
comment on table private.receipt_questions is
  'What M-Pesa was asked about by a receipt. found: such money came to the account, and is an arrival; not_found: none came, and code and text say what M-Pesa says; unanswered: it said nothing in five minutes.';
comment on column private.receipt_questions.callback_ref is 'End of the address that the answer comes to; timeout_ref: of the one at which M-Pesa says that it gave up.';
alter table private.receipt_questions enable row level security;
create index receipt_questions_store_idx on private.receipt_questions (store_id, id desc);
create index receipt_questions_account_idx on private.receipt_questions (store_id, account_id);
create unique index receipt_questions_asking_key on private.receipt_questions (account_id, receipt) where state = 'asking';
create unique index receipt_questions_callback_key on private.receipt_questions (callback_ref);
create unique index receipt_questions_timeout_key on private.receipt_questions (timeout_ref);

create function private.till_account(store_id uuid) returns public.payment_accounts
language sql stable security definer set search_path = ''
begin atomic
  select a from public.payment_accounts as a where a.store_id = till_account.store_id and a.gateway = 'mpesa';
end;

create function private.ask_about_receipt(store_id uuid, receipt text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_account public.payment_accounts := private.till_account(store_id);
  v_number integer;
  v_id uuid;
begin
  perform private.assert_holds('payments.view', store_id);
  perform private.assert_holds('orders.manage', store_id);
  if coalesce(receipt !~ '^[A-Z0-9]{8,12}$', true) then
    raise exception 'Not the code of a payment' using errcode = 'AF422';
  elsif not coalesce(private.can_refund(v_account), false) then
    return private.refusal('cannot_ask_mpesa');
  end if;
  select o.number into v_number from public.payments as p
  join public.orders as o on o.store_id = p.store_id and o.id = p.order_id
  where p.account_id = v_account.id and p.receipt = ask_about_receipt.receipt;
  if found then
    return private.refusal('receipt_booked', jsonb_build_object('order_number', v_number));
  end if;
  select r.id into v_id from public.arrivals as r
  where r.account_id = v_account.id and r.receipt = ask_about_receipt.receipt;
  if found then
    return private.refusal('receipt_arrived', jsonb_build_object('arrival_id', v_id));
  elsif (select count(*) from private.receipt_questions as q
      where q.store_id = ask_about_receipt.store_id and q.asked_at > now() - interval '1 hour') >= 30 then
    return private.refusal('too_many_receipts');
  end if;
  insert into private.receipt_questions (store_id, account_id, receipt, asked_by)
  values (v_account.store_id, v_account.id, ask_about_receipt.receipt, (select auth.uid()))
  on conflict do nothing returning id into v_id;
  if v_id is not null then
    perform private.enqueue('ask_about_receipt', jsonb_build_object('question_id', v_id),
      job_key => 'ask_about_receipt:' || v_id);
    perform private.audit('arrivals.asked_about', 'payment_accounts', v_account.id::text, s.tenant_id, s.id,
      jsonb_build_object('receipt', jsonb_build_array(null, ask_about_receipt.receipt)))
    from public.stores as s where s.id = v_account.store_id;
  end if;
  return jsonb_build_object('ok', true);
end $$;
comment on function private.ask_about_receipt is
  'Has M-Pesa asked whether money came under this code, unless that is known; one question at a time, 30 an hour. Errors: AF404 without payments.view and orders.manage, AF422. Definer: no client role writes questions.';
create function public.ask_about_receipt(store_id uuid, receipt text) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.ask_about_receipt(store_id, receipt);
end;
comment on function public.ask_about_receipt is
  'Has M-Pesa asked whether money came under this code. Refusals: cannot_ask_mpesa, receipt_booked (order_number), receipt_arrived (arrival_id), too_many_receipts. Errors: AF404, AF422.';

create function private.list_receipt_questions(store_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_account public.payment_accounts := private.till_account(store_id);
begin
  perform private.assert_holds('payments.view', store_id);
  if v_account.id is null then
    return null;
  end if;
  return jsonb_build_object('can_ask', coalesce(private.can_refund(v_account), false), 'questions', (
    select coalesce(jsonb_agg(jsonb_build_object('receipt', q.receipt, 'state', q.state, 'code', q.code, 'text', q.text,
      'asked_at', q.asked_at, 'arrival_id', r.id, 'arrival_state', r.state, 'order_number', o.number) order by q.id desc), '[]')
    from (select * from private.receipt_questions as n where n.store_id = list_receipt_questions.store_id
      order by n.id desc limit 5) as q
    left join public.arrivals as r on r.account_id = q.account_id and r.receipt = q.receipt
    left join public.orders as o on o.store_id = r.store_id and o.id = r.order_id
  ));
end $$;
comment on function private.list_receipt_questions is
  'The last five receipts that M-Pesa was asked about, and what became of the money. Errors: AF404 without payments.view. Definer: no client role reads the table, which holds addresses.';
create function public.list_receipt_questions(store_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.list_receipt_questions(store_id);
end;
comment on function public.list_receipt_questions is
  'The last five receipts that M-Pesa was asked about, {can_ask, questions}; null without an M-Pesa account. Errors: AF404.';
grant execute on function private.ask_about_receipt, public.ask_about_receipt, private.list_receipt_questions,
  public.list_receipt_questions to authenticated;

create function private.record_receipt_answer(
  question private.receipt_questions, callback_ref text, headers jsonb, body bytea
) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_is_timeout boolean := record_receipt_answer.callback_ref = question.timeout_ref;
  v_seen integer;
  v_event_id uuid;
begin
  insert into public.payment_events as e (store_id, account_id, source, event_key, state, outcome, headers, body)
  values (question.store_id, question.account_id, 'callback',
    'receipt:' || record_receipt_answer.callback_ref || ':' || encode(sha256(record_receipt_answer.body), 'hex'),
    case when v_is_timeout then 'ignored' else 'received' end::public.payment_event_state,
    case when v_is_timeout then 'gateway_gave_up' end, record_receipt_answer.headers, record_receipt_answer.body)
  on conflict (account_id, event_key) do update set seen = e.seen + 1
  returning e.id, e.seen into v_event_id, v_seen;
  if v_seen > 1 then
    return 'repeat';
  elsif v_is_timeout then
    return 'ignored';
  end if;
  perform private.enqueue('apply_receipt_answer',
    jsonb_build_object('question_id', question.id, 'event_id', v_event_id));
  return 'received';
end $$;

create function private.answer_receipt_question(question_id uuid, event_id uuid, answer jsonb) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_question private.receipt_questions;
  v_result text;
begin
  select * into v_question from private.receipt_questions as q where q.id = answer_receipt_question.question_id for update;
  if v_question.state in ('found', 'not_found') then
    v_result := 'answered_before';
  elsif answer ->> 'state' = 'found' then
    v_result := private.keep_arrival(v_question.account_id, 'asked', answer -> 'money');
  else
    v_result := answer ->> 'state';
  end if;
  if v_result <> 'answered_before' then
    update private.receipt_questions as q
    set state = answer ->> 'state', code = left(answer ->> 'code', 120), text = left(answer ->> 'text', 300), answered_at = now()
    where q.id = v_question.id;
  end if;
  if event_id is not null then
    perform private.finish_event(event_id, case v_result when 'received' then 'applied' when 'another_amount' then 'review'
      else 'ignored' end::public.payment_event_state, 'receipt_' || v_result);
  end if;
  return v_result;
end $$;
comment on function private.answer_receipt_question is
  'What M-Pesa said of a receipt, the first answer that is one: money that it found is kept as an arrival, once. answer: {state: found, not_found or unanswered, code, text, money: as keep_arrival has it}.';

-- As it was, but that answers about receipts come to addresses of their own as well.
create or replace function private.record_refund_event(
  account public.payment_accounts, callback_ref text, gateway_ref text, headers jsonb, body bytea
) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_refund public.refunds;
  v_question private.receipt_questions;
  v_attempt public.payment_attempts;
  v_is_timeout boolean;
  v_seen integer;
  v_event_id uuid;
begin
  if callback_ref is not null then
    select q.* into v_question from private.receipt_questions as q
    where q.account_id = account.id and record_refund_event.callback_ref in (q.callback_ref, q.timeout_ref);
    if found then
      return private.record_receipt_answer(v_question, callback_ref, headers, body);
    end if;
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
