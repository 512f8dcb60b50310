-- What the holder of an order's token may see of it: one call for the payment page and the order page.
create function private.get_order(store_slug text, order_token text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'id', o.id, 'token', o.token, 'label', s.order_prefix || '-' || o.number, 'status', o.status,
    'payment_status', o.payment_status, 'fulfilment_status', o.fulfilment_status, 'needs_review', o.needs_review,
    'currency', o.currency, 'items_minor', o.items_minor, 'delivery_minor', o.delivery_minor,
    'tax_minor', o.tax_minor, 'total_minor', o.total_minor, 'paid_minor', o.paid_minor,
    'contact_name', o.contact_name, 'contact_phone', o.contact_phone, 'delivery_method', o.delivery_method,
    'delivery_promise', o.delivery_promise, 'area', o.area, 'landmark', o.landmark, 'directions', o.directions,
    'second_phone', o.second_phone, 'note', o.note, 'placed_at', o.placed_at, 'paid_at', o.paid_at,
    'expires_at', o.expires_at,
    'items', (select jsonb_agg(jsonb_build_object('variant_id', i.variant_id, 'product_title', i.product_title,
        'product_slug', i.product_slug, 'variant_title', i.variant_title, 'image_path', i.image_path,
        'image_widths', (select pi.widths from public.variants as v
          join public.product_images as pi on pi.store_id = v.store_id and pi.product_id = v.product_id
          where v.id = i.variant_id and pi.path = i.image_path limit 1),
        'unit_price_minor', i.unit_price_minor, 'quantity', i.quantity, 'total_minor', i.total_minor) order by i.position)
      from public.order_items as i where i.order_id = o.id),
    'attempt', (select jsonb_build_object('id', a.id, 'gateway', a.gateway, 'number', a.number, 'state', a.state,
        'phone', a.phone, 'expected_minor', a.expected_minor, 'result_code', a.result_code, 'created_at', a.created_at)
      from public.payment_attempts as a where a.order_id = o.id order by a.number desc limit 1),
    'payments', (select coalesce(jsonb_agg(jsonb_build_object('amount_minor', p.amount_minor, 'currency', p.currency,
        'receipt', p.receipt, 'payer_phone', p.payer_phone, 'is_surplus', p.is_surplus,
        'received_at', p.received_at) order by p.id), '[]')
      from public.payments as p where p.order_id = o.id)
  )
  from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = get_order.store_slug and s.status <> 'suspended'
  where o.token = get_order.order_token;
$$;
comment on function private.get_order is 'Definer: the token is the permission. Null when the token is not of this store.';

create function public.get_order(store_slug text, order_token text) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_order(store_slug, order_token);
end;
grant execute on function private.get_order to anon, authenticated;
grant execute on function public.get_order to anon, authenticated;
