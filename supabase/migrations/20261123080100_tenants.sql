-- A tenant is a business; it owns stores; everything else belongs to a store.
create type public.member_role as enum ('merchant', 'staff');
create type public.permission as enum (
  'products.view', 'products.manage', 'orders.view', 'orders.manage', 'customers.view',
  'payments.view', 'payments.refund', 'analytics.view', 'settings.manage', 'staff.manage'
);
create type public.store_status as enum ('active', 'closed', 'suspended');

create table public.tenants (
  id         uuid primary key default private.uuid_v7(),
  name       text not null check (length(name) between 1 and 120),
  created_at timestamptz not null default now()
);
comment on table public.tenants is 'A business with a subscription.';

create table public.stores (
  id               uuid primary key default private.uuid_v7(),
  tenant_id        uuid not null references public.tenants on delete restrict,
  slug             text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 3 and 40),
  name             text not null check (length(name) between 1 and 80),
  tagline          text not null default '' check (length(tagline) <= 160),
  status           public.store_status not null default 'active',
  country          text not null check (country ~ '^[A-Z]{2}$'),
  currency         text not null check (currency ~ '^[A-Z]{3}$'),
  time_zone        text not null,
  language         text not null default 'en' check (language ~ '^[a-z]{2}$'),
  order_prefix     text not null check (order_prefix ~ '^[A-Z]{2,4}$'),
  contact_phone    text check (contact_phone ~ '^\+[1-9][0-9]{6,14}$'),
  contact_email    text check (contact_email ~ '^[^@\s]+@[^@\s]+$' and length(contact_email) <= 254),
  address          text not null default '' check (length(address) <= 200),
  opening_hours    text not null default '' check (length(opening_hours) <= 120),
  pickup_note      text not null default '' check (length(pickup_note) <= 160),
  is_pickup_offered boolean not null default true,
  tax_rate_bp      integer not null default 0 check (tax_rate_bp between 0 and 5000),
  hold_minutes     integer not null default 15 check (hold_minutes between 5 and 1440),
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  unique (tenant_id, id)
);
comment on table public.stores is 'One shop of a tenant. Prices include tax at tax_rate_bp basis points; 0 means not registered for tax.';
comment on column public.stores.hold_minutes is 'How long an unpaid order keeps its stock. Must exceed the gateways'' own window (M-Pesa: about 3 minutes).';
create index stores_tenant_id_idx on public.stores (tenant_id);

create table public.memberships (
  id           uuid primary key default private.uuid_v7(),
  tenant_id    uuid not null references public.tenants on delete cascade,
  store_id     uuid,
  user_id      uuid not null references auth.users on delete cascade,
  role         public.member_role not null,
  permissions  public.permission[] not null default '{}',
  suspended_at timestamptz,
  created_at   timestamptz not null default now(),
  foreign key (tenant_id, store_id) references public.stores (tenant_id, id) on delete cascade,
  unique nulls not distinct (tenant_id, store_id, user_id)
);
comment on table public.memberships is 'Who works for a tenant. store_id null means all its stores.';
create index memberships_user_id_idx on public.memberships (user_id);

create table public.platform_admins (
  user_id    uuid primary key references auth.users on delete cascade,
  created_at timestamptz not null default now()
);
comment on table public.platform_admins is 'People who run the platform. Kept apart from memberships so that no tenant row can make one.';

create function private.my_store_ids(needed public.permission) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select s.id
  from public.memberships as m
  join public.stores as s on s.tenant_id = m.tenant_id and (m.store_id is null or m.store_id = s.id)
  where m.user_id = (select auth.uid())
    and m.suspended_at is null
    and (
      m.role = 'merchant'
      or my_store_ids.needed = any (m.permissions)
      or my_store_ids.needed in ('products.view', 'orders.view', 'orders.manage', 'customers.view')
    );
$$;
comment on function private.my_store_ids is
  'Stores where the caller holds this permission. Staff hold four by default. Definer: reads memberships without re-entering their policies. Call it as `= any (array(select private.my_store_ids(...)))`: evaluated once a query.';
grant execute on function private.my_store_ids to authenticated;

create function private.my_tenant_ids() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select m.tenant_id from public.memberships as m
  where m.user_id = (select auth.uid()) and m.suspended_at is null;
$$;
comment on function private.my_tenant_ids is 'Tenants that the caller works for. Definer for the same reason as my_store_ids.';
grant execute on function private.my_tenant_ids to authenticated;

create trigger _100_touch_updated_at before update on public.stores
  for each row execute function private.tg__touch_updated_at();

alter table public.tenants enable row level security;
alter table public.stores enable row level security;
alter table public.memberships enable row level security;
alter table public.platform_admins enable row level security;

grant select on public.tenants, public.memberships to authenticated;
grant select on public.stores to anon, authenticated;
grant update (name, tagline, contact_phone, contact_email, address, opening_hours, pickup_note,
  is_pickup_offered, tax_rate_bp, hold_minutes) on public.stores to authenticated;
-- No insert grant: create_store makes tenant, store and membership together. No delete grant: a store with
-- orders is closed, not deleted. platform_admins has no grant at all.

create policy select_member on public.tenants for select to authenticated
  using (id = any (array(select private.my_tenant_ids())));
create policy select_visitor on public.stores for select to anon
  using (status <> 'suspended');
create policy select_visitor_or_member on public.stores for select to authenticated
  using (status <> 'suspended' or tenant_id = any (array(select private.my_tenant_ids())));
create policy update_manager on public.stores for update to authenticated
  using (id = any (array(select private.my_store_ids('settings.manage'))))
  with check (id = any (array(select private.my_store_ids('settings.manage'))));
create policy select_own on public.memberships for select to authenticated
  using (user_id = (select auth.uid()) or tenant_id = any (array(
    select s.tenant_id from public.stores as s where s.id = any (array(select private.my_store_ids('staff.manage')))
  )));
