-- What booked money, or the lack of it, does to an order and its stock.

create function private.sell_reserved_stock(order_id uuid) returns void
language sql volatile security definer set search_path = ''
as $$
  select private.move_stock(m.variant_id, 'sold', -m.reserved, -m.reserved, sell_reserved_stock.order_id)
  from (
    select im.variant_id, sum(im.reserved_delta)::integer as reserved
    from public.inventory_movements as im where im.order_id = sell_reserved_stock.order_id
    group by im.variant_id having sum(im.reserved_delta) > 0
    order by im.variant_id
  ) as m;
$$;
comment on function private.sell_reserved_stock is 'What the order holds leaves the shelf. Read from the ledger, so it cannot happen twice.';

create function private.release_reserved_stock(order_id uuid) returns void
language sql volatile security definer set search_path = ''
as $$
  select private.move_stock(m.variant_id, 'released', 0, -m.reserved, release_reserved_stock.order_id)
  from (
    select im.variant_id, sum(im.reserved_delta)::integer as reserved
    from public.inventory_movements as im where im.order_id = release_reserved_stock.order_id
    group by im.variant_id having sum(im.reserved_delta) > 0
    order by im.variant_id
  ) as m;
$$;

create function private.try_reserve_again(order_id uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.reserve_order_stock(order_id);
  return true;
exception when check_violation then
  return false;
end $$;
comment on function private.try_reserve_again is 'Reserves the stock of an order that had lost it; false, and nothing changed, when the goods are gone.';

create function private.mark_order_paid(order_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.sell_reserved_stock(order_id);
  update public.orders as o set status = 'paid', paid_at = now() where o.id = mark_order_paid.order_id;
  perform private.log_order_event(order_id, 'paid');
  perform graphile_worker.remove_job('expire_order:' || order_id);
  perform private.enqueue_all(private.message_jobs(order_id, 'order_paid'));
end $$;

create function private.settle_order(order_id uuid, is_surplus boolean) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_is_covered boolean;
  v_is_settled boolean := false;
begin
  update public.orders as o set payment_status = case
      when o.paid_minor > o.total_minor then 'overpaid'::public.payment_status
      when o.paid_minor = o.total_minor then 'paid'
      when o.paid_minor > 0 then 'partly_paid'
      else 'unpaid' end
  where o.id = settle_order.order_id
  returning * into strict v_order;
  v_is_covered := v_order.paid_minor >= v_order.total_minor;

  if is_surplus then
    perform private.log_order_event(order_id, 'paid_again');
  elsif v_order.status = 'pending' and v_is_covered then
    perform private.mark_order_paid(order_id);
    v_is_settled := true;
  elsif v_order.status = 'pending' then
    perform private.log_order_event(order_id, 'payment_received');
  else
    perform private.log_order_event(order_id, 'paid_late');
    if v_order.status = 'expired' and v_is_covered and private.try_reserve_again(order_id) then
      perform private.mark_order_paid(order_id);
      v_is_settled := true;
    end if;
  end if;

  if not v_is_settled or v_order.paid_minor <> v_order.total_minor then
    update public.orders as o set needs_review = true where o.id = settle_order.order_id;
    perform private.log_order_event(order_id, 'needs_review');
    return 'needs_review';
  end if;
  return 'paid';
end $$;
comment on function private.settle_order is
  'Draws the consequences of booked money: pays an open order, opens an expired one again when its goods are still there, and asks for a person for too little, too much, or too late.';
