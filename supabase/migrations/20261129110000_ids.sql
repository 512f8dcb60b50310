-- An id that a client chose could be that of a row in another shop. It then failed as a duplicate, and an id of
-- nobody did not: whoever tried learned which ids are taken. Ids of rows come from the database alone.
revoke insert (id) on public.categories, public.delivery_zones, public.payment_accounts, public.product_images,
  public.products, public.variants from authenticated;

-- What told a picture that is sent twice, in the id's place.
alter table public.product_images add unique (store_id, path);

create function private.id_in_store(store_id uuid, form_id uuid) returns uuid
language sql immutable strict parallel safe set search_path = ''
as $$
  select overlay(overlay(
    left(form_id::text, 8) || substr(form_id::text, 10, 4)
      || substr(encode(sha256(uuid_send(store_id) || uuid_send(form_id)), 'hex'), 1, 20)
    placing '8' from 13) placing '8' from 17)::uuid;
$$;
comment on function private.id_in_store is
  'The id of a new row by the one that a form minted for it: always the same, and never that of another shop''s row. It keeps the moment of a version 7, since lists go by id; the rest is a hash (RFC 9562, version 8).';

drop function public.save_product(uuid, uuid, jsonb);

create function private.save_product(store_id uuid, product_id uuid, input jsonb) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_product_id uuid;
  v_variants jsonb;
begin
  if save_product.store_id not in (select private.my_store_ids('products.manage')) then
    raise exception 'Products of this store are not yours to change' using errcode = '42501';
  end if;
  select p.id into v_product_id from public.products as p
  where p.store_id = save_product.store_id and p.id = save_product.product_id;
  v_product_id := coalesce(v_product_id, private.id_in_store(save_product.store_id, save_product.product_id));

  insert into public.products as p
    (id, store_id, category_id, slug, title, description, seo_description, status, option_names)
  values (v_product_id, save_product.store_id, (input ->> 'category_id')::uuid, input ->> 'slug',
    input ->> 'title', coalesce(input ->> 'description', ''), coalesce(input ->> 'seo_description', ''),
    (input ->> 'status')::public.product_status,
    array(select jsonb_array_elements_text(coalesce(input -> 'option_names', '[]'))))
  on conflict (id) do update
    set category_id = excluded.category_id, slug = excluded.slug, title = excluded.title,
        description = excluded.description, seo_description = excluded.seo_description,
        status = excluded.status, option_names = excluded.option_names
    where p.store_id = excluded.store_id;

  v_variants := private.with_variant_ids(save_product.store_id, v_product_id, input -> 'variants');
  perform private.save_variants(save_product.store_id, v_product_id, v_variants);
  perform private.save_variant_costs(save_product.store_id, v_variants);
  perform private.save_counted_stock(save_product.store_id, v_variants);
  return v_product_id;
end $$;
comment on function private.save_product is
  'See public.save_product. Definer: clients choose no ids. It asks for products.manage itself, and every statement names the store.';

create function private.with_variant_ids(store_id uuid, product_id uuid, variants jsonb) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(e.value || jsonb_build_object('id', coalesce(
      v.id, private.id_in_store(with_variant_ids.store_id, (e.value ->> 'id')::uuid)
    )) order by e.place), '[]')
  from jsonb_array_elements(with_variant_ids.variants) with ordinality as e (value, place)
  left join public.variants as v on v.store_id = with_variant_ids.store_id
    and v.product_id = with_variant_ids.product_id and v.id = (e.value ->> 'id')::uuid;
$$;
comment on function private.with_variant_ids is
  'Variants of a form with the ids that they have here: their own, or for new ones those made of the form''s.';

create function private.save_variants(store_id uuid, product_id uuid, variants jsonb) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  -- Variants that the form no longer names are archived: past orders keep pointing at them.
  update public.variants as v set archived_at = now(), sku = null, barcode = null
  where v.store_id = save_variants.store_id and v.product_id = save_variants.product_id and v.archived_at is null
    and v.id not in (select (e ->> 'id')::uuid from jsonb_array_elements(save_variants.variants) as e);

  insert into public.variants as v (id, store_id, product_id, option_values, sku, barcode, price_minor, compare_at_minor,
    weight_g, is_stock_tracked, is_backorder_allowed, low_stock_level, position)
  select r.id, save_variants.store_id, save_variants.product_id, coalesce(r.option_values, '{}'), r.sku, r.barcode,
    r.price_minor, r.compare_at_minor, r.weight_g, coalesce(r.is_stock_tracked, true),
    coalesce(r.is_backorder_allowed, false), coalesce(r.low_stock_level, 3), r.position
  from jsonb_to_recordset(save_variants.variants) as r (id uuid, option_values text[], sku text, barcode text,
    price_minor bigint, compare_at_minor bigint, weight_g integer, is_stock_tracked boolean,
    is_backorder_allowed boolean, low_stock_level integer, position integer)
  on conflict (id) do update
    set option_values = excluded.option_values, sku = excluded.sku, barcode = excluded.barcode,
        price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor,
        weight_g = excluded.weight_g, is_stock_tracked = excluded.is_stock_tracked,
        is_backorder_allowed = excluded.is_backorder_allowed, low_stock_level = excluded.low_stock_level,
        position = excluded.position, archived_at = null
    where v.store_id = excluded.store_id and v.product_id = excluded.product_id;
end $$;
comment on function private.save_variants is 'Writes the variants of a product as a form has them; their ids are this product''s.';

create function private.save_variant_costs(store_id uuid, variants jsonb) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  insert into public.variant_costs as c (variant_id, store_id, cost_minor)
  select r.id, save_variant_costs.store_id, r.cost_minor
  from jsonb_to_recordset(save_variant_costs.variants) as r (id uuid, cost_minor bigint) where r.cost_minor is not null
  on conflict on constraint variant_costs_pkey do update set cost_minor = excluded.cost_minor;
  delete from public.variant_costs as c
  where c.store_id = save_variant_costs.store_id and c.variant_id in (
    select r.id from jsonb_to_recordset(save_variant_costs.variants) as r (id uuid, cost_minor bigint)
    where r.cost_minor is null);
end $$;
comment on function private.save_variant_costs is 'Writes what variants cost the merchant; without a figure there is no row.';

create function private.save_counted_stock(store_id uuid, variants jsonb) returns void
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
      and m.kind in ('received', 'adjusted');
    continue when v_counted = (v_variant ->> 'stock_counted')::integer + (v_variant ->> 'stock_delta')::integer;
    if v_counted <> (v_variant ->> 'stock_counted')::integer then
      raise exception 'Stock was changed meanwhile' using errcode = 'AF409';
    end if;
    perform private.adjust_stock((v_variant ->> 'id')::uuid, (v_variant ->> 'stock_delta')::integer, 'Changed in the product');
  end loop;
end $$;
comment on function private.save_counted_stock is
  'Changes stock by stock_delta. stock_counted, the sum of earlier received and adjusted movements that the form was shown with, tells a repeated save from somebody else''s change (AF409); without it the change is always made.';

create function public.save_product(store_id uuid, product_id uuid, input jsonb) returns uuid
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_product(store_id, product_id, input);
end;
comment on function public.save_product is
  'Creates or updates a product with all its variants, costs and stock changes, or nothing. Answers its id. New rows bring random ids of the form, from which theirs are made, so that repeating a save repeats nothing. Errors: 42501 without products.manage; AF409, see private.save_counted_stock.';
grant execute on function private.save_product to authenticated;
grant execute on function public.save_product to authenticated;
