-- Refunds: money that goes back, by the gateway that it came by or by the shop's own hand.
create type public.refund_state as enum ('requested', 'sending', 'pending', 'unknown', 'done', 'failed');

create table public.refunds (
  id                   uuid primary key default private.uuid_v7(),
  store_id             uuid not null,
  order_id             uuid not null,
  number               integer not null check (number > 0),
  payment_id           uuid,
  account_id           uuid,
  gateway              public.gateway,
  state                public.refund_state not null default 'requested',
  amount_minor         bigint not null check (amount_minor > 0),
  currency             text not null,
  reason               text not null check (length(reason) between 1 and 200 and reason !~ '[[:cntrl:]]'),
  hand_ref             text check (length(hand_ref) between 1 and 80 and hand_ref !~ '[[:cntrl:]]'),
  is_restocked         boolean not null default false,
  idempotency_key      text not null check (length(idempotency_key) between 8 and 128),
  request_hash  bytea not null,
  callback_ref         text not null unique default private.random_token(),
  timeout_callback_ref text not null unique default private.random_token(),
  gateway_ref          text check (length(gateway_ref) between 1 and 120),
  receipt              text check (length(receipt) between 1 and 60),
  result_code          text check (length(result_code) <= 60),
  result_text          text check (length(result_text) <= 300),
  is_repeat            boolean not null default false,
  polls                integer not null default 0,
  polled_at            timestamptz,
  requested_by         uuid,
  created_at           timestamptz not null default clock_timestamp(),
  sent_at              timestamptz,
  finished_at          timestamptz,
  updated_at           timestamptz not null default now(),
  foreign key (store_id, order_id) references public.orders (store_id, id) on delete restrict,
  foreign key (store_id, payment_id) references public.payments (store_id, id) on delete restrict,
  foreign key (store_id, account_id) references public.payment_accounts (store_id, id) on delete restrict,
  unique (store_id, id),
  unique (order_id, number),
  unique (store_id, idempotency_key),
  unique (account_id, gateway_ref),
  -- By a gateway, of a payment; or by hand, with a note of how.
  check (num_nulls(payment_id, account_id, gateway) in (0, 3)),
  check ((payment_id is null) = (hand_ref is not null))
);
comment on table public.refunds is
  'Money on its way back to a buyer, or there. What is under way is set aside in the ledger, so that no two refunds give the same money.';
comment on column public.refunds.gateway_ref is
  'What the gateway knows it by: a reference of ours where it takes one, stored before it is sent; else its own name for it.';
comment on column public.refunds.is_repeat is
  'It was sent before and may have been taken: a no to sending it again says nothing of the first time.';
comment on column public.refunds.timeout_callback_ref is 'End of the address that the gateway calls when it gave up waiting: that is no answer.';
create index refunds_order_idx on public.refunds (store_id, order_id, number);
create index refunds_payment_idx on public.refunds (store_id, payment_id) where payment_id is not null;

create table public.refund_lines (
  id            uuid primary key default private.uuid_v7(),
  store_id      uuid not null,
  refund_id     uuid not null,
  order_item_id uuid not null,
  quantity      integer not null check (quantity > 0),
  foreign key (store_id, refund_id) references public.refunds (store_id, id) on delete cascade,
  foreign key (store_id, order_item_id) references public.order_items (store_id, id) on delete restrict,
  unique (refund_id, order_item_id)
);
comment on table public.refund_lines is 'The goods that a refund is for; none for one of an amount alone.';
create index refund_lines_refund_idx on public.refund_lines (store_id, refund_id);
create index refund_lines_item_idx on public.refund_lines (store_id, order_item_id);

create table private.refund_transitions (
  from_state public.refund_state not null,
  to_state   public.refund_state not null,
  primary key (from_state, to_state)
);
alter table private.refund_transitions enable row level security;
insert into private.refund_transitions values
  ('requested', 'sending'), ('requested', 'failed'),
  -- By hand there is nothing to wait for.
  ('requested', 'done'),
  -- Back to requested only when the gateway certainly has nothing of it.
  ('sending', 'requested'), ('unknown', 'requested'),
  ('sending', 'pending'), ('sending', 'unknown'), ('sending', 'done'), ('sending', 'failed'),
  ('unknown', 'pending'), ('unknown', 'done'), ('unknown', 'failed'),
  ('pending', 'unknown'), ('pending', 'done'), ('pending', 'failed'),
  -- A gateway may do in the end what it said that it would not; money that is back never comes again.
  ('failed', 'done');

create function private.tg_refunds__check_transition() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not exists (
    select from private.refund_transitions as t where t.from_state = old.state and t.to_state = new.state
  ) then
    raise exception 'A refund cannot go from % to %', old.state, new.state using errcode = 'AFTRN';
  end if;
  if new.state in ('done', 'failed') then
    new.finished_at := now();
  end if;
  return new;
end $$;
create trigger _100_check_transition before update of state on public.refunds
  for each row when (old.state is distinct from new.state) execute function private.tg_refunds__check_transition();
create trigger _200_touch_updated_at before update on public.refunds
  for each row execute function private.tg__touch_updated_at();
create trigger _900_audit after insert or delete or update of state on public.refunds
  for each row execute function private.tg__audit();

alter table public.refunds enable row level security;
alter table public.refund_lines enable row level security;
-- No write grants, and the ends of callback addresses stay hidden, as those of attempts do.
grant select (id, store_id, order_id, number, payment_id, account_id, gateway, state, amount_minor, currency, reason,
  hand_ref, is_restocked, gateway_ref, receipt, result_code, result_text, requested_by, created_at, sent_at, finished_at)
  on public.refunds to authenticated;
grant select on public.refund_lines to authenticated;
create policy select_staff on public.refunds for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));
create policy select_staff on public.refund_lines for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));

alter table private.gateways add column refunds text not null default 'never'
  check (refunds in ('never', 'always', 'when_set_up'));
comment on column private.gateways.refunds is
  'Whether money goes back by it: when_set_up needs keys of their own, and settings then say "can_refund": true.';
update private.gateways set refunds = case gateway when 'paystack' then 'always' else 'when_set_up' end
where gateway in ('mpesa', 'paystack');

create function private.can_refund(account public.payment_accounts) returns boolean
language sql stable security definer set search_path = ''
as $$
  select g.refunds = 'always' or (g.refunds = 'when_set_up' and account.settings @> '{"can_refund":true}')
  from private.gateways as g where g.gateway = account.gateway;
$$;
comment on function private.can_refund is 'Definer: the gateways'' own table is for nobody to read.';

-- An order may be refunded more than once, and each time is told.
alter table public.notifications
  drop constraint notifications_order_id_channel_template_recipient_key,
  add column refund_id uuid,
  add foreign key (store_id, refund_id) references public.refunds (store_id, id) on delete cascade;
create unique index notifications_order_key on public.notifications (order_id, channel, template, recipient)
  where refund_id is null;
create unique index notifications_refund_key on public.notifications (store_id, refund_id, channel, template, recipient)
  where refund_id is not null;

alter table public.payment_events
  add column refund_id uuid,
  add foreign key (store_id, refund_id) references public.refunds (store_id, id) on delete restrict;
create index payment_events_refund_idx on public.payment_events (store_id, refund_id) where refund_id is not null;
