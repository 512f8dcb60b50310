-- Money. Attempts are tries to be paid, events are what gateways say, payments are money that came.
create type public.gateway as enum ('mpesa');
create type public.attempt_state as enum (
  'created', 'submitted', 'pending', 'succeeded', 'failed', 'expired', 'unknown'
);
create type public.payment_event_source as enum ('callback', 'query');
create type public.payment_event_state as enum ('received', 'applied', 'ignored', 'parked', 'malformed', 'review');

create table public.payment_accounts (
  id          uuid primary key default private.uuid_v7(),
  store_id    uuid not null references public.stores on delete cascade,
  gateway     public.gateway not null,
  is_enabled  boolean not null default true,
  settings    jsonb not null default '{}',
  created_at  timestamptz not null default now(),
  unique (store_id, gateway),
  unique (store_id, id)
);
comment on table public.payment_accounts is
  'A store''s account with a gateway. settings holds what shoppers may see: for mpesa {"short_code","kind":"paybill"|"till","till"?,"environment"?:"sandbox"|"production"}.';

create table private.payment_credentials (
  account_id     uuid primary key references public.payment_accounts on delete cascade,
  callback_token text not null unique default private.random_token(),
  credentials    jsonb not null
);
comment on table private.payment_credentials is
  'Keys of an account, for the job worker only. callback_token is the unguessable part of the account''s callback address.';
alter table private.payment_credentials enable row level security;

create table public.payment_attempts (
  id                uuid primary key default private.uuid_v7(),
  store_id          uuid not null,
  order_id          uuid not null,
  account_id        uuid not null,
  gateway           public.gateway not null,
  number            integer not null check (number > 0),
  state             public.attempt_state not null default 'created',
  expected_minor    bigint not null check (expected_minor > 0),
  currency          text not null,
  phone             text not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  callback_ref      text not null unique default private.random_token(),
  gateway_ref       text check (length(gateway_ref) <= 120),
  result_code       text check (length(result_code) <= 60),
  result_text       text check (length(result_text) <= 300),
  polls             integer not null default 0,
  polled_at         timestamptz,
  created_at        timestamptz not null default clock_timestamp(),
  submitted_at      timestamptz,
  finished_at       timestamptz,
  updated_at        timestamptz not null default now(),
  foreign key (store_id, order_id) references public.orders (store_id, id) on delete restrict,
  foreign key (store_id, account_id) references public.payment_accounts (store_id, id) on delete restrict,
  unique (order_id, number),
  unique (store_id, id),
  unique (account_id, gateway_ref)
);
comment on table public.payment_attempts is 'One try to be paid for an order: for mpesa one prompt on a phone. gateway_ref is M-Pesa''s CheckoutRequestID.';
comment on column public.payment_attempts.callback_ref is
  'Part of this attempt''s own callback address, so that a callback finds its attempt even when the answer to the push was lost.';
create index payment_attempts_order_idx on public.payment_attempts (store_id, order_id, number desc);
create index payment_attempts_account_idx on public.payment_attempts (store_id, account_id);

create table private.attempt_transitions (
  from_state public.attempt_state not null,
  to_state   public.attempt_state not null,
  primary key (from_state, to_state)
);
alter table private.attempt_transitions enable row level security;
insert into private.attempt_transitions values
  ('created', 'submitted'), ('created', 'failed'), ('created', 'expired'), ('created', 'succeeded'),
  -- Back to created only when the gateway said that it is too busy and sent nothing.
  ('submitted', 'created'),
  ('submitted', 'pending'), ('submitted', 'failed'), ('submitted', 'unknown'), ('submitted', 'succeeded'), ('submitted', 'expired'),
  ('pending', 'succeeded'), ('pending', 'failed'), ('pending', 'expired'), ('pending', 'unknown'),
  ('unknown', 'pending'), ('unknown', 'succeeded'), ('unknown', 'failed'), ('unknown', 'expired'),
  -- Money may come after we gave up, and a gateway may take back a failure; it never takes back a success here.
  ('expired', 'succeeded'), ('failed', 'succeeded');

create function private.tg_payment_attempts__check_transition() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not exists (
    select from private.attempt_transitions as t where t.from_state = old.state and t.to_state = new.state
  ) then
    raise exception 'A payment attempt cannot go from % to %', old.state, new.state using errcode = 'AFTRN';
  end if;
  if new.state in ('succeeded', 'failed', 'expired') then
    new.finished_at := now();
  end if;
  return new;
end $$;
create trigger _100_check_transition before update of state on public.payment_attempts
  for each row when (old.state is distinct from new.state) execute function private.tg_payment_attempts__check_transition();
create trigger _200_touch_updated_at before update on public.payment_attempts
  for each row execute function private.tg__touch_updated_at();

create table public.payment_events (
  id          uuid primary key default private.uuid_v7(),
  store_id    uuid not null,
  account_id  uuid not null,
  attempt_id  uuid,
  source      public.payment_event_source not null,
  event_key   text not null,
  gateway_ref text,
  state       public.payment_event_state not null default 'received',
  outcome     text check (length(outcome) <= 120),
  headers     jsonb not null default '{}',
  body        bytea not null,
  seen        integer not null default 1,
  received_at timestamptz not null default clock_timestamp(),
  applied_at  timestamptz,
  foreign key (store_id, account_id) references public.payment_accounts (store_id, id) on delete restrict,
  foreign key (store_id, attempt_id) references public.payment_attempts (store_id, id) on delete restrict,
  unique (account_id, event_key)
);
comment on table public.payment_events is
  'Everything a gateway said, byte for byte, before anything is believed. `seen` counts repeats of the same event.';
create index payment_events_attempt_idx on public.payment_events (store_id, attempt_id) where attempt_id is not null;
create index payment_events_parked_idx on public.payment_events (account_id, gateway_ref) where state = 'parked';

create table public.payments (
  id           uuid primary key default private.uuid_v7(),
  store_id     uuid not null,
  account_id   uuid not null,
  order_id     uuid not null,
  attempt_id   uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency     text not null,
  receipt      text check (length(receipt) between 1 and 60),
  payer_phone  text,
  is_surplus   boolean not null default false,
  received_at  timestamptz not null default now(),
  foreign key (store_id, account_id) references public.payment_accounts (store_id, id) on delete restrict,
  foreign key (store_id, order_id) references public.orders (store_id, id) on delete restrict,
  foreign key (store_id, attempt_id) references public.payment_attempts (store_id, id) on delete restrict,
  unique (attempt_id),
  unique (account_id, receipt)
);
comment on table public.payments is
  'Money that came, booked once: one row an attempt and one a receipt, whatever arrives twice. is_surplus marks money beyond what the order asked.';
create index payments_order_idx on public.payments (store_id, order_id);

alter table public.payment_accounts enable row level security;
alter table public.payment_attempts enable row level security;
alter table public.payment_events enable row level security;
alter table public.payments enable row level security;

grant select on public.payment_accounts to anon, authenticated;
grant insert (id, store_id, gateway, is_enabled, settings), update (is_enabled, settings)
  on public.payment_accounts to authenticated;
-- Attempts, events and payments have no write grants, and attempts hide the reference that gateways call back with.
grant select (id, store_id, order_id, account_id, gateway, number, state, expected_minor, currency, phone,
  gateway_ref, result_code, result_text, created_at, submitted_at, finished_at) on public.payment_attempts to authenticated;
grant select (id, store_id, account_id, attempt_id, source, state, outcome, seen, received_at, applied_at)
  on public.payment_events to authenticated;
grant select on public.payments to authenticated;

create policy select_visitor on public.payment_accounts for select to anon using (is_enabled);
create policy select_visitor_or_staff on public.payment_accounts for select to authenticated
  using (is_enabled or store_id = any (array(select private.my_store_ids('payments.view'))));
create policy insert_manager on public.payment_accounts for insert to authenticated
  with check (store_id = any (array(select private.my_store_ids('settings.manage'))));
create policy update_manager on public.payment_accounts for update to authenticated
  using (store_id = any (array(select private.my_store_ids('settings.manage'))))
  with check (store_id = any (array(select private.my_store_ids('settings.manage'))));
-- Staff who handle orders see how an order was paid; the raw events are for those who see payments.
create policy select_staff on public.payment_attempts for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));
create policy select_staff on public.payment_events for select to authenticated
  using (store_id = any (array(select private.my_store_ids('payments.view'))));
create policy select_staff on public.payments for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));
