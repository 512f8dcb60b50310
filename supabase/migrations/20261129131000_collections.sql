-- Groups of products that cross categories, each with a page in the shop. People choose the products, or a rule does.
create type public.collection_kind as enum ('manual', 'rule');
create type public.collection_sort as enum ('manual', 'newest');
create type public.rule_match as enum ('all', 'any');

create function private.are_conditions(conditions jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select case when jsonb_typeof(conditions) = 'array' then jsonb_array_length(conditions) <= 20 and not exists (
    select from jsonb_array_elements(conditions) as e where not coalesce(case e ->> 'field'
      when 'tag' then length(e ->> 'value') between 1 and 80
      when 'vendor' then length(e ->> 'value') between 1 and 80
      when 'title' then length(e ->> 'value') between 1 and 120
      when 'category' then e ->> 'value' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
      when 'price_from' then e ->> 'value' ~ '^[0-9]{1,13}$'
      when 'price_to' then e ->> 'value' ~ '^[0-9]{1,13}$'
      when 'in_stock' then e ->> 'value' = 'yes'
      when 'created_within' then e ->> 'value' ~ '^[1-9][0-9]{0,3}$'
      when 'published_within' then e ->> 'value' ~ '^[1-9][0-9]{0,3}$'
      else false end, false)
  ) else false end;
$$;
comment on function private.are_conditions is
  'True for a list of {field, value}: a tag, a vendor, part of a title, the id of a category, the lowest price in minor units, in_stock with "yes", or a number of days.';
-- A check runs as whoever writes the row.
grant execute on function private.are_conditions to authenticated;

create table public.collections (
  id           uuid primary key default private.uuid_v7(),
  store_id     uuid not null references public.stores on delete cascade,
  slug         text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  title        text not null check (length(title) between 1 and 60),
  description  text not null default '' check (length(description) <= 2000),
  kind         public.collection_kind not null,
  sort         public.collection_sort not null default 'newest',
  match        public.rule_match not null default 'all',
  conditions   jsonb not null default '[]' check (private.are_conditions(conditions)),
  is_published boolean not null default false,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  deleted_at   timestamptz,
  unique (store_id, id),
  unique (store_id, id, kind),
  constraint collections_sort_check check (kind = 'manual' or sort = 'newest'),
  constraint collections_rule_check check ((kind = 'rule') = (conditions <> '[]'))
);
comment on table public.collections is
  'Products that belong together. A manual one has those that somebody put into it; a rule has all that meet its conditions.';
comment on column public.collections.deleted_at is 'Thrown away, and for 30 days to be had back. Nobody but the team sees it.';
create unique index collections_slug_key on public.collections (store_id, slug) where deleted_at is null;
create index collections_store_idx on public.collections (store_id, id desc) where deleted_at is null;

create table public.collection_products (
  store_id       uuid not null,
  collection_id  uuid not null,
  product_id     uuid not null,
  kind           public.collection_kind not null default 'manual',
  position       integer not null default 0 check (position >= 0),
  product_status public.product_status not null,
  published_at   timestamptz,
  primary key (store_id, collection_id, product_id),
  -- With the kind, which clients cannot write: nobody adds to a rule by hand.
  foreign key (store_id, collection_id, kind) references public.collections (store_id, id, kind) on delete cascade,
  foreign key (store_id, product_id, product_status) references public.products (store_id, id, status)
    on update cascade on delete cascade
);
comment on table public.collection_products is
  'What is in a collection, also in one with a rule: kept while products change, so that reading a page evaluates nothing.';
comment on column public.collection_products.published_at is 'Of the product. Copied by triggers, so that an index has the order of a page.';
create index collection_products_newest_idx
  on public.collection_products (store_id, collection_id, published_at desc, product_id desc) where product_status = 'published';
create index collection_products_position_idx on public.collection_products (store_id, collection_id, position, product_id);
create index collection_products_product_idx on public.collection_products (store_id, product_id, product_status);

create trigger _100_touch_updated_at before update on public.collections
  for each row execute function private.tg__touch_updated_at();

create function private.tg_collection_products__take_product() returns trigger
language plpgsql set search_path = ''
as $$
begin
  select p.status, p.published_at into new.product_status, new.published_at
  from public.products as p where p.store_id = new.store_id and p.id = new.product_id;
  -- A product of another shop, or none: the foreign key then refuses the row.
  new.product_status := coalesce(new.product_status, 'draft');
  return new;
end $$;
create trigger _050_take_product before insert on public.collection_products
  for each row execute function private.tg_collection_products__take_product();

-- Categories and collections share the addresses under /c/.
create function private.tg__keep_slugs_apart() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- One at a time for each store: of two at once neither would see the other.
  perform pg_advisory_xact_lock(hashtextextended('categories:' || new.store_id, 0));
  if exists (select from public.categories as c where c.store_id = new.store_id and c.slug = new.slug)
    and exists (select from public.collections as c
      where c.store_id = new.store_id and c.slug = new.slug and c.deleted_at is null) then
    raise exception 'A category and a collection cannot share an address'
      using errcode = 'unique_violation', constraint = 'categories_collections_slug_key';
  end if;
  return null;
end $$;
comment on function private.tg__keep_slugs_apart is
  'Raises 23505. After the row, so that its policies come first. Definer: it looks at every row of the store, whoever writes one.';
create trigger _200_keep_slugs_apart after insert or update of slug on public.categories
  for each row execute function private.tg__keep_slugs_apart();
create trigger _200_keep_slugs_apart after insert or update of slug, deleted_at on public.collections
  for each row execute function private.tg__keep_slugs_apart();

alter table public.collections enable row level security;
alter table public.collection_products enable row level security;

grant select on public.collections, public.collection_products to anon, authenticated;
grant insert (store_id, slug, title, description, kind, sort, match, conditions, is_published)
  on public.collections to authenticated;
-- No delete: deleted_at throws it away, and a job removes it later.
grant update (slug, title, description, sort, match, conditions, is_published, deleted_at)
  on public.collections to authenticated;
grant insert (store_id, collection_id, product_id, position), update (position), delete
  on public.collection_products to authenticated;

create policy select_visitor on public.collections for select to anon
  using (is_published and deleted_at is null and store_id <> all (array(select private.suspended_store_ids())));
create policy select_visitor_or_staff on public.collections for select to authenticated
  using ((is_published and deleted_at is null and store_id <> all (array(select private.suspended_store_ids())))
    or store_id = any (array(select private.my_store_ids('products.view'))));
create policy insert_manager on public.collections for insert to authenticated
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));
create policy update_manager on public.collections for update to authenticated
  using (store_id = any (array(select private.my_store_ids('products.manage'))))
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));

-- As visible as product and collection together. `exists` by the collection's key, where its own policy has its say:
-- with a copy of is_published here, publishing a collection would write every row of it.
create policy select_visitor on public.collection_products for select to anon
  using (product_status = 'published' and exists (
    select from public.collections as c
    where c.store_id = collection_products.store_id and c.id = collection_products.collection_id
  ));
create policy select_visitor_or_staff on public.collection_products for select to authenticated
  using ((product_status = 'published' and exists (
      select from public.collections as c
      where c.store_id = collection_products.store_id and c.id = collection_products.collection_id
    )) or store_id = any (array(select private.my_store_ids('products.view'))));
create policy insert_manager on public.collection_products for insert to authenticated
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));
create policy update_manager on public.collection_products for update to authenticated
  using (store_id = any (array(select private.my_store_ids('products.manage'))))
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));
-- What a rule put there only the rule takes away.
create policy delete_manager on public.collection_products for delete to authenticated
  using (kind = 'manual' and store_id = any (array(select private.my_store_ids('products.manage'))));
