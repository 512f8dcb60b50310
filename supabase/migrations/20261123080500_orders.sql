-- Orders. Written only by functions; staff read their own stores' orders.
create type public.order_status as enum ('pending', 'paid', 'fulfilled', 'completed', 'cancelled', 'expired');
create type public.payment_status as enum ('unpaid', 'partly_paid', 'paid', 'overpaid', 'refunded');
create type public.fulfilment_status as enum ('unfulfilled', 'packed', 'shipped', 'delivered');
create type public.delivery_method as enum ('delivery', 'pickup');
create type public.order_event_kind as enum (
  'placed', 'prompt_sent', 'prompt_failed', 'payment_received', 'paid', 'paid_late', 'paid_again', 'needs_review',
  'expired', 'reopened', 'cancelled', 'message_sent'
);

create table public.orders (
  id                 uuid primary key default private.uuid_v7(),
  store_id           uuid not null references public.stores on delete restrict,
  number             integer not null check (number > 0),
  token              text not null unique default private.random_token(),
  status             public.order_status not null default 'pending',
  payment_status     public.payment_status not null default 'unpaid',
  fulfilment_status  public.fulfilment_status not null default 'unfulfilled',
  needs_review       boolean not null default false,
  currency           text not null check (currency ~ '^[A-Z]{3}$'),
  items_minor        bigint not null check (items_minor >= 0),
  delivery_minor     bigint not null check (delivery_minor >= 0),
  tax_minor          bigint not null check (tax_minor >= 0),
  total_minor        bigint not null,
  paid_minor         bigint not null default 0 check (paid_minor >= 0),
  customer_id        uuid not null,
  contact_name       text not null,
  contact_phone      text not null,
  contact_email      text,
  delivery_method    public.delivery_method not null,
  delivery_promise   text not null default '',
  area               text,
  landmark           text,
  directions         text,
  second_phone       text,
  note               text not null default '' check (length(note) <= 500),
  idempotency_key    text not null check (length(idempotency_key) between 8 and 128),
  request_fingerprint bytea not null,
  placed_at          timestamptz not null default now(),
  paid_at            timestamptz,
  expires_at         timestamptz not null,
  updated_at         timestamptz not null default now(),
  foreign key (store_id, customer_id) references public.customers (store_id, id) on delete restrict,
  unique (store_id, id),
  unique (store_id, number),
  unique (store_id, idempotency_key),
  check (total_minor = items_minor + delivery_minor),
  check (delivery_method = 'pickup' or (area is not null and landmark is not null))
);
comment on table public.orders is 'One purchase. Prices include tax; tax_minor says how much of the total it is. total_minor never changes after placing.';
comment on column public.orders.token is 'What a shopper without an account shows instead of a password: the order page''s address carries it.';
-- Serves the dashboard's list, newest first, by cursor.
create index orders_store_idx on public.orders (store_id, id desc);
create index orders_customer_idx on public.orders (store_id, customer_id, id desc);

create table public.order_items (
  id               uuid primary key default private.uuid_v7(),
  store_id         uuid not null,
  order_id         uuid not null,
  variant_id       uuid not null,
  product_title    text not null,
  product_slug     text not null,
  variant_title    text not null default '',
  sku              text,
  image_path       text,
  unit_price_minor bigint not null check (unit_price_minor >= 0),
  quantity         integer not null check (quantity between 1 and 999),
  total_minor      bigint not null,
  position         integer not null default 0,
  foreign key (store_id, order_id) references public.orders (store_id, id) on delete cascade,
  foreign key (store_id, variant_id) references public.variants (store_id, id) on delete restrict,
  unique (order_id, variant_id),
  check (total_minor = unit_price_minor * quantity)
);
comment on table public.order_items is 'What was bought, as it was called and priced at that moment.';
create index order_items_order_idx on public.order_items (store_id, order_id, position);
create index order_items_variant_idx on public.order_items (store_id, variant_id);

create table public.order_events (
  id         uuid primary key default private.uuid_v7(),
  store_id   uuid not null,
  order_id   uuid not null,
  kind       public.order_event_kind not null,
  data       jsonb not null default '{}',
  actor_id   uuid,
  created_at timestamptz not null default clock_timestamp(),
  foreign key (store_id, order_id) references public.orders (store_id, id) on delete cascade
);
comment on table public.order_events is 'The timeline of an order. Append only.';
create index order_events_order_idx on public.order_events (store_id, order_id, id);

alter table public.inventory_movements add foreign key (store_id, order_id)
  references public.orders (store_id, id) on delete restrict;

create table private.store_counters (
  store_id          uuid primary key references public.stores on delete cascade,
  last_order_number integer not null default 1000
);
comment on table private.store_counters is 'Order numbers of a store, without gaps: the row is locked until the order is committed.';

-- Transitions: the one place that says which are possible.
create table private.order_transitions (
  from_status public.order_status not null,
  to_status   public.order_status not null,
  primary key (from_status, to_status)
);
insert into private.order_transitions values
  ('pending', 'paid'), ('pending', 'cancelled'), ('pending', 'expired'),
  -- Money that comes late opens the order again when the goods are still there.
  ('expired', 'pending'), ('expired', 'paid'), ('cancelled', 'paid'),
  ('paid', 'fulfilled'), ('paid', 'cancelled'), ('fulfilled', 'completed');

create function private.tg_orders__check_transition() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not exists (
    select from private.order_transitions as t where t.from_status = old.status and t.to_status = new.status
  ) then
    raise exception 'An order cannot go from % to %', old.status, new.status using errcode = 'AFTRN';
  end if;
  return new;
end $$;
create trigger _100_check_transition before update of status on public.orders
  for each row when (old.status is distinct from new.status) execute function private.tg_orders__check_transition();
create trigger _200_touch_updated_at before update on public.orders
  for each row execute function private.tg__touch_updated_at();

create function private.log_order_event(order_id uuid, kind public.order_event_kind, data jsonb default '{}') returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into public.order_events (store_id, order_id, kind, data, actor_id)
  select o.store_id, o.id, log_order_event.kind, log_order_event.data, (select auth.uid())
  from public.orders as o where o.id = log_order_event.order_id;
end $$;

alter table public.orders enable row level security;
alter table public.order_items enable row level security;
alter table public.order_events enable row level security;
alter table private.store_counters enable row level security;
alter table private.order_transitions enable row level security;

-- No write grants: place_order, apply_payment_event and their like are the only writers.
grant select on public.orders, public.order_items, public.order_events to authenticated;

create policy select_staff on public.orders for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));
create policy select_staff on public.order_items for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));
create policy select_staff on public.order_events for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));
