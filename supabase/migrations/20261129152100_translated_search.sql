-- Goods are found by what they are called in any language of the shop.
create function private.translated_texts(translations jsonb, field text) returns text
language sql immutable set search_path = ''
as $$
  select coalesce(string_agg(t.texts #>> array[field, 'text'], ' '), '') from jsonb_each(translations) as t (language, texts);
$$;
comment on function private.translated_texts is 'A field in every language that it is translated into.';

create function private.translated_words(words jsonb, originals text[]) returns text
language sql immutable set search_path = ''
as $$
  select coalesce(string_agg(w.words ->> o.original, ' '), '')
  from jsonb_each(words) as w (language, words), unnest(originals) as o (original);
$$;
comment on function private.translated_words is 'Tags, or values of options, in every language that they are translated into.';

create or replace function private.refresh_product_search(store_id uuid, product_ids uuid[]) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_prefix text := private.search_prefix(store_id);
  v_cuts bigint[] := private.price_cuts();
  v_words jsonb := coalesce((select s.words from public.stores as s where s.id = refresh_product_search.store_id), '{}');
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
      union select v_prefix || l.lexeme from unnest(h.heading || to_tsvector('private.stemmed', private.search_text(
        p.description || ' ' || private.translated_texts(p.translations, 'description')))) as l
      union select v_prefix || '#' || c.code from unnest(v.codes) as c (code)))
  from public.products as p
  cross join lateral (
    select min(v.price_minor) as min_price, count(distinct v.id) as count,
      coalesce(array_agg(distinct o.name || ': ' || o.value) filter (where o.value is not null), '{}') as options,
      coalesce(array_agg(distinct c.code) filter (where c.code <> ''), '{}') as codes,
      coalesce(string_agg(distinct v.sku || ' ' || replace(private.search_text(v.sku), ' ', ''), ' '), '') as skus,
      coalesce(array_agg(distinct o.value) filter (where o.value is not null), '{}') as values
    from public.variants as v
    left join lateral unnest(p.option_names, v.option_values) as o (name, value) on o.name is not null
    cross join lateral (values
      (replace(private.search_text(v.sku), ' ', '')), (replace(private.search_text(v.barcode), ' ', ''))
    ) as c (code)
    where v.store_id = p.store_id and v.product_id = p.id and v.archived_at is null
  ) as v
  cross join lateral (
    select setweight(private.search_vector(p.title || ' ' || private.translated_texts(p.translations, 'title')), 'A')
      || setweight(private.search_vector(concat_ws(' ', p.vendor, array_to_string(p.tags, ' '),
        private.translated_words(v_words, p.tags))), 'B')
      || setweight(private.search_vector(v.skus), 'C')
      || coalesce(format('%L:1', 'c' || p.category_id)::tsvector, '')
      || setweight(private.search_vector(array_to_string(v.values, ' ') || ' ' || private.translated_words(v_words, v.values)), 'D')
      as heading
  ) as h
  where p.store_id = refresh_product_search.store_id and p.id = any (product_ids)
  order by p.id
  on conflict on constraint product_search_pkey do update set
    status = excluded.status, published_at = excluded.published_at, category_id = excluded.category_id,
    min_price = excluded.min_price, price_band = excluded.price_band, variant_count = excluded.variant_count,
    tags = excluded.tags, options = excluded.options, heading = excluded.heading, document = excluded.document;

  perform private.learn_choices(refresh_product_search.store_id, product_ids);
  perform private.learn_words(refresh_product_search.store_id, array(
    select private.translated_texts(p.translations, 'title') || ' ' || private.translated_words(v_words, p.tags)
    from public.products as p
    where p.store_id = refresh_product_search.store_id and p.id = any (product_ids)));
end $$;

create or replace function private.tg_products__search() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.refresh_product_search(c.store_id, array_agg(c.id)) from (
    select n.store_id, n.id from new_rows as n
    except
    select o.store_id, o.id from old_rows as o
    join new_rows as n on n.id = o.id and (n.title, n.description, n.vendor, n.tags, n.option_names, n.translations)
      = (o.title, o.description, o.vendor, o.tags, o.option_names, o.translations)
      and n.status = o.status and n.category_id is not distinct from o.category_id
      and n.published_at is not distinct from o.published_at
  ) as c group by c.store_id;
  return null;
end $$;

-- A word of the shop is in the document of every product that carries it.
create function private.tg_stores__search_words() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_changed text[] := array(
    select distinct d.original from (
      (select l.language, w.original, w.text from jsonb_each(new.words) as l (language, words), jsonb_each_text(l.words) as w (original, text)
        except select l.language, w.original, w.text from jsonb_each(old.words) as l (language, words), jsonb_each_text(l.words) as w (original, text))
      union all
      (select l.language, w.original, w.text from jsonb_each(old.words) as l (language, words), jsonb_each_text(l.words) as w (original, text)
        except select l.language, w.original, w.text from jsonb_each(new.words) as l (language, words), jsonb_each_text(l.words) as w (original, text))
    ) as d);
begin
  perform private.refresh_product_search(new.id, array_agg(c.id)) from (
    select p.id from public.products as p where p.store_id = new.id and p.tags && v_changed
    union
    select v.product_id from public.variants as v where v.store_id = new.id and v.archived_at is null and v.option_values && v_changed
  ) as c having count(*) > 0;
  return null;
end $$;
comment on function private.tg_stores__search_words is 'Definer, as refresh_product_search is.';
create trigger _400_search_words after update of words on public.stores
  for each row when (old.words is distinct from new.words) execute function private.tg_stores__search_words();

create or replace function private.tg_categories__search() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_name text := new.name || ' ' || private.translated_texts(new.translations, 'name');
begin
  insert into private.category_search (store_id, category_id, name)
  values (new.store_id, new.id, private.search_vector(v_name))
  on conflict on constraint category_search_pkey do update set name = excluded.name;
  perform private.learn_words(new.store_id, array[v_name]);
  return null;
end $$;
drop trigger _400_search on public.categories;
create trigger _400_search after insert or update of name, translations on public.categories
  for each row execute function private.tg_categories__search();
