-- Locations as people keep them: opened, renamed, made the default one, closed once they are empty.
create function private.set_default_location(store_id uuid, location_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.locations as l set is_default = false
  where l.store_id = set_default_location.store_id and l.is_default and l.id <> set_default_location.location_id;
  if not found then
    return;
  end if;
  update public.locations as l set is_default = true where l.id = set_default_location.location_id;

  -- In id order, as orders tell shoppers of their stock.
  perform from public.variants as v where v.store_id = set_default_location.store_id order by v.id for no key update;
  update public.inventory_levels as l set low_stock_level = null
  where l.store_id = set_default_location.store_id and l.location_id <> set_default_location.location_id
    and l.low_stock_level is not null;
  insert into public.inventory_levels as l (store_id, variant_id, location_id, is_backorder_allowed, low_stock_level)
  select v.store_id, v.id, set_default_location.location_id, v.is_backorder_allowed, private.low_stock_level_of(v)
  from public.variants as v where v.store_id = set_default_location.store_id order by v.id
  on conflict on constraint inventory_levels_pkey do update
    set is_backorder_allowed = excluded.is_backorder_allowed, low_stock_level = excluded.low_stock_level;
  update public.variants as v
  set stock_hint = private.stock_hint_of(v.is_stock_tracked, l.on_hand - l.reserved, v.is_backorder_allowed)
  from public.inventory_levels as l
  where v.store_id = set_default_location.store_id and l.variant_id = v.id
    and l.location_id = set_default_location.location_id and v.stock_hint is distinct from
      private.stock_hint_of(v.is_stock_tracked, l.on_hand - l.reserved, v.is_backorder_allowed);
end $$;
comment on function private.set_default_location is
  'From now on the website sells what is there. What orders hold elsewhere stays held there.';

create function private.why_not_close(store_id uuid, location_id uuid) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_location public.locations;
begin
  -- Whatever is being moved there comes first.
  select l.* into v_location from public.locations as l
  where l.store_id = why_not_close.store_id and l.id = why_not_close.location_id for update;
  if v_location.is_default then
    return 'location_default';
  elsif exists (
    select from public.inventory_levels as l
    where l.store_id = why_not_close.store_id and l.location_id = why_not_close.location_id
      and (l.on_hand <> 0 or l.reserved <> 0)
  ) then
    return 'location_not_empty';
  elsif exists (
    select from public.stock_counts as c
    where c.store_id = why_not_close.store_id and c.location_id = why_not_close.location_id and c.state = 'open'
  ) then
    return 'location_counting';
  end if;
  return null;
end $$;

create function private.save_location(store_id uuid, location_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_id uuid;
  v_is_default boolean := coalesce((input ->> 'is_default')::boolean, false);
  v_is_closed boolean := (input ->> 'is_closed')::boolean;
  v_code text;
begin
  perform private.assert_holds('settings.manage', store_id);
  if location_id is null or (v_is_default and v_is_closed) or trim(input ->> 'name') = '' then
    raise exception 'Location input is not valid' using errcode = 'AF422';
  end if;
  -- One change at a time. It lets orders go on: they hold a location only against another becoming the default.
  perform from public.locations as l where l.store_id = save_location.store_id order by l.id for no key update;
  select l.id into v_id from public.locations as l
  where l.store_id = save_location.store_id
    and l.id in (save_location.location_id, private.id_in_store(save_location.store_id, save_location.location_id));

  if v_id is null and (
    select count(*) from public.locations as l where l.store_id = save_location.store_id
  ) >= 50 then
    return private.refusal('too_many_locations');
  elsif v_is_closed then
    v_code := private.why_not_close(store_id, v_id);
  elsif v_is_default and v_is_closed is null and exists (
    select from public.locations as l where l.id = v_id and l.closed_at is not null
  ) then
    v_code := 'location_closed';
  end if;
  if v_code is not null then
    return private.refusal(v_code);
  end if;

  if v_id is null then
    insert into public.locations (id, store_id, name)
    values (private.id_in_store(store_id, location_id), store_id, trim(input ->> 'name')) returning id into v_id;
  else
    update public.locations as l
    set name = coalesce(trim(input ->> 'name'), l.name),
        closed_at = case when v_is_closed then coalesce(l.closed_at, now()) when not v_is_closed then null else l.closed_at end
    where l.id = v_id;
  end if;
  if v_is_default then
    perform private.set_default_location(store_id, v_id);
  end if;
  return jsonb_build_object('ok', true, 'id', v_id);
exception
  when unique_violation then
    return private.refusal('name_taken');
  when check_violation or not_null_violation then
    raise exception 'Location input is not valid' using errcode = 'AF422';
end $$;
comment on function private.save_location is
  'Opens a location, by the random id that its form minted, or changes one: input {name, is_default (true), is_closed}, each left out to leave it as it is. Answers its id. Definer: no client role writes locations; it asks for settings.manage.';

create function public.save_location(store_id uuid, location_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_location(store_id, location_id, input);
end;
grant execute on function private.save_location to authenticated;
grant execute on function public.save_location to authenticated;
