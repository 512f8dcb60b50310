-- Money that came without having been asked for: typed at a till by hand, or found in a gateway's list.
create type public.arrival_source as enum ('till', 'list', 'prompt');
create type public.arrival_state as enum ('received', 'open', 'placed', 'known', 'returned');

create table public.arrivals (
  id           uuid primary key default private.uuid_v7(),
  store_id     uuid not null,
  account_id   uuid not null,
  source       public.arrival_source not null,
  state        public.arrival_state not null default 'received',
  receipt      text not null check (length(receipt) between 1 and 60),
  gateway_ref  text check (length(gateway_ref) between 1 and 120),
  amount_minor bigint not null check (amount_minor > 0),
  fee_minor    bigint check (fee_minor >= 0),
  currency     text not null check (currency ~ '^[A-Z]{3}$'),
  payer        text not null default '' check (length(payer) <= 64),
  payer_name   text not null default '' check (length(payer_name) <= 100),
  reference    text not null default '' check (length(reference) <= 120),
  order_id     uuid,
  attempt_id   uuid,
  hand_ref     text check (length(hand_ref) between 1 and 80 and hand_ref !~ '[[:cntrl:]]'),
  settled_by   uuid,
  settled_at   timestamptz,
  came_at      timestamptz not null default clock_timestamp(),
  created_at   timestamptz not null default clock_timestamp(),
  foreign key (store_id, account_id) references public.payment_accounts (store_id, id) on delete restrict,
  foreign key (store_id, order_id) references public.orders (store_id, id) on delete restrict,
  foreign key (store_id, attempt_id) references public.payment_attempts (store_id, id) on delete restrict,
  unique (store_id, id),
  unique (account_id, receipt),
  check ((order_id is not null) = (state in ('placed', 'known'))),
  check ((hand_ref is not null) = (state = 'returned'))
);
comment on table public.arrivals is
  'Money that no attempt of ours announced, one row a receipt. received: looked at in a moment; open: a person says what it is for; placed: booked for an order; known: an attempt had it booked already; returned: given back by hand.';
comment on column public.arrivals.payer is 'As the gateway tells it: a number, one with stars in it, a hash of one, or nothing.';
comment on column public.arrivals.attempt_id is 'The prompt that turned out to be the same money, where the gateway''s answer about it named no receipt.';
comment on column public.arrivals.settled_by is 'Who said what it is for; null when its reference did.';
create index arrivals_store_idx on public.arrivals (store_id, id desc);
create index arrivals_open_idx on public.arrivals (store_id, id desc) where state = 'open';
create index arrivals_account_idx on public.arrivals (store_id, account_id);
create index arrivals_order_idx on public.arrivals (store_id, order_id) where order_id is not null;
create index arrivals_attempt_idx on public.arrivals (store_id, attempt_id) where attempt_id is not null;

alter table public.arrivals enable row level security;
grant select (id, store_id, account_id, source, state, receipt, amount_minor, fee_minor, currency, payer, payer_name,
  reference, order_id, hand_ref, settled_by, settled_at, came_at, created_at) on public.arrivals to authenticated;
create policy select_staff on public.arrivals for select to authenticated
  using (store_id = any (array(select private.my_store_ids('payments.view'))));

create function private.is_phone_of(payer text, phone text) returns boolean
language plpgsql immutable set search_path = ''
as $$
declare
  v_payer text := regexp_replace(payer, '[\s+]', '', 'g');
  v_digits text := substr(phone, 2);
begin
  return case
    when v_payer ~ '^[0-9]{7,15}$' then v_payer = v_digits
    when v_payer ~ '^[0-9]{3,}\*+[0-9]{2,}$' then
      v_digits like split_part(v_payer, '*', 1) || '%' || regexp_replace(v_payer, '^.*\*', '')
    when v_payer ~* '^[0-9a-f]{64}$' then lower(v_payer) = encode(sha256(convert_to(v_digits, 'UTF8')), 'hex')
    else false end;
end $$;
comment on function private.is_phone_of is
  'Whether a payer as M-Pesa tells it may be this phone (E.164): the number, the number with stars, or its SHA-256. Nothing is nobody''s.';

create function private.order_by_reference(store_id uuid, reference text) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  -- People write "kk 1O42" for KK-1042.
  v_typed text := translate(upper(regexp_replace(reference, '[^A-Za-z0-9]', '', 'g')), 'O', '0');
  v_prefix text;
  v_number text;
begin
  select translate(s.order_prefix, 'O', '0') into v_prefix from public.stores as s where s.id = order_by_reference.store_id;
  v_number := substr(v_typed, length(v_prefix) + 1);
  if not starts_with(v_typed, v_prefix) or v_number !~ '^[0-9]{1,9}$' then
    return null;
  end if;
  return (
    select o.id from public.orders as o where o.store_id = order_by_reference.store_id and o.number = v_number::integer
  );
end $$;
comment on function private.order_by_reference is
  'The order whose label somebody typed, whatever they did to case, spaces, the dash, and O and 0; null when there is none.';

create function private.match_arrival(arrival public.arrivals) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_order_id uuid := private.order_by_reference(arrival.store_id, arrival.reference);
  v_ids uuid[];
begin
  if v_order_id is not null then
    return (select o.id from public.orders as o where o.id = v_order_id and o.currency = arrival.currency);
  end if;
  select array_agg(o.id) into v_ids from public.orders as o
  where o.store_id = arrival.store_id and o.status = 'pending' and o.currency = arrival.currency
    and o.total_minor - o.paid_minor = arrival.amount_minor
    and (private.is_phone_of(arrival.payer, o.contact_phone) or exists (
      select from public.payment_attempts as a
      where a.store_id = o.store_id and a.order_id = o.id and private.is_phone_of(arrival.payer, a.phone)));
  return case when cardinality(v_ids) = 1 then v_ids[1] end;
end $$;
comment on function private.match_arrival is
  'The order that money is for: the one whose label was typed; else the only unpaid one of this payer with this amount left. Null when a person has to say, as for another currency than the order''s.';

create function private.twin_of(arrival public.arrivals, attempt public.payment_attempts) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return attempt.account_id = arrival.account_id and attempt.expected_minor = arrival.amount_minor
    and attempt.currency = arrival.currency
    and (arrival.payer = '' or private.is_phone_of(arrival.payer, attempt.phone))
    and arrival.came_at between attempt.submitted_at - interval '1 minute' and attempt.submitted_at + interval '4 minutes';
end $$;
comment on function private.twin_of is
  'Whether money may be what a prompt asked for, told once more: of the same payer, for the same amount, while the prompt was on the phone.';

create function private.book_arrival(arrival public.arrivals, order_id uuid) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_attempt public.payment_attempts;
  v_payer text := '+' || regexp_replace(arrival.payer, '[\s+]', '', 'g');
  v_result text;
begin
  -- An attempt that nobody had to send: pages, refunds and sums know the money by it as they know all other.
  insert into public.payment_attempts (store_id, order_id, account_id, gateway, number, expected_minor, currency, phone, gateway_ref)
  select o.store_id, o.id, acc.id, acc.gateway,
    coalesce((select max(a.number) from public.payment_attempts as a where a.order_id = o.id), 0) + 1,
    arrival.amount_minor, arrival.currency,
    case when v_payer ~ '^\+[1-9][0-9]{6,14}$' then v_payer else o.contact_phone end,
    -- Several payments may share a reference that is not ours; the first of them keeps it.
    case when not exists (select from public.payment_attempts as a
      where a.account_id = arrival.account_id and a.gateway_ref = arrival.gateway_ref) then arrival.gateway_ref end
  from public.orders as o
  join public.payment_accounts as acc on acc.id = arrival.account_id
  where o.id = book_arrival.order_id
  returning * into strict v_attempt;
  perform private.log_order_event(v_attempt.order_id, 'money_placed',
    jsonb_build_object('amount_minor', arrival.amount_minor, 'receipt', arrival.receipt));
  v_result := private.book_payment(v_attempt, jsonb_build_object('state', 'succeeded', 'code', '0', 'text', '',
    'amount_minor', arrival.amount_minor, 'currency', arrival.currency, 'fee_minor', arrival.fee_minor,
    'receipt', arrival.receipt, 'payer_phone', case when v_payer ~ '^\+[1-9][0-9]{6,14}$' then v_payer end));
  update public.arrivals as r
  set state = 'placed', order_id = v_attempt.order_id, attempt_id = null, settled_by = (select auth.uid()), settled_at = now()
  where r.id = arrival.id;
  return v_result;
end $$;
comment on function private.book_arrival is
  'Books money for an order, with every consequence of money that was asked for. The caller holds the order and the arrival.';

create function private.receiptless_twin(arrival public.arrivals) returns public.payments
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_typed_id uuid := private.order_by_reference(arrival.store_id, arrival.reference);
  v_found public.payments[];
begin
  select array_agg(p) into v_found
  from public.payments as p
  join public.payment_attempts as a on a.id = p.attempt_id
  where p.account_id = arrival.account_id and p.receipt is null and p.amount_minor = arrival.amount_minor
    and p.order_id = coalesce(v_typed_id, p.order_id) and private.twin_of(arrival, a);
  return case when cardinality(v_found) = 1 then v_found[1] end;
end $$;
comment on function private.receiptless_twin is
  'The payment that this money may be, told once more: a query proves one and names no receipt. Null when there is none, or more than one.';

create function private.know_arrival(arrival public.arrivals) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.arrivals as r
  set state = 'known', order_id = p.order_id, attempt_id = p.attempt_id, settled_at = now()
  from public.payments as p
  where r.id = arrival.id and p.account_id = arrival.account_id and p.receipt = arrival.receipt;
  return found;
end $$;
comment on function private.know_arrival is 'True when an attempt has had this money booked: then nothing is booked again.';

create function private.beside_arrival(arrival_id uuid) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(a.id order by a.number), '{}')
  from public.arrivals as r
  join public.payment_attempts as a on a.store_id = r.store_id and a.order_id = private.match_arrival(r)
  where r.id = beside_arrival.arrival_id and r.state = 'received' and a.state in ('submitted', 'pending', 'unknown')
    and private.twin_of(r, a);
$$;
comment on function private.beside_arrival is 'Prompts that may be the same money and have not ended: the gateway is asked about them first.';

create function private.lock_arrival(arrival_id uuid, order_id uuid) returns public.arrivals
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_arrival public.arrivals;
begin
  -- In the order in which a prompt's money is booked, so that nobody waits in a circle.
  perform from public.orders as o where o.id = lock_arrival.order_id for update;
  select * into v_arrival from public.arrivals as r where r.id = lock_arrival.arrival_id for update;
  return v_arrival;
end $$;

create function private.settle_arrival(arrival_id uuid) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_arrival public.arrivals;
  v_twin public.payments;
  v_order_id uuid;
begin
  select * into v_arrival from public.arrivals as r where r.id = settle_arrival.arrival_id;
  v_order_id := coalesce(private.match_arrival(v_arrival), (private.receiptless_twin(v_arrival)).order_id);
  v_arrival := private.lock_arrival(arrival_id, v_order_id);
  if v_arrival.state is distinct from 'received' then
    return v_arrival.state;
  end if;
  v_twin := private.receiptless_twin(v_arrival);
  if v_twin.order_id = v_order_id and not exists (select from public.payments as p
      where p.account_id = v_arrival.account_id and p.receipt = v_arrival.receipt) then
    update public.payments as p set receipt = v_arrival.receipt where p.id = v_twin.id;
  end if;
  if private.know_arrival(v_arrival) then
    return 'known';
  end if;
  -- After four minutes no prompt is on a phone any more, whatever the gateway says of it.
  if cardinality(private.beside_arrival(arrival_id)) > 0 and v_arrival.came_at > now() - interval '4 minutes' then
    perform private.enqueue('settle_arrival', jsonb_build_object('arrival_id', arrival_id),
      run_at => now() + interval '7 seconds', job_key => 'settle_arrival:' || arrival_id);
    return 'received';
  end if;
  -- What it was for when we looked first may have been paid meanwhile.
  if v_order_id is null or v_order_id is distinct from private.match_arrival(v_arrival) then
    update public.arrivals as r set state = 'open' where r.id = v_arrival.id;
    return 'open';
  end if;
  perform private.book_arrival(v_arrival, v_order_id);
  return 'placed';
end $$;
comment on function private.settle_arrival is
  'Finds out what money is for and books it, or leaves it to a person. Waits while a prompt may be the same money. As often as it is called.';

create function private.keep_arrival(
  account_id uuid, source public.arrival_source, money jsonb
) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_arrival public.arrivals;
  v_came_at timestamptz := least((money ->> 'came_at')::timestamptz, clock_timestamp());
begin
  insert into public.arrivals (store_id, account_id, source, receipt, gateway_ref, amount_minor, fee_minor, currency,
    payer, payer_name, reference, came_at)
  select a.store_id, a.id, keep_arrival.source, money ->> 'receipt', money ->> 'gateway_ref',
    (money ->> 'amount_minor')::bigint, (money ->> 'fee_minor')::bigint, money ->> 'currency',
    coalesce(money ->> 'payer', ''), coalesce(money ->> 'payer_name', ''), coalesce(money ->> 'reference', ''),
    coalesce(v_came_at, clock_timestamp())
  from public.payment_accounts as a where a.id = keep_arrival.account_id
  on conflict on constraint arrivals_account_id_receipt_key do nothing
  returning * into v_arrival;
  if v_arrival.id is null then
    return case when exists (select from public.arrivals as r
        where r.account_id = keep_arrival.account_id and r.receipt = money ->> 'receipt'
          and (r.amount_minor, r.currency) = ((money ->> 'amount_minor')::bigint, money ->> 'currency'))
      then 'repeat' else 'another_amount' end;
  end if;
  perform private.enqueue('settle_arrival', jsonb_build_object('arrival_id', v_arrival.id),
    job_key => 'settle_arrival:' || v_arrival.id);
  return 'received';
end $$;
comment on function private.keep_arrival is
  'Keeps money once a receipt and has it looked at: received, repeat, or another_amount for a receipt that was told with another one. money: {receipt, gateway_ref, amount_minor, fee_minor, currency, payer, payer_name, reference, came_at}.';

-- As it was, but for what tills tell of the same money.
create function private.is_told_by_till(attempt public.payment_attempts, booked public.payments, outcome jsonb) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_receipt text := nullif(outcome ->> 'receipt', '');
  v_amount_minor bigint := (outcome ->> 'amount_minor')::bigint;
  v_arrival public.arrivals;
begin
  if booked.attempt_id = attempt.id and booked.receipt <> v_receipt then
    select * into v_arrival from public.arrivals as r
    where r.account_id = attempt.account_id and r.receipt = booked.receipt and r.state = 'known' and r.attempt_id = attempt.id;
    if found then
      -- What the till told of was not this prompt's money after all: both came.
      perform private.keep_arrival(attempt.account_id, 'prompt', jsonb_build_object('receipt', v_receipt,
        'amount_minor', v_amount_minor, 'currency', outcome ->> 'currency', 'payer', substr(attempt.phone, 2),
        'reference', private.order_label(o.store_id, o.number)))
      from public.orders as o where o.id = attempt.order_id;
    end if;
    return found;
  end if;
  select * into v_arrival from public.arrivals as r
  where r.account_id = attempt.account_id and r.order_id = attempt.order_id and r.state = 'placed'
    and r.amount_minor = v_amount_minor and r.currency = outcome ->> 'currency'
    and (r.receipt = v_receipt or (v_receipt is null and booked.id is null and r.attempt_id is null and private.twin_of(r, attempt)))
  order by r.id limit 1;
  if not found then
    return false;
  end if;
  update public.arrivals as r set attempt_id = attempt.id where r.id = v_arrival.id;
  update public.payment_attempts as a
  set state = 'succeeded', result_code = outcome ->> 'code', result_text = left(outcome ->> 'text', 300)
  where a.id = attempt.id and a.state <> 'succeeded';
  return true;
end $$;
comment on function private.is_told_by_till is
  'True when what an attempt brought is money that its till told of: booked already, or two payments of which one was taken for the other, then kept as an arrival.';

create or replace function private.book_payment(attempt public.payment_attempts, outcome jsonb) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booked public.payments;
  v_receipt text := nullif(outcome ->> 'receipt', '');
  v_amount_minor bigint := (outcome ->> 'amount_minor')::bigint;
  v_currency text := outcome ->> 'currency';
  v_is_surplus boolean;
begin
  select * into v_booked from public.payments as p
  where p.attempt_id = attempt.id or (p.account_id = attempt.account_id and p.receipt = v_receipt)
  -- A receipt that already paid another attempt weighs more than what this attempt has.
  order by p.attempt_id = attempt.id limit 1;
  if private.is_told_by_till(attempt, v_booked, outcome) then
    return 'repeat';
  end if;
  if v_booked.id is not null then
    -- A query proves a payment but names no receipt; the callback that comes later does.
    if v_booked.attempt_id = attempt.id and v_booked.receipt is null then
      update public.payments as p set receipt = v_receipt where p.id = v_booked.id;
    end if;
    if v_booked.attempt_id = attempt.id and v_booked.amount_minor = v_amount_minor then
      return 'repeat';
    end if;
    update public.orders as o set needs_review = true where o.id = attempt.order_id;
    perform private.log_order_event(attempt.order_id, 'needs_review', jsonb_build_object('receipt', v_receipt));
    return 'contradicts_booked_payment';
  end if;

  select o.paid_minor >= o.total_minor into strict v_is_surplus from public.orders as o where o.id = attempt.order_id;
  insert into public.payments (store_id, account_id, order_id, attempt_id, amount_minor, currency, receipt, payer_phone, is_surplus)
  values (attempt.store_id, attempt.account_id, attempt.order_id, attempt.id, v_amount_minor, v_currency, v_receipt,
    outcome ->> 'payer_phone', v_is_surplus)
  returning * into v_booked;
  perform private.book_entry(attempt.order_id, 'charge:' || v_booked.id, 'charge', 'buyer', 'gateway', v_amount_minor,
    v_currency, v_booked.id, v_receipt);
  if (outcome ->> 'fee_minor')::bigint > 0 then
    perform private.book_entry(attempt.order_id, 'fee:' || v_booked.id, 'fee', 'gateway', 'fees',
      (outcome ->> 'fee_minor')::bigint, v_currency, v_booked.id, v_receipt);
  end if;
  update public.payment_attempts as a
  set state = 'succeeded', result_code = outcome ->> 'code', result_text = left(outcome ->> 'text', 300)
  where a.id = attempt.id and a.state <> 'succeeded';

  update public.arrivals as r set state = 'known', order_id = attempt.order_id, attempt_id = attempt.id, settled_at = now()
  where r.account_id = attempt.account_id and r.receipt = v_receipt and r.state in ('received', 'open');

  if v_currency <> attempt.currency then
    update public.orders as o set needs_review = true where o.id = attempt.order_id;
    perform private.log_order_event(attempt.order_id, 'needs_review', jsonb_build_object('currency', v_currency));
    return 'wrong_currency';
  end if;
  return private.settle_order(attempt.order_id, v_is_surplus);
end $$;
