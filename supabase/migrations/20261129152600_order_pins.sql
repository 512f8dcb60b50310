-- A pin that is moved after the order was placed stands in its timeline and in the log, as a rider may have left by it.
create or replace function private.set_order_pin(store_slug text, order_token text, lat numeric, lng numeric) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_tenant_id uuid;
  v_what text;
begin
  select s.tenant_id into v_tenant_id from public.stores as s
  where s.slug = set_order_pin.store_slug and s.status <> 'suspended';
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
    or v_order.status in ('cancelled', 'completed', 'expired')
  then
    return private.refusal('on_its_way');
  end if;
  update public.orders as o set pin_lat = lat, pin_lng = lng
  where o.id = v_order.id and (o.pin_lat, o.pin_lng) is distinct from (lat::numeric(9, 6), lng::numeric(9, 6));
  -- The pin that an order is placed with is no change of it.
  if found and v_order.placed_at < now() then
    v_what := case when lat is null then 'removed' when v_order.pin_lat is null then 'added' else 'moved' end;
    perform private.log_order_event(v_order.id, 'pin_changed', jsonb_build_object('what', v_what));
    -- Where somebody lives stays out of a log that nothing erases.
    perform private.audit('orders.pin_changed', 'orders', v_order.id::text, v_tenant_id, v_order.store_id,
      jsonb_build_object('pin', v_what));
  end if;
  return jsonb_build_object('ok', true);
end $$;
