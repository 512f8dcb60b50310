-- Collections with a rule keep their products while products change, in the same transaction. Writers of products share
-- a lock of the store, and hold the product; whoever changes a rule or the tree of categories has that lock alone. Nobody
-- waits for either: whoever finds one taken leaves a job, which looks again when both are done. So no order and no
-- save waits for a collection, and none ends in a deadlock because of one.
create function private.fitting_products(store_id uuid, match public.rule_match, conditions jsonb, product_ids uuid[])
returns setof uuid
-- One plan serves one product and all of a store: it goes from the list to the products, by their key.
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
  return query
  with facts as (
    select p.id, p.title, p.vendor, p.tags, p.created_at, p.published_at, v.price_minor, v.is_in_stock,
      array[k.id, k.parent_id, above.parent_id] as category_ids
    from unnest(fitting_products.product_ids) as asked (id)
    join public.products as p on p.store_id = fitting_products.store_id and p.id = asked.id
    left join public.categories as k on k.store_id = p.store_id and k.id = p.category_id
    left join public.categories as above on above.store_id = k.store_id and above.id = k.parent_id
    cross join lateral (
      select min(v.price_minor) as price_minor, bool_or(v.stock_hint is distinct from 0) as is_in_stock
      from public.variants as v
      where v.store_id = p.store_id and v.product_id = p.id and v.archived_at is null
    ) as v
  ), met as (
    select f.id, coalesce(case r.field
      when 'tag' then r.value = any (f.tags)
      when 'vendor' then lower(f.vendor) = lower(r.value)
      when 'title' then strpos(lower(f.title), lower(r.value)) > 0
      when 'category' then r.value::uuid = any (f.category_ids)
      when 'price_from' then f.price_minor >= r.value::bigint
      when 'price_to' then f.price_minor <= r.value::bigint
      when 'in_stock' then f.is_in_stock
      when 'created_within' then f.created_at > now() - make_interval(days => r.value::integer)
      when 'published_within' then f.published_at > now() - make_interval(days => r.value::integer)
    end, false) as is_met
    from facts as f cross join jsonb_to_recordset(fitting_products.conditions) as r (field text, value text)
  )
  select m.id from met as m group by m.id
  having case fitting_products.match when 'all' then bool_and(m.is_met) else bool_or(m.is_met) end;
end $$;
comment on function private.fitting_products is
  'Which of these products meet all or any of the conditions. Without a condition none does; without a variant there is neither a price nor stock.';

create function private.file_products(store_id uuid, product_ids uuid[], waits boolean default false) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_key bigint := hashtextextended('collections:' || file_products.store_id, 0);
  v_batch uuid[];
begin
  if waits then
    perform pg_advisory_xact_lock_shared(v_key);
  elsif not pg_try_advisory_xact_lock_shared(v_key) then
    perform private.file_later(file_products.store_id, file_products.product_ids);
    return;
  end if;
  if not exists (select from public.collections as c
    where c.store_id = file_products.store_id and c.kind = 'rule' and c.deleted_at is null) then
    return;
  end if;
  for v_start in 1 .. cardinality(file_products.product_ids) by 200 loop
    v_batch := file_products.product_ids[v_start : v_start + 199];
    perform private.file_batch(file_products.store_id, v_batch);
  end loop;
end $$;
comment on function private.file_products is
  'Puts these products into the collections whose rules they meet, and takes them out of the others. waits is for the job, which holds nothing else. Definer: no client role writes what a rule decides.';

create function private.file_batch(store_id uuid, product_ids uuid[]) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_ids uuid[];
  v_later uuid[];
begin
  -- Held, because two who change one product would each see only their own half of it.
  v_ids := array(select p.id from public.products as p
    where p.store_id = file_batch.store_id and p.id = any (file_batch.product_ids)
    for no key update skip locked);
  v_later := array(select p.id from public.products as p
    where p.store_id = file_batch.store_id and p.id = any (file_batch.product_ids) and p.id <> all (v_ids));
  if cardinality(v_later) > 0 then
    perform private.file_later(file_batch.store_id, v_later);
  end if;
  with fitting as materialized (
    select c.id as collection_id, f.id as product_id
    from public.collections as c
    cross join lateral private.fitting_products(c.store_id, c.match, c.conditions, v_ids) as f (id)
    where c.store_id = file_batch.store_id and c.kind = 'rule' and c.deleted_at is null
  ), removed as (
    delete from public.collection_products as m
    where m.store_id = file_batch.store_id and m.product_id = any (v_ids) and m.kind = 'rule'
      and not exists (select from fitting as f where f.collection_id = m.collection_id and f.product_id = m.product_id)
  )
  insert into public.collection_products (store_id, collection_id, product_id, kind)
  select file_batch.store_id, f.collection_id, f.product_id, 'rule' from fitting as f
  where not exists (
    select from public.collection_products as m
    where m.store_id = file_batch.store_id and m.collection_id = f.collection_id and m.product_id = f.product_id);
end $$;
comment on function private.file_batch is 'Files the products that nobody else holds, and leaves the others to a job. Definer, as file_products.';

create function private.file_later(store_id uuid, product_ids uuid[]) returns void
language sql volatile security definer set search_path = ''
as $$
  select private.enqueue('file_products', jsonb_build_object('store_id', store_id, 'product_ids', product_ids),
    run_at => now() + interval '1 second');
$$;
comment on function private.file_later is 'Definer: client roles queue no jobs.';

create function private.fill_collection(collection public.collections) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_fitting uuid[] := array(select private.fitting_products(collection.store_id, collection.match, collection.conditions,
    array(select p.id from public.products as p where p.store_id = collection.store_id)));
  -- `except` and no joins: of a collection that was just filled nothing is known to the planner.
  v_missing uuid[] := array(select f.id from unnest(v_fitting) as f (id) except
    select m.product_id from public.collection_products as m
    where m.store_id = collection.store_id and m.collection_id = collection.id);
  v_wrong uuid[] := array(select m.product_id from public.collection_products as m
    where m.store_id = collection.store_id and m.collection_id = collection.id
    except select f.id from unnest(v_fitting) as f (id));
  v_count integer;
begin
  insert into public.collection_products (store_id, collection_id, product_id, kind)
  select collection.store_id, collection.id, p.id, 'rule'
  from (
    select p.id from unnest(v_missing) as f (id)
    join public.products as p on p.store_id = collection.store_id and p.id = f.id
    for key share of p skip locked
  ) as p;
  get diagnostics v_count = row_count;
  if v_count < cardinality(v_missing) then
    return false;
  end if;
  delete from public.collection_products as m using (
    select m.product_id from unnest(v_wrong) as f (id)
    join public.collection_products as m
      on m.store_id = collection.store_id and m.collection_id = collection.id and m.product_id = f.id
    for update of m skip locked
  ) as gone
  where m.store_id = collection.store_id and m.collection_id = collection.id and m.product_id = gone.product_id;
  get diagnostics v_count = row_count;
  return v_count = cardinality(v_wrong);
end $$;
comment on function private.fill_collection is
  'Puts into a collection exactly what its rule says; false when somebody held a part of it. Definer, as file_products.';

create function private.refresh_collection(collection_id uuid, waits boolean default false) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_key bigint := hashtextextended('collections:' || (
    select c.store_id from public.collections as c where c.id = refresh_collection.collection_id), 0);
  v_collection public.collections;
  v_next timestamptz;
begin
  if waits then
    perform pg_advisory_xact_lock(v_key);
  elsif not pg_try_advisory_xact_lock(v_key) then
    perform private.refresh_later(refresh_collection.collection_id, now() + interval '1 second');
    return;
  end if;
  -- Only now: its rule may have changed while the lock was somebody else's.
  select c.* into v_collection from public.collections as c where c.id = refresh_collection.collection_id;
  if v_collection.deleted_at <= now() - interval '30 days' then
    delete from public.collections as c where c.id = v_collection.id;
  elsif v_collection.deleted_at is not null then
    v_next := v_collection.deleted_at + interval '30 days';
  elsif v_collection.kind = 'rule' then
    if not private.fill_collection(v_collection) then
      v_next := now() + interval '1 second';
    elsif v_collection.conditions @? '$[*] ? (@.field like_regex "_within$")' then
      v_next := now() + interval '1 day';
    end if;
  end if;
  if v_next is not null then
    perform private.refresh_later(v_collection.id, v_next);
  end if;
end $$;
comment on function private.refresh_collection is
  'Fills a collection, or removes one that was thrown away 30 days ago, and queues the next time: tomorrow when its rule looks at the date. waits is for the job. Definer, as file_products.';

create function private.refresh_later(collection_id uuid, run_at timestamptz) returns void
language sql volatile security definer set search_path = ''
as $$
  select private.enqueue('refresh_collection', jsonb_build_object('collection_id', collection_id),
    run_at => run_at, job_key => 'refresh_collection:' || collection_id);
$$;
comment on function private.refresh_later is 'Definer: client roles queue no jobs.';

create function private.tg_collections__refresh() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.refresh_collection(new.id);
  return null;
end $$;
create trigger _300_refresh_on_insert after insert on public.collections
  for each row when (new.kind = 'rule') execute function private.tg_collections__refresh();
create trigger _300_refresh_on_update after update on public.collections
  for each row when ((old.match, old.conditions, old.deleted_at) is distinct from (new.match, new.conditions, new.deleted_at))
  execute function private.tg_collections__refresh();

create function private.tg_categories__refile() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.refresh_collection(c.id) from public.collections as c
  where c.store_id = new.store_id and c.kind = 'rule' and c.deleted_at is null
    and c.conditions @> '[{"field": "category"}]';
  return null;
end $$;
comment on function private.tg_categories__refile is 'Definer: it reads every collection of the store, whoever moves a category.';
create trigger _300_refile after update of parent_id on public.categories
  for each row when (old.parent_id is distinct from new.parent_id) execute function private.tg_categories__refile();

create function private.tg_products__file() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.file_products(n.store_id, array_agg(n.id)) from new_rows as n group by n.store_id;
  return null;
end $$;
create trigger _400_file_on_insert after insert on public.products
  referencing new table as new_rows for each statement execute function private.tg_products__file();

create function private.tg_products__refile() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- `except` and no join: a plan made for one row would compare thousands with thousands.
  update public.collection_products as m set published_at = n.published_at
  from (select n.store_id, n.id, n.published_at from new_rows as n
    except select o.store_id, o.id, o.published_at from old_rows as o) as n
  where m.store_id = n.store_id and m.product_id = n.id;
  perform private.file_products(n.store_id, array_agg(n.id))
  from (select n.store_id, n.id, n.title, n.vendor, n.tags, n.category_id, n.created_at, n.published_at from new_rows as n
    except
    select o.store_id, o.id, o.title, o.vendor, o.tags, o.category_id, o.created_at, o.published_at from old_rows as o) as n
  group by n.store_id;
  return null;
end $$;
create trigger _400_file_on_update after update on public.products
  referencing old table as old_rows new table as new_rows for each statement execute function private.tg_products__refile();
comment on function private.tg_products__file is 'Definer: it reads every collection of the store, whoever writes a product.';
comment on function private.tg_products__refile is 'Definer, as tg_products__file.';

create function private.tg_variants__file() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.file_products(n.store_id, array_agg(distinct n.product_id)) from new_rows as n group by n.store_id;
  return null;
end $$;
create trigger _400_file_on_insert after insert on public.variants
  referencing new table as new_rows for each statement execute function private.tg_variants__file();
create trigger _400_file_on_delete after delete on public.variants
  referencing old table as new_rows for each statement execute function private.tg_variants__file();

create function private.tg_variants__refile() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Of the stock it matters only whether there is any: most sales pass by here.
  perform private.file_products(n.store_id, array_agg(distinct n.product_id))
  from (select n.store_id, n.product_id, n.id, n.price_minor, n.archived_at is null, n.stock_hint is distinct from 0
    from new_rows as n
    except
    select o.store_id, o.product_id, o.id, o.price_minor, o.archived_at is null, o.stock_hint is distinct from 0
    from old_rows as o) as n
  group by n.store_id;
  return null;
end $$;
create trigger _400_file_on_update after update on public.variants
  referencing old table as old_rows new table as new_rows for each statement execute function private.tg_variants__refile();
comment on function private.tg_variants__file is 'Definer, as tg_products__file.';
comment on function private.tg_variants__refile is 'Definer, as tg_products__file.';

create function private.preview_collection(store_id uuid, input jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_ids uuid[];
begin
  if preview_collection.store_id not in (select private.my_store_ids('products.view')) then
    raise exception 'Products of this store are not yours to see' using errcode = '42501';
  end if;
  if not coalesce(private.are_conditions(input -> 'conditions') and input ->> 'match' in ('all', 'any'), false) then
    raise exception 'Not a rule' using errcode = 'AF422';
  end if;
  v_ids := array(select f.id from private.fitting_products(preview_collection.store_id,
    (input ->> 'match')::public.rule_match, input -> 'conditions',
    array(select p.id from public.products as p where p.store_id = preview_collection.store_id)) as f (id) order by f.id desc);
  return jsonb_build_object('count', cardinality(v_ids), 'product_ids', to_jsonb(v_ids[1:8]));
end $$;
comment on function private.preview_collection is
  'See public.preview_collection. Definer: it calls what clients cannot name. It asks for products.view itself.';

create function public.preview_collection(store_id uuid, input jsonb) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.preview_collection(store_id, input);
end;
comment on function public.preview_collection is
  'What a rule would find, before it is saved. input: {match: all | any, conditions: [{field, value}]}. Answers {count, product_ids: the newest 8}. Errors: 42501 without products.view; AF422 for what is no rule.';
grant execute on function private.preview_collection to authenticated;
grant execute on function public.preview_collection to authenticated;
