-- Ending an order that is not with its buyer, paid or not.
drop function public.cancel_order(uuid, integer);
drop function private.cancel_order(uuid, integer);

create function private.take_back_goods(bought public.orders, is_restocked boolean) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_variant_id uuid;
begin
  perform private.lock_levels(bought.store_id, array(
    select i.variant_id from public.order_items as i where i.store_id = bought.store_id and i.order_id = bought.id));
  if is_restocked then
    perform private.release_reserved_stock(bought.id);
    for v_variant_id in
      select i.variant_id from public.order_items as i
      where i.store_id = bought.store_id and i.order_id = bought.id and private.out_of_stock_by(bought.id, i.variant_id) > 0
      order by i.variant_id
    loop
      perform private.put_back(bought, v_variant_id, private.out_of_stock_by(bought.id, v_variant_id), null);
    end loop;
    return;
  end if;
  -- What was held left the shop and stays gone, as does what was sold.
  perform private.sell_reserved_stock(bought.id);
end $$;
comment on function private.take_back_goods is 'The goods of an order that comes to nothing: on the shelf again, or gone.';

create function private.why_not_cancelled(bought public.orders, input jsonb) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when bought.status not in ('pending', 'paid') then private.refusal('order_not_open')
    when exists (select from public.fulfilments as f
      where f.store_id = bought.store_id and f.order_id = bought.id and f.state = 'delivered') then private.refusal('goods_delivered')
    when bought.paid_minor > bought.refunded_minor and not coalesce((input ->> 'is_money_kept')::boolean, false)
      then private.refusal('money_received') end;
$$;
comment on function private.why_not_cancelled is 'order_not_open, goods_delivered, money_received, or null.';

create function private.cancel_order(store_id uuid, order_number integer, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders := private.my_order(store_id, order_number);
  v_answer jsonb;
begin
  if length(coalesce(input ->> 'reason', '')) > 200 or input ->> 'reason' ~ '[[:cntrl:]]'
    or exists (select from jsonb_each(input) as f
      where f.key in ('is_restocked', 'is_told', 'is_money_kept') and jsonb_typeof(f.value) <> 'boolean') then
    raise exception 'Cancelling is not valid' using errcode = 'AF422';
  elsif v_order.id is null then
    return private.refusal('order_not_found');
  elsif v_order.status = 'cancelled' then
    return jsonb_build_object('ok', true);
  end if;
  v_answer := private.why_not_cancelled(v_order, input);
  if v_answer is not null then
    return v_answer;
  end if;
  perform private.take_back_goods(v_order, coalesce((input ->> 'is_restocked')::boolean, true));
  update public.orders as o set status = 'cancelled',
    needs_review = o.needs_review or o.paid_minor > o.refunded_minor
  where o.id = v_order.id;
  update public.fulfilments as f set state = 'cancelled'
  where f.store_id = v_order.store_id and f.order_id = v_order.id and f.state <> 'cancelled';
  perform private.tell_event(v_order.id, 'cancelled', jsonb_build_object('fulfilment_status', v_order.fulfilment_status,
      'reason', coalesce(trim(input ->> 'reason'), ''), 'is_restocked', coalesce((input ->> 'is_restocked')::boolean, true)),
    case when coalesce((input ->> 'is_told')::boolean, false) then 'order_cancelled' end);
  perform graphile_worker.remove_job('expire_order:' || v_order.id);
  perform private.audit('orders.cancelled', 'orders', v_order.id::text, s.tenant_id, s.id,
    jsonb_build_object('status', jsonb_build_array(v_order.status, 'cancelled')))
  from public.stores as s where s.id = v_order.store_id;
  return jsonb_build_object('ok', true);
end $$;
comment on function private.cancel_order is
  'Ends an order of which nothing was handed over: input {reason, is_restocked (true when left out): its goods are on the shelf again, also those that come back from the way, is_told: a message to the buyer, is_money_kept: what was paid waits to be refunded}. The same again changes nothing. Refuses with order_not_found, order_not_open, goods_delivered, money_received. Money that comes later waits for a person. Errors: AF404 without orders.manage, AF422. Definer: no client role writes orders.';

create function public.cancel_order(store_id uuid, order_number integer, input jsonb default '{}') returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.cancel_order(store_id, order_number, input);
end;
grant execute on function private.cancel_order, public.cancel_order to authenticated;
