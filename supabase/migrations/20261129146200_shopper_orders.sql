-- Orders as their shopper finds them again, and the point on the map where one is taken.
alter table public.orders
  add column pin_lat numeric(9, 6) check (pin_lat between -90 and 90),
  add column pin_lng numeric(9, 6) check (pin_lng between -180 and 180),
  add constraint orders_pin_check check ((pin_lat is null) = (pin_lng is null));

create function private.list_shopper_orders(store_slug text, session_token text, after uuid, max_rows integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_shopper private.shopper := private.find_shopper(store_slug, session_token);
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(o) order by o.id desc), '[]')
    from (
      select o.id, o.token, private.order_label(o.store_id, o.number) as label, o.status, o.fulfilment_status,
        o.delivery_method, o.currency, o.total_minor, o.paid_minor, o.placed_at, o.paid_at,
        (select jsonb_build_object('items', sum(i.quantity), 'titles', jsonb_agg(i.product_title order by i.position))
          from public.order_items as i where i.store_id = o.store_id and i.order_id = o.id) as goods
      from public.orders as o
      where o.store_id = v_shopper.store_id and o.customer_id = v_shopper.customer_id
        and (list_shopper_orders.after is null or o.id < list_shopper_orders.after)
      order by o.id desc limit least(greatest(max_rows, 0), 50)
    ) as o
  );
end $$;
comment on function private.list_shopper_orders is
  'Orders of the phone that is signed in, newest first, after the one with this id. Definer: the token is the permission.';

create function private.find_shopper_order(store_slug text, session_token text, number integer) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_shopper private.shopper := private.find_shopper(store_slug, session_token);
begin
  return (
    select o.token from public.orders as o
    where o.store_id = v_shopper.store_id and o.number = find_shopper_order.number
      and o.customer_id = v_shopper.customer_id
  );
end $$;
comment on function private.find_shopper_order is
  'The token of the order with this number when it is of the phone that is signed in; null otherwise. Definer: the token is the permission.';

create function private.set_order_pin(store_slug text, order_token text, lat numeric, lng numeric) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
begin
  select o.* into v_order from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = set_order_pin.store_slug and s.status <> 'suspended'
  where o.token = set_order_pin.order_token for no key update of o;
  if not found then
    return private.refusal('order_not_found');
  end if;
  if (lat is null) <> (lng is null) or not coalesce(lat, 0) between -90 and 90
    or not coalesce(lng, 0) between -180 and 180
  then
    raise exception 'Pin is not valid' using errcode = 'AF422';
  end if;
  if v_order.delivery_method <> 'delivery' or v_order.fulfilment_status not in ('unfulfilled', 'packed')
    or v_order.status in ('cancelled', 'completed')
  then
    return private.refusal('on_its_way');
  end if;
  update public.orders as o set pin_lat = lat, pin_lng = lng
  where o.id = v_order.id and (o.pin_lat, o.pin_lng) is distinct from (lat::numeric(9, 6), lng::numeric(9, 6));
  return jsonb_build_object('ok', true);
end $$;
comment on function private.set_order_pin is
  'Where on the map an order is taken; nulls take the pin away. Refuses: order_not_found, on_its_way. Errors: AF422. Definer: the token is the permission.';

create function private.keep_order_address(store_slug text, order_token text, session_token text) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_shopper private.shopper := private.find_shopper(store_slug, session_token);
  v_order public.orders;
  v_customer_id uuid := v_shopper.customer_id;
  v_id uuid;
begin
  select o.* into v_order from public.orders as o
  where o.store_id = v_shopper.store_id and o.token = keep_order_address.order_token;
  if not found or v_order.delivery_method <> 'delivery' then
    return false;
  end if;
  if v_customer_id is null then
    insert into public.customers as c (store_id, phone, name)
    values (v_shopper.store_id, v_shopper.phone, v_order.contact_name)
    on conflict on constraint customers_store_id_phone_key do update set name = c.name
    returning c.id into v_customer_id;
  end if;
  perform from public.customers as c where c.store_id = v_shopper.store_id and c.id = v_customer_id for no key update;
  insert into public.addresses as a (store_id, customer_id, area, landmark, directions, second_phone, pin_lat, pin_lng, kept_at)
  values (v_shopper.store_id, v_customer_id, v_order.area, v_order.landmark, coalesce(v_order.directions, ''),
    v_order.second_phone, v_order.pin_lat, v_order.pin_lng, now())
  on conflict (store_id, customer_id, area, lower(landmark)) do update
    set directions = excluded.directions, second_phone = excluded.second_phone,
        pin_lat = coalesce(excluded.pin_lat, a.pin_lat), pin_lng = coalesce(excluded.pin_lng, a.pin_lng),
        kept_at = coalesce(a.kept_at, excluded.kept_at), removed_at = null,
        is_default = a.is_default and a.removed_at is null
  returning a.id into v_id;
  if not exists (select from public.addresses as a
    where a.store_id = v_shopper.store_id and a.customer_id = v_customer_id and a.is_default and a.removed_at is null
  ) then
    perform private.set_default_address(v_shopper.store_id, v_customer_id, v_id);
  end if;
  return true;
end $$;
comment on function private.keep_order_address is
  'Where an order goes that somebody placed while signed in is theirs from then on; false when there is no such order or session. Definer: the two tokens are the permission.';

create function private.order_place(order_token text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('pin_lat', o.pin_lat, 'pin_lng', o.pin_lng, 'ended_at', (
      select max(e.created_at) from public.order_events as e
      where e.store_id = o.store_id and e.order_id = o.id and e.kind in ('cancelled', 'expired')))
    from public.orders as o where o.token = order_place.order_token
  );
end $$;
comment on function private.order_place is 'What get_order tells besides: the pin, and when the order ended unpaid or cancelled.';

create or replace function public.get_order(store_slug text, order_token text) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_order(store_slug, order_token) || private.order_place(order_token);
end;
create function public.list_shopper_orders(store_slug text, session_token text, after uuid, max_rows integer) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.list_shopper_orders(store_slug, session_token, after, max_rows);
end;
create function public.find_shopper_order(store_slug text, session_token text, number integer) returns text
language sql stable security invoker set search_path = ''
begin atomic
  select private.find_shopper_order(store_slug, session_token, number);
end;
create function public.set_order_pin(store_slug text, order_token text, lat numeric, lng numeric) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.set_order_pin(store_slug, order_token, lat, lng);
end;
create function public.keep_order_address(store_slug text, order_token text, session_token text) returns boolean
language sql volatile security invoker set search_path = ''
begin atomic
  select private.keep_order_address(store_slug, order_token, session_token);
end;
grant execute on function private.order_place, private.list_shopper_orders, public.list_shopper_orders,
  private.find_shopper_order, public.find_shopper_order, private.set_order_pin, public.set_order_pin,
  private.keep_order_address, public.keep_order_address to anon, authenticated;
