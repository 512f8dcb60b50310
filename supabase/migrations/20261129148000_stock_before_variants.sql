-- Who sells holds levels and then looks at variants; who edits held variants and then wrote levels, so that a sale and an
-- edit could wait for each other in a circle. From now on levels come first for both, and no sale waits for an editor.
create function private.hold_levels(store_id uuid, product_ids uuid[]) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- In the order in which orders and transfers lock them.
  perform from public.inventory_levels as l
  where l.store_id = hold_levels.store_id and l.variant_id in (
    select v.id from public.variants as v
    where v.store_id = hold_levels.store_id and v.product_id = any (hold_levels.product_ids))
  order by l.variant_id, l.location_id
  for no key update;
end $$;
comment on function private.hold_levels is
  'Keeps the stock of products as it is until this transaction ends; before any of their variants is written. Definer: no client role locks levels.';

create or replace function private.save_variants(store_id uuid, product_id uuid, variants jsonb) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  perform private.hold_levels(save_variants.store_id, array[save_variants.product_id]);
  -- Variants that the form no longer names are archived: past orders keep pointing at them.
  update public.variants as v set archived_at = now(), sku = null, barcode = null
  where v.store_id = save_variants.store_id and v.product_id = save_variants.product_id and v.archived_at is null
    and v.id not in (select (e ->> 'id')::uuid from jsonb_array_elements(save_variants.variants) as e);

  insert into public.variants as v (id, store_id, product_id, option_values, sku, barcode, price_minor, compare_at_minor,
    weight_g, length_mm, width_mm, height_mm, image_id, is_stock_tracked, is_backorder_allowed, low_stock_level, position)
  select r.id, save_variants.store_id, save_variants.product_id, coalesce(r.option_values, '{}'), r.sku, r.barcode,
    r.price_minor, r.compare_at_minor, r.weight_g,
    r.length_mm, r.width_mm, r.height_mm, i.id, coalesce(r.is_stock_tracked, true),
    coalesce(r.is_backorder_allowed, false), coalesce(r.low_stock_level, 3), r.position
  from jsonb_to_recordset(save_variants.variants) as r (id uuid, option_values text[], sku text, barcode text,
    price_minor bigint, compare_at_minor bigint, weight_g integer, length_mm integer, width_mm integer, height_mm integer, image_id uuid,
    is_stock_tracked boolean,
    is_backorder_allowed boolean, low_stock_level integer, position integer)
  -- A picture that was taken away meanwhile is none.
  left join public.product_images as i on i.store_id = save_variants.store_id
    and i.product_id = save_variants.product_id and i.id = r.image_id
  on conflict (id) do update
    set option_values = excluded.option_values, sku = excluded.sku, barcode = excluded.barcode,
        price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor,
        weight_g = excluded.weight_g, length_mm = excluded.length_mm, width_mm = excluded.width_mm,
        height_mm = excluded.height_mm, image_id = excluded.image_id, is_stock_tracked = excluded.is_stock_tracked,
        is_backorder_allowed = excluded.is_backorder_allowed, low_stock_level = excluded.low_stock_level,
        position = excluded.position, archived_at = null
    where v.store_id = excluded.store_id and v.product_id = excluded.product_id;
end $$;

create function private.hint_of(variant public.variants) returns smallint
language plpgsql stable security definer set search_path = ''
as $$
begin
  return private.stock_hint_of(
    variant.is_stock_tracked,
    (select l.on_hand - l.reserved from public.inventory_levels as l
      where l.variant_id = variant.id and l.location_id = private.default_location(variant.store_id)),
    variant.is_backorder_allowed
  );
end $$;
comment on function private.hint_of is
  'What shoppers are told of the stock of a variant, as it is now. Definer: visitors do not read levels.';

create or replace function private.tg_variants__hint_from_rules() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.stock_hint := private.hint_of(new);
  return new;
end $$;

create or replace function private.tg_inventory_levels__hint() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_variant public.variants;
  v_hint smallint;
begin
  if new.location_id <> private.default_location(new.store_id) then
    return null;
  end if;
  select v.* into v_variant from public.variants as v where v.id = new.variant_id;
  v_hint := private.stock_hint_of(v_variant.is_stock_tracked, new.on_hand - new.reserved, v_variant.is_backorder_allowed);
  if v_variant.stock_hint is not distinct from v_hint then
    return null;
  end if;
  -- An editor who holds the variant may be waiting for this level.
  perform from public.variants as v where v.id = new.variant_id for no key update skip locked;
  if found then
    update public.variants as v set stock_hint = private.hint_of(v)
    where v.id = new.variant_id and v.stock_hint is distinct from private.hint_of(v);
  else
    perform private.enqueue('refresh_stock_hint', jsonb_build_object('variant_id', new.variant_id),
      run_at => now() + interval '1 second', job_key => 'refresh_stock_hint:' || new.variant_id);
  end if;
  return null;
end $$;

create function private.refresh_stock_hint(variant_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- Held first: whoever sells from now on leaves a job of its own.
  perform from public.variants as v where v.id = refresh_stock_hint.variant_id for no key update;
  update public.variants as v set stock_hint = private.hint_of(v)
  where v.id = refresh_stock_hint.variant_id and v.stock_hint is distinct from private.hint_of(v);
end $$;
comment on function private.refresh_stock_hint is
  'Brings what shoppers are told of a variant up to date after a sale that found it held by an editor. For the job worker.';
