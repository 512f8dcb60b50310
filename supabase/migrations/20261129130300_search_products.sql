-- The search of a shop, and of its dashboard.
create function private.category_branch(store_id uuid, slug text) returns uuid[]
language plpgsql stable set search_path = ''
as $$
begin
  return (with recursive branch as (
    select c.id from public.categories as c where c.store_id = category_branch.store_id and c.slug = category_branch.slug
    union
    select c.id from public.categories as c join branch on c.parent_id = branch.id
    where c.store_id = category_branch.store_id
  )
  select coalesce(array_agg(branch.id), '{}') from branch);
end $$;
comment on function private.category_branch is 'A category and all below it.';

create function private.search_products(store_id uuid, input jsonb)
returns table (product_ids uuid[], total integer, facets jsonb, meant text[])
language plpgsql stable security definer set search_path = '' set enable_seqscan = off rows 1
as $$
declare
  v_read private.search_query;
  v_categories uuid[] := case when input ->> 'category' <> ''
    then private.category_branch(search_products.store_id, input ->> 'category') end;
  v_from bigint := coalesce((input ->> 'price_from')::bigint, 0);
  v_below bigint := coalesce((input ->> 'price_below')::bigint, 9223372036854775807);
  v_is_available boolean := coalesce((input ->> 'is_available')::boolean, false);
  v_choices bigint[] := array(
    select private.choice_hash('option', o.value) from jsonb_array_elements_text(input -> 'options') as o (value)
    union select private.choice_hash('tag', t.value) from jsonb_array_elements_text(input -> 'tags') as t (value));
  v_query text := coalesce(input ->> 'query', '');
  v_cuts bigint[] := private.price_cuts();
  v_matched integer;
  v_sort text := coalesce(input ->> 'sort', 'relevance');
  v_limit integer := least(coalesce((input ->> 'max_rows')::integer, 24), 100);
  v_after uuid := (select p.id from public.products as p
    where p.store_id = search_products.store_id and p.slug = input ->> 'after');
begin
  if not exists (select from public.stores as s where s.id = search_products.store_id and s.status <> 'suspended') then
    return;
  end if;
  for attempt in 1..2 loop
    if attempt = 1 then
      v_read := private.read_as_typed(search_products.store_id, v_query);
    else
      v_read := private.read_as_meant(search_products.store_id, v_query, '{published}');
      meant := v_read.words;
    end if;
    with matched as materialized (
      select d.product_id, d.published_at, d.category_id, d.price_band, d.choices, a.is_available is not null as is_available,
        -- One bit for each kind of filter that it passes: category, price, choices, availability.
        (v_categories is null or d.category_id = any (v_categories))::integer
          + (d.min_price >= v_from and d.min_price < v_below)::integer * 2
          + (d.choices @> v_choices)::integer * 4
          + (a.is_available is not null or not v_is_available)::integer * 8 as passed,
        case when v_sort = 'price_up' then -d.min_price when v_sort = 'price_down' then d.min_price
          when v_sort = 'newest' or v_read.ranking is null then 0
          -- Weights of D, C, B and A. Of two that match alike, the one first that says less beside it.
          else coalesce(ts_rank('{0.05, 0.15, 0.4, 1}', d.heading, v_read.ranking), 0)
            + coalesce(ts_rank('{0.05, 0.15, 0.4, 1}', d.heading, v_read.widely) / 2, 0)
            + 0.01 / (1 + length(d.heading))
            + case when v_read.pieces = '{}' then 0
              else (select count(*) from unnest(v_read.pieces) as p (piece) where d.document @@ p.piece) end end::float8 as score
      from private.product_search as d
      left join lateral (
        -- The limit keeps the planner from reading every variant of the shop at once.
        select true as is_available from public.variants as v
        where v.store_id = d.store_id and v.product_id = d.product_id
          and v.archived_at is null and (v.stock_hint is null or v.stock_hint > 0)
        limit 1
      ) as a on true
      where d.document @@ v_read.matching and d.store_id = search_products.store_id
        and d.status = 'published' and d.min_price is not null
    ),
    page as (
      select f.product_id, f.score, f.published_at from matched as f
      where f.passed = 15 and (input ->> 'after' is null or (f.score, f.published_at, f.product_id) < (
        select a.score, a.published_at, a.product_id from matched as a where a.product_id = v_after))
      order by f.score desc, f.published_at desc, f.product_id desc
      limit v_limit + 1
    ),
    sums as (
      select count(*) filter (where m.passed = 15)::integer as total,
        count(*) filter (where m.passed & 7 = 7 and m.is_available) as available, count(*)::integer as matched
      from matched as m
    ),
    groups as materialized (
      select m.category_id, m.price_band, grouping(m.category_id) = 0 as is_category,
        count(*) filter (where m.passed | 1 = 15) as in_category, count(*) filter (where m.passed | 2 = 15) as in_band
      from matched as m group by grouping sets (m.category_id, m.price_band)
    ),
    named as materialized (
      select c.kind, c.value, n.count
      from (
        -- In the list of what is selected `unnest` costs a fraction of what it does beside the table.
        select h.hash, count(*) from (select unnest(m.choices) as hash from matched as m where m.passed = 15) as h group by h.hash
      ) as n
      join private.shop_choices as c on c.store_id = search_products.store_id and c.hash = n.hash
    )
    select array(select p.product_id from page as p order by p.score desc, p.published_at desc, p.product_id desc),
      s.total,
      jsonb_build_object(
        'available', s.available,
        'categories', (
          with recursive up as (
            select g.category_id as id, g.in_category as count from groups as g where g.is_category and g.in_category > 0
            union all
            select c.parent_id, up.count from up
            join public.categories as c on c.store_id = search_products.store_id and c.id = up.id and c.parent_id is not null
          )
          select coalesce(jsonb_agg(jsonb_build_object('slug', c.slug, 'name', c.name, 'count', n.count) order by c.position, c.name), '[]')
          from (select up.id, sum(up.count) as count from up group by up.id) as n
          join public.categories as c on c.store_id = search_products.store_id and c.id = n.id),
        'bands', (
          select coalesce(jsonb_agg(jsonb_build_object(
            'from', v_cuts[g.price_band], 'below', v_cuts[g.price_band + 1], 'count', g.in_band) order by g.price_band), '[]')
          from groups as g where not g.is_category and g.in_band > 0),
        'options', (
          select coalesce(jsonb_agg(jsonb_build_object('value', n.value, 'count', n.count) order by n.count desc, n.value), '[]')
          from (select * from named where kind = 'option' order by count desc, value limit 24) as n),
        'tags', (
          select coalesce(jsonb_agg(jsonb_build_object('value', n.value, 'count', n.count) order by n.count desc, n.value), '[]')
          from (select * from named where kind = 'tag' order by count desc, value limit 12) as n)),
      s.matched
    into product_ids, total, facets, v_matched
    from sums as s;
    exit when v_matched > 0;
  end loop;
  return next;
end $$;
comment on function private.search_products is
  'What a shop shows of what was asked for: a page of it, how much it is, and how much each further choice would leave. Of one choice among many (category, price) the count says what it would be instead. `meant` are the words looked for when what was typed finds nothing. Definer: no policy lets a search use its index; it shows published products of open shops to whoever asks.';

create function public.search_products(store_id uuid, input jsonb)
returns table (product_ids uuid[], total integer, facets jsonb, meant text[])
language sql stable security invoker set search_path = '' rows 1
begin atomic
  select f.product_ids, f.total, f.facets, f.meant from private.search_products(store_id, input) as f;
end;
grant execute on function private.search_products to anon, authenticated;
grant execute on function public.search_products to anon, authenticated;

create function private.find_products(store_id uuid, query text, status public.product_status, after uuid, max_rows integer)
returns setof uuid
language plpgsql stable security definer set search_path = '' set enable_seqscan = off
as $$
declare
  v_statuses public.product_status[] := case when find_products.status is null
    then '{draft,scheduled,published}' else array[find_products.status] end;
  v_code tsquery := format('%L', private.search_prefix(find_products.store_id) || '#' || replace(private.search_text(query), ' ', ''))::tsquery;
  v_matching tsquery;
begin
  if not find_products.store_id = any (array(select private.my_store_ids('products.view'))) then
    return;
  end if;
  if private.shows_any(find_products.store_id, v_code, v_statuses) then
    v_matching := v_code;
  else
    v_matching := (private.read_as_typed(find_products.store_id, query)).matching;
    if not private.shows_any(find_products.store_id, v_matching, v_statuses) then
      v_matching := (private.read_as_meant(find_products.store_id, query, v_statuses)).matching;
    end if;
  end if;
  return query
  select d.product_id from private.product_search as d
  where d.document @@ v_matching and d.store_id = find_products.store_id and d.status = any (v_statuses)
    and (find_products.after is null or d.product_id < find_products.after)
  order by d.product_id desc limit find_products.max_rows;
end $$;
comment on function private.find_products is
  'Products of a store that are called so, drafts as well, newest first; when the words are a SKU or a barcode, those that have it. Definer: no policy lets a search use its index.';

create function public.find_products(store_id uuid, query text, status public.product_status, after uuid, max_rows integer)
returns setof uuid
language sql stable security invoker set search_path = ''
begin atomic
  select f.id from private.find_products(store_id, query, status, after, max_rows) as f (id);
end;
grant execute on function private.find_products to authenticated;
grant execute on function public.find_products to authenticated;
