-- What pages ask for of a shop's sales, for those who may see figures.
create function private.assert_period(first date, last date) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if first is null or last is null or last - first not between 0 and 366 then
    raise exception 'A period has 1 to 367 days' using errcode = 'AF422';
  end if;
end $$;

create function private.get_sales(store_id uuid, first date, last date) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.assert_holds('analytics.view', store_id);
  perform private.assert_period(first, last);
  return (
    select coalesce(jsonb_agg(jsonb_build_object('day', s.day, 'placed', s.placed, 'converted', s.converted,
      'orders', s.orders, 'first_orders', s.first_orders, 'units', s.units, 'goods_minor', s.goods_minor,
      'discount_minor', s.discount_minor, 'delivery_minor', s.delivery_minor, 'tax_minor', s.tax_minor,
      'added_tax_minor', s.added_tax_minor, 'total_minor', s.total_minor, 'first_minor', s.first_minor,
      'refunds', s.refunds, 'refunded_minor', s.refunded_minor) order by s.day), '[]')
    from private.read_sales(get_sales.store_id, '{all}', get_sales.first, get_sales.last) as s
  );
end $$;
comment on function private.get_sales is
  'The sums of each of these days of the shop, in its currency; days on which nothing happened are left out. Errors: AF404 without analytics.view, AF422 for a period of no or more than 367 days. Definer: sums are private.';

create function private.product_sales(store_id uuid, first date, last date)
returns table (subject text, placed bigint, converted bigint, orders bigint, first_orders bigint, units bigint,
  goods_minor bigint, discount_minor bigint, total_minor bigint, refunds bigint, refunded_minor bigint)
language sql stable security definer set search_path = ''
as $$
  select v.product_id::text, sum(s.placed)::bigint, sum(s.converted)::bigint, sum(s.orders)::bigint,
    sum(s.first_orders)::bigint, sum(s.units)::bigint, sum(s.goods_minor)::bigint, sum(s.discount_minor)::bigint,
    sum(s.total_minor)::bigint, sum(s.refunds)::bigint, sum(s.refunded_minor)::bigint
  from private.sales_of(product_sales.store_id, 'variant', product_sales.first, product_sales.last) as s
  join public.variants as v on v.store_id = product_sales.store_id and v.id = s.subject::uuid
  group by 1;
$$;
comment on function private.product_sales is
  'As sales_of, of products: the sums of their variants. Definer: whoever calls it has asked for analytics.view.';

create function private.sales_name(store_id uuid, kind text, subject text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return case kind
    when 'product' then (
      select jsonb_build_object('name', p.title, 'product_id', p.id) from public.products as p
      where p.store_id = sales_name.store_id and p.id = subject::uuid)
    when 'variant' then (
      select jsonb_build_object('name', p.title, 'detail', array_to_string(v.option_values, ' / '), 'product_id', p.id)
      from public.variants as v join public.products as p on p.store_id = v.store_id and p.id = v.product_id
      where v.store_id = sales_name.store_id and v.id = subject::uuid)
    when 'discount' then (
      select jsonb_build_object('name', d.name, 'detail', d.code, 'discount_id', d.id) from public.discounts as d
      where d.store_id = sales_name.store_id and d.id = subject::uuid)
    else '{}' end;
end $$;
comment on function private.sales_name is 'What a subject of sums is called today. Definer: whoever calls it has asked for analytics.view.';

create function private.list_sales(store_id uuid, kind text, days jsonb, max_rows integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_first date := days ->> 'first';
  v_last date := days ->> 'last';
  v_before_first date := days ->> 'before_first';
  v_before_last date := days ->> 'before_last';
begin
  perform private.assert_holds('analytics.view', store_id);
  perform private.assert_period(v_first, v_last);
  perform private.assert_period(v_before_first, v_before_last);
  if not coalesce(kind = any ('{product,variant,method,area,source,discount}'), false) then
    raise exception 'There are no sums of that' using errcode = 'AF422';
  end if;
  return (
    with sums as materialized (
      select s.* from private.product_sales(list_sales.store_id, v_first, v_last) as s where list_sales.kind = 'product'
      union all
      select s.* from private.sales_of(list_sales.store_id, list_sales.kind, v_first, v_last) as s where list_sales.kind <> 'product'
    ), before as materialized (
      select s.* from private.product_sales(list_sales.store_id, v_before_first, v_before_last) as s where list_sales.kind = 'product'
      union all
      select s.* from private.sales_of(list_sales.store_id, list_sales.kind, v_before_first, v_before_last) as s
      where list_sales.kind <> 'product'
    ), top as materialized (
      select s.* from sums as s order by s.total_minor desc, s.orders desc, s.subject
      limit least(greatest(list_sales.max_rows, 0), 10000)
    )
    select jsonb_build_object('count', (select count(*) from sums), 'rows', coalesce(jsonb_agg(
      to_jsonb(t) || private.sales_name(list_sales.store_id, list_sales.kind, t.subject)
        || jsonb_build_object('before_minor', coalesce(b.total_minor, 0), 'before_orders', coalesce(b.orders, 0))
      order by t.total_minor desc, t.orders desc, t.subject), '[]'))
    from top as t left join before as b using (subject)
  );
exception when data_exception then
  raise exception 'These are no days' using errcode = 'AF422';
end $$;
comment on function private.list_sales is
  'Whatever brought most on these days, first: kind product, variant, method, area, source or discount; days {first, last, before_first, before_last}. Answers {count, rows: [{subject, name, ..., before_minor, before_orders}]}, at most 10,000. Errors: AF404 without analytics.view, AF422. Definer: sums are private.';

create function public.get_sales(store_id uuid, first date, last date) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_sales(store_id, first, last);
end;
create function public.list_sales(store_id uuid, kind text, days jsonb, max_rows integer) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.list_sales(store_id, kind, days, max_rows);
end;
grant execute on function private.get_sales, public.get_sales, private.list_sales, public.list_sales to authenticated;
