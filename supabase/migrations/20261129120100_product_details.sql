-- What else a product is: vendor, tags, a moment to appear, old addresses.
alter table public.products
  add column vendor text not null default '' check (length(vendor) <= 80),
  add column tags text[] not null default '{}' check (cardinality(tags) <= 30 and length(tags::text) <= 2000),
  add column publish_at timestamptz,
  add constraint products_publish_at_check check ((status = 'scheduled') = (publish_at is not null));
comment on column public.products.publish_at is 'When a scheduled product appears; a job publishes it then.';
comment on column public.products.tags is 'Words of the merchant, in lower case.';
grant insert (vendor, tags, publish_at), update (vendor, tags, publish_at) on public.products to authenticated;

create function private.tg_products__schedule() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.enqueue('publish_product', jsonb_build_object('product_id', new.id),
    run_at => new.publish_at, job_key => 'publish_product:' || new.id);
  return null;
end $$;
comment on function private.tg_products__schedule is 'Definer: client roles queue no jobs.';
create trigger _300_schedule after insert or update of publish_at on public.products
  for each row when (new.publish_at is not null) execute function private.tg_products__schedule();

create function private.publish_product(product_id uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.products as p set status = 'published', publish_at = null
  where p.id = publish_product.product_id and p.status = 'scheduled' and p.publish_at <= now();
  return found;
end $$;
comment on function private.publish_product is
  'Publishes a scheduled product whose moment has come; false when there is nothing to do. Definer: the job worker calls it.';
grant execute on function private.publish_product to service_role;

-- Categories form a tree of three levels at most.
alter table public.categories
  add column parent_id uuid check (parent_id <> id),
  add foreign key (store_id, parent_id) references public.categories (store_id, id) on delete set null (parent_id);
create index categories_parent_idx on public.categories (store_id, parent_id);
grant insert (parent_id), update (parent_id) on public.categories to authenticated;

create function private.tg_categories__keep_shallow() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_above integer := 0;
  v_below integer;
  v_parent_id uuid := new.parent_id;
begin
  -- One at a time for each store: two moves at once could close a circle.
  perform pg_advisory_xact_lock(hashtextextended('categories:' || new.store_id, 0));
  while v_parent_id is not null loop
    v_above := v_above + 1;
    if v_parent_id = new.id or v_above > 2 then
      raise exception 'Categories go three levels deep' using errcode = 'AF422';
    end if;
    select c.parent_id into v_parent_id from public.categories as c where c.store_id = new.store_id and c.id = v_parent_id;
  end loop;
  select case when exists (select from public.categories as child join public.categories as grandchild
      on grandchild.store_id = child.store_id and grandchild.parent_id = child.id
      where child.store_id = new.store_id and child.parent_id = new.id) then 2
    when exists (select from public.categories as child
      where child.store_id = new.store_id and child.parent_id = new.id) then 1 else 0 end into v_below;
  if v_above + v_below > 2 then
    raise exception 'Categories go three levels deep' using errcode = 'AF422';
  end if;
  return null;
end $$;
comment on function private.tg_categories__keep_shallow is 'Definer: it looks at every category of the store, whoever moves one.';
create trigger _200_keep_shallow after insert or update of parent_id on public.categories
  for each row when (new.parent_id is not null) execute function private.tg_categories__keep_shallow();

-- Where a product was before: shared links and search engines remember old addresses.
create table public.product_redirects (
  store_id       uuid not null references public.stores on delete cascade,
  slug           text not null,
  product_id     uuid not null,
  product_status public.product_status not null,
  created_at     timestamptz not null default now(),
  primary key (store_id, slug),
  foreign key (store_id, product_id, product_status) references public.products (store_id, id, status)
    on update cascade on delete cascade
);
comment on table public.product_redirects is
  'Addresses that products had. A product that has the address now goes first, and takes the old one away: no redirect leads to a redirect.';
create index product_redirects_product_idx on public.product_redirects (store_id, product_id, product_status);

create function private.tg_products__keep_old_slug() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.product_redirects as r where r.store_id = new.store_id and r.slug = new.slug;
  if tg_op = 'UPDATE' and old.slug <> new.slug then
    insert into public.product_redirects (store_id, slug, product_id, product_status)
    values (new.store_id, old.slug, new.id, new.status)
    on conflict (store_id, slug) do update set product_id = excluded.product_id, product_status = excluded.product_status;
  end if;
  return null;
end $$;
comment on function private.tg_products__keep_old_slug is 'Definer: no client role writes redirects.';
create trigger _300_keep_old_slug after insert or update of slug on public.products
  for each row execute function private.tg_products__keep_old_slug();

alter table public.product_redirects enable row level security;
grant select on public.product_redirects to anon, authenticated;
create policy select_visitor on public.product_redirects for select to anon
  using (product_status = 'published' and store_id <> all (array(select private.suspended_store_ids())));
create policy select_visitor_or_staff on public.product_redirects for select to authenticated
  using ((product_status = 'published' and store_id <> all (array(select private.suspended_store_ids())))
    or store_id = any (array(select private.my_store_ids('products.view'))));

alter table public.product_images
  add column focal_x smallint not null default 50 check (focal_x between 0 and 100),
  add column focal_y smallint not null default 50 check (focal_y between 0 and 100),
  add column placeholder text not null default '' check (length(placeholder) < 200);
comment on column public.product_images.focal_x is 'Percent from the left of what must stay in sight when the picture is cropped.';
comment on column public.product_images.placeholder is 'A blurred picture of a few pixels as a data address, shown until the real one has come. Made by the job.';
grant update (focal_x, focal_y) on public.product_images to authenticated;

alter table public.variants
  add column length_mm integer check (length_mm between 1 and 100000),
  add column width_mm integer check (width_mm between 1 and 100000),
  add column height_mm integer check (height_mm between 1 and 100000),
  add column image_id uuid,
  add foreign key (store_id, image_id) references public.product_images (store_id, id) on delete set null (image_id);
create index variants_image_idx on public.variants (store_id, image_id) where image_id is not null;
grant insert (length_mm, width_mm, height_mm, image_id), update (length_mm, width_mm, height_mm, image_id)
  on public.variants to authenticated;
