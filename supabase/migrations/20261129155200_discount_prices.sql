-- What discounts make of a cart. One answer for the cart's page, the checkout, the order and the merchant who tries it.

create function private.part_minor(whole_minor bigint, rate_bp integer, unit bigint) returns bigint
language sql immutable set search_path = ''
as $$
  select case when rate_bp = 10000 then whole_minor
    else least(whole_minor, round(whole_minor::numeric * rate_bp / (10000 * unit)) * unit) end::bigint;
$$;
comment on function private.part_minor is 'So many basis points of an amount, rounded to what can be paid.';

create function private.share_minor(total_minor bigint, weights bigint[], unit bigint) returns bigint[]
language sql immutable set search_path = ''
as $$
  with step as (
    select case when bool_and(w % share_minor.unit = 0) then share_minor.unit else 1 end as minor, sum(w) as whole
    from unnest(weights) as w
  ), part as (
    select w.i, s.minor, share_minor.total_minor / s.minor as steps,
      coalesce(div(share_minor.total_minor / s.minor * w.weight::numeric, nullif(s.whole, 0)), 0) as taken,
      coalesce((share_minor.total_minor / s.minor * w.weight::numeric) % nullif(s.whole, 0), 0) as rest
    from unnest(weights) with ordinality as w (weight, i) cross join step as s
  ), ranked as (
    select p.*, p.steps - sum(p.taken) over () as missing, row_number() over (order by p.rest desc, p.i) as rank from part as p
  )
  select array_agg(((r.taken + case when r.rest > 0 and r.rank <= r.missing then 1 else 0 end) * r.minor)::bigint order by r.i)
  from ranked as r;
$$;
comment on function private.share_minor is
  'An amount over lines by their weight: shares add up to it exactly, the largest remainders get what is left, none is more than its weight. In units that can be paid where all weights are.';

create function private.discount_shares(discount public.discounts, weights bigint[], unit bigint) returns bigint[]
language sql immutable set search_path = ''
as $$
  select private.share_minor(case discount.kind
      when 'amount' then least(discount.amount_minor, w.whole)
      else private.part_minor(w.whole, discount.percent_bp, discount_shares.unit) end, weights, discount_shares.unit)
  from (select sum(w)::bigint as whole from unnest(weights) as w) as w;
$$;
comment on function private.discount_shares is 'What a discount takes off each line, were it alone, of what it is counted from.';

create function private.discount_weights(
  discount public.discounts, is_meant boolean[], price_minor bigint[], quantity integer[]
) returns bigint[]
language sql immutable set search_path = ''
as $$
  -- Of what is bought together one gets the cheapest: units in order of their price, as many as whole groups give.
  with unit as (
    select u.i, u.price, u.quantity,
      sum(u.quantity) over (order by u.price, u.i) - u.quantity as before, sum(u.quantity) over () as units
    from unnest(is_meant, price_minor, quantity) with ordinality as u (is_meant, price, quantity, i) where u.is_meant
  ), counted as (
    select u.i, u.price * case discount.kind
      when 'buy_get' then least(u.quantity, greatest(0,
        u.units / (discount.buy_quantity + discount.get_quantity) * discount.get_quantity - u.before))
      else u.quantity end as weight
    from unit as u
  )
  select array_agg(coalesce(c.weight, 0)::bigint order by l.i)
  from unnest(quantity) with ordinality as l (quantity, i) left join counted as c on c.i = l.i;
$$;
comment on function private.discount_weights is 'What of each line a discount for goods is counted from, in minor units.';

create type private.discount_offer as (discount public.discounts, weights bigint[]);

create function private.apply_offers(
  offers private.discount_offer[], full_minor bigint[], fee_minor bigint, unit bigint
) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
  v_offer private.discount_offer;
  v_discount public.discounts;
  v_left bigint[] := full_minor;
  v_fee_left bigint := coalesce(fee_minor, 0);
  v_base bigint[];
  v_shares bigint[];
  v_off bigint;
  v_class public.discount_class;
  v_applied jsonb := '[]';
begin
  -- Those of one class are counted from the same amount, so that their order is none: goods from the full price, the
  -- order from what its goods leave.
  foreach v_class in array array['product', 'order', 'delivery']::public.discount_class[] loop
    v_base := v_left;
    foreach v_offer in array offers loop
      v_discount := v_offer.discount;
      continue when v_discount.class <> v_class;
      if v_class = 'delivery' then
        v_off := v_fee_left;
        v_fee_left := 0;
        v_shares := array_fill(0::bigint, array[cardinality(full_minor)]);
      else
        v_shares := private.discount_shares(v_discount, case v_class when 'order' then v_base else v_offer.weights end, unit);
        select array_agg(least(s.share, s.rest) order by s.i), array_agg(s.rest - least(s.share, s.rest) order by s.i)
        into v_shares, v_left
        from unnest(v_shares, v_left) with ordinality as s (share, rest, i);
        v_off := (select sum(s) from unnest(v_shares) as s);
      end if;
      if v_off > 0 then
        v_applied := v_applied || jsonb_build_object('discount_id', v_discount.id, 'name', v_discount.name,
          'code', v_discount.code, 'amount_minor', v_off,
          'delivery_minor', case v_class when 'delivery' then v_off else 0 end, 'lines', to_jsonb(v_shares));
      end if;
    end loop;
  end loop;
  return jsonb_build_object(
    'saved_minor', (select coalesce(sum((a ->> 'amount_minor')::bigint), 0) from jsonb_array_elements(v_applied) as a),
    'lines', (select to_jsonb(array_agg(f.minor - f.rest order by f.i))
      from unnest(full_minor, v_left) with ordinality as f (minor, rest, i)),
    'applied', v_applied);
end $$;
comment on function private.apply_offers is
  'What these discounts take off together: {saved_minor, lines: of each line, applied: [{discount_id, name, code, amount_minor, delivery_minor, lines}]}. A null fee: nothing is delivered.';

create function private.offers_agree(one public.discounts, other public.discounts) returns boolean
language sql immutable set search_path = ''
as $$
  select one.class = any (other.combines_with) and other.class = any (one.combines_with);
$$;

create function private.offer_sets(offers private.discount_offer[]) returns setof integer[]
language sql immutable set search_path = ''
as $$
  -- Every set whose members agree and to which no other could be added: one more never makes a cart dearer.
  -- Sets are bits: ten that all agree have a thousand of them.
  with recursive friend as (
    select a.i, coalesce(bit_or(1 << (b.i - 1)) filter (where b.i <> a.i
      and private.offers_agree((offers[a.i]).discount, (offers[b.i]).discount)), 0) as others
    from generate_subscripts(offers, 1) as a (i) cross join generate_subscripts(offers, 1) as b (i) group by a.i
  ), built as (
    select 1 << (f.i - 1) as members, f.others, f.i as last from friend as f
    union all
    select b.members | (1 << (f.i - 1)), b.others & f.others, f.i
    from built as b join friend as f on f.i > b.last and (b.others >> (f.i - 1)) & 1 = 1
  )
  select array(select i from generate_subscripts(offers, 1) as o (i) where (b.members >> (i - 1)) & 1 = 1)
  from built as b where b.others = 0 order by 1;
$$;
comment on function private.offer_sets is 'Indexes of offers that may apply together, in all ways that are not part of another.';

create function private.is_discount_for(discount public.discounts, product_id uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select not discount.is_for_chosen or exists (
    select from public.discount_targets as t
    where t.store_id = discount.store_id and t.discount_id = discount.id and (
      t.product_id = is_discount_for.product_id
      or exists (select from public.collection_products as m
        join public.collections as c on c.store_id = m.store_id and c.id = m.collection_id and c.deleted_at is null
        where m.store_id = t.store_id and m.collection_id = t.collection_id and m.product_id = is_discount_for.product_id)
      or t.category_id in (
        with recursive up as (
          select p.category_id as id from public.products as p
          where p.store_id = discount.store_id and p.id = is_discount_for.product_id
          union all
          select c.parent_id from up join public.categories as c on c.store_id = discount.store_id and c.id = up.id
        )
        select up.id from up)
    ));
$$;
comment on function private.is_discount_for is 'Whether a product is among those that a discount is for. Definer: visitors read no targets.';

create function private.discount_problem(
  discount public.discounts, is_meant boolean[], full_minor bigint[], quantity integer[], phone text
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_minor bigint;
  v_units bigint;
  v_needed integer := greatest(discount.min_quantity, discount.buy_quantity + discount.get_quantity);
begin
  select coalesce(sum(l.minor), 0), coalesce(sum(l.units), 0) into v_minor, v_units
  from unnest(is_meant, full_minor, quantity) as l (is_meant, minor, units) where l.is_meant;
  return case
    when discount.ends_at <= now() then jsonb_build_object('problem', 'ended')
    when discount.starts_at > now() then jsonb_build_object('problem', 'not_started')
    when discount.used >= discount.usage_limit then jsonb_build_object('problem', 'used_up')
    when discount.customer_limit is not null and phone is not null and discount.customer_limit <= (
      select count(*) from public.customers as c
      join public.orders as o on o.store_id = c.store_id and o.customer_id = c.id
      join public.order_discounts as u on u.store_id = o.store_id and u.order_id = o.id
      where c.store_id = discount.store_id and c.phone = discount_problem.phone
        and u.discount_id = discount.id and u.is_counted
    ) then jsonb_build_object('problem', 'used_by_you')
    when v_units = 0 then jsonb_build_object('problem', 'no_match')
    when v_minor < discount.min_minor then
      jsonb_build_object('problem', 'min_amount', 'missing_minor', discount.min_minor - v_minor)
    when v_units < v_needed then
      jsonb_build_object('problem', 'min_quantity', 'missing_quantity', v_needed - v_units)
    else '{}' end;
end $$;
comment on function private.discount_problem is
  'Why a discount is not for this cart, as {problem, missing_minor, missing_quantity}; {} when it is. Minimums count at full prices. Without a phone, nobody has used it. Definer: counts orders.';

create function private.quote_discounts(
  store public.stores, lines jsonb, code text, phone text, fees bigint[], is_explained boolean default false
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_unit bigint := private.payable_unit(store.currency);
  v_products uuid[];
  v_prices bigint[];
  v_quantities integer[];
  v_full bigint[];
  v_discount public.discounts;
  v_meant boolean[];
  v_problem jsonb;
  v_offers private.discount_offer[] := '{}';
  v_considered jsonb := '[]';
  v_quotes jsonb := '[]';
  v_fee bigint;
  v_best jsonb;
begin
  select array_agg(v.product_id order by l.position), array_agg(l.unit_price_minor order by l.position),
    array_agg(l.quantity order by l.position), array_agg(l.unit_price_minor * l.quantity order by l.position)
  into v_products, v_prices, v_quantities, v_full
  from jsonb_to_recordset(lines) as l (variant_id uuid, quantity integer, unit_price_minor bigint, position integer)
  join public.variants as v on v.store_id = store.id and v.id = l.variant_id;

  for v_discount in
    select d.* from public.discounts as d
    where d.store_id = store.id and (d.code = upper(trim(quote_discounts.code))
      or (d.code is null and coalesce(d.ends_at > now(), true) and (is_explained or d.starts_at <= now())))
    order by d.id
  loop
    select array_agg(private.is_discount_for(v_discount, p.id) order by p.i) into v_meant
    from unnest(v_products) with ordinality as p (id, i);
    v_problem := private.discount_problem(v_discount, v_meant, v_full, v_quantities, phone);
    v_considered := v_considered || (jsonb_build_object('discount_id', v_discount.id, 'name', v_discount.name,
      'code', v_discount.code, 'class', v_discount.class) || v_problem);
    if v_problem = '{}' then
      v_offers := v_offers || row(v_discount,
        private.discount_weights(v_discount, v_meant, v_prices, v_quantities))::private.discount_offer;
    end if;
  end loop;

  foreach v_fee in array fees loop
    -- The most that is saved; where two ways save as much, the one that the shopper typed.
    select t.tried into v_best
    from private.offer_sets(v_offers) as s (members)
    cross join lateral private.apply_offers(
      array(select v_offers[m] from unnest(s.members) as m), v_full, v_fee, v_unit) as t (tried)
    order by (t.tried ->> 'saved_minor')::bigint desc,
      exists (select from jsonb_array_elements(t.tried -> 'applied') as a where a ->> 'code' is not null) desc, s.members
    limit 1;
    v_quotes := v_quotes || (jsonb_build_object('fee_minor', v_fee)
      || coalesce(v_best, private.apply_offers('{}', v_full, v_fee, v_unit)));
  end loop;
  return jsonb_build_object('considered', v_considered, 'quotes', v_quotes);
end $$;
comment on function private.quote_discounts is
  'What discounts take off these lines (as price_order_lines has them) for each delivery fee, null where nothing is delivered: {considered: [{discount_id, name, code, class, problem}], quotes: [{fee_minor, saved_minor, lines, applied}]}. The best way for the shopper that the rules of the discounts allow. Definer: visitors read no discounts.';

create function private.read_cart_lines(store_id uuid, lines jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if jsonb_typeof(lines) is distinct from 'array' or jsonb_array_length(lines) > 50 or exists (
    select from jsonb_array_elements(lines) as line
    where jsonb_typeof(line -> 'quantity') is distinct from 'number' or (line ->> 'quantity')::numeric not between 1 and 999
      or (line ->> 'quantity')::numeric % 1 <> 0
      or not coalesce(line ->> 'variant_id', '') ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
  then
    raise exception 'Cart is not valid' using errcode = 'AF422';
  end if;
  return (
    -- As many as there are, as far as shoppers may know.
    select coalesce(jsonb_agg(jsonb_build_object('variant_id', l.variant_id, 'unit_price_minor', l.price_minor,
      'quantity', l.quantity, 'position', l.position) order by l.position) filter (where l.quantity > 0), '[]')
    from (
      select v.id as variant_id, v.price_minor, row_number() over (order by v.id) as position,
        case when v.stock_hint < 5 then least(r.quantity, v.stock_hint) else r.quantity end as quantity
      from private.read_order_lines(read_cart_lines.lines) as r
      join public.variants as v
        on v.store_id = read_cart_lines.store_id and v.id = r.variant_id and v.archived_at is null
      join public.products as p on p.store_id = v.store_id and p.id = v.product_id and p.status = 'published'
      where r.quantity between 1 and 999
    ) as l
  );
end $$;
comment on function private.read_cart_lines is
  'What of a cart the shop would sell now, [{variant_id, quantity, unit_price_minor, position}]. Error: AF422. Definer: reads goods whoever asks.';

create function private.price_cart(store_slug text, input jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_store public.stores;
  v_lines jsonb;
  v_code text := nullif(upper(trim(input ->> 'code')), '');
  v_quoted jsonb;
begin
  select s.* into v_store from public.stores as s where s.slug = price_cart.store_slug and s.status <> 'suspended';
  if not found then
    return null;
  end if;
  if length(v_code) > 40 then
    raise exception 'Cart is not valid' using errcode = 'AF422';
  end if;
  v_lines := private.read_cart_lines(v_store.id, input -> 'lines');
  v_quoted := private.quote_discounts(v_store, v_lines, v_code, null, null::bigint || array(
    select distinct z.fee_minor from public.delivery_zones as z where z.store_id = v_store.id order by z.fee_minor limit 50));
  return jsonb_build_object(
    'is_live', v_quoted -> 'considered' <> '[]',
    'code', (
      -- One that is not out yet is none.
      select case when d ->> 'problem' is distinct from 'not_started' then d - 'discount_id' end
      from jsonb_array_elements(v_quoted -> 'considered') as d where d ->> 'code' is not null),
    'quotes', (
      select jsonb_agg(jsonb_build_object('fee_minor', q -> 'fee_minor', 'saved_minor', q -> 'saved_minor',
        'applied', (select coalesce(jsonb_agg(jsonb_build_object('name', a -> 'name', 'code', a -> 'code',
            'amount_minor', a -> 'amount_minor')), '[]')
          from jsonb_array_elements(q -> 'applied') as a),
        'lines', (select coalesce(jsonb_object_agg(l ->> 'variant_id', share) filter (where share <> '0'), '{}')
          from jsonb_array_elements(v_lines) with ordinality as l (l, i)
          join jsonb_array_elements(q -> 'lines') with ordinality as s (share, i) using (i))))
      from jsonb_array_elements(v_quoted -> 'quotes') as q));
end $$;
comment on function private.price_cart is
  'What discounts make of a cart, input {lines: [{variant_id, quantity}], code}: {is_live: there are any, code: {name, code, class, problem} or null, quotes: [{fee_minor, saved_minor, applied, lines: {variant_id: off}}]}, one quote without delivery and one for each fee. Null without such a shop. Error: AF422. Definer: visitors read no discounts.';
create function public.price_cart(store_slug text, input jsonb) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.price_cart(store_slug, input);
end;
grant execute on function private.price_cart, public.price_cart to anon, authenticated;

create function private.try_discounts(store_id uuid, input jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_store public.stores;
begin
  perform private.assert_holds('products.view', store_id);
  select s.* into v_store from public.stores as s where s.id = try_discounts.store_id;
  if length(input ->> 'code') > 40 or not coalesce(input ->> 'fee_minor', '0') ~ '^[0-9]{1,13}$' then
    raise exception 'Cart is not valid' using errcode = 'AF422';
  end if;
  return private.quote_discounts(v_store, private.read_cart_lines(v_store.id, input -> 'lines'), input ->> 'code',
    input ->> 'phone', array[(input ->> 'fee_minor')::bigint], is_explained => true);
end $$;
comment on function private.try_discounts is
  'What a cart would come to and why, for somebody of the team: input {lines, code, phone, fee_minor}, as quote_discounts answers. Errors: AF404, AF422. Definer: it asks for products.view.';
create function public.try_discounts(store_id uuid, input jsonb) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.try_discounts(store_id, input);
end;
grant execute on function private.try_discounts, public.try_discounts to authenticated;
