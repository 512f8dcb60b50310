-- Orders keep what was taken off, as it was called then; how often a discount was used is counted where it is used.
alter table public.orders
  add column discount_minor bigint not null default 0 check (discount_minor >= 0),
  drop constraint orders_total_adds_up,
  add constraint orders_total_adds_up check (total_minor = items_minor + delivery_minor - discount_minor
    + case when is_tax_included then 0 else tax_minor end);
comment on column public.orders.discount_minor is 'Taken off goods and delivery, which stand at their full price. Tax is of what is left.';
alter table public.order_items
  add column discount_minor bigint not null default 0 check (discount_minor between 0 and total_minor);
comment on column public.order_items.discount_minor is 'Its share of what was taken off; total_minor is the full price.';

create table public.order_discounts (
  id             uuid primary key default private.uuid_v7(),
  store_id       uuid not null,
  order_id       uuid not null,
  discount_id    uuid not null,
  name           text not null,
  code           text,
  amount_minor   bigint not null check (amount_minor > 0),
  delivery_minor bigint not null check (delivery_minor between 0 and amount_minor),
  lines          jsonb not null,
  is_counted     boolean not null default true,
  foreign key (store_id, order_id) references public.orders (store_id, id) on delete cascade,
  -- One that was used stays: it ends instead.
  foreign key (store_id, discount_id) references public.discounts (store_id, id) on delete restrict,
  unique (order_id, discount_id)
);
comment on table public.order_discounts is 'A discount that an order has, as it was called then, and what of it went to which line and to delivery.';
comment on column public.order_discounts.lines is '[{variant_id, amount_minor}] where it is not nothing.';
comment on column public.order_discounts.is_counted is 'False once the order expired or was cancelled unpaid: somebody else may use it.';
create index order_discounts_order_idx on public.order_discounts (store_id, order_id);
create index order_discounts_discount_idx on public.order_discounts (store_id, discount_id);
alter table public.order_discounts enable row level security;
grant select on public.order_discounts to authenticated;
create policy select_staff on public.order_discounts for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));

create function private.lock_discounts(store_id uuid, code text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- All that may be counted, in id order: the last one of a limit goes to one order.
  perform from public.discounts as d
  where d.store_id = lock_discounts.store_id and (d.code = upper(trim(lock_discounts.code))
    or (d.code is null and coalesce(d.ends_at > now(), true) and d.starts_at <= now()))
  order by d.id for no key update;
end $$;

create function private.count_discounts(applied jsonb) returns void
language sql volatile security definer set search_path = ''
as $$
  update public.discounts as d set used = d.used + 1
  from jsonb_to_recordset(applied) as a (discount_id uuid) where d.id = a.discount_id;
$$;
comment on function private.count_discounts is 'Counts the use of discounts that lock_discounts holds.';

create function private.total_refusal(input jsonb, quoted jsonb, total_minor bigint) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
  v_told_minor numeric := input ->> 'expected_total_minor';
  v_code text := nullif(upper(trim(input ->> 'discount')), '');
  v_problem text := (select coalesce(d ->> 'problem', 'better_without') from jsonb_array_elements(quoted -> 'considered') as d
    where d ->> 'code' = v_code);
begin
  if v_told_minor = total_minor then
    return null;
  end if;
  if v_code is not null and not exists (
    select from jsonb_array_elements(quoted #> '{quotes,0,applied}') as a where a ->> 'code' = v_code)
  then
    return private.refusal('discount_not_applied', jsonb_build_object('total_minor', total_minor,
      'problem', case when v_problem is null or v_problem = 'not_started' then 'unknown' else v_problem end));
  end if;
  return case when v_told_minor is not null then
    private.refusal('total_changed', jsonb_build_object('total_minor', total_minor)) end;
end $$;
comment on function private.total_refusal is
  'Whether an order costs something else than its shopper was told: discount_not_applied {problem}, total_changed, or null. Whoever saw the total without the code agreed to it.';

create function private.insert_order_discounts(store_id uuid, order_id uuid, lines jsonb, applied jsonb) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into public.order_discounts (store_id, order_id, discount_id, name, code, amount_minor, delivery_minor, lines)
  select insert_order_discounts.store_id, insert_order_discounts.order_id, a.discount_id, a.name, a.code, a.amount_minor,
    a.delivery_minor, (
      select coalesce(jsonb_agg(jsonb_build_object('variant_id', l.line -> 'variant_id', 'amount_minor', s.share)
        order by l.i) filter (where s.share <> '0'), '[]')
      from jsonb_array_elements(insert_order_discounts.lines) with ordinality as l (line, i)
      join jsonb_array_elements(a.lines) with ordinality as s (share, i) using (i))
  from jsonb_to_recordset(applied) as a (discount_id uuid, name text, code text, amount_minor bigint,
    delivery_minor bigint, lines jsonb);
  update public.order_items as i set discount_minor = s.minor
  from (
    select (l ->> 'variant_id')::uuid as variant_id, sum((l ->> 'amount_minor')::bigint) as minor
    from public.order_discounts as d cross join jsonb_array_elements(d.lines) as l
    where d.order_id = insert_order_discounts.order_id group by 1
  ) as s
  where i.order_id = insert_order_discounts.order_id and i.variant_id = s.variant_id;
end $$;

create function private.tg_orders__hold_discounts() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_is_held boolean := new.status in ('pending', 'paid');
begin
  perform from public.discounts as d
  where d.id in (select u.discount_id from public.order_discounts as u
    where u.store_id = new.store_id and u.order_id = new.id and u.is_counted <> v_is_held)
  order by d.id for no key update;
  -- Whoever pays late has paid; whoever wants to pay an order that was over waits like everybody else.
  if new.status = 'pending' and exists (
    select from public.order_discounts as u join public.discounts as d on d.id = u.discount_id and d.used >= d.usage_limit
    where u.store_id = new.store_id and u.order_id = new.id and not u.is_counted)
  then
    raise exception 'A discount of this order is used up' using errcode = 'AFOFF';
  end if;
  with moved as (
    update public.order_discounts as u set is_counted = v_is_held
    where u.store_id = new.store_id and u.order_id = new.id and u.is_counted <> v_is_held
    returning u.discount_id
  )
  update public.discounts as d set used = d.used + case when v_is_held then 1 else -1 end
  from moved where d.id = moved.discount_id;
  return null;
end $$;
comment on function private.tg_orders__hold_discounts is
  'Gives back what an order used when it ends unpaid, and takes it again when the order opens again. Raises AFOFF when it opens to be paid and there is none left.';
create trigger _500_hold_discounts after update of status on public.orders
  for each row when ((old.status = 'pending' and new.status in ('expired', 'cancelled'))
    or (old.status in ('expired', 'cancelled') and new.status in ('pending', 'paid')))
  execute function private.tg_orders__hold_discounts();

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
  v_quoted jsonb;
  v_discounts jsonb;
  v_discount_minor bigint;
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
  if length(coalesce(input ->> 'discount', '')) > 40 then
    raise exception 'Order input is not valid' using errcode = 'AF422';
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
  perform private.lock_discounts(v_store.id, input ->> 'discount');
  v_quoted := private.quote_discounts(v_store, v_lines, input ->> 'discount', input ->> 'phone',
    array[case v_method when 'delivery' then v_delivery_minor end]);
  v_discounts := v_quoted #> '{quotes,0,applied}';
  v_discount_minor := (v_quoted #>> '{quotes,0,saved_minor}')::bigint;
  v_tax_minor := private.tax_of(v_store, v_items_minor + v_delivery_minor - v_discount_minor);
  v_total_minor := v_items_minor + v_delivery_minor - v_discount_minor + case when v_store.is_tax_included then 0 else v_tax_minor end;
  v_answer := private.total_refusal(input, v_quoted, v_total_minor);
  if v_answer is not null then
    return v_answer;
  end if;
  if v_total_minor = 0 or v_total_minor > 1000000000000
    or v_total_minor % private.payable_unit(v_store.currency) <> 0 then
    return private.refusal('total_not_payable', jsonb_build_object('total_minor', v_total_minor));
  end if;

  perform private.count_discounts(v_discounts);
  v_customer_id := private.save_customer(v_store.id, input || jsonb_build_object('delivery_method', v_method));

  update private.store_counters as c set last_order_number = c.last_order_number + 1
  where c.store_id = v_store.id returning c.last_order_number into strict v_number;

  insert into public.orders (id, store_id, number, currency, items_minor, delivery_minor, discount_minor, tax_minor,
    is_tax_included, total_minor, customer_id, contact_name, contact_phone, contact_email, delivery_method, delivery_promise,
    pickup_place, pickup_hours, area, landmark, directions, second_phone, note, idempotency_key, request_fingerprint, expires_at)
  values (v_order_id, v_store.id, v_number, v_store.currency, v_items_minor, v_delivery_minor, v_discount_minor,
    v_tax_minor, v_store.is_tax_included, v_total_minor,
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
  perform private.insert_order_discounts(v_store.id, v_order_id, v_lines, v_discounts);
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

create or replace function private.order_place(order_token text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('pin_lat', o.pin_lat, 'pin_lng', o.pin_lng,
      'ended_at', (
        select max(e.created_at) from public.order_events as e
        where e.store_id = o.store_id and e.order_id = o.id and e.kind in ('cancelled', 'expired')),
      'delivery_promise', coalesce(o.shown_promise, o.delivery_promise),
      'shown', case when o.language is not null then (
        select jsonb_object_agg(i.variant_id, jsonb_build_object('title', i.shown_title, 'variant', i.shown_variant))
        from public.order_items as i
        where i.store_id = o.store_id and i.order_id = o.id and (i.shown_title is not null or i.shown_variant is not null)) end,
      'refunded_minor', o.refunded_minor, 'refunding_minor', o.refunding_minor,
      'discount_minor', o.discount_minor, 'discounts', (
        select coalesce(jsonb_agg(jsonb_build_object('name', d.name, 'code', d.code, 'amount_minor', d.amount_minor,
          'lines', d.lines) order by d.id), '[]')
        from public.order_discounts as d where d.store_id = o.store_id and d.order_id = o.id))
    from public.orders as o where o.token = order_place.order_token
  );
end $$;
comment on function private.order_place is
  'What get_order tells besides, or instead: the pin, when the order ended unpaid or cancelled, what its shopper read (`shown` by variant, and the promise), what went back or is on its way, and what was taken off.';

