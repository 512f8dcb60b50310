-- Two people who edit a product at once: the later save is told, and overwrites nothing that it was not shown.
create function public.product_fingerprint(store_id uuid, product_id uuid) returns text
language sql stable security invoker set search_path = ''
begin atomic
  select md5(jsonb_build_array(
    p.title, p.slug, p.description, p.seo_description, p.status, p.publish_at, p.category_id, p.vendor, p.tags,
    p.option_names,
    (
      select jsonb_agg(jsonb_build_array(v.id, v.option_values, v.sku, v.barcode, v.price_minor, v.compare_at_minor,
        c.cost_minor, v.weight_g, v.length_mm, v.width_mm, v.height_mm, v.image_id, v.is_stock_tracked,
        v.is_backorder_allowed, v.low_stock_level) order by v.position, v.id)
      from public.variants as v
      left join public.variant_costs as c on c.store_id = v.store_id and c.variant_id = v.id
      where v.store_id = p.store_id and v.product_id = p.id and v.archived_at is null
    ),
    (
      select jsonb_agg(jsonb_build_array(i.id, i.alt, i.focal_x, i.focal_y) order by i.position, i.id)
      from public.product_images as i where i.store_id = p.store_id and i.product_id = p.id
    )
  )::text)
  from public.products as p
  where p.store_id = product_fingerprint.store_id and p.id = product_fingerprint.product_id;
end;
comment on function public.product_fingerprint is
  'What a form shows of a product, in one word: it changes when anything of that does. Stock is not in it, which sells meanwhile. Invoker: null for what the caller does not see.';
grant execute on function public.product_fingerprint to authenticated;

create table private.product_forms (
  store_id   uuid not null,
  product_id uuid not null,
  form       text not null,
  primary key (store_id, product_id),
  foreign key (store_id, product_id) references public.products (store_id, id) on delete cascade
);
comment on table private.product_forms is 'Hash of the form that each product was last saved with, so that sending it again repeats nothing.';
alter table private.product_forms enable row level security;

create or replace function private.save_product(store_id uuid, product_id uuid, input jsonb) returns uuid
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
  where p.store_id = save_product.store_id
    and p.id in (save_product.product_id, private.id_in_store(save_product.store_id, save_product.product_id))
  for update;
  -- Files that are imported show nothing: the same one again may find the product changed since.
  if input ? 'shown' and exists (
    select from private.product_forms as f
    where f.store_id = save_product.store_id and f.product_id = v_product_id and f.form = md5(input::text)
  ) then
    return v_product_id;
  end if;
  if input ->> 'shown' <> public.product_fingerprint(save_product.store_id, v_product_id) then
    raise exception 'Product was changed meanwhile' using errcode = 'AF409', constraint = 'products_as_shown';
  end if;
  v_product_id := coalesce(v_product_id, private.id_in_store(save_product.store_id, save_product.product_id));

  insert into public.products as p (id, store_id, category_id, slug, title, description, seo_description, status, publish_at,
    vendor, tags, option_names)
  values (v_product_id, save_product.store_id, (input ->> 'category_id')::uuid, input ->> 'slug',
    input ->> 'title', coalesce(input ->> 'description', ''), coalesce(input ->> 'seo_description', ''),
    (input ->> 'status')::public.product_status, (input ->> 'publish_at')::timestamptz,
    coalesce(input ->> 'vendor', ''), array(select jsonb_array_elements_text(coalesce(input -> 'tags', '[]'))),
    array(select jsonb_array_elements_text(coalesce(input -> 'option_names', '[]'))))
  on conflict (id) do update
    set category_id = excluded.category_id, slug = excluded.slug, title = excluded.title,
        description = excluded.description, seo_description = excluded.seo_description,
        status = excluded.status, publish_at = excluded.publish_at, vendor = excluded.vendor, tags = excluded.tags,
        option_names = excluded.option_names
    where p.store_id = excluded.store_id;

  v_variants := private.with_variant_ids(save_product.store_id, v_product_id, input -> 'variants');
  perform private.save_variants(save_product.store_id, v_product_id, v_variants);
  perform private.save_variant_costs(save_product.store_id, v_variants);
  perform private.save_counted_stock(save_product.store_id, v_variants);
  insert into private.product_forms as f (store_id, product_id, form)
  values (save_product.store_id, v_product_id, md5(input::text))
  on conflict on constraint product_forms_pkey do update set form = excluded.form;
  return v_product_id;
end $$;
comment on function public.save_product is
  'Creates or updates a product with all its variants, costs and stock changes, or nothing. Answers its id. New rows bring random ids of the form, from which theirs are made, so that repeating a save repeats nothing. With `shown`, the fingerprint that the form was made from, a product that has changed since is left alone. Errors: 42501 without products.manage; AF409 (products_as_shown) when it has changed; AF409 for stock, see private.save_counted_stock.';

create or replace function private.save_variants(store_id uuid, product_id uuid, variants jsonb) returns void
language plpgsql volatile set search_path = ''
as $$
begin
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
