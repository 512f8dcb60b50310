-- The search of a shop. What was typed is looked up by its words; all that there is, without words, by an index of its
-- own, and its choices are counted by the set. Plans are made once for a connection, and group by hashes, as how much
-- a search finds is not known before.
create type private.search_filter as (
  categories uuid[], price_from bigint, price_below bigint, is_available boolean, tags bigint[], options bigint[]);
comment on type private.search_filter is 'What goods are narrowed down by; null categories are all of them.';

create type private.search_count as (category_id uuid, price_band smallint, choice bigint, count bigint);
comment on type private.search_count is 'How many goods are in a category, a price band or come with a choice: one of the three.';

create type private.search_counts as (product_ids uuid[], total bigint, available bigint, counts private.search_count[], is_any boolean);
comment on type private.search_counts is 'A page of goods, and what each further choice would leave. `is_any`: before narrowing down.';

create function private.count_found(store_id uuid, read private.search_query, filter private.search_filter, sort text, after uuid, max_rows integer)
returns private.search_counts
language plpgsql stable set search_path = '' set enable_seqscan = off set enable_sort = off set plan_cache_mode = force_generic_plan
as $$
declare
  v_counts private.search_counts;
  v_is_ranked boolean := sort not in ('newest', 'price_up', 'price_down') and read.ranking is not null;
begin
  with found as materialized (
    select d.product_id, d.published_at, d.category_id, d.price_band, d.variant_count, d.tags || d.options as choices,
      -- One bit for each kind of filter that it passes: category, price, choices.
      (filter.categories is null or d.category_id = any (filter.categories))::integer
        + (d.min_price >= filter.price_from and d.min_price < filter.price_below)::integer * 2
        + (d.tags @> filter.tags and d.options @> filter.options)::integer * 4 as passed,
      case when sort = 'price_up' then -d.min_price when sort = 'price_down' then d.min_price when not v_is_ranked then 0
        -- Weights of D, C, B and A. Of two that match alike, the one first that says less beside it.
        else coalesce(ts_rank('{0.05, 0.15, 0.4, 1}', d.heading, read.ranking), 0)
          + coalesce(ts_rank('{0.05, 0.15, 0.4, 1}', d.heading, read.widely) / 2, 0)
          + 0.01 / (1 + length(d.heading))
          + case when read.pieces = '{}' then 0
            else (select count(*) from unnest(read.pieces) as p (piece) where d.document @@ p.piece) end end::float8 as score
    from private.product_search as d
    where d.document @@ read.matching and d.store_id = count_found.store_id and d.status = 'published' and d.min_price is not null
  ),
  goods as materialized (
    select f.product_id, f.published_at, f.category_id, f.price_band, f.choices, f.passed, f.score,
      -- Of few, each is looked up; of many, all that is sold out is read at once.
      case when (select count(*) from found) > 400
        then (f.product_id, f.variant_count) not in (
          select v.product_id, count(*)::integer from public.variants as v
          where v.store_id = count_found.store_id and v.archived_at is null and v.stock_hint = 0 group by v.product_id)
        else f.variant_count > (
          select count(*) from public.variants as v
          where v.store_id = count_found.store_id and v.product_id = f.product_id and v.archived_at is null and v.stock_hint = 0)
        end as is_available
    from found as f
  ),
  kept as not materialized (select g.* from goods as g where g.is_available or not filter.is_available),
  page as (
    select k.product_id, k.score, k.published_at from kept as k
    where k.passed = 7 and (count_found.after is null or (k.score, k.published_at, k.product_id) < (
      select a.score, a.published_at, a.product_id from goods as a where a.product_id = count_found.after))
    order by k.score desc, k.published_at desc, k.product_id desc limit max_rows
  )
  select array(select p.product_id from page as p order by p.score desc, p.published_at desc, p.product_id desc),
    (select count(*) from kept as k where k.passed = 7),
    (select count(*) from goods as g where g.passed = 7 and g.is_available),
    array(
      select row(k.category_id, null, null, count(*))::private.search_count from kept as k where k.passed | 1 = 7 group by k.category_id
      union all
      select row(null, k.price_band, null, count(*))::private.search_count from kept as k where k.passed | 2 = 7 group by k.price_band
      union all
      -- In the list of what is selected `unnest` costs a fraction of what it does beside the table.
      select row(null, null, h.hash, count(*))::private.search_count
      from (select unnest(k.choices) as hash from kept as k where k.passed = 7) as h group by h.hash),
    exists (select from found)
  into v_counts;
  return v_counts;
end $$;

create function private.newest_shown(store_id uuid, filter private.search_filter, after uuid, max_rows integer) returns uuid[]
language plpgsql stable set search_path = '' set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
declare
  v_published_at timestamptz := (
    select d.published_at from private.product_search as d
    where d.store_id = newest_shown.store_id and d.product_id = newest_shown.after
      and d.status = 'published' and d.min_price is not null);
begin
  return array(
    select d.product_id from private.product_search as d
    where d.store_id = newest_shown.store_id and d.status = 'published' and d.min_price is not null
      and (newest_shown.after is null or (d.published_at, d.product_id) < (v_published_at, newest_shown.after))
      and (filter.categories is null or d.category_id = any (filter.categories))
      and d.min_price >= filter.price_from and d.min_price < filter.price_below
      and d.tags @> filter.tags and d.options @> filter.options
      and (not filter.is_available or d.variant_count > (
        select count(*) from public.variants as v
        where v.store_id = newest_shown.store_id and v.product_id = d.product_id
          and v.archived_at is null and v.stock_hint = 0))
    order by d.published_at desc, d.product_id desc limit max_rows);
end $$;
comment on function private.newest_shown is 'A page of all that a shop shows, read from an index until it is full.';

create function private.count_all(store_id uuid, filter private.search_filter, sort text, after uuid, max_rows integer)
returns private.search_counts
language plpgsql stable set search_path = '' set enable_seqscan = off set enable_sort = off set plan_cache_mode = force_generic_plan
as $$
declare
  v_counts private.search_counts;
  v_is_by_price boolean := sort in ('price_up', 'price_down');
begin
  -- Read twice or thrice rather than kept as a list, whose memory costs more. Of the index alone, hence the sets.
  with goods as not materialized (
    select d.product_id, d.published_at, d.category_id, d.price_band, d.tag_set, d.option_set,
      case sort when 'price_up' then -d.min_price else d.min_price end as score,
      (d.product_id, d.variant_count) not in (
        select v.product_id, count(*)::integer from public.variants as v
        where v.store_id = count_all.store_id and v.archived_at is null and v.stock_hint = 0 group by v.product_id) as is_available,
      -- One bit for each kind of filter that it passes: category, price.
      (filter.categories is null or d.category_id = any (filter.categories))::integer
        + (d.min_price >= filter.price_from and d.min_price < filter.price_below)::integer * 2 as passed
    from private.product_search as d
    where d.store_id = count_all.store_id and d.status = 'published' and d.min_price is not null
      and (filter.tags = '{}' or d.tag_set in (
        select s.hash from private.choice_sets as s where s.store_id = count_all.store_id and s.choices @> filter.tags))
      and (filter.options = '{}' or d.option_set in (
        select s.hash from private.choice_sets as s where s.store_id = count_all.store_id and s.choices @> filter.options))
  ),
  cells as materialized (
    select g.category_id, g.price_band, g.option_set, g.passed, g.is_available, count(*) as count
    from goods as g group by g.category_id, g.price_band, g.option_set, g.passed, g.is_available
  ),
  kept as not materialized (select c.* from cells as c where c.is_available or not filter.is_available),
  sets as (
    select k.option_set as hash, sum(k.count) as count from kept as k where k.passed = 3 group by k.option_set
    union all
    select g.tag_set, count(*) from goods as g
    where g.passed = 3 and (not filter.is_available or g.is_available) group by g.tag_set
  ),
  page as (
    select g.product_id, g.score, g.published_at from goods as g
    where v_is_by_price and g.passed = 3 and (not filter.is_available or g.is_available)
      and (count_all.after is null or (g.score, g.published_at, g.product_id) < (
        select case sort when 'price_up' then -a.min_price else a.min_price end, a.published_at, a.product_id
        from private.product_search as a
        where a.store_id = count_all.store_id and a.product_id = count_all.after
          and a.status = 'published' and a.min_price is not null))
    order by g.score desc, g.published_at desc, g.product_id desc limit max_rows
  )
  select array(select p.product_id from page as p order by p.score desc, p.published_at desc, p.product_id desc),
    (select sum(k.count) from kept as k where k.passed = 3),
    (select sum(c.count) from cells as c where c.passed = 3 and c.is_available),
    array(
      select row(k.category_id, null, null, sum(k.count))::private.search_count from kept as k where k.passed | 1 = 3 group by k.category_id
      union all
      select row(null, k.price_band, null, sum(k.count))::private.search_count from kept as k where k.passed | 2 = 3 group by k.price_band
      union all
      select row(null, null, h.choice, sum(h.count))::private.search_count
      from (
        select unnest(c.choices) as choice, s.count
        from sets as s join private.choice_sets as c on c.store_id = count_all.store_id and c.hash = s.hash
      ) as h group by h.choice),
    exists (select from private.product_search as d
      where d.store_id = count_all.store_id and d.status = 'published' and d.min_price is not null)
  into v_counts;
  if not v_is_by_price then
    v_counts.product_ids := private.newest_shown(count_all.store_id, filter, count_all.after, max_rows);
  end if;
  return v_counts;
end $$;

create function private.facets_of(store_id uuid, found private.search_counts) returns jsonb
language plpgsql stable set search_path = '' set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
declare
  v_cuts bigint[] := private.price_cuts();
begin
  return (
    with named as materialized (
      select c.kind, c.value, n.count from unnest(found.counts) as n
      join private.shop_choices as c on c.store_id = facets_of.store_id and c.hash = n.choice
    )
    select jsonb_build_object(
      'available', coalesce(found.available, 0),
      'categories', (
        with recursive up as (
          select n.category_id as id, n.count from unnest(found.counts) as n where n.category_id is not null
          union all
          select c.parent_id, up.count from up
          join public.categories as c on c.store_id = facets_of.store_id and c.id = up.id and c.parent_id is not null
        )
        select coalesce(jsonb_agg(jsonb_build_object('slug', c.slug, 'name', c.name, 'count', n.count) order by c.position, c.name), '[]')
        from (select up.id, sum(up.count) as count from up group by up.id) as n
        join public.categories as c on c.store_id = facets_of.store_id and c.id = n.id),
      'bands', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'from', v_cuts[n.price_band], 'below', v_cuts[n.price_band + 1], 'count', n.count) order by n.price_band), '[]')
        from unnest(found.counts) as n where n.price_band is not null),
      'options', (
        select coalesce(jsonb_agg(jsonb_build_object('value', n.value, 'count', n.count) order by n.count desc, n.value), '[]')
        from (select * from named where kind = 'option' order by count desc, value limit 24) as n),
      'tags', (
        select coalesce(jsonb_agg(jsonb_build_object('value', n.value, 'count', n.count) order by n.count desc, n.value), '[]')
        from (select * from named where kind = 'tag' order by count desc, value limit 12) as n)));
end $$;

create or replace function private.search_products(store_id uuid, input jsonb)
returns table (product_ids uuid[], total integer, facets jsonb, meant text[])
language plpgsql stable security definer set search_path = '' set enable_seqscan = off rows 1
as $$
declare
  v_read private.search_query;
  v_found private.search_counts;
  v_filter private.search_filter := row(
    case when input ->> 'category' <> '' then private.category_branch(search_products.store_id, input ->> 'category') end,
    coalesce((input ->> 'price_from')::bigint, 0),
    coalesce((input ->> 'price_below')::bigint, 9223372036854775807),
    coalesce((input ->> 'is_available')::boolean, false),
    array(select private.choice_hash('tag', t.value) from jsonb_array_elements_text(input -> 'tags') as t (value)),
    array(select private.choice_hash('option', o.value) from jsonb_array_elements_text(input -> 'options') as o (value)));
  v_query text := coalesce(input ->> 'query', '');
  v_sort text := coalesce(input ->> 'sort', 'relevance');
  v_rows integer := least(coalesce((input ->> 'max_rows')::integer, 24), 100) + 1;
  v_after uuid;
begin
  if not exists (select from public.stores as s where s.id = search_products.store_id and s.status <> 'suspended') then
    return;
  end if;
  if input ->> 'after' is not null then
    -- Behind what is not there, there is nothing.
    v_after := coalesce((select p.id from public.products as p
      where p.store_id = search_products.store_id and p.slug = input ->> 'after'), '00000000-0000-0000-0000-000000000000');
  end if;
  if trim(v_query) = '' then
    v_found := private.count_all(search_products.store_id, v_filter, v_sort, v_after, v_rows);
  else
    v_read := private.read_as_typed(search_products.store_id, v_query);
    v_found := private.count_found(search_products.store_id, v_read, v_filter, v_sort, v_after, v_rows);
  end if;
  if not v_found.is_any then
    v_read := private.read_as_meant(search_products.store_id, v_query, '{published}');
    meant := v_read.words;
    v_found := private.count_found(search_products.store_id, v_read, v_filter, v_sort, v_after, v_rows);
  end if;
  product_ids := v_found.product_ids;
  total := coalesce(v_found.total, 0);
  facets := private.facets_of(search_products.store_id, v_found);
  return next;
end $$;
