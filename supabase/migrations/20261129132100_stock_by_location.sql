-- Stock lies in several places. The website sells from the default location, so that one alone counts for shoppers.
create type public.stock_reason as enum ('damaged', 'lost', 'found', 'correction', 'counted');

alter table public.inventory_movements
  add column reason public.stock_reason check (reason is null or kind = 'adjusted'),
  add column peer_location_id uuid,
  add column actor_name text,
  add foreign key (store_id, peer_location_id) references public.locations (store_id, id) on delete cascade,
  add constraint inventory_movements_peer_check check ((kind = 'transferred') = (peer_location_id is not null));
comment on column public.inventory_movements.reason is
  'Why somebody adjusted it. Its kind says what happened to the stock, so goods received, returned or moved need no reason.';
comment on column public.inventory_movements.peer_location_id is 'The other end of a transfer.';
comment on column public.inventory_movements.actor_name is
  'As it was at the time: the email of a person, the name of a key, "Afrify" on a support visit. Null: an order.';
create index inventory_movements_peer_idx on public.inventory_movements (store_id, peer_location_id)
  where peer_location_id is not null;

-- The product form tells its own stock apart by what people counted in at the default location.
drop index public.inventory_movements_counted_idx;
create index inventory_movements_counted_idx on public.inventory_movements (store_id, variant_id, location_id)
  include (on_hand_delta) where kind in ('received', 'adjusted');

alter table public.locations
  add column closed_at timestamptz,
  add constraint locations_default_open_check check (not is_default or closed_at is null);
comment on column public.locations.closed_at is 'Nothing moves there any more. Only an empty location can be closed.';
create unique index locations_name_key on public.locations (store_id, lower(name)) where closed_at is null;

create function private.my_name(store_id uuid) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_user_id uuid := auth.uid();
begin
  if v_user_id is null then
    return (select k.name from public.api_keys as k where k.secret_hash = decode(auth.jwt() ->> 'api_key_hash', 'hex'));
  end if;
  if exists (select from public.platform_admins as a where a.user_id = v_user_id) and not exists (
    select from public.memberships as m join public.stores as s on s.tenant_id = m.tenant_id
    where s.id = my_name.store_id and m.user_id = v_user_id and m.suspended_at is null
  ) then
    return 'Afrify';
  end if;
  return (select u.email from auth.users as u where u.id = v_user_id);
end $$;
comment on function private.my_name is
  'What a log calls the caller, as private.audit does; null for the system. Definer: reads accounts and keys.';

create function private.assert_holds(needed public.permission, store_id uuid) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  if store_id is null or not store_id = any (array(select private.my_store_ids(needed))) then
    raise exception 'Store not found' using errcode = 'AF404';
  end if;
end $$;
comment on function private.assert_holds is
  'AF404 for callers without this permission in the store: one that is not theirs and one that is not there look the same.';

drop function private.move_stock(uuid, public.movement_kind, integer, integer, uuid, text);
create function private.move_stock(
  variant_id uuid,
  kind public.movement_kind,
  on_hand_delta integer,
  reserved_delta integer,
  order_id uuid default null,
  note text default '',
  location_id uuid default null,
  reason public.stock_reason default null,
  peer_location_id uuid default null,
  actor_id uuid default null,
  actor_name text default null
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
    and l.location_id = coalesce(move_stock.location_id, private.default_location(v.store_id))
  returning l.* into strict v_level;

  insert into public.inventory_movements (store_id, variant_id, location_id, kind, on_hand_delta, reserved_delta,
    order_id, note, reason, peer_location_id, actor_id, actor_name)
  values (v_level.store_id, v_level.variant_id, v_level.location_id, move_stock.kind, move_stock.on_hand_delta,
    move_stock.reserved_delta, move_stock.order_id, move_stock.note, move_stock.reason, move_stock.peer_location_id,
    coalesce(move_stock.actor_id, auth.uid()),
    case when move_stock.order_id is null then coalesce(move_stock.actor_name, private.my_name(v_level.store_id)) end);
end $$;
comment on function private.move_stock is
  'The only writer of stock: changes a level, of the default location unless another is named, and records why, or fails on the no-oversell check (23514). The actor is the caller unless another is named.';

-- What an order holds stays where it was reserved, also when the website sells from elsewhere by now.
create function private.held_by_order(order_id uuid)
returns table (variant_id uuid, location_id uuid, reserved integer)
language plpgsql stable security definer set search_path = ''
as $$
begin
  return query
  select m.variant_id, m.location_id, sum(m.reserved_delta)::integer
  from public.inventory_movements as m
  where m.store_id = (select o.store_id from public.orders as o where o.id = held_by_order.order_id)
    and m.order_id = held_by_order.order_id
  group by m.variant_id, m.location_id having sum(m.reserved_delta) > 0
  order by m.variant_id, m.location_id;
end $$;

create or replace function private.sell_reserved_stock(order_id uuid) returns void
language sql volatile security definer set search_path = ''
as $$
  select private.move_stock(h.variant_id, 'sold', -h.reserved, -h.reserved, sell_reserved_stock.order_id,
    location_id => h.location_id)
  from private.held_by_order(sell_reserved_stock.order_id) as h;
$$;

create or replace function private.release_reserved_stock(order_id uuid) returns void
language sql volatile security definer set search_path = ''
as $$
  select private.move_stock(h.variant_id, 'released', 0, -h.reserved, release_reserved_stock.order_id,
    location_id => h.location_id)
  from private.held_by_order(release_reserved_stock.order_id) as h;
$$;

create or replace function private.lock_order_lines(store_id uuid, lines jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- The default location stays the default one until this order is through.
  perform from public.locations as l where l.store_id = lock_order_lines.store_id and l.is_default for share;
  -- In id order, so that two carts with the same goods cannot wait for each other in a circle.
  perform from public.inventory_levels as l
  where l.location_id = private.default_location(lock_order_lines.store_id)
    and l.variant_id in (select line.variant_id from private.read_order_lines(lines) as line)
  order by l.variant_id
  for update;
  return private.price_order_lines(store_id, lines);
end $$;

create or replace function private.tg_variants__hint_from_rules() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.stock_hint := private.stock_hint_of(
    new.is_stock_tracked,
    (select l.on_hand - l.reserved from public.inventory_levels as l
      where l.variant_id = new.id and l.location_id = private.default_location(new.store_id)),
    new.is_backorder_allowed
  );
  return new;
end $$;

create or replace function private.tg_inventory_levels__hint() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.location_id <> private.default_location(new.store_id) then
    return null;
  end if;
  update public.variants as v
  set stock_hint = private.stock_hint_of(v.is_stock_tracked, new.on_hand - new.reserved, v.is_backorder_allowed)
  where v.id = new.variant_id and v.stock_hint is distinct from
    private.stock_hint_of(v.is_stock_tracked, new.on_hand - new.reserved, v.is_backorder_allowed);
  return null;
end $$;

create or replace function private.save_counted_stock(store_id uuid, variants jsonb) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_variant jsonb;
  v_counted integer;
begin
  -- In id order, like an order does, so that both cannot wait for each other.
  for v_variant in
    select e from jsonb_array_elements(save_counted_stock.variants) as e
    where coalesce((e ->> 'stock_delta')::integer, 0) <> 0 order by (e ->> 'id')::uuid
  loop
    -- What people counted in, sales aside. A repeated save finds its own change in it already.
    select coalesce(sum(m.on_hand_delta), 0) into v_counted
    from public.inventory_movements as m
    where m.store_id = save_counted_stock.store_id and m.variant_id = (v_variant ->> 'id')::uuid
      and m.location_id = private.default_location(save_counted_stock.store_id)
      and m.kind in ('received', 'adjusted');
    continue when v_counted = (v_variant ->> 'stock_counted')::integer + (v_variant ->> 'stock_delta')::integer;
    if v_counted <> (v_variant ->> 'stock_counted')::integer then
      raise exception 'Stock was changed meanwhile' using errcode = 'AF409';
    end if;
    perform private.adjust_stock((v_variant ->> 'id')::uuid, (v_variant ->> 'stock_delta')::integer, 'Changed in the product');
  end loop;
end $$;
