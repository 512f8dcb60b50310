-- What of a product is searched, one row each, written in the transaction of whatever changed the product.
-- Row-level security would keep every search from its index, as `@@` may tell of rows that it looked at. So these
-- tables are behind functions that ask themselves who is calling and whose products they show.
create table private.product_search (
  store_id     uuid not null,
  product_id   uuid not null,
  status       public.product_status not null,
  published_at timestamptz,
  category_id  uuid,
  min_price    bigint,
  price_band   smallint,
  choices      bigint[] not null,
  heading      tsvector not null,
  document     tsvector not null,
  primary key (store_id, product_id),
  foreign key (store_id, product_id) references public.products (store_id, id) on delete cascade
);
comment on column private.product_search.min_price is 'Of the cheapest living variant; null, and not for sale, when there is none.';
comment on column private.product_search.price_band is 'Of the bands that shoppers choose from: see price_cuts.';
comment on column private.product_search.choices is
  'What it can be narrowed down by, as hashes, which count far faster than texts: see shop_choices.';
comment on column private.product_search.heading is
  'For ranking: title A, tags and vendor B, SKUs C, category and options D. A word of the description alone counts for nothing.';
comment on column private.product_search.document is
  'For matching: all that is searched, each lexeme behind its shop''s prefix, so that a search reads its own shop''s part of the index only. The category stands in it by its id: a new name writes nothing here. SKUs and barcodes of living variants stand in it whole as well, after a #.';
-- Without a list of pending entries, which each search would have to read through.
create index product_search_document_idx on private.product_search using gin (document) with (fastupdate = off);

-- Words of titles, tags, vendors, options and categories: what a misspelt word may have meant. Never taken away:
-- whether a shop shows anything with the word is asked of product_search.
create table private.shop_words (
  store_id uuid not null references public.stores on delete cascade,
  word     text not null,
  primary key (store_id, word)
);
-- Tags and values of options ("Colour: Rust") by their hash. Never taken away, as words are not.
create table private.shop_choices (
  store_id uuid not null references public.stores on delete cascade,
  hash     bigint not null,
  kind     text not null check (kind in ('tag', 'option')),
  value    text not null,
  primary key (store_id, hash)
);

create table private.category_search (
  store_id    uuid not null,
  category_id uuid not null,
  name        tsvector not null,
  primary key (store_id, category_id),
  foreign key (store_id, category_id) references public.categories (store_id, id) on delete cascade
);
comment on table private.category_search is 'What categories are called, as search words find them.';

alter table private.product_search enable row level security;
alter table private.shop_words enable row level security;
alter table private.shop_choices enable row level security;
alter table private.category_search enable row level security;

-- Availability changes with every last sale. It is read from the variants, so that a sale writes nothing more.
create index variants_in_stock_idx on public.variants (store_id, product_id)
  where archived_at is null and (stock_hint is null or stock_hint > 0);

create function private.search_prefix(store_id uuid) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  return right(search_prefix.store_id::text, 6);
end $$;

create function private.learn_words(store_id uuid, texts text[]) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  -- In order, so that two who teach the same words cannot wait for each other in a circle.
  insert into private.shop_words (store_id, word)
  select distinct learn_words.store_id, w.word
  from unnest(texts) as t (text), string_to_table(private.search_text(t.text), ' ') as w (word)
  where length(w.word) between 3 and 40 and w.word ~ '[[:alpha:]]'
    and not exists (
      select from private.shop_words as known where known.store_id = learn_words.store_id and known.word = w.word
    )
  order by w.word
  on conflict do nothing;
end $$;

create function private.price_cuts() returns bigint[]
language plpgsql immutable set search_path = ''
as $$
begin
  -- 1, 2, 5, 10, 20, 50 and so on: the same wherever prices are, so that a chosen band stays one.
  return array(select cut.digit * (10::numeric ^ power)::bigint
    from generate_series(0, 12) as power, unnest('{1,2,5}'::bigint[]) as cut (digit) order by 1);
end $$;

create function private.choice_hash(kind text, value text) returns bigint
language plpgsql immutable set search_path = ''
as $$
begin
  return hashtextextended(kind || ':' || value, 0);
end $$;

create function private.learn_choices(store_id uuid, product_ids uuid[]) returns void
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

  select array_agg(t.text) into v_of_products from (
    select c.value as text from private.shop_choices as c
    where c.store_id = learn_choices.store_id and c.hash in (
      select h.hash from private.product_search as d, unnest(d.choices) as h (hash)
      where d.store_id = learn_choices.store_id and d.product_id = any (product_ids))
    union all
    select p.title || ' ' || p.vendor from public.products as p
    where p.store_id = learn_choices.store_id and p.id = any (product_ids)
  ) as t;
  perform private.learn_words(learn_choices.store_id, v_of_products);
end $$;

create function private.refresh_product_search(store_id uuid, product_ids uuid[]) returns void
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
    (store_id, product_id, status, published_at, category_id, min_price, price_band, choices, heading, document)
  select p.store_id, p.id, p.status, p.published_at, p.category_id, v.min_price, width_bucket(v.min_price, v_cuts),
    array(select private.choice_hash('option', o.value) from unnest(v.options) as o (value)
      union select private.choice_hash('tag', t.value) from unnest(p.tags) as t (value)),
    h.heading,
    array_to_tsvector(array(
      select v_prefix
      union select v_prefix || l.lexeme from unnest(h.heading || to_tsvector('private.stemmed', private.search_text(p.description))) as l
      union select v_prefix || '#' || c.code from unnest(v.codes) as c (code)))
  from public.products as p
  cross join lateral (
    select min(v.price_minor) as min_price,
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
    min_price = excluded.min_price, price_band = excluded.price_band, choices = excluded.choices,
    heading = excluded.heading, document = excluded.document;

  perform private.learn_choices(refresh_product_search.store_id, product_ids);
end $$;
comment on function private.refresh_product_search is 'Definer: client roles write products, and nothing of this.';

create function private.tg_products__search() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.refresh_product_search(c.store_id, array_agg(c.id)) from (
    select n.store_id, n.id from new_rows as n
    except
    select o.store_id, o.id from old_rows as o
    join new_rows as n on n.id = o.id and (n.title, n.description, n.vendor, n.tags, n.option_names)
      = (o.title, o.description, o.vendor, o.tags, o.option_names)
      and n.status = o.status and n.category_id is not distinct from o.category_id
      and n.published_at is not distinct from o.published_at
  ) as c group by c.store_id;
  return null;
end $$;
comment on function private.tg_products__search is 'Definer, as refresh_product_search is.';

create function private.tg_products__search_new() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.refresh_product_search(n.store_id, array_agg(n.id)) from new_rows as n group by n.store_id;
  return null;
end $$;
comment on function private.tg_products__search_new is 'Definer, as refresh_product_search is.';

create function private.tg_variants__search() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.refresh_product_search(c.store_id, array_agg(distinct c.product_id)) from (
    select n.store_id, n.product_id from new_rows as n
    join old_rows as o on o.id = n.id and (o.option_values, o.price_minor, o.sku, o.barcode, o.archived_at is null)
      is distinct from (n.option_values, n.price_minor, n.sku, n.barcode, n.archived_at is null)
  ) as c group by c.store_id;
  return null;
end $$;
comment on function private.tg_variants__search is
  'Not for stock, which changes with every sale. Definer, as refresh_product_search is.';

create function private.tg_variants__search_set() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.refresh_product_search(c.store_id, array_agg(distinct c.product_id))
  from changed_rows as c group by c.store_id;
  return null;
end $$;
comment on function private.tg_variants__search_set is 'Definer, as refresh_product_search is.';

create trigger _400_search_new after insert on public.products referencing new table as new_rows
  for each statement execute function private.tg_products__search_new();
create trigger _400_search after update on public.products referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_products__search();
create trigger _400_search_new after insert on public.variants referencing new table as changed_rows
  for each statement execute function private.tg_variants__search_set();
create trigger _400_search_gone after delete on public.variants referencing old table as changed_rows
  for each statement execute function private.tg_variants__search_set();
create trigger _400_search after update on public.variants referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_variants__search();

create function private.tg_categories__search() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.category_search (store_id, category_id, name)
  values (new.store_id, new.id, private.search_vector(new.name))
  on conflict on constraint category_search_pkey do update set name = excluded.name;
  perform private.learn_words(new.store_id, array[new.name]);
  return null;
end $$;
comment on function private.tg_categories__search is 'Definer: client roles write nothing of this.';
create trigger _400_search after insert or update of name on public.categories
  for each row execute function private.tg_categories__search();

select private.refresh_product_search(p.store_id, array_agg(p.id)) from public.products as p group by p.store_id;
insert into private.category_search (store_id, category_id, name)
select c.store_id, c.id, private.search_vector(c.name) from public.categories as c;
select private.learn_words(c.store_id, array_agg(c.name)) from public.categories as c group by c.store_id;
