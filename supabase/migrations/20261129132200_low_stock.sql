-- What runs low where the website sells, and the message that says so once.
alter table public.inventory_levels
  add column low_stock_level integer,
  add column is_low boolean not null generated always as (
    low_stock_level is not null and on_hand - reserved <= low_stock_level) stored;
comment on column public.inventory_levels.low_stock_level is
  'Copied from the variant by trigger, at the default location alone; null when nobody counts it or nobody sells it.';
comment on column public.inventory_levels.is_low is
  'Kept in the row, where it seldom changes: the busiest rows of a shop would otherwise move in an index with every sale.';
create index inventory_levels_low_idx on public.inventory_levels (store_id, variant_id) where is_low;

create function private.low_stock_level_of(variant public.variants) returns integer
language sql immutable set search_path = ''
as $$
  select case when variant.is_stock_tracked and variant.archived_at is null then variant.low_stock_level end;
$$;

-- A new column of existing rows is nobody's change of stock.
alter table public.inventory_levels disable trigger user;
update public.inventory_levels as l set low_stock_level = private.low_stock_level_of(v)
from public.variants as v, public.locations as d
where v.id = l.variant_id and d.id = l.location_id and d.is_default;
alter table public.inventory_levels enable trigger user;

drop trigger _300_copy_backorder on public.variants;
drop function private.tg_variants__copy_backorder();
create function private.tg_variants__copy_rules() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_default_id uuid := private.default_location(new.store_id);
  v_low integer := private.low_stock_level_of(new);
begin
  insert into public.inventory_levels (store_id, variant_id, location_id, is_backorder_allowed, low_stock_level)
  values (new.store_id, new.id, v_default_id, new.is_backorder_allowed, v_low)
  on conflict (variant_id, location_id) do nothing;

  update public.inventory_levels as l
  set is_backorder_allowed = new.is_backorder_allowed,
      low_stock_level = case when l.location_id = v_default_id then v_low end
  where l.variant_id = new.id and (l.is_backorder_allowed <> new.is_backorder_allowed
    or l.low_stock_level is distinct from case when l.location_id = v_default_id then v_low end);
  return null;
end $$;
comment on function private.tg_variants__copy_rules is
  'Every variant has a level at the default location, so that an order always finds a row to lock. Definer: no client role writes levels.';
create trigger _300_copy_rules
  after insert or update of is_backorder_allowed, is_stock_tracked, low_stock_level, archived_at on public.variants
  for each row execute function private.tg_variants__copy_rules();

alter table public.notifications
  add column variant_id uuid,
  add foreign key (store_id, variant_id) references public.variants (store_id, id) on delete cascade;
comment on column public.notifications.variant_id is 'What a message about stock is about; order_id is null then.';
create index notifications_variant_idx on public.notifications (store_id, variant_id) where variant_id is not null;
create unique index notifications_waiting_key on public.notifications (variant_id, channel, template, recipient)
  where variant_id is not null and state = 'queued';

create function private.tg_inventory_levels__tell_low() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_id uuid;
begin
  insert into public.notifications (store_id, variant_id, channel, template, recipient)
  select s.id, v.id, 'email', 'merchant_low_stock', s.contact_email
  from public.stores as s
  join public.variants as v on v.store_id = s.id and v.id = new.variant_id and v.product_status = 'published'
  where s.id = new.store_id and s.contact_email is not null
  on conflict do nothing
  returning id into v_id;
  if v_id is not null then
    perform private.enqueue('send_notification', jsonb_build_object('notification_id', v_id));
  end if;
  return null;
end $$;
comment on function private.tg_inventory_levels__tell_low is
  'One message for each fall to the level; sales below it say nothing new. Definer: client roles write no messages.';
create trigger _200_tell_low after update of on_hand, reserved on public.inventory_levels
  for each row when (new.is_low and not old.is_low) execute function private.tg_inventory_levels__tell_low();
