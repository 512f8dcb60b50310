-- Choices by the set. Many goods come in the same colours and sizes, and carry the same tags: counting the sets, of
-- which there are few, and then what is in them, costs a fraction of counting the choices of each product.
alter table private.product_search drop column choices,
  add column variant_count integer not null default 0,
  add column tags bigint[] not null default '{}',
  add column options bigint[] not null default '{}';
alter table private.product_search
  alter column variant_count drop default, alter column tags drop default, alter column options drop default,
  add column tag_set bigint not null generated always as (hash_array_extended(tags, 0)) stored,
  add column option_set bigint not null generated always as (hash_array_extended(options, 0)) stored;
comment on column private.product_search.variant_count is 'Living ones: a product is sold out when so many of its variants are.';
comment on column private.product_search.tags is
  'What it can be narrowed down by, as hashes in order, which count far faster than texts: see shop_choices and choice_sets.';
comment on column private.product_search.options is 'As `tags`: "Colour: Rust".';

-- Never taken away, as words and choices are not.
create table private.choice_sets (
  store_id uuid not null references public.stores on delete cascade,
  hash     bigint not null,
  choices  bigint[] not null,
  primary key (store_id, hash)
);
comment on table private.choice_sets is 'Tags and options of products, whole, by the hash that products bear: tag_set, option_set.';
alter table private.choice_sets enable row level security;

-- What is counted of a product, newest last, without its words: a tenth of the table. Nothing in it may be long.
create index product_search_shown_idx on private.product_search (store_id, published_at, product_id)
  include (category_id, min_price, price_band, variant_count, tag_set, option_set)
  where status = 'published' and min_price is not null;

-- Fewer than those in stock, and written with the last sale only.
create index variants_sold_out_idx on public.variants (store_id, product_id) where archived_at is null and stock_hint = 0;
drop index public.variants_in_stock_idx;

create function private.choice_hashes(kind text, choices text[]) returns bigint[]
language plpgsql immutable set search_path = ''
as $$
begin
  return array(select distinct private.choice_hash(kind, c.value) from unnest(choices) as c (value) order by 1);
end $$;
comment on function private.choice_hashes is 'In order, so that the same choices are the same set.';

create or replace function private.learn_choices(store_id uuid, product_ids uuid[]) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_of_products text[];
begin
  insert into private.shop_choices (store_id, hash, kind, value)
  select learn_choices.store_id, private.choice_hash(c.kind, c.value), c.kind, c.value
  from (
    select 'tag' as kind, t.value from public.products as p, unnest(p.tags) as t (value)
    where p.store_id = learn_choices.store_id and p.id = any (product_ids)
    union
    select 'option', o.name || ': ' || o.value
    from public.products as p
    join public.variants as v on v.store_id = p.store_id and v.product_id = p.id
    cross join unnest(p.option_names, v.option_values) as o (name, value)
    where p.store_id = learn_choices.store_id and p.id = any (product_ids) and o.name is not null and o.value is not null
  ) as c
  where not exists (
    select from private.shop_choices as known
    where known.store_id = learn_choices.store_id and known.hash = private.choice_hash(c.kind, c.value)
  )
  order by 2
  on conflict do nothing;

  insert into private.choice_sets (store_id, hash, choices)
  select distinct d.store_id, s.hash, s.choices
  from private.product_search as d
  cross join lateral (values (d.tag_set, d.tags), (d.option_set, d.options)) as s (hash, choices)
  where d.store_id = learn_choices.store_id and d.product_id = any (product_ids)
    and not exists (
      select from private.choice_sets as known where known.store_id = d.store_id and known.hash = s.hash
    )
  order by 2
  on conflict do nothing;

  select array_agg(t.text) into v_of_products from (
    select c.value as text from private.shop_choices as c
    where c.store_id = learn_choices.store_id and c.hash in (
      select h.hash from private.product_search as d, unnest(d.tags || d.options) as h (hash)
      where d.store_id = learn_choices.store_id and d.product_id = any (product_ids))
    union all
    select p.title || ' ' || p.vendor from public.products as p
    where p.store_id = learn_choices.store_id and p.id = any (product_ids)
  ) as t;
  perform private.learn_words(learn_choices.store_id, v_of_products);
end $$;


create or replace function private.refresh_product_search(store_id uuid, product_ids uuid[]) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_prefix text := private.search_prefix(store_id);
  v_cuts bigint[] := private.price_cuts();
begin
  -- Whoever else changes the same product has finished before its variants are read.
  perform from private.product_search as d
  where d.store_id = refresh_product_search.store_id and d.product_id = any (product_ids)
  order by d.product_id for update;

  insert into private.product_search
    (store_id, product_id, status, published_at, category_id, min_price, price_band, variant_count, tags, options,
      heading, document)
  select p.store_id, p.id, p.status, p.published_at, p.category_id, v.min_price, width_bucket(v.min_price, v_cuts),
    v.count, private.choice_hashes('tag', p.tags), private.choice_hashes('option', v.options), h.heading,
    array_to_tsvector(array(
      select v_prefix
      union select v_prefix || l.lexeme from unnest(h.heading || to_tsvector('private.stemmed', private.search_text(p.description))) as l
      union select v_prefix || '#' || c.code from unnest(v.codes) as c (code)))
  from public.products as p
  cross join lateral (
    select min(v.price_minor) as min_price, count(distinct v.id) as count,
      coalesce(array_agg(distinct o.name || ': ' || o.value) filter (where o.value is not null), '{}') as options,
      coalesce(array_agg(distinct c.code) filter (where c.code <> ''), '{}') as codes,
      coalesce(string_agg(distinct v.sku || ' ' || replace(private.search_text(v.sku), ' ', ''), ' '), '') as skus,
      coalesce(string_agg(distinct o.value, ' '), '') as values
    from public.variants as v
    left join lateral unnest(p.option_names, v.option_values) as o (name, value) on o.name is not null
    cross join lateral (values
      (replace(private.search_text(v.sku), ' ', '')), (replace(private.search_text(v.barcode), ' ', ''))
    ) as c (code)
    where v.store_id = p.store_id and v.product_id = p.id and v.archived_at is null
  ) as v
  cross join lateral (
    select setweight(private.search_vector(p.title), 'A')
      || setweight(private.search_vector(p.vendor || ' ' || array_to_string(p.tags, ' ')), 'B')
      || setweight(private.search_vector(v.skus), 'C')
      || coalesce(format('%L:1', 'c' || p.category_id)::tsvector, '')
      || setweight(private.search_vector(v.values), 'D') as heading
  ) as h
  where p.store_id = refresh_product_search.store_id and p.id = any (product_ids)
  order by p.id
  on conflict on constraint product_search_pkey do update set
    status = excluded.status, published_at = excluded.published_at, category_id = excluded.category_id,
    min_price = excluded.min_price, price_band = excluded.price_band, variant_count = excluded.variant_count,
    tags = excluded.tags, options = excluded.options, heading = excluded.heading, document = excluded.document;

  perform private.learn_choices(refresh_product_search.store_id, product_ids);
end $$;

select private.refresh_product_search(p.store_id, array_agg(p.id)) from public.products as p group by p.store_id;
