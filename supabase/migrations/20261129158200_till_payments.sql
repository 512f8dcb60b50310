-- Payments that people type at a till or paybill by hand: where M-Pesa tells of them, and what staff make of them.

create table private.till_addresses (
  account_id uuid primary key references public.payment_accounts on delete cascade,
  token      text not null default private.random_token(),
  asked_at   timestamptz,
  told_at    timestamptz,
  result     text check (result in ('ok', 'not_configured', 'refused', 'unreachable'))
);
comment on table private.till_addresses is
  'The secret part of the address at which M-Pesa tells of payments by hand. It does not change with the one for prompts: M-Pesa takes an address once. result is what M-Pesa said when it was told.';
alter table private.till_addresses enable row level security;
-- Found by hash: how long that takes tells nothing of a token that is nearly right.
create unique index till_addresses_token_hash on private.till_addresses (sha256(decode(token, 'hex')));

create function private.till_by_token(token text) returns public.payment_accounts
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_account public.payment_accounts;
begin
  if coalesce(token ~ '^[0-9a-f]{32}$', false) then
    select a.* into v_account from public.payment_accounts as a
    where a.id = (select t.account_id from private.till_addresses as t
      where sha256(decode(t.token, 'hex')) = sha256(decode(till_by_token.token, 'hex')));
  end if;
  return v_account;
end $$;

create function private.is_till_of(account public.payment_accounts, short_code text) returns boolean
language plpgsql immutable set search_path = ''
as $$
begin
  return coalesce(short_code in (account.settings ->> 'short_code', account.settings ->> 'till'), false);
end $$;

create function private.judge_till_payment(token text, short_code text) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_account public.payment_accounts := private.till_by_token(token);
begin
  return case when v_account.id is null then 'unknown_address'
    when private.is_till_of(v_account, short_code) then 'ok' else 'wrong_short_code' end;
end $$;
comment on function private.judge_till_payment is
  'Whether a payment that somebody is about to make by hand is welcome. A reference that fits no order is: the money is placed later.';

create function private.record_till_payment(token text, headers jsonb, body bytea, short_code text, money jsonb) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_account public.payment_accounts := private.till_by_token(token);
  v_event public.payment_events;
  v_result text;
begin
  if v_account.id is null then
    return 'unknown_address';
  end if;
  insert into public.payment_events as e (store_id, account_id, source, event_key, state, headers, body)
  values (v_account.store_id, v_account.id, 'callback', 'till:' || encode(sha256(record_till_payment.body), 'hex'),
    case when money is null then 'malformed' else 'received' end::public.payment_event_state,
    record_till_payment.headers, record_till_payment.body)
  on conflict (account_id, event_key) do update set seen = e.seen + 1
  returning * into v_event;
  if v_event.seen > 1 then
    return 'repeat';
  elsif money is null then
    return 'malformed';
  end if;
  v_result := case when private.is_till_of(v_account, short_code)
    then private.keep_arrival(v_account.id, 'till', money) else 'wrong_short_code' end;
  perform private.finish_event(v_event.id, (case v_result when 'received' then 'applied' when 'another_amount' then 'review'
    else 'ignored' end)::public.payment_event_state, 'till_' || v_result);
  return v_result;
end $$;
comment on function private.record_till_payment is
  'Stores what M-Pesa tells of a payment by hand, and keeps the money as an arrival: received, repeat, malformed, another_amount, wrong_short_code, or unknown_address. The address is the proof: M-Pesa signs nothing, and what it answers when asked comes the same way.';

create function private.request_till_address(store_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_account public.payment_accounts := private.my_payment_account(store_id, 'mpesa');
begin
  insert into private.till_addresses as t (account_id, asked_at) values (v_account.id, now())
  on conflict on constraint till_addresses_pkey do update set asked_at = now()
    where coalesce(t.asked_at, '-infinity') < now() - interval '5 seconds';
  if found then
    perform private.enqueue('register_till', jsonb_build_object('account_id', v_account.id),
      job_key => 'register_till:' || v_account.id);
    perform private.audit('payment_accounts.till_told', 'payment_accounts', v_account.id::text, s.tenant_id, s.id)
    from public.stores as s where s.id = v_account.store_id;
  end if;
end $$;
comment on function private.request_till_address is
  'Has the job worker tell M-Pesa where to tell of payments by hand. Errors: AF404 without settings.manage. Definer: no client role reads the address.';
create function public.request_till_address(store_id uuid) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.request_till_address(store_id);
end;

create function private.get_till_address(store_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_account public.payment_accounts := private.my_payment_account(store_id, 'mpesa');
begin
  return (
    select jsonb_build_object('is_asking', coalesce(t.asked_at > coalesce(t.told_at, '-infinity'), false),
      'result', t.result, 'told_at', t.told_at)
    from private.till_addresses as t where t.account_id = v_account.id
  );
end $$;
comment on function private.get_till_address is
  'How telling M-Pesa went, never the address; null when it was not told. Errors: AF404 without settings.manage. Definer: no client role reads the table.';
create function public.get_till_address(store_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_till_address(store_id);
end;
grant execute on function private.request_till_address, public.request_till_address, private.get_till_address,
  public.get_till_address to authenticated;

create function private.place_arrival(store_id uuid, arrival_id uuid, order_number integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_arrival public.arrivals;
begin
  perform private.assert_holds('orders.manage', store_id);
  perform private.assert_holds('payments.view', store_id);
  select o.* into v_order from public.orders as o
  where o.store_id = place_arrival.store_id and o.number = place_arrival.order_number for update;
  if not found then
    return private.refusal('order_not_found');
  end if;
  select r.* into v_arrival from public.arrivals as r
  where r.store_id = place_arrival.store_id and r.id = place_arrival.arrival_id for update;
  if not found then
    return private.refusal('arrival_not_found');
  elsif v_arrival.state = 'placed' and v_arrival.order_id = v_order.id then
    return jsonb_build_object('ok', true);
  elsif v_arrival.state <> 'open' or private.know_arrival(v_arrival) then
    return private.refusal('arrival_settled');
  elsif v_arrival.currency <> v_order.currency then
    return private.refusal('wrong_currency');
  end if;
  perform private.book_arrival(v_arrival, v_order.id);
  perform private.audit('arrivals.placed', 'arrivals', v_arrival.id::text, s.tenant_id, s.id,
    jsonb_build_object('amount_minor', jsonb_build_array(null, v_arrival.amount_minor),
      'order', jsonb_build_array(null, s.order_prefix || '-' || v_order.number)))
  from public.stores as s where s.id = v_order.store_id;
  return jsonb_build_object('ok', true);
end $$;
comment on function private.place_arrival is
  'Books money that came without an order for this one, once; the same again is done. Errors: AF404 without orders.manage and payments.view. Definer: no client role writes payments.';
create function public.place_arrival(store_id uuid, arrival_id uuid, order_number integer) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.place_arrival(store_id, arrival_id, order_number);
end;

create function private.return_arrival(store_id uuid, arrival_id uuid, reference text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_arrival public.arrivals;
  v_reference text := trim(reference);
begin
  perform private.assert_holds('payments.refund', store_id);
  if coalesce(length(v_reference), 0) not between 1 and 80 or v_reference ~ '[[:cntrl:]]' then
    raise exception 'How it was given back is not said' using errcode = 'AF422';
  end if;
  select r.* into v_arrival from public.arrivals as r
  where r.store_id = return_arrival.store_id and r.id = return_arrival.arrival_id for update;
  if not found then
    return private.refusal('arrival_not_found');
  elsif v_arrival.state = 'returned' and v_arrival.hand_ref = v_reference then
    return jsonb_build_object('ok', true);
  elsif v_arrival.state <> 'open' or private.know_arrival(v_arrival) then
    return private.refusal('arrival_settled');
  end if;
  update public.arrivals as r
  set state = 'returned', hand_ref = v_reference, settled_by = (select auth.uid()), settled_at = now()
  where r.id = v_arrival.id;
  perform private.audit('arrivals.returned', 'arrivals', v_arrival.id::text, s.tenant_id, s.id,
    jsonb_build_object('amount_minor', jsonb_build_array(null, v_arrival.amount_minor),
      'reference', jsonb_build_array(null, v_reference)))
  from public.stores as s where s.id = v_arrival.store_id;
  return jsonb_build_object('ok', true);
end $$;
comment on function private.return_arrival is
  'Notes that money without an order went back by hand, and how, once; the same again is done. Errors: AF404 without payments.refund, AF422. Definer: no client role writes arrivals.';
create function public.return_arrival(store_id uuid, arrival_id uuid, reference text) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.return_arrival(store_id, arrival_id, reference);
end;
grant execute on function private.place_arrival, public.place_arrival, private.return_arrival, public.return_arrival
  to authenticated;
