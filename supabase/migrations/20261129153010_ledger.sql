-- The ledger: every movement of money that an order caused, as a transfer from one book to another. Each row balances
-- by itself, so all of them do. What an order says of its money is the sum of its rows and nothing else.
create type public.ledger_kind as enum ('charge', 'cash', 'fee', 'refund', 'reversal', 'chargeback', 'adjustment');
create type public.ledger_book as enum ('buyer', 'gateway', 'hand', 'returning', 'disputed', 'fees');

alter table public.payments add unique (store_id, id);

create table public.ledger_entries (
  id              uuid primary key default private.uuid_v7(),
  store_id        uuid not null,
  order_id        uuid not null,
  kind            public.ledger_kind not null,
  from_book       public.ledger_book not null,
  to_book         public.ledger_book not null,
  amount_minor    bigint not null check (amount_minor > 0),
  currency        text not null check (currency ~ '^[A-Z]{3}$'),
  account_id      uuid,
  payment_id      uuid,
  transaction_ref text check (length(transaction_ref) between 1 and 120),
  entry_key       text not null check (length(entry_key) between 1 and 200),
  note            text not null default '' check (length(note) <= 300),
  actor_id        uuid,
  booked_at       timestamptz not null default clock_timestamp(),
  foreign key (store_id, order_id) references public.orders (store_id, id) on delete restrict,
  foreign key (store_id, account_id) references public.payment_accounts (store_id, id) on delete restrict,
  foreign key (store_id, payment_id) references public.payments (store_id, id) on delete restrict,
  unique (store_id, entry_key),
  unique (account_id, kind, from_book, to_book, transaction_ref),
  constraint ledger_entries_is_a_move check ((kind, from_book, to_book) in (
    ('charge', 'buyer', 'gateway'),
    ('cash', 'buyer', 'hand'),
    ('fee', 'gateway', 'fees'),
    -- A refund by a gateway is set aside first, then with the buyer, or back where it was.
    ('refund', 'gateway', 'returning'), ('refund', 'returning', 'buyer'), ('refund', 'returning', 'gateway'),
    -- What the shop gives back by itself, and what a gateway did after it had said that it would not.
    ('refund', 'hand', 'buyer'), ('refund', 'gateway', 'buyer'),
    ('reversal', 'gateway', 'buyer'),
    ('chargeback', 'gateway', 'disputed'), ('chargeback', 'disputed', 'buyer'), ('chargeback', 'disputed', 'gateway'),
    ('adjustment', 'buyer', 'hand'), ('adjustment', 'hand', 'buyer')
  ))
);
comment on table public.ledger_entries is
  'Money that moved because of an order: amount_minor went from from_book to to_book. Append only. Books: buyer is the shopper''s side; gateway and hand are the shop''s, with a payment gateway or by itself; returning is set aside for a refund, disputed held back by the gateway, fees kept by it.';
comment on column public.ledger_entries.entry_key is 'What caused it, in words of ours: the same cause books once.';
comment on column public.ledger_entries.transaction_ref is
  'What the gateway calls it, where it said so by then: no transaction of a gateway''s is booked twice.';
create index ledger_entries_order_idx on public.ledger_entries (store_id, order_id, id);
create index ledger_entries_payment_idx on public.ledger_entries (store_id, payment_id) where payment_id is not null;

alter table public.ledger_entries enable row level security;
revoke all on public.ledger_entries from service_role;
grant select on public.ledger_entries to authenticated, service_role;
create policy select_staff on public.ledger_entries for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));

create function private.tg__append_only() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception 'Rows of % are never changed: book another one', tg_table_name using errcode = 'AFTRN';
end $$;
comment on function private.tg__append_only is 'Also for the owner of the table: what was booked stays booked.';
create trigger _100_append_only before update or delete on public.ledger_entries
  for each row execute function private.tg__append_only();
create trigger _100_append_only_all before truncate on public.ledger_entries
  for each statement execute function private.tg__append_only();

-- What was paid before there was a ledger.
insert into public.ledger_entries (store_id, order_id, kind, from_book, to_book, amount_minor, currency, account_id,
  payment_id, transaction_ref, entry_key, booked_at)
select p.store_id, p.order_id, 'charge', 'buyer', 'gateway', p.amount_minor, p.currency, p.account_id, p.id, p.receipt,
  'charge:' || p.id, p.received_at
from public.payments as p;
insert into public.ledger_entries (store_id, order_id, kind, from_book, to_book, amount_minor, currency, entry_key, note)
select o.store_id, o.id, 'adjustment', 'buyer', 'hand', o.paid_minor - coalesce(b.minor, 0), o.currency,
  'carried:' || o.id, 'Paid before there was a ledger'
from public.orders as o
left join (
  select e.order_id, e.currency, sum(e.amount_minor) as minor from public.ledger_entries as e group by 1, 2
) as b on b.order_id = o.id and b.currency = o.currency
where o.paid_minor > coalesce(b.minor, 0);

alter table public.orders
  add column refunding_minor bigint not null default 0 check (refunding_minor >= 0),
  add column refunded_minor bigint not null default 0 check (refunded_minor >= 0),
  add column disputed_minor bigint not null default 0 check (disputed_minor >= 0);
comment on column public.orders.paid_minor is 'All that came from the buyer, in the order''s currency; sums of the ledger, as are the next three.';
comment on column public.orders.refunding_minor is 'Set aside for refunds that are under way.';
comment on column public.orders.refunded_minor is 'What went back to the buyer, however it went.';
comment on column public.orders.disputed_minor is 'What the gateway holds back for a dispute.';
comment on column public.orders.payment_status is 'Follows from the sums of the ledger and the total. A trigger writes it, whatever else is written.';

create function private.payment_status_of(
  total_minor bigint, paid_minor bigint, refunding_minor bigint, refunded_minor bigint, disputed_minor bigint
) returns public.payment_status
language plpgsql immutable set search_path = ''
as $$
declare
  v_kept_minor bigint := paid_minor - refunded_minor;
begin
  return case
    when disputed_minor > 0 then 'disputed'
    when refunding_minor > 0 then 'refunding'
    when paid_minor <= 0 then 'unpaid'
    when v_kept_minor <= 0 then 'refunded'
    when v_kept_minor > total_minor then 'overpaid'
    when v_kept_minor = total_minor then 'paid'
    when paid_minor >= total_minor then 'partly_refunded'
    else 'partly_paid' end::public.payment_status;
end $$;
comment on function private.payment_status_of is
  'The state of an order''s money. Too much that went back leaves it paid; a part of too little that went back, partly paid.';

create function private.tg_orders__derive_payment_status() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.payment_status := private.payment_status_of(
    new.total_minor, new.paid_minor, new.refunding_minor, new.refunded_minor, new.disputed_minor);
  return new;
end $$;
create trigger _150_derive_payment_status
  before insert or update of total_minor, paid_minor, refunding_minor, refunded_minor, disputed_minor, payment_status
  on public.orders
  for each row execute function private.tg_orders__derive_payment_status();

update public.orders as o set payment_status = o.payment_status;

create function private.tg_ledger_entries__sum_up() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Money of another currency is kept and counts for nothing: a person has to look.
  update public.orders as o set
    paid_minor = o.paid_minor + case when new.from_book = 'buyer' then new.amount_minor else 0 end,
    refunded_minor = o.refunded_minor + case when new.to_book = 'buyer' then new.amount_minor else 0 end,
    refunding_minor = o.refunding_minor
      + case when new.to_book = 'returning' then new.amount_minor when new.from_book = 'returning' then -new.amount_minor else 0 end,
    disputed_minor = o.disputed_minor
      + case when new.to_book = 'disputed' then new.amount_minor when new.from_book = 'disputed' then -new.amount_minor else 0 end
  where o.id = new.order_id and o.currency = new.currency;
  return null;
end $$;
comment on function private.tg_ledger_entries__sum_up is
  'Keeps the sums of an order beside it. Definer: entries come from functions that may write no order.';
create trigger _500_sum_up after insert on public.ledger_entries
  for each row execute function private.tg_ledger_entries__sum_up();

create function private.book_entry(
  order_id uuid,
  entry_key text,
  kind public.ledger_kind,
  from_book public.ledger_book,
  to_book public.ledger_book,
  amount_minor bigint,
  currency text,
  payment_id uuid default null,
  transaction_ref text default null,
  note text default ''
) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into public.ledger_entries (store_id, order_id, entry_key, kind, from_book, to_book, amount_minor, currency,
    account_id, payment_id, transaction_ref, note, actor_id)
  select o.store_id, o.id, book_entry.entry_key, book_entry.kind, book_entry.from_book, book_entry.to_book,
    book_entry.amount_minor, book_entry.currency, p.account_id, p.id, book_entry.transaction_ref, book_entry.note,
    (select auth.uid())
  from public.orders as o
  left join public.payments as p on p.store_id = o.store_id and p.id = book_entry.payment_id
  where o.id = book_entry.order_id
  on conflict on constraint ledger_entries_store_id_entry_key_key do nothing;
  return found;
end $$;
comment on function private.book_entry is
  'The only writer of the ledger. False when this cause was booked before; a transaction of the gateway''s that was booked under another cause is an error (23505).';

create or replace function private.settle_order(order_id uuid, is_surplus boolean) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_is_covered boolean;
  v_is_settled boolean := false;
begin
  select o.* into strict v_order from public.orders as o where o.id = settle_order.order_id for update;
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

comment on function private.apply_payment_event is
  'Moves an attempt to what the gateway says and draws every consequence, in one transaction, as often as it is called. outcome: {"state","amount_minor","currency","fee_minor","receipt","payer_phone","code","text"}. event_id is null for what we found out by ourselves.';
