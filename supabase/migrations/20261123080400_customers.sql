-- Who buys, and where a rider finds them. A customer is known by phone; no account is needed.
create table public.customers (
  id               uuid primary key default private.uuid_v7(),
  store_id         uuid not null references public.stores on delete cascade,
  phone            text not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  name             text not null check (length(name) between 1 and 120),
  email            text check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 254),
  user_id          uuid references auth.users on delete set null,
  wants_news       boolean not null default false,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  unique (store_id, phone),
  unique (store_id, id)
);
comment on table public.customers is 'A buyer of one store. Another store never learns of them.';
create index customers_user_id_idx on public.customers (user_id) where user_id is not null;

create table public.addresses (
  id           uuid primary key default private.uuid_v7(),
  store_id     uuid not null,
  customer_id  uuid not null,
  area         text not null check (length(area) between 1 and 120),
  landmark     text not null check (length(landmark) between 1 and 160),
  directions   text not null default '' check (length(directions) <= 500),
  second_phone text check (second_phone ~ '^\+[1-9][0-9]{6,14}$'),
  created_at   timestamptz not null default now(),
  foreign key (store_id, customer_id) references public.customers (store_id, id) on delete cascade
);
comment on table public.addresses is 'Landmark addresses: what to look for and how to get there. There is no postcode where our shoppers live.';
create unique index addresses_place_key on public.addresses (store_id, customer_id, area, lower(landmark));

create table public.delivery_zones (
  id         uuid primary key default private.uuid_v7(),
  store_id   uuid not null references public.stores on delete cascade,
  name       text not null check (length(name) between 1 and 80),
  areas      text[] not null check (cardinality(areas) between 1 and 200),
  fee_minor  bigint not null check (fee_minor between 0 and 1000000000000),
  promise    text not null default '' check (length(promise) <= 120),
  position   integer not null default 0,
  unique (store_id, id)
);
comment on table public.delivery_zones is 'Where a store delivers, for how much, and what it promises ("Tomorrow, 9:00 to 13:00").';
create index delivery_zones_store_idx on public.delivery_zones (store_id, position);

create trigger _100_touch_updated_at before update on public.customers
  for each row execute function private.tg__touch_updated_at();

alter table public.customers enable row level security;
alter table public.addresses enable row level security;
alter table public.delivery_zones enable row level security;

grant select on public.customers, public.addresses to authenticated;
grant select on public.delivery_zones to anon, authenticated;
grant insert (id, store_id, name, areas, fee_minor, promise, position) on public.delivery_zones to authenticated;
grant update (name, areas, fee_minor, promise, position) on public.delivery_zones to authenticated;
grant delete on public.delivery_zones to authenticated;
-- No write grants on customers and addresses: place_order writes them.

create policy select_staff on public.customers for select to authenticated
  using (store_id = any (array(select private.my_store_ids('customers.view'))));
create policy select_staff on public.addresses for select to authenticated
  using (store_id = any (array(select private.my_store_ids('customers.view'))));
create policy select_visitor on public.delivery_zones for select to anon, authenticated using (true);
create policy insert_manager on public.delivery_zones for insert to authenticated
  with check (store_id = any (array(select private.my_store_ids('settings.manage'))));
create policy update_manager on public.delivery_zones for update to authenticated
  using (store_id = any (array(select private.my_store_ids('settings.manage'))))
  with check (store_id = any (array(select private.my_store_ids('settings.manage'))));
create policy delete_manager on public.delivery_zones for delete to authenticated
  using (store_id = any (array(select private.my_store_ids('settings.manage'))));
