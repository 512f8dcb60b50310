-- With the variant alone as key, a cost written for another shop's variant failed as a duplicate where there was
-- one, and otherwise for its parent: whoever tried learned which. Now it fails for its parent always.
alter table public.variant_costs drop constraint variant_costs_pkey;
alter table public.variant_costs add primary key (store_id, variant_id);
drop index public.variant_costs_store_idx;

create or replace function public.save_product(store_id uuid, product_id uuid, input jsonb) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_variant jsonb;
  v_counted integer;
begin
  insert into public.products as p
    (id, store_id, category_id, slug, title, description, seo_description, status, option_names)
  values (save_product.product_id, save_product.store_id, (input ->> 'category_id')::uuid, input ->> 'slug',
    input ->> 'title', coalesce(input ->> 'description', ''), coalesce(input ->> 'seo_description', ''),
    (input ->> 'status')::public.product_status,
    array(select jsonb_array_elements_text(coalesce(input -> 'option_names', '[]'))))
  on conflict (id) do update
    set category_id = excluded.category_id, slug = excluded.slug, title = excluded.title,
        description = excluded.description, seo_description = excluded.seo_description,
        status = excluded.status, option_names = excluded.option_names;

  -- Variants that the form no longer names are archived: past orders keep pointing at them.
  update public.variants as v set archived_at = now(), sku = null, barcode = null
  where v.store_id = save_product.store_id and v.product_id = save_product.product_id and v.archived_at is null
    and v.id not in (select (e ->> 'id')::uuid from jsonb_array_elements(input -> 'variants') as e);

  insert into public.variants as v (id, store_id, product_id, option_values, sku, barcode, price_minor, compare_at_minor,
    weight_g, is_stock_tracked, is_backorder_allowed, low_stock_level, position)
  select r.id, save_product.store_id, save_product.product_id, coalesce(r.option_values, '{}'), r.sku, r.barcode,
    r.price_minor, r.compare_at_minor, r.weight_g, coalesce(r.is_stock_tracked, true),
    coalesce(r.is_backorder_allowed, false), coalesce(r.low_stock_level, 3), r.position
  from jsonb_to_recordset(input -> 'variants') as r (id uuid, option_values text[], sku text, barcode text,
    price_minor bigint, compare_at_minor bigint, weight_g integer, is_stock_tracked boolean,
    is_backorder_allowed boolean, low_stock_level integer, position integer)
  on conflict (id) do update
    set option_values = excluded.option_values, sku = excluded.sku, barcode = excluded.barcode,
        price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor,
        weight_g = excluded.weight_g, is_stock_tracked = excluded.is_stock_tracked,
        is_backorder_allowed = excluded.is_backorder_allowed, low_stock_level = excluded.low_stock_level,
        position = excluded.position, archived_at = null
    where v.product_id = excluded.product_id;

  insert into public.variant_costs as c (variant_id, store_id, cost_minor)
  select r.id, save_product.store_id, r.cost_minor
  from jsonb_to_recordset(input -> 'variants') as r (id uuid, cost_minor bigint) where r.cost_minor is not null
  on conflict on constraint variant_costs_pkey do update set cost_minor = excluded.cost_minor;
  delete from public.variant_costs as c
  where c.store_id = save_product.store_id and c.variant_id in (
    select r.id from jsonb_to_recordset(input -> 'variants') as r (id uuid, cost_minor bigint) where r.cost_minor is null);

  -- In id order, like an order does, so that both cannot wait for each other.
  for v_variant in
    select e from jsonb_array_elements(input -> 'variants') as e
    where coalesce((e ->> 'stock_delta')::integer, 0) <> 0 order by (e ->> 'id')::uuid
  loop
    -- What people counted in, sales aside. A repeated save finds its own change in it already.
    select coalesce(sum(m.on_hand_delta), 0) into v_counted
    from public.inventory_movements as m
    where m.store_id = save_product.store_id and m.variant_id = (v_variant ->> 'id')::uuid
      and m.kind in ('received', 'adjusted');
    continue when v_counted = (v_variant ->> 'stock_counted')::integer + (v_variant ->> 'stock_delta')::integer;
    if v_counted <> (v_variant ->> 'stock_counted')::integer then
      raise exception 'Stock was changed meanwhile' using errcode = 'AF409';
    end if;
    perform public.adjust_stock((v_variant ->> 'id')::uuid, (v_variant ->> 'stock_delta')::integer, 'Changed in the product');
  end loop;
end $$;
