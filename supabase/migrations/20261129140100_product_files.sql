-- What is sold as files: a product is digital as a whole, since its variants share one page, one description and
-- one question at the checkout, whether there is anything to bring.
alter table public.products
  add column is_digital boolean not null default false,
  add column download_limit integer check (download_limit between 1 and 1000),
  add column download_days integer check (download_days between 1 and 3650);
comment on column public.products.is_digital is 'Bought as files: nothing to deliver or to pick up.';
comment on column public.products.download_limit is
  'How often each file of a bought line may be downloaded; null without end. Orders keep what it was.';
comment on column public.products.download_days is
  'For how many days after the payment files may be downloaded; null for ever. Orders keep what it was.';
grant insert (is_digital, download_limit, download_days), update (is_digital, download_limit, download_days)
  on public.products to authenticated;

create table public.product_files (
  id         uuid primary key default private.uuid_v7(),
  store_id   uuid not null,
  product_id uuid not null,
  -- One line that is a file's name on any device.
  name       text not null check (length(name) between 1 and 150 and name !~ '[[:cntrl:]/\\]'),
  size_bytes bigint not null check (size_bytes > 0),
  path       text not null,
  position   integer not null default 0,
  removed_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (store_id, product_id) references public.products (store_id, id) on delete cascade,
  unique (store_id, id),
  -- Exactly so: the server signs it with a key that opens every shop's files, and a path can climb.
  check (path ~ ('^' || store_id::text || '/[0-9a-f-]{36}$'))
);
comment on table public.product_files is
  'What buyers of a digital product download; `path` is an object of the bucket `files`. A replaced file is a new path in the same row, so that earlier buyers get it. A removed one stays for those who bought before.';
create index product_files_product_idx on public.product_files (store_id, product_id, position, id);
create index product_files_path_idx on public.product_files (store_id, path);

alter table public.product_files enable row level security;
-- No write grants: save_product writes them, with the product.
grant select on public.product_files to authenticated;
create policy select_staff on public.product_files for select to authenticated
  using (store_id = any (array(select private.my_store_ids('products.view'))));

-- Bytes of any kind, so none is ever served as what it says it is: a page or a drawing with scripts in it is a stream
-- of bytes as well. Nobody has a policy to read it: the web server signs an address for whoever may have the file.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('files', 'files', false, 41943040, array['application/octet-stream'])
on conflict (id) do nothing;
create policy files_insert_manager on storage.objects for insert to authenticated
  with check (bucket_id = 'files' and split_part(name, '/', 1) = any (array(
    select ids::text from private.my_store_ids('products.manage') as ids)));

create function private.tg__digital_has_file() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_product_id uuid := case tg_table_name when 'products' then to_jsonb(new) ->> 'id'
    else to_jsonb(new) ->> 'product_id' end;
begin
  if exists (
    select from public.products as p
    where p.id = v_product_id and p.is_digital and p.status in ('published', 'scheduled') and not exists (
      select from public.product_files as f
      where f.store_id = p.store_id and f.product_id = p.id and f.removed_at is null)
  ) then
    raise exception 'A digital product needs a file before it is shown'
      using errcode = '23514', constraint = 'products_digital_has_file';
  end if;
  return null;
end $$;
comment on function private.tg__digital_has_file is
  'Whoever writes files holds the product, and so does whoever publishes it: neither misses the other. Definer: it looks at every file, whoever writes.';
create constraint trigger products_digital_has_file after insert or update of status, is_digital on public.products
  deferrable initially deferred for each row when (new.is_digital) execute function private.tg__digital_has_file();
create constraint trigger product_files_digital_has_file after update of removed_at on public.product_files
  deferrable initially deferred for each row when (new.removed_at is not null)
  execute function private.tg__digital_has_file();

create function private.tg_product_files__tidy() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Downloads that have begun go on for an hour; a file taken away can be put back for a week.
  perform private.enqueue('tidy_product_file', jsonb_build_object('file_id', old.id, 'path', old.path),
    run_at => now() + case when old.path <> new.path then interval '2 hours' else interval '7 days' end,
    job_key => 'tidy_product_file:' || old.path);
  return null;
end $$;
comment on function private.tg_product_files__tidy is 'Definer: client roles queue no jobs.';
create trigger _300_tidy after update on public.product_files
  for each row when (old.path <> new.path or (old.removed_at is null and new.removed_at is not null))
  execute function private.tg_product_files__tidy();

create function private.save_product_files(store_id uuid, product_id uuid, files jsonb) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  update public.product_files as f
  set name = coalesce(r.name, f.name), position = coalesce(r.position, f.position),
      path = coalesce(r.path, f.path), size_bytes = coalesce(r.size_bytes, f.size_bytes),
      removed_at = case when r.is_removed then coalesce(f.removed_at, now()) end
  from jsonb_to_recordset(files) as r
    (id uuid, name text, size_bytes bigint, path text, position integer, is_removed boolean)
  where f.store_id = save_product_files.store_id and f.product_id = save_product_files.product_id and f.id = r.id;

  insert into public.product_files as f (id, store_id, product_id, name, size_bytes, path, position)
  select private.id_in_store(save_product_files.store_id, r.id), save_product_files.store_id,
    save_product_files.product_id, r.name, r.size_bytes, r.path, coalesce(r.position, 0)
  from jsonb_to_recordset(files) as r (id uuid, name text, size_bytes bigint, path text, position integer)
  where r.path is not null and not exists (
    select from public.product_files as k
    where k.store_id = save_product_files.store_id and k.product_id = save_product_files.product_id and k.id = r.id)
  on conflict (id) do update set name = excluded.name, position = excluded.position, removed_at = null
    where f.store_id = excluded.store_id and f.product_id = excluded.product_id;

  if (select count(*) from public.product_files as f where f.store_id = save_product_files.store_id
    and f.product_id = save_product_files.product_id and f.removed_at is null) > 20 then
    raise exception 'A product has 20 files at most' using errcode = 'AF422';
  end if;
end $$;
comment on function private.save_product_files is
  'Names, orders, replaces, removes and adds files of a product. Those that are not named stay as they are.';

create function private.tidy_product_file(file_id uuid, path text) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  delete from public.product_files as f
  where f.id = tidy_product_file.file_id and f.path = tidy_product_file.path
    and f.removed_at <= now() - interval '7 days'
    and not exists (
      select from public.order_items as i
      join public.variants as v on v.store_id = i.store_id and v.id = i.variant_id
      where i.store_id = f.store_id and v.product_id = f.product_id and i.is_digital);
  return not exists (
    select from public.product_files as f
    where f.store_id = split_part(tidy_product_file.path, '/', 1)::uuid and f.path = tidy_product_file.path);
end $$;
comment on function private.tidy_product_file is
  'Forgets a file that was taken away a week ago and never sold. True when its object is nobody''s any more. Definer: the job worker calls it.';
grant execute on function private.tidy_product_file to service_role;

create or replace function public.product_fingerprint(store_id uuid, product_id uuid) returns text
language sql stable security invoker set search_path = ''
begin atomic
  select md5(jsonb_build_array(
    p.title, p.slug, p.description, p.seo_description, p.status, p.publish_at, p.category_id, p.vendor, p.tags,
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

  insert into public.products as p (id, store_id, category_id, slug, title, description, seo_description, status, publish_at,
    vendor, tags, option_names, is_digital, download_limit, download_days)
  values (v_product_id, save_product.store_id, (input ->> 'category_id')::uuid, input ->> 'slug',
    input ->> 'title', coalesce(input ->> 'description', ''), coalesce(input ->> 'seo_description', ''),
    (input ->> 'status')::public.product_status, (input ->> 'publish_at')::timestamptz,
    coalesce(input ->> 'vendor', ''), array(select jsonb_array_elements_text(coalesce(input -> 'tags', '[]'))),
    array(select jsonb_array_elements_text(coalesce(input -> 'option_names', '[]'))),
    coalesce((input ->> 'is_digital')::boolean, false), (input ->> 'download_limit')::integer,
    (input ->> 'download_days')::integer)
  on conflict (id) do update
    set category_id = excluded.category_id, slug = excluded.slug, title = excluded.title,
        description = excluded.description, seo_description = excluded.seo_description,
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
comment on function public.save_product is
  'Creates or updates a product with all its variants, costs, stock changes and files, or nothing. Answers its id. New rows bring random ids of the form, from which theirs are made, so that repeating a save repeats nothing. With `shown`, the fingerprint that the form was made from, a product that has changed since is left alone. What of is_digital, download_limit, download_days and files is left out stays as it is. Errors: 42501 without products.manage; AF409 (products_as_shown) when it has changed; AF409 for stock, see private.save_counted_stock; 23514 (products_digital_has_file) for a digital product that would be shown without a file.';
