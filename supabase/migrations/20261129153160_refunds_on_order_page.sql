-- What went back stands on the shopper's page of the order.
create or replace function private.order_place(order_token text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('pin_lat', o.pin_lat, 'pin_lng', o.pin_lng,
      'refunded_minor', o.refunded_minor, 'refunding_minor', o.refunding_minor, 'ended_at', (
      select max(e.created_at) from public.order_events as e
      where e.store_id = o.store_id and e.order_id = o.id and e.kind in ('cancelled', 'expired')))
    from public.orders as o where o.token = order_place.order_token
  );
end $$;
comment on function private.order_place is
  'What get_order tells besides: the pin, what went back or is on its way, and when the order ended unpaid or cancelled.';
