-- What search engines and chats call a page, where that differs from what the shop calls it.
alter table public.products
  add column seo_title text not null default '' check (length(seo_title) <= 120);
alter table public.collections
  add column seo_title text not null default '' check (length(seo_title) <= 120),
  add column seo_description text not null default '' check (length(seo_description) <= 320);
alter table public.categories
  add column seo_title text not null default '' check (length(seo_title) <= 120),
  add column seo_description text not null default '' check (length(seo_description) <= 320);
comment on column public.products.seo_title is 'Stands in <title> and in previews of links. Empty: made of the product''s title and the shop''s name.';
grant insert (seo_title), update (seo_title) on public.products to authenticated;
grant insert (seo_title, seo_description), update (seo_title, seo_description) on public.collections to authenticated;
grant insert (seo_title, seo_description), update (seo_title, seo_description) on public.categories to authenticated;

create or replace function public.product_fingerprint(store_id uuid, product_id uuid) returns text
language sql stable security invoker set search_path = ''
begin atomic
  select md5(jsonb_build_array(
    p.title, p.slug, p.description, p.seo_title, p.seo_description, p.status, p.publish_at, p.category_id, p.vendor, p.tags,
    p.option_names, p.is_digital, p.download_limit, p.download_days,
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
    ),
    (
      select jsonb_agg(jsonb_build_array(f.id, f.name, f.path, f.removed_at) order by f.position, f.id)
      from public.product_files as f where f.store_id = p.store_id and f.product_id = p.id
    )
  )::text)
  from public.products as p
  where p.store_id = product_fingerprint.store_id and p.id = product_fingerprint.product_id;
end;

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

  insert into public.products as p (id, store_id, category_id, slug, title, description, seo_title, seo_description, status,
    publish_at, vendor, tags, option_names, is_digital, download_limit, download_days)
  values (v_product_id, save_product.store_id, (input ->> 'category_id')::uuid, input ->> 'slug',
    input ->> 'title', coalesce(input ->> 'description', ''),
    coalesce(input ->> 'seo_title', ''), coalesce(input ->> 'seo_description', ''),
    (input ->> 'status')::public.product_status, (input ->> 'publish_at')::timestamptz,
    coalesce(input ->> 'vendor', ''), array(select jsonb_array_elements_text(coalesce(input -> 'tags', '[]'))),
    array(select jsonb_array_elements_text(coalesce(input -> 'option_names', '[]'))),
    coalesce((input ->> 'is_digital')::boolean, false), (input ->> 'download_limit')::integer,
    (input ->> 'download_days')::integer)
  on conflict (id) do update
    set category_id = excluded.category_id, slug = excluded.slug, title = excluded.title,
        description = excluded.description, seo_title = excluded.seo_title, seo_description = excluded.seo_description,
        status = excluded.status, publish_at = excluded.publish_at, vendor = excluded.vendor, tags = excluded.tags,
        option_names = excluded.option_names,
        is_digital = case when input ? 'is_digital' then excluded.is_digital else p.is_digital end,
        download_limit = case when input ? 'download_limit' then excluded.download_limit else p.download_limit end,
        download_days = case when input ? 'download_days' then excluded.download_days else p.download_days end
    where p.store_id = excluded.store_id;

  v_variants := private.with_variant_ids(save_product.store_id, v_product_id, input -> 'variants');
  perform private.save_variants(save_product.store_id, v_product_id, v_variants);
  perform private.save_variant_costs(save_product.store_id, v_variants);
  perform private.save_counted_stock(save_product.store_id, v_variants);
  perform private.save_product_files(save_product.store_id, v_product_id, coalesce(input -> 'files', '[]'));
  -- Now that its files are there; to be told here, not with the end of a transaction that saves others as well.
  set constraints public.products_digital_has_file, public.product_files_digital_has_file immediate;
  set constraints public.products_digital_has_file, public.product_files_digital_has_file deferred;
  insert into private.product_forms as f (store_id, product_id, form)
  values (save_product.store_id, v_product_id, md5(input::text))
  on conflict on constraint product_forms_pkey do update set form = excluded.form;
  return v_product_id;
end $$;
