-- Whoever is forgotten is forgotten in parcels, returns and changes of address too.
create or replace function private.erase_orders(store_id uuid, ids uuid[], secrets text[]) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_orders integer;
begin
  update public.notifications as n
  set recipient = case when n.template ~ '^merchant_' then n.recipient else 'erased:' || n.id end, subject = null, body = null
  from public.orders as o where o.store_id = erase_orders.store_id and o.customer_id = any (ids)
    and n.store_id = o.store_id and n.order_id = o.id;
  update public.order_events as e set data = private.mask_json(e.data, secrets)
  from public.orders as o where o.store_id = erase_orders.store_id and o.customer_id = any (ids)
    and e.store_id = o.store_id and e.order_id = o.id and e.data <> '{}';
  -- Where they live is no name that can be looked for.
  update public.order_events as e set data = e.data || '{"from": "Erased", "to": "Erased"}'
  from public.orders as o where o.store_id = erase_orders.store_id and o.customer_id = any (ids)
    and e.store_id = o.store_id and e.order_id = o.id and e.kind = 'address_changed';
  update public.returns as r set reason = private.mask_text(r.reason, secrets)
  from public.orders as o where o.store_id = erase_orders.store_id and o.customer_id = any (ids)
    and r.store_id = o.store_id and r.order_id = o.id;
  update public.fulfilments as f set carrier = private.mask_text(f.carrier, secrets),
    tracking = private.mask_text(f.tracking, secrets)
  from public.orders as o where o.store_id = erase_orders.store_id and o.customer_id = any (ids)
    and f.store_id = o.store_id and f.order_id = o.id;
  update public.reviews as r set author_name = 'Erased', body = private.mask_text(r.body, secrets),
    answer = private.mask_text(r.answer, secrets)
  from public.orders as o where o.store_id = erase_orders.store_id and o.customer_id = any (ids)
    and r.store_id = o.store_id and r.order_id = o.id;
  update public.orders as o
  set contact_name = 'Erased', contact_phone = private.erased_phone(), contact_email = null, second_phone = null,
      landmark = case when o.landmark is not null then 'Erased' end, directions = null, pin_lat = null, pin_lng = null, note = ''
  where o.store_id = erase_orders.store_id and o.customer_id = any (ids);
  get diagnostics v_orders = row_count;
  return v_orders;
end $$;
