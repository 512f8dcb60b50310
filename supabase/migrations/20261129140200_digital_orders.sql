-- Orders of files: nothing to bring, fulfilled by being paid. Mixed ones go on as before for what is to be brought.
alter table public.orders
  drop constraint orders_check1,
  add constraint orders_place_check check (delivery_method <> 'delivery' or (area is not null and landmark is not null));

alter table public.order_items
  add column is_digital boolean not null default false,
  add column download_limit integer check (download_limit > 0),
  add column download_days integer check (download_days > 0),
  add column downloads_until timestamptz,
  add unique (store_id, id);
comment on column public.order_items.is_digital is 'Bought as files, whatever becomes of the product later, as are the limits.';
comment on column public.order_items.downloads_until is 'From the payment on: when its downloads end; null for never.';

create or replace function private.price_order_lines(store_id uuid, lines jsonb) returns jsonb
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
      'is_digital', p.is_digital,
      'download_limit', p.download_limit,
      'download_days', p.download_days,
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

create or replace function private.insert_order_items(store_id uuid, order_id uuid, lines jsonb) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into public.order_items (store_id, order_id, variant_id, product_title, product_slug, variant_title, sku,
    image_path, unit_price_minor, quantity, total_minor, position, is_digital, download_limit, download_days)
  select insert_order_items.store_id, insert_order_items.order_id, l.variant_id, l.product_title, l.product_slug,
    l.variant_title, l.sku, l.image_path, l.unit_price_minor, l.quantity, l.total_minor, l.position,
    l.is_digital, l.download_limit, l.download_days
  from jsonb_to_recordset(lines) as l (variant_id uuid, product_title text, product_slug text, variant_title text,
    sku text, image_path text, unit_price_minor bigint, quantity integer, total_minor bigint, position integer,
    is_digital boolean, download_limit integer, download_days integer);
end $$;

create function private.is_all_digital(lines jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select coalesce(bool_and((line ->> 'is_digital')::boolean), false)
  from jsonb_array_elements(lines) as line where line ->> 'problem' is distinct from 'gone';
$$;
comment on function private.is_all_digital is 'Whether nothing of price_order_lines is to be brought or picked up.';

create or replace function private.assert_order_input(input jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(input -> 'lines') is distinct from 'array'
    or jsonb_array_length(input -> 'lines') not between 1 and 50
    or exists (
      select from jsonb_array_elements(input -> 'lines') as line
      where jsonb_typeof(line -> 'quantity') is distinct from 'number'
        or (line ->> 'quantity')::numeric not between 1 and 999
        or (line ->> 'quantity')::numeric % 1 <> 0
        or not coalesce(line ->> 'variant_id', '') ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    )
    or length(coalesce(trim(input ->> 'name'), '')) not between 1 and 120
    -- One line each: they stand in messages and on labels.
    or concat(input ->> 'name', input ->> 'area', input ->> 'landmark') ~ '[[:cntrl:]]'
    or not coalesce(input ->> 'phone', '') ~ '^\+[1-9][0-9]{6,14}$'
    or not coalesce(input ->> 'payer_phone', '') ~ '^\+[1-9][0-9]{6,14}$'
    or length(coalesce(input ->> 'email', '')) > 254
    or length(coalesce(input ->> 'note', '')) > 500
    or coalesce(input ->> 'delivery_method', '') not in ('delivery', 'pickup', 'download')
    or (input ->> 'delivery_method' = 'delivery' and (
      length(coalesce(trim(input ->> 'landmark'), '')) not between 1 and 160
      or length(coalesce(trim(input ->> 'area'), '')) not between 1 and 120
      or length(coalesce(input ->> 'directions', '')) > 500))
  then
    raise exception 'Order input is not valid' using errcode = 'AF422';
  end if;
end $$;

create or replace function private.place_order(store_slug text, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_store public.stores;
  v_zone public.delivery_zones;
  v_order_id uuid := private.uuid_v7();
  v_fingerprint bytea := sha256(convert_to(place_order.input::text, 'utf8'));
  v_answer jsonb;
  v_lines jsonb;
  v_method text;
  v_items_minor bigint;
  v_delivery_minor bigint := 0;
  v_total_minor bigint;
  v_customer_id uuid;
  v_number integer;
begin
  select * into v_store from public.stores as s where s.slug = place_order.store_slug and s.status = 'active';
  if not found then
    return private.refusal('store_not_found');
  end if;
  perform private.assert_order_input(input);
  if length(coalesce(idempotency_key, '')) not between 8 and 128 then
    raise exception 'Idempotency key must have 8 to 128 characters' using errcode = 'AF422';
  end if;

  v_answer := private.answer_again(v_store.id, idempotency_key, v_fingerprint);
  if v_answer is not null then
    return v_answer;
  end if;

  if not exists (select from public.payment_accounts as a where a.store_id = v_store.id and a.is_enabled) then
    return private.refusal('payment_not_available');
  end if;
  v_lines := private.lock_order_lines(v_store.id, input -> 'lines');
  -- What the goods need decides, whatever the form asked when it was shown.
  v_method := case
    when private.is_all_digital(v_lines) then 'download'
    when input ->> 'delivery_method' <> 'download' then input ->> 'delivery_method' end;
  if v_method is null then
    return private.refusal('delivery_needed');
  elsif v_method = 'pickup' and not v_store.is_pickup_offered then
    return private.refusal('pickup_not_offered');
  elsif v_method = 'delivery' then
    select * into v_zone from public.delivery_zones as z
    where z.store_id = v_store.id and trim(input ->> 'area') = any (z.areas)
    order by z.position limit 1;
    if not found then
      return private.refusal('area_not_served');
    end if;
    v_delivery_minor := v_zone.fee_minor;
  end if;

  v_answer := private.unavailable_lines(v_lines);
  if v_answer is not null then
    return private.refusal('lines_unavailable', jsonb_build_object('lines', v_answer));
  end if;

  select sum((line ->> 'total_minor')::bigint) into v_items_minor from jsonb_array_elements(v_lines) as line;
  v_total_minor := v_items_minor + v_delivery_minor;
  if input ? 'expected_total_minor' and (input ->> 'expected_total_minor')::numeric <> v_total_minor then
    return private.refusal('total_changed', jsonb_build_object('total_minor', v_total_minor));
  end if;
  if v_total_minor = 0 or v_total_minor > 1000000000000
    or v_total_minor % private.payable_unit(v_store.currency) <> 0 then
    return private.refusal('total_not_payable', jsonb_build_object('total_minor', v_total_minor));
  end if;

  v_customer_id := private.save_customer(v_store.id, input || jsonb_build_object('delivery_method', v_method));

  update private.store_counters as c set last_order_number = c.last_order_number + 1
  where c.store_id = v_store.id returning c.last_order_number into strict v_number;

  insert into public.orders (id, store_id, number, currency, items_minor, delivery_minor, tax_minor, total_minor,
    customer_id, contact_name, contact_phone, contact_email, delivery_method, delivery_promise, area, landmark,
    directions, second_phone, note, idempotency_key, request_fingerprint, expires_at)
  values (v_order_id, v_store.id, v_number, v_store.currency, v_items_minor, v_delivery_minor,
    round(v_total_minor::numeric * v_store.tax_rate_bp / (10000 + v_store.tax_rate_bp)), v_total_minor,
    v_customer_id, trim(input ->> 'name'), input ->> 'phone', nullif(input ->> 'email', ''),
    v_method::public.delivery_method,
    case v_method when 'delivery' then v_zone.promise when 'pickup' then v_store.pickup_note else '' end,
    case when v_zone.id is not null then trim(input ->> 'area') end,
    case when v_zone.id is not null then trim(input ->> 'landmark') end,
    case when v_method <> 'download' then nullif(input ->> 'directions', '') end,
    nullif(input ->> 'second_phone', ''), coalesce(input ->> 'note', ''),
    place_order.idempotency_key, v_fingerprint, now() + make_interval(mins => v_store.hold_minutes));

  perform private.insert_order_items(v_store.id, v_order_id, v_lines);
  perform private.reserve_order_stock(v_order_id);
  perform private.log_order_event(v_order_id, 'placed', jsonb_build_object('total_minor', v_total_minor));
  perform private.enqueue_all(array[
    private.job('submit_payment', jsonb_build_object('attempt_id',
      private.create_attempt(v_order_id, input ->> 'payer_phone', v_total_minor))),
    private.job('expire_order', jsonb_build_object('order_id', v_order_id),
      run_at => now() + make_interval(mins => v_store.hold_minutes), job_key => 'expire_order:' || v_order_id)
  ] || private.message_jobs(v_order_id, 'order_received'));
  return private.placed_order(v_order_id);
end $$;

create or replace function private.mark_order_paid(order_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.sell_reserved_stock(order_id);
  update public.orders as o set status = 'paid', paid_at = now() where o.id = mark_order_paid.order_id;
  perform private.log_order_event(order_id, 'paid');
  update public.order_items as i set downloads_until = now() + make_interval(days => i.download_days)
  where i.order_id = mark_order_paid.order_id and i.is_digital;
  -- Nothing is left to do for files: they wait on the order's page.
  update public.orders as o set status = 'fulfilled', fulfilment_status = 'delivered'
  where o.id = mark_order_paid.order_id and o.delivery_method = 'download';
  perform graphile_worker.remove_job('expire_order:' || order_id);
  perform private.enqueue_all(private.message_jobs(order_id, 'order_paid'));
end $$;
