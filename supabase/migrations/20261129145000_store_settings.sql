-- What a merchant settles about the shop: how it is reached, whether it is open, tax in the prices or on top, where
-- one picks up. Also the money side of tax on top.
alter table public.stores
  add column whatsapp_phone text check (whatsapp_phone ~ '^\+[1-9][0-9]{6,14}$'),
  add column is_tax_included boolean not null default true,
  add column closed_note text not null default '' check (length(closed_note) <= 300);
comment on table public.stores is
  'One shop of a tenant. Tax is tax_rate_bp basis points, in the prices or on top of them; 0 means not registered for tax.';
comment on column public.stores.whatsapp_phone is 'Where shoppers write; null means contact_phone.';
comment on column public.stores.is_tax_included is 'False: tax comes on top of goods and delivery.';
comment on column public.stores.closed_note is 'What a closed shop tells its visitors.';

create table public.pickup_points (
  id            uuid primary key default private.uuid_v7(),
  store_id      uuid not null references public.stores on delete cascade,
  name          text not null check (length(name) between 1 and 80),
  address       text not null check (length(address) between 1 and 200),
  opening_hours text not null default '' check (length(opening_hours) <= 120),
  phone         text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  position      integer not null default 0,
  unique (store_id, id)
);
comment on table public.pickup_points is 'Where one picks up what one bought. A store without any hands out at its own address.';
create index pickup_points_store_idx on public.pickup_points (store_id, position);
create unique index pickup_points_name_key on public.pickup_points (store_id, lower(name));
create trigger _900_audit after insert or update or delete on public.pickup_points
  for each row execute function private.tg__audit();

alter table public.pickup_points enable row level security;
grant select, delete on public.pickup_points to authenticated;
grant select on public.pickup_points to anon;
create policy select_visitor on public.pickup_points for select to anon
  using (store_id <> all (array(select private.suspended_store_ids())));
create policy select_visitor_or_manager on public.pickup_points for select to authenticated
  using (store_id <> all (array(select private.suspended_store_ids()))
    or store_id = any (array(select private.my_store_ids('settings.manage'))));
create policy delete_manager on public.pickup_points for delete to authenticated
  using (store_id = any (array(select private.my_store_ids('settings.manage'))));

alter table public.orders
  add column is_tax_included boolean not null default true,
  add column pickup_place text not null default '',
  add column pickup_hours text not null default '',
  drop constraint if exists orders_check,
  add constraint orders_total_adds_up
    check (total_minor = items_minor + delivery_minor + case when is_tax_included then 0 else tax_minor end);
comment on table public.orders is
  'One purchase. tax_minor is in the total; is_tax_included says whether goods and delivery have it in them. total_minor never changes after placing.';
comment on column public.orders.pickup_place is 'The pickup point as it was called then; empty means the shop itself.';

create function private.tax_of(store public.stores, amount_minor bigint) returns bigint
language sql immutable set search_path = ''
as $$
  select case
    when store.is_tax_included
      then round(amount_minor::numeric * store.tax_rate_bp / (10000 + store.tax_rate_bp))
    -- On top, it is rounded to what can be paid: M-Pesa takes no cents.
    else round(amount_minor::numeric * store.tax_rate_bp / (10000 * private.payable_unit(store.currency)))
      * private.payable_unit(store.currency)
  end::bigint;
$$;
comment on function private.tax_of is
  'The tax of goods and delivery: what is in their price, or what comes on top of it. As taxMinor in lib/money.ts.';

create function private.pickup_point_of(store_id uuid, input jsonb) returns public.pickup_points
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_points public.pickup_points[];
begin
  if coalesce(input ->> 'pickup_point_id', '') !~* '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$' then
    raise exception 'Order input is not valid' using errcode = 'AF422';
  end if;
  v_points := array(
    select p from public.pickup_points as p
    where p.store_id = pickup_point_of.store_id
      and (coalesce(input ->> 'pickup_point_id', '') = '' or p.id = (input ->> 'pickup_point_id')::uuid)
    limit 2);
  -- Where there is only one, nobody has to say which.
  return case when cardinality(v_points) = 1 then v_points[1] end;
end $$;
comment on function private.pickup_point_of is 'The pickup point that an order names, or the only one there is; null when there is none like it.';

create or replace function private.place_order(store_slug text, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_store public.stores;
  v_zone public.delivery_zones;
  v_point public.pickup_points;
  v_order_id uuid := private.uuid_v7();
  v_fingerprint bytea := sha256(convert_to(place_order.input::text, 'utf8'));
  v_answer jsonb;
  v_lines jsonb;
  v_method text;
  v_items_minor bigint;
  v_delivery_minor bigint := 0;
  v_tax_minor bigint;
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
  elsif v_method = 'pickup' then
    v_point := private.pickup_point_of(v_store.id, input);
    if v_point.id is null and (coalesce(input ->> 'pickup_point_id', '') <> ''
      or exists (select from public.pickup_points as p where p.store_id = v_store.id)) then
      return private.refusal('pickup_point_not_offered');
    end if;
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
  v_tax_minor := private.tax_of(v_store, v_items_minor + v_delivery_minor);
  v_total_minor := v_items_minor + v_delivery_minor + case when v_store.is_tax_included then 0 else v_tax_minor end;
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

  insert into public.orders (id, store_id, number, currency, items_minor, delivery_minor, tax_minor, is_tax_included,
    total_minor, customer_id, contact_name, contact_phone, contact_email, delivery_method, delivery_promise,
    pickup_place, pickup_hours, area, landmark, directions, second_phone, note, idempotency_key, request_fingerprint, expires_at)
  values (v_order_id, v_store.id, v_number, v_store.currency, v_items_minor, v_delivery_minor, v_tax_minor,
    v_store.is_tax_included, v_total_minor,
    v_customer_id, trim(input ->> 'name'), input ->> 'phone', nullif(input ->> 'email', ''),
    v_method::public.delivery_method,
    case v_method when 'delivery' then v_zone.promise when 'pickup' then v_store.pickup_note else '' end,
    concat_ws(', ', v_point.name, v_point.address), coalesce(v_point.opening_hours, ''),
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

create or replace function private.get_order(store_slug text, order_token text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'id', o.id, 'token', o.token, 'label', s.order_prefix || '-' || o.number, 'status', o.status,
    'payment_status', o.payment_status, 'fulfilment_status', o.fulfilment_status, 'needs_review', o.needs_review,
    'currency', o.currency, 'items_minor', o.items_minor, 'delivery_minor', o.delivery_minor,
    'tax_minor', o.tax_minor, 'is_tax_included', o.is_tax_included, 'total_minor', o.total_minor, 'paid_minor', o.paid_minor,
    'contact_name', o.contact_name, 'contact_phone', o.contact_phone, 'delivery_method', o.delivery_method,
    'delivery_promise', o.delivery_promise, 'pickup_place', o.pickup_place,
    'pickup_hours', o.pickup_hours, 'area', o.area, 'landmark', o.landmark, 'directions', o.directions,
    'second_phone', o.second_phone, 'note', o.note, 'placed_at', o.placed_at, 'paid_at', o.paid_at,
    'expires_at', o.expires_at,
    'items', (select jsonb_agg(jsonb_build_object('variant_id', i.variant_id, 'product_title', i.product_title,
        'product_slug', i.product_slug, 'variant_title', i.variant_title, 'image_path', i.image_path,
        'image_widths', (select pi.widths from public.variants as v
          join public.product_images as pi on pi.store_id = v.store_id and pi.product_id = v.product_id
          where v.id = i.variant_id and pi.path = i.image_path limit 1),
        'unit_price_minor', i.unit_price_minor, 'quantity', i.quantity, 'total_minor', i.total_minor,
        'is_digital', i.is_digital) order by i.position)
      from public.order_items as i where i.order_id = o.id),
    'attempt', (select jsonb_build_object('id', a.id, 'gateway', a.gateway, 'number', a.number, 'state', a.state,
        'phone', a.phone, 'expected_minor', a.expected_minor, 'result_code', a.result_code, 'created_at', a.created_at)
      from public.payment_attempts as a where a.order_id = o.id order by a.number desc limit 1),
    'payments', (select coalesce(jsonb_agg(jsonb_build_object('amount_minor', p.amount_minor, 'currency', p.currency,
        'receipt', p.receipt, 'payer_phone', p.payer_phone, 'is_surplus', p.is_surplus,
        'received_at', p.received_at) order by p.id), '[]')
      from public.payments as p where p.order_id = o.id),
    'files', private.list_order_files(o)
  )
  from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = get_order.store_slug and s.status <> 'suspended'
  where o.token = get_order.order_token;
$$;

create function public.store_settings(store_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select jsonb_build_object(
    'name', s.name, 'tagline', s.tagline, 'contact_phone', s.contact_phone, 'whatsapp_phone', s.whatsapp_phone,
    'contact_email', s.contact_email, 'address', s.address, 'opening_hours', s.opening_hours,
    'is_pickup_offered', s.is_pickup_offered, 'pickup_note', s.pickup_note, 'hold_minutes', s.hold_minutes,
    'tax_rate_bp', s.tax_rate_bp, 'is_tax_included', s.is_tax_included, 'is_closed', s.status = 'closed',
    'closed_note', s.closed_note)
  from public.stores as s where s.id = store_settings.store_id;
end;
comment on function public.store_settings is 'What save_store_settings takes, as it is now. Invoker: nothing in it that a visitor may not see.';
grant execute on function public.store_settings to authenticated;

create function private.save_store_settings(store_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_now jsonb;
  v_new jsonb;
begin
  perform private.assert_holds('settings.manage', store_id);
  perform from public.stores as s where s.id = save_store_settings.store_id for no key update;
  v_now := public.store_settings(store_id);
  -- What else may be sent is nothing that is settled here.
  select v_now || coalesce(jsonb_object_agg(e.key, e.value), '{}') into v_new
  from jsonb_each(input) as e where v_now ? e.key;
  if v_new = v_now then
    return jsonb_build_object('ok', true);
  end if;
  if input ->> 'shown' <> md5(v_now::text) then
    return private.refusal('changed_meanwhile');
  end if;
  update public.stores as s
  set name = trim(r.name), tagline = r.tagline, contact_phone = r.contact_phone, whatsapp_phone = r.whatsapp_phone,
      contact_email = r.contact_email, address = r.address, opening_hours = r.opening_hours,
      is_pickup_offered = r.is_pickup_offered, pickup_note = r.pickup_note, hold_minutes = r.hold_minutes,
      tax_rate_bp = r.tax_rate_bp, is_tax_included = r.is_tax_included, closed_note = r.closed_note,
      status = case
        when s.status = 'suspended' then s.status when r.is_closed then 'closed' else 'active' end
  from jsonb_to_record(v_new) as r (name text, tagline text, contact_phone text, whatsapp_phone text,
    contact_email text, address text, opening_hours text, is_pickup_offered boolean, pickup_note text,
    hold_minutes integer, tax_rate_bp integer, is_tax_included boolean, is_closed boolean, closed_note text)
  where s.id = save_store_settings.store_id;
  return jsonb_build_object('ok', true);
exception
  when check_violation or not_null_violation or data_exception then
    raise exception 'Store settings are not valid' using errcode = 'AF422';
end $$;
comment on function private.save_store_settings is
  'Changes the settings that input names; with `shown`, the MD5 of store_settings that a form was made from, only when nobody has changed them since. A suspended shop stays so. Definer: closing is no column that clients write; it asks for settings.manage.';

create function public.save_store_settings(store_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_store_settings(store_id, input);
end;
grant execute on function private.save_store_settings to authenticated;
grant execute on function public.save_store_settings to authenticated;

create function private.save_delivery_zone(store_id uuid, zone_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_zone public.delivery_zones;
  v_areas text[];
  v_taken text;
begin
  perform private.assert_holds('settings.manage', store_id);
  v_areas := array(select jsonb_array_elements_text(input -> 'areas'));
  -- One change at a time, so that two do not both take an area.
  perform from public.stores as s where s.id = save_delivery_zone.store_id for no key update;
  select z.* into v_zone from public.delivery_zones as z
  where z.store_id = save_delivery_zone.store_id
    and z.id in (zone_id, private.id_in_store(save_delivery_zone.store_id, zone_id));
  if v_zone.id is null and input ? 'shown' then
    return private.refusal('zone_gone');
  end if;
  if v_zone.id is not null and (v_zone.name, v_zone.areas, v_zone.fee_minor, v_zone.promise)
    is not distinct from (input ->> 'name', v_areas, (input ->> 'fee_minor')::bigint, coalesce(input ->> 'promise', '')) then
    return jsonb_build_object('ok', true, 'id', v_zone.id);
  end if;
  if v_zone.id is not null and input ->> 'shown' is distinct from private.zone_fingerprint(v_zone) then
    return private.refusal('changed_meanwhile');
  end if;
  select area into v_taken from public.delivery_zones as z cross join unnest(z.areas) as area
  where z.store_id = save_delivery_zone.store_id and z.id is distinct from v_zone.id and area = any (v_areas) limit 1;
  if v_taken is not null then
    return private.refusal('area_taken', jsonb_build_object('area', v_taken));
  end if;
  if v_zone.id is null and (select count(*) from public.delivery_zones as z
    where z.store_id = save_delivery_zone.store_id) >= 100 then
    return private.refusal('too_many_zones');
  end if;
  if (input ->> 'fee_minor')::bigint % private.payable_unit(
    (select s.currency from public.stores as s where s.id = save_delivery_zone.store_id)) <> 0
    or exists (select from unnest(v_areas) as area where length(area) not between 1 and 120)
  then
    raise exception 'Delivery zone is not valid' using errcode = 'AF422';
  end if;
  insert into public.delivery_zones as z (id, store_id, name, areas, fee_minor, promise, position)
  values (coalesce(v_zone.id, private.id_in_store(store_id, zone_id)), store_id, input ->> 'name', v_areas,
    (input ->> 'fee_minor')::bigint, coalesce(input ->> 'promise', ''), coalesce(v_zone.position, (
      select coalesce(max(o.position) + 1, 0) from public.delivery_zones as o
      where o.store_id = save_delivery_zone.store_id)))
  on conflict (id) do update
    set name = excluded.name, areas = excluded.areas, fee_minor = excluded.fee_minor, promise = excluded.promise
  returning z.id into v_zone.id;
  return jsonb_build_object('ok', true, 'id', v_zone.id);
exception
  when check_violation or not_null_violation or data_exception then
    raise exception 'Delivery zone is not valid' using errcode = 'AF422';
end $$;
comment on function private.save_delivery_zone is
  'Makes a zone, by the random id that its form minted, or changes one: input {name, areas, fee_minor, promise, shown}. An area is in one zone. Definer: clients choose no ids; it asks for settings.manage.';

create function private.zone_fingerprint(zone public.delivery_zones) returns text
language sql immutable set search_path = ''
as $$
  select md5(jsonb_build_array(zone.name, zone.areas, zone.fee_minor, zone.promise)::text);
$$;

create function public.save_delivery_zone(store_id uuid, zone_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_delivery_zone(store_id, zone_id, input);
end;
grant execute on function private.save_delivery_zone to authenticated;
grant execute on function public.save_delivery_zone to authenticated;

create function private.save_pickup_point(store_id uuid, point_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_point public.pickup_points;
begin
  perform private.assert_holds('settings.manage', store_id);
  perform from public.stores as s where s.id = save_pickup_point.store_id for no key update;
  select p.* into v_point from public.pickup_points as p
  where p.store_id = save_pickup_point.store_id
    and p.id in (point_id, private.id_in_store(save_pickup_point.store_id, point_id));
  if v_point.id is null and input ? 'shown' then
    return private.refusal('point_gone');
  end if;
  if v_point.id is not null and (v_point.name, v_point.address, v_point.opening_hours, v_point.phone)
    is not distinct from (input ->> 'name', input ->> 'address', coalesce(input ->> 'opening_hours', ''), input ->> 'phone') then
    return jsonb_build_object('ok', true, 'id', v_point.id);
  end if;
  if v_point.id is not null and input ->> 'shown' is distinct from private.point_fingerprint(v_point) then
    return private.refusal('changed_meanwhile');
  end if;
  if v_point.id is null and (select count(*) from public.pickup_points as p
    where p.store_id = save_pickup_point.store_id) >= 50 then
    return private.refusal('too_many_points');
  end if;
  insert into public.pickup_points as p (id, store_id, name, address, opening_hours, phone, position)
  values (coalesce(v_point.id, private.id_in_store(store_id, point_id)), store_id, input ->> 'name', input ->> 'address',
    coalesce(input ->> 'opening_hours', ''), input ->> 'phone', coalesce(v_point.position, (
      select coalesce(max(o.position) + 1, 0) from public.pickup_points as o
      where o.store_id = save_pickup_point.store_id)))
  on conflict (id) do update
    set name = excluded.name, address = excluded.address, opening_hours = excluded.opening_hours, phone = excluded.phone
  returning p.id into v_point.id;
  return jsonb_build_object('ok', true, 'id', v_point.id);
exception
  when unique_violation then
    return private.refusal('name_taken');
  when check_violation or not_null_violation or data_exception then
    raise exception 'Pickup point is not valid' using errcode = 'AF422';
end $$;
comment on function private.save_pickup_point is
  'Makes a pickup point, by the random id that its form minted, or changes one: input {name, address, opening_hours, phone, shown}. Definer: clients choose no ids; it asks for settings.manage.';

create function private.point_fingerprint(point public.pickup_points) returns text
language sql immutable set search_path = ''
as $$
  select md5(jsonb_build_array(point.name, point.address, point.opening_hours, point.phone)::text);
$$;

create function public.save_pickup_point(store_id uuid, point_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_pickup_point(store_id, point_id, input);
end;
grant execute on function private.save_pickup_point to authenticated;
grant execute on function public.save_pickup_point to authenticated;
