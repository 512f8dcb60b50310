import type postgres from "postgres";

/**
 * Makes `plain_search`: what `search_products` is to answer, said as plainly as SQL lets one, product by
 * product, whatever it costs.
 */
export async function makePlainSearch(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create function public.plain_search(store_id uuid, input jsonb)
    returns table (ids uuid[], total integer, available bigint, meant text[])
    language plpgsql as $$
    declare
      v_query text := coalesce(input ->> 'query', '');
      v_read private.search_query := private.read_as_typed(store_id, v_query);
      v_sort text := coalesce(input ->> 'sort', 'relevance');
      v_is_any boolean;
    begin
      for attempt in 1..2 loop
        if attempt = 2 then
          v_read := private.read_as_meant(store_id, v_query, '{published}');
          meant := v_read.words;
        end if;
        with goods as (
          select p.id, p.published_at, v.price, v.is_available,
            (coalesce(input ->> 'category', '') = ''
                or p.category_id = any (private.category_branch(plain_search.store_id, input ->> 'category')))
              and v.price >= coalesce((input ->> 'price_from')::bigint, 0)
              and v.price < coalesce((input ->> 'price_below')::bigint, 9e18::bigint)
              and p.tags @> array(select jsonb_array_elements_text(input -> 'tags'))
              and v.options @> array(select jsonb_array_elements_text(input -> 'options')) as passes,
            case v_sort when 'price_up' then -v.price when 'price_down' then v.price when 'newest' then 0
              else coalesce(
                coalesce(ts_rank('{0.05, 0.15, 0.4, 1}', d.heading, v_read.ranking), 0)
                + coalesce(ts_rank('{0.05, 0.15, 0.4, 1}', d.heading, v_read.widely) / 2, 0)
                + 0.01 / (1 + length(d.heading))
                + (select count(*) from unnest(v_read.pieces) as piece where d.document @@ piece), 0)
                * (v_read.ranking is not null)::integer end::float8 as score
          from public.products as p
          join private.product_search as d on d.product_id = p.id
          cross join lateral (
            select min(v.price_minor) as price, bool_or(coalesce(v.stock_hint, 1) > 0) as is_available,
              array(select o.name || ': ' || o.value from public.variants as w,
                unnest(p.option_names, w.option_values) as o (name, value)
                where w.product_id = p.id and w.archived_at is null) as options
            from public.variants as v where v.product_id = p.id and v.archived_at is null
          ) as v
          where p.store_id = plain_search.store_id and p.status = 'published' and v.price is not null
            and d.document @@ v_read.matching
        ),
        kept as (
          select * from goods
          where passes and (is_available or not coalesce((input ->> 'is_available')::boolean, false))
        )
        select array(select k.id from kept as k
            where input ->> 'after' is null or (k.score, k.published_at, k.id) < (
              select g.score, g.published_at, g.id from goods as g
              join public.products as p on p.id = g.id and p.slug = input ->> 'after')
            order by k.score desc, k.published_at desc, k.id desc limit (input ->> 'max_rows')::integer + 1),
          (select count(*) from kept), (select count(*) from goods where passes and goods.is_available),
          exists (select from goods)
        into ids, total, available, v_is_any;
        exit when v_is_any;
      end loop;
      return next;
    end $$`);
}
