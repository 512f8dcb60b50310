-- What a store sells. Visitors see published products; staff see their own stores' products.
create type public.product_status as enum ('draft', 'published', 'archived');

create table public.categories (
  id         uuid primary key default private.uuid_v7(),
  store_id   uuid not null references public.stores on delete cascade,
  slug       text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  name       text not null check (length(name) between 1 and 60),
  position   integer not null default 0,
  created_at timestamptz not null default now(),
  unique (store_id, slug),
  unique (store_id, id)
);
comment on table public.categories is 'Shelves of a store, in the order of its navigation.';

create table public.products (
  id              uuid primary key default private.uuid_v7(),
  store_id        uuid not null references public.stores on delete cascade,
  category_id     uuid,
  slug            text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
  title           text not null check (length(title) between 1 and 120),
  description     text not null default '' check (length(description) <= 5000),
  seo_description text not null default '' check (length(seo_description) <= 320),
  status          public.product_status not null default 'draft',
  option_names    text[] not null default '{}' check (cardinality(option_names) <= 3),
  published_at    timestamptz,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  foreign key (store_id, category_id) references public.categories (store_id, id) on delete set null (category_id),
  unique (store_id, slug),
  unique (store_id, id)
);
comment on table public.products is 'A sellable item. What is bought is one of its variants.';
create index products_category_idx on public.products (store_id, category_id);
-- Serves the storefront's lists, newest first, by cursor.
create index products_published_idx on public.products (store_id, published_at desc, id desc) where status = 'published';
-- Serves the dashboard's list, by cursor.
create index products_store_idx on public.products (store_id, id desc);

create table public.variants (
  id                 uuid primary key default private.uuid_v7(),
  store_id           uuid not null,
  product_id         uuid not null,
  option_values      text[] not null default '{}',
  sku                text check (length(sku) between 1 and 64),
  barcode            text check (length(barcode) between 1 and 64),
  price_minor        bigint not null check (price_minor between 0 and 1000000000000),
  compare_at_minor   bigint check (compare_at_minor between 0 and 1000000000000),
  weight_g           integer check (weight_g between 0 and 1000000),
  is_stock_tracked   boolean not null default true,
  is_backorder_allowed boolean not null default false,
  low_stock_level    integer not null default 3 check (low_stock_level between 0 and 100000),
  stock_hint         smallint check (stock_hint between 0 and 5),
  position           integer not null default 0,
  archived_at        timestamptz,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  foreign key (store_id, product_id) references public.products (store_id, id) on delete cascade,
  unique (store_id, id),
  -- Deferrable: checked after the statement, so that two variants can swap codes in one save.
  unique (store_id, sku) deferrable,
  unique (store_id, barcode) deferrable
);
comment on table public.variants is 'One buyable form of a product: its option values, price and stock rules.';
comment on column public.variants.stock_hint is
  'What shoppers may know of the stock: the number available up to 5 (5 means five or more), null when it never runs out. Kept by triggers; written only when it changes, so a busy variant''s row stays still.';
create index variants_product_idx on public.variants (store_id, product_id, position) where archived_at is null;

create table public.variant_costs (
  variant_id uuid primary key,
  store_id   uuid not null,
  cost_minor bigint not null check (cost_minor between 0 and 1000000000000),
  foreign key (store_id, variant_id) references public.variants (store_id, id) on delete cascade
);
comment on table public.variant_costs is 'What a variant costs the merchant. A table of its own, because shoppers read variants.';
create index variant_costs_store_idx on public.variant_costs (store_id, variant_id);

create table public.product_images (
  id         uuid primary key default private.uuid_v7(),
  store_id   uuid not null,
  product_id uuid not null,
  path       text not null check (length(path) <= 300),
  alt        text not null default '' check (length(alt) <= 300),
  width      integer not null check (width between 1 and 20000),
  height     integer not null check (height between 1 and 20000),
  widths     integer[] not null default '{}',
  position   integer not null default 0,
  created_at timestamptz not null default now(),
  foreign key (store_id, product_id) references public.products (store_id, id) on delete cascade,
  unique (store_id, id),
  -- Storage policies look at the same first folder.
  check (path like store_id::text || '/%')
);
comment on table public.product_images is
  'Pictures of a product; the first is its cover. `path` is a folder in the bucket `media` holding {width}.webp for each of `widths` (empty until the job has made them).';
create index product_images_product_idx on public.product_images (store_id, product_id, position);

create trigger _100_touch_updated_at before update on public.products
  for each row execute function private.tg__touch_updated_at();
create trigger _100_touch_updated_at before update on public.variants
  for each row execute function private.tg__touch_updated_at();

create function private.tg_products__set_published_at() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.status = 'published' and new.published_at is null then
    new.published_at := now();
  end if;
  return new;
end $$;
create trigger _200_set_published_at before insert or update of status on public.products
  for each row execute function private.tg_products__set_published_at();

alter table public.categories enable row level security;
alter table public.products enable row level security;
alter table public.variants enable row level security;
alter table public.variant_costs enable row level security;
alter table public.product_images enable row level security;

grant select on public.categories, public.products, public.variants, public.product_images to anon, authenticated;
grant select on public.variant_costs to authenticated;
grant insert (id, store_id, slug, name, position) on public.categories to authenticated;
grant update (slug, name, position) on public.categories to authenticated;
grant delete on public.categories to authenticated;
grant insert (id, store_id, category_id, slug, title, description, seo_description, status, option_names)
  on public.products to authenticated;
grant update (category_id, slug, title, description, seo_description, status, option_names)
  on public.products to authenticated;
-- No delete on products and variants: they are archived, so that past orders keep their lines.
grant insert (id, store_id, product_id, option_values, sku, barcode, price_minor, compare_at_minor, weight_g,
  is_stock_tracked, is_backorder_allowed, low_stock_level, position) on public.variants to authenticated;
grant update (option_values, sku, barcode, price_minor, compare_at_minor, weight_g,
  is_stock_tracked, is_backorder_allowed, low_stock_level, position, archived_at) on public.variants to authenticated;
grant insert (variant_id, store_id, cost_minor), update (cost_minor), delete on public.variant_costs to authenticated;
grant insert (id, store_id, product_id, path, alt, width, height, position) on public.product_images to authenticated;
grant update (alt, position) on public.product_images to authenticated;
grant delete on public.product_images to authenticated;

create policy select_visitor on public.categories for select to anon, authenticated using (true);
create policy insert_manager on public.categories for insert to authenticated
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));
create policy update_manager on public.categories for update to authenticated
  using (store_id = any (array(select private.my_store_ids('products.manage'))))
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));
create policy delete_manager on public.categories for delete to authenticated
  using (store_id = any (array(select private.my_store_ids('products.manage'))));

create policy select_visitor on public.products for select to anon using (status = 'published');
create policy select_visitor_or_staff on public.products for select to authenticated
  using (status = 'published' or store_id = any (array(select private.my_store_ids('products.view'))));
create policy insert_manager on public.products for insert to authenticated
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));
create policy update_manager on public.products for update to authenticated
  using (store_id = any (array(select private.my_store_ids('products.manage'))))
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));

-- A variant or picture is as visible as its product. `exists` by the product's key: a list of ids would be
-- built from every store's products.
create policy select_visitor on public.variants for select to anon
  using (archived_at is null and exists (
    select from public.products as p where p.store_id = variants.store_id and p.id = variants.product_id and p.status = 'published'
  ));
create policy select_visitor_or_staff on public.variants for select to authenticated
  using (
    store_id = any (array(select private.my_store_ids('products.view')))
    or (archived_at is null and exists (
      select from public.products as p where p.store_id = variants.store_id and p.id = variants.product_id and p.status = 'published'
    ))
  );
create policy insert_manager on public.variants for insert to authenticated
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));
create policy update_manager on public.variants for update to authenticated
  using (store_id = any (array(select private.my_store_ids('products.manage'))))
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));

create policy select_staff on public.variant_costs for select to authenticated
  using (store_id = any (array(select private.my_store_ids('products.manage'))));
create policy insert_manager on public.variant_costs for insert to authenticated
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));
create policy update_manager on public.variant_costs for update to authenticated
  using (store_id = any (array(select private.my_store_ids('products.manage'))))
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));
create policy delete_manager on public.variant_costs for delete to authenticated
  using (store_id = any (array(select private.my_store_ids('products.manage'))));

create policy select_visitor on public.product_images for select to anon
  using (exists (
    select from public.products as p where p.store_id = product_images.store_id and p.id = product_images.product_id and p.status = 'published'
  ));
create policy select_visitor_or_staff on public.product_images for select to authenticated
  using (
    store_id = any (array(select private.my_store_ids('products.view')))
    or exists (
      select from public.products as p where p.store_id = product_images.store_id and p.id = product_images.product_id and p.status = 'published'
    )
  );
create policy insert_manager on public.product_images for insert to authenticated
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));
create policy update_manager on public.product_images for update to authenticated
  using (store_id = any (array(select private.my_store_ids('products.manage'))))
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));
create policy delete_manager on public.product_images for delete to authenticated
  using (store_id = any (array(select private.my_store_ids('products.manage'))));
