-- The lines of an order: read from a cart, priced and checked as they would be sold now, reserved.

create type private.order_line as (variant_id uuid, quantity integer);

create function private.payable_unit(currency text) returns bigint
language sql immutable set search_path = ''
as $$
  select case when currency in ('KES', 'TZS') then 100 else 1 end;
$$;
comment on function private.payable_unit is
  'Minor units that an amount must be a multiple of to be payable, as in lib/money.ts: M-Pesa takes whole shillings.';

create function private.read_order_lines(lines jsonb) returns setof private.order_line
language plpgsql immutable set search_path = ''
as $$
begin
  return query
  -- The same variant twice in a cart is one line: quantities add up. Bounds are checked as bigint, before casting.
  select (line ->> 'variant_id')::uuid, sum((line ->> 'quantity')::bigint)::integer
  from jsonb_array_elements(lines) as line
  group by (line ->> 'variant_id')::uuid;
end $$;

create function private.price_order_lines(store_id uuid, lines jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object(
      'variant_id', line.variant_id,
      'quantity', line.quantity,
      'product_title', p.title,
      'product_slug', p.slug,
      'variant_title', array_to_string(v.option_values, ', '),
      'sku', v.sku,
      'image_path', (select i.path from public.product_images as i
        where i.store_id = p.store_id and i.product_id = p.id order by i.position limit 1),
      'unit_price_minor', v.price_minor,
      'total_minor', v.price_minor * line.quantity,
      'position', line.position,
      'available', case when v.is_stock_tracked and not v.is_backorder_allowed
        then greatest(coalesce(l.on_hand - l.reserved, 0), 0) end,
      'problem', case
        when p.id is null then 'gone'
        when line.quantity not between 1 and 999 then 'quantity'
        when v.is_stock_tracked and not v.is_backorder_allowed
          and coalesce(l.on_hand - l.reserved, 0) < line.quantity then 'out_of_stock' end
    ) order by line.position)
    from (
      select r.variant_id, r.quantity, row_number() over (order by r.variant_id) as position
      from private.read_order_lines(price_order_lines.lines) as r
    ) as line
    left join public.variants as v
      on v.store_id = price_order_lines.store_id and v.id = line.variant_id and v.archived_at is null
    left join public.products as p
      on p.store_id = v.store_id and p.id = v.product_id and p.status = 'published'
    left join public.inventory_levels as l
      on l.variant_id = v.id and l.location_id = private.default_location(price_order_lines.store_id)
  );
end $$;
comment on function private.price_order_lines is
  'Lines as they would be sold at this moment: titles, prices, and `problem` gone, quantity or out_of_stock.';

create function private.reserve_order_stock(order_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.move_stock(i.variant_id, 'reserved', 0, i.quantity, i.order_id)
  from public.order_items as i
  join public.variants as v on v.id = i.variant_id and v.is_stock_tracked
  where i.order_id = reserve_order_stock.order_id
  order by i.variant_id;
end $$;

create function private.lock_order_lines(store_id uuid, lines jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- In id order, so that two carts with the same goods cannot wait for each other in a circle.
  perform from public.inventory_levels as l
  where l.location_id = private.default_location(lock_order_lines.store_id)
    and l.variant_id in (select line.variant_id from private.read_order_lines(lines) as line)
  order by l.variant_id
  for update;
  return private.price_order_lines(store_id, lines);
end $$;
comment on function private.lock_order_lines is
  'price_order_lines of stock that nobody else can take until this transaction ends.';

create function private.unavailable_lines(lines jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object(
      'variant_id', line -> 'variant_id', 'problem', line -> 'problem', 'available', line -> 'available',
      'title', line -> 'product_title', 'variant_title', line -> 'variant_title'))
    from jsonb_array_elements(lines) as line where line ->> 'problem' is not null
  );
end $$;
comment on function private.unavailable_lines is 'What of price_order_lines cannot be sold, to be told; null when all can.';

create function private.insert_order_items(store_id uuid, order_id uuid, lines jsonb) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into public.order_items (store_id, order_id, variant_id, product_title, product_slug, variant_title, sku,
    image_path, unit_price_minor, quantity, total_minor, position)
  select insert_order_items.store_id, insert_order_items.order_id, l.variant_id, l.product_title, l.product_slug,
    l.variant_title, l.sku, l.image_path, l.unit_price_minor, l.quantity, l.total_minor, l.position
  from jsonb_to_recordset(lines) as l (variant_id uuid, product_title text, product_slug text, variant_title text,
    sku text, image_path text, unit_price_minor bigint, quantity integer, total_minor bigint, position integer);
end $$;
