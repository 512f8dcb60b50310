-- Servers keep what every visitor of a shop sees. Whoever writes a row that shops show says in the same transaction which
-- keys became stale, and every server drops what it kept under them (lib/cache/keys.ts). Nothing is compared: a row that
-- was written may look different, and a column that comes later is covered as it is.
create function private.drop_cached(keys text[]) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  perform pg_notify('afrify_cache', k.key) from unnest(keys) as k (key);
end $$;
comment on function private.drop_cached is
  'Tells all servers, once this transaction can be read, to drop what they kept under these keys; "*" is everything.';

create function private.tg_drop_cached() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.drop_cached(array(select distinct tg_argv[0] || ':' || c.store_id from changed as c));
  return null;
end $$;
comment on function private.tg_drop_cached is
  'For tables whose rows are seen all over a shop; the argument is the kind of key. Definer: clients call nothing in private.';

create function private.tg_stores__drop_cached() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.drop_cached(array(select 'store:' || c.id from changed as c));
  return null;
end $$;
comment on function private.tg_stores__drop_cached is 'Definer, as tg_drop_cached.';

create function private.tg_products__drop_cached() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_alone text[] := array['description', 'seo_description', 'rating_count', 'rating_sum', 'updated_at'];
begin
  -- `except` and no join: a plan made for one row would compare thousands with thousands.
  perform private.drop_cached(array(
    select distinct 'products:' || (d.row ->> 'store_id')
    from (select to_jsonb(n) - v_alone as row from new_rows as n
      except select to_jsonb(o) - v_alone from old_rows as o) as d
  ));
  -- Of many it costs less to read a shop's products again than to hear of each.
  perform private.drop_cached(array(
    select distinct case when n.count > 100 then 'products:' || n.store_id else 'product:' || n.id end
    from (select c.store_id, c.id, count(*) over () as count from new_rows as c) as n
  ));
  return null;
end $$;
comment on function private.tg_products__drop_cached is
  'What only its own page shows of a product leaves the lists of the shop as they are. Definer, as tg_drop_cached.';

create function private.tg_reviews__drop_cached() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.drop_cached(array(select distinct 'product:' || c.product_id from changed as c));
  return null;
end $$;
comment on function private.tg_reviews__drop_cached is 'Definer, as tg_drop_cached.';

create function private.tg_drop_all_cached() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.drop_cached(array['*']);
  return null;
end $$;
comment on function private.tg_drop_all_cached is 'For what empties a whole table. Definer, as tg_drop_cached.';

-- By what each shows: the frame of a shop's pages, its goods, or a single page.
do $$
declare
  v_table text;
  v_function text;
begin
  for v_table, v_function in values
    ('stores', 'tg_stores__drop_cached()'),
    ('delivery_zones', 'tg_drop_cached(''store'')'),
    ('categories', 'tg_drop_cached(''store'')'),
    ('collections', 'tg_drop_cached(''store'')'),
    ('collection_products', 'tg_drop_cached(''products'')'),
    ('products', 'tg_drop_cached(''products'')'),
    ('product_redirects', 'tg_drop_cached(''products'')'),
    ('product_images', 'tg_drop_cached(''products'')'),
    ('variants', 'tg_drop_cached(''products'')'),
    ('reviews', 'tg_reviews__drop_cached()')
  loop
    execute format('create trigger _900_drop_cached_on_insert after insert on public.%I
      referencing new table as changed for each statement execute function private.%s', v_table, v_function);
    execute format('create trigger _900_drop_cached_on_delete after delete on public.%I
      referencing old table as changed for each statement execute function private.%s', v_table, v_function);
    execute format('create trigger _900_drop_cached_on_truncate after truncate on public.%I
      for each statement execute function private.tg_drop_all_cached()', v_table);
    if v_table <> 'products' then
      execute format('create trigger _900_drop_cached_on_update after update on public.%I
        referencing new table as changed for each statement execute function private.%s', v_table, v_function);
    end if;
  end loop;
end $$;
create trigger _900_drop_cached_on_update after update on public.products
  referencing old table as old_rows new table as new_rows for each statement
  execute function private.tg_products__drop_cached();
