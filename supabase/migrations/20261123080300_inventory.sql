-- Stock. on_hand and reserved change only together with a movement, in one function.
create type public.movement_kind as enum ('received', 'adjusted', 'reserved', 'released', 'sold', 'returned');

create table public.locations (
  id         uuid primary key default private.uuid_v7(),
  store_id   uuid not null references public.stores on delete cascade,
  name       text not null check (length(name) between 1 and 80),
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  unique (store_id, id)
);
comment on table public.locations is 'Where stock lies. Every store has exactly one default location, from which the website sells.';
create unique index locations_default_key on public.locations (store_id) where is_default;

create table public.inventory_levels (
  variant_id  uuid not null,
  location_id uuid not null,
  store_id    uuid not null,
  on_hand     integer not null default 0,
  reserved    integer not null default 0 check (reserved >= 0),
  is_backorder_allowed boolean not null default false,
  primary key (variant_id, location_id),
  foreign key (store_id, variant_id) references public.variants (store_id, id) on delete cascade,
  foreign key (store_id, location_id) references public.locations (store_id, id) on delete cascade,
  constraint inventory_levels_no_oversell check (is_backorder_allowed or reserved <= on_hand),
  constraint inventory_levels_on_hand_check check (is_backorder_allowed or on_hand >= 0)
);
comment on table public.inventory_levels is
  'Stock of a variant at a location: the sums of its movements. The checks make overselling impossible, whatever the code does.';
comment on column public.inventory_levels.is_backorder_allowed is 'Copied from the variant by trigger, so that the check can see it.';
create index inventory_levels_store_idx on public.inventory_levels (store_id);
create index inventory_levels_location_idx on public.inventory_levels (store_id, location_id);

create table public.inventory_movements (
  id             uuid primary key default private.uuid_v7(),
  store_id       uuid not null,
  variant_id     uuid not null,
  location_id    uuid not null,
  kind           public.movement_kind not null,
  on_hand_delta  integer not null default 0,
  reserved_delta integer not null default 0,
  order_id       uuid,
  note           text not null default '' check (length(note) <= 200),
  actor_id       uuid,
  created_at     timestamptz not null default now(),
  foreign key (store_id, variant_id) references public.variants (store_id, id) on delete cascade,
  foreign key (store_id, location_id) references public.locations (store_id, id) on delete cascade,
  check (on_hand_delta <> 0 or reserved_delta <> 0)
);
comment on table public.inventory_movements is 'The ledger: why stock changed. Append only. on_hand and reserved are its sums.';
create index inventory_movements_variant_idx on public.inventory_movements (store_id, variant_id, id desc);
create index inventory_movements_location_idx on public.inventory_movements (store_id, location_id);
create index inventory_movements_order_idx on public.inventory_movements (store_id, order_id) where order_id is not null;

create function private.default_location(store_id uuid) returns uuid
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select l.id from public.locations as l where l.store_id = default_location.store_id and l.is_default
  );
end $$;

create function private.stock_hint_of(is_tracked boolean, available bigint, is_backorder_allowed boolean) returns smallint
language sql immutable set search_path = ''
as $$
  select case when is_tracked and not is_backorder_allowed
    then least(greatest(coalesce(available, 0), 0), 5)::smallint end;
$$;

create function private.tg_variants__hint_from_rules() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.stock_hint := private.stock_hint_of(
    new.is_stock_tracked,
    (select sum(l.on_hand - l.reserved) from public.inventory_levels as l where l.variant_id = new.id),
    new.is_backorder_allowed
  );
  return new;
end $$;
comment on function private.tg_variants__hint_from_rules is 'Definer: stock_hint is granted to no client role.';
create trigger _200_hint_from_rules before insert or update of is_stock_tracked, is_backorder_allowed on public.variants
  for each row execute function private.tg_variants__hint_from_rules();

create function private.tg_variants__copy_backorder() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.inventory_levels (store_id, variant_id, location_id, is_backorder_allowed)
  values (new.store_id, new.id, private.default_location(new.store_id), new.is_backorder_allowed)
  on conflict (variant_id, location_id) do nothing;

  update public.inventory_levels as l set is_backorder_allowed = new.is_backorder_allowed
  where l.variant_id = new.id and l.is_backorder_allowed <> new.is_backorder_allowed;
  return null;
end $$;
comment on function private.tg_variants__copy_backorder is
  'Every variant has a level at the default location, so that an order always finds a row to lock. Definer: no client role writes levels.';
create trigger _300_copy_backorder after insert or update of is_backorder_allowed on public.variants
  for each row execute function private.tg_variants__copy_backorder();

create function private.tg_inventory_levels__hint() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.variants as v
  set stock_hint = h.hint
  from (
    select private.stock_hint_of(
      v2.is_stock_tracked,
      (select sum(l.on_hand - l.reserved) from public.inventory_levels as l where l.variant_id = v2.id),
      v2.is_backorder_allowed
    ) as hint
    from public.variants as v2 where v2.id = new.variant_id
  ) as h
  where v.id = new.variant_id and v.stock_hint is distinct from h.hint;
  return null;
end $$;
create trigger _100_hint after insert or update of on_hand, reserved on public.inventory_levels
  for each row execute function private.tg_inventory_levels__hint();

create function private.move_stock(
  variant_id uuid,
  kind public.movement_kind,
  on_hand_delta integer,
  reserved_delta integer,
  order_id uuid default null,
  note text default ''
) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_level public.inventory_levels;
begin
  update public.inventory_levels as l
  set on_hand = l.on_hand + move_stock.on_hand_delta,
      reserved = l.reserved + move_stock.reserved_delta
  from public.variants as v
  where v.id = move_stock.variant_id and l.variant_id = v.id
    and l.location_id = private.default_location(v.store_id)
  returning l.* into strict v_level;

  insert into public.inventory_movements
    (store_id, variant_id, location_id, kind, on_hand_delta, reserved_delta, order_id, note, actor_id)
  values (v_level.store_id, v_level.variant_id, v_level.location_id, move_stock.kind, move_stock.on_hand_delta,
    move_stock.reserved_delta, move_stock.order_id, move_stock.note, (select auth.uid()));
end $$;
comment on function private.move_stock is
  'The only writer of stock: changes a level and records why, or fails on the no-oversell check (23514).';

create function private.adjust_stock(variant_id uuid, delta integer, note text) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_store_id uuid;
begin
  select v.store_id into v_store_id from public.variants as v where v.id = adjust_stock.variant_id;
  if v_store_id is null or not v_store_id = any (array(select private.my_store_ids('products.manage'))) then
    raise exception 'Variant not found' using errcode = 'AF404';
  end if;
  if delta not between -1000000 and 1000000 then
    raise exception 'Stock change out of range' using errcode = 'AF422';
  end if;
  if delta <> 0 then
    perform private.move_stock(variant_id, 'adjusted', delta, 0, null, note);
  end if;
  return (select l.on_hand from public.inventory_levels as l
    where l.variant_id = adjust_stock.variant_id and l.location_id = private.default_location(v_store_id));
end $$;
comment on function private.adjust_stock is
  'Adds to or takes from what is on hand, for members who manage products. A change, not a new total, so that a sale meanwhile is not undone. Definer: no client role writes stock.';

create function public.adjust_stock(variant_id uuid, delta integer, note text default '') returns integer
language sql volatile security invoker set search_path = ''
begin atomic
  select private.adjust_stock(variant_id, delta, note);
end;
grant execute on function private.adjust_stock to authenticated;
grant execute on function public.adjust_stock to authenticated;

alter table public.locations enable row level security;
alter table public.inventory_levels enable row level security;
alter table public.inventory_movements enable row level security;

-- No write grants: move_stock is the only writer.
grant select on public.locations, public.inventory_levels, public.inventory_movements to authenticated;

create policy select_staff on public.locations for select to authenticated
  using (store_id = any (array(select private.my_store_ids('products.view'))));
create policy select_staff on public.inventory_levels for select to authenticated
  using (store_id = any (array(select private.my_store_ids('products.view'))));
create policy select_staff on public.inventory_movements for select to authenticated
  using (store_id = any (array(select private.my_store_ids('products.view'))));
