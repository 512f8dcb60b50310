-- Lines of a ledger stand in the order of their ids, also those of one millisecond.
create or replace function private.uuid_v7() returns uuid
language plpgsql volatile set search_path = ''
as $$
declare
  v_us bigint := extract(epoch from clock_timestamp()) * 1000000;
begin
  -- RFC 9562: 48 bits of milliseconds, the version, then 12 bits of the millisecond's fraction (its method 3), then
  -- random bits behind the variant, which stand there already.
  return encode(overlay(
    uuid_send(gen_random_uuid())
    placing substring(int8send(v_us / 1000) from 3) || substring(int8send(28672 + v_us % 1000 * 4096 / 1000) from 7)
    from 1 for 8
  ), 'hex')::uuid;
end $$;
comment on function private.uuid_v7 is
  'A UUID that is ordered by time, to the microsecond: new rows land at the end of their index, and those that wait for one lock stand in the order in which they got it.';

-- What was on hand after each movement, so that a line of the ledger tells it without adding up all before it.
alter table public.inventory_movements add column on_hand_after integer;
update public.inventory_movements as m set on_hand_after = r.on_hand_after
from (
  select m.id, sum(m.on_hand_delta) over (partition by m.variant_id, m.location_id order by m.id) as on_hand_after
  from public.inventory_movements as m
) as r
where m.id = r.id;
alter table public.inventory_movements alter column on_hand_after set not null;
comment on column public.inventory_movements.on_hand_after is 'At its location. Of the level itself, which was held while this was written.';

create or replace function private.move_stock(
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
    on_hand_after, order_id, note, reason, peer_location_id, actor_id, actor_name)
  values (v_level.store_id, v_level.variant_id, v_level.location_id, move_stock.kind, move_stock.on_hand_delta,
    move_stock.reserved_delta, v_level.on_hand, move_stock.order_id, move_stock.note, move_stock.reason, move_stock.peer_location_id,
    coalesce(move_stock.actor_id, auth.uid()),
    case when move_stock.order_id is null then coalesce(move_stock.actor_name, private.my_name(v_level.store_id)) end);
end $$;
