-- An order whose goods or way change is priced anew, by what prices a cart, and its money and stock follow.
insert into private.order_transitions values
  -- What is added to a paid order is to be paid.
  ('paid', 'pending');

create function private.undo(answer jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  raise exception using errcode = 'AFUND', message = answer::text;
end $$;
comment on function private.undo is 'Takes back what was written since the last begin that catches AFUND, which answers this.';

create function private.uncount_discounts(order_id uuid) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_code text := (select u.code from public.order_discounts as u
    where u.order_id = uncount_discounts.order_id and u.code is not null order by u.id limit 1);
begin
  select o.* into strict v_order from public.orders as o where o.id = uncount_discounts.order_id;
  perform from public.discounts as d
  where d.store_id = v_order.store_id and (d.code = v_code or d.id in (
      select u.discount_id from public.order_discounts as u where u.store_id = v_order.store_id and u.order_id = v_order.id)
    or (d.code is null and coalesce(d.ends_at > now(), true) and d.starts_at <= now()))
  order by d.id for no key update;
  update public.discounts as d set used = d.used - 1
  from public.order_discounts as u
  where u.store_id = v_order.store_id and u.order_id = v_order.id and u.is_counted and d.id = u.discount_id;
  delete from public.order_discounts as u where u.store_id = v_order.store_id and u.order_id = v_order.id;
  update public.order_items as i set discount_minor = 0
  where i.store_id = v_order.store_id and i.order_id = v_order.id and i.discount_minor > 0;
  return v_code;
end $$;
comment on function private.uncount_discounts is
  'Takes the discounts off an order, as if it had never had them, and answers its code. Locks all that may come instead.';

create function private.reprice_order(order_id uuid, delivery_minor bigint) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_store public.stores;
  v_lines jsonb;
  v_items_minor bigint;
  v_code text := private.uncount_discounts(order_id);
  v_quote jsonb;
  v_discount_minor bigint;
  v_tax_minor bigint;
  v_total_minor bigint;
begin
  select o.* into strict v_order from public.orders as o where o.id = reprice_order.order_id;
  select s.* into strict v_store from public.stores as s where s.id = v_order.store_id;
  -- As it was when the order was placed, whatever new orders do.
  v_store.is_tax_included := v_order.is_tax_included;
  select jsonb_agg(jsonb_build_object('variant_id', i.variant_id, 'quantity', i.quantity,
      'unit_price_minor', i.unit_price_minor, 'position', i.place) order by i.place), sum(i.total_minor)
  into v_lines, v_items_minor
  from (
    select n.*, row_number() over (order by n.position, n.id) as place
    from public.order_items as n where n.store_id = v_order.store_id and n.order_id = v_order.id
  ) as i;
  v_quote := private.quote_discounts(v_store, v_lines, v_code, v_order.contact_phone, array[
    case v_order.delivery_method when 'delivery' then delivery_minor end]) #> '{quotes,0}';
  v_discount_minor := (v_quote ->> 'saved_minor')::bigint;
  v_tax_minor := private.tax_of(v_store, v_items_minor + delivery_minor - v_discount_minor);
  v_total_minor := v_items_minor + delivery_minor - v_discount_minor
    + case when v_order.is_tax_included then 0 else v_tax_minor end;
  if v_total_minor = 0 or v_total_minor > 1000000000000
    or v_total_minor % private.payable_unit(v_order.currency) <> 0 then
    perform private.undo(private.refusal('total_not_payable', jsonb_build_object('total_minor', v_total_minor)));
  end if;
  update public.orders as o set items_minor = v_items_minor, delivery_minor = reprice_order.delivery_minor,
    discount_minor = v_discount_minor, tax_minor = v_tax_minor, total_minor = v_total_minor,
    deposit_minor = case when o.deposit_minor > v_total_minor then v_total_minor else o.deposit_minor end
  where o.id = v_order.id;
  perform private.insert_order_discounts(v_store.id, v_order.id, v_lines, v_quote -> 'applied');
  perform private.count_discounts(v_quote -> 'applied');
end $$;
comment on function private.reprice_order is
  'Prices the lines of an order as they are now, at their own prices: discounts, tax and total as of a cart today. Undoes with total_not_payable.';
comment on table public.orders is 'One purchase. tax_minor says how much of the total is tax. The total changes only when somebody of the shop changes the order.';

create function private.refunded_for_goods(order_id uuid) returns bigint
language sql stable security definer set search_path = ''
as $$
  select coalesce(sum(r.amount_minor), 0)::bigint from public.refunds as r
  where r.store_id = (select o.store_id from public.orders as o where o.id = refunded_for_goods.order_id)
    and r.order_id = refunded_for_goods.order_id and r.state <> 'failed'
    and exists (select from public.refund_lines as l where l.store_id = r.store_id and l.refund_id = r.id);
$$;
comment on function private.refunded_for_goods is 'What went back, or is on its way, for lines that the order still has: it is not owed a second time.';

create function private.money_to_settle(order_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'due_minor', case when o.status in ('pending', 'expired') then greatest(private.left_minor(o), 0) else 0 end,
    'back_minor', greatest(o.paid_minor - o.refunded_minor - o.refunding_minor - o.disputed_minor
      - greatest(o.total_minor - private.refunded_for_goods(o.id), 0), 0))
  from public.orders as o where o.id = money_to_settle.order_id;
$$;
comment on function private.money_to_settle is 'What the buyer of an order has to pay still, and what should go back to them: {due_minor, back_minor}.';

create function private.settle_change(before public.orders) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_expires_at timestamptz;
begin
  select o.* into strict v_order from public.orders as o where o.id = before.id;
  -- What comes and what went back are counted apart, so an order that gave money back cannot ask for more.
  if v_order.total_minor > before.total_minor and before.refunded_minor + before.refunding_minor > 0
    and v_order.total_minor > before.paid_minor - before.refunded_minor - before.refunding_minor then
    perform private.undo(private.refusal('money_went_back'));
  end if;
  if v_order.status = 'paid' and v_order.total_minor <= v_order.paid_minor then
    perform private.sell_reserved_stock(v_order.id);
  elsif v_order.status = 'pending' and v_order.paid_minor > 0 and private.left_minor(v_order) <= 0 then
    perform private.mark_order_paid(v_order.id);
  elsif v_order.hand_way is distinct from 'cash' then
    v_expires_at := greatest(v_order.expires_at, now() + (
      select private.hold_of(s, v_order.hand_way) from public.stores as s where s.id = v_order.store_id));
    update public.orders as o set expires_at = v_expires_at where o.id = v_order.id;
    perform private.enqueue('expire_order', jsonb_build_object('order_id', v_order.id), run_at => v_expires_at,
      job_key => 'expire_order:' || v_order.id);
  end if;
  if v_order.status = 'paid' and v_order.total_minor > v_order.paid_minor then
    update public.orders as o set status = 'pending', paid_at = null where o.id = v_order.id;
  end if;
  -- Too much is for a person to send back, and is over once it is not too much any more.
  update public.orders as o set needs_review = o.payment_status = 'overpaid'
  where o.id = v_order.id and 'overpaid' in (o.payment_status, before.payment_status);
end $$;
comment on function private.settle_change is
  'What a new total does to an order: covered by what came, it is paid; otherwise it waits for the rest. Undoes with money_went_back.';

create function private.why_not_changed(bought public.orders, version text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when version is distinct from bought.updated_at::text then private.refusal('order_changed')
    when bought.status not in ('pending', 'paid') or bought.delivery_method = 'download'
      or bought.fulfilment_status = 'delivered' or bought.payment_status = 'refunded' then private.refusal('order_not_open')
    when bought.refunding_minor + bought.disputed_minor > 0 then private.refusal('refund_under_way')
    else private.prompt_live(bought.id) end;
$$;
comment on function private.why_not_changed is
  'Why an order stays as it is: order_changed since this version of it was read, order_not_open, refund_under_way, prompt_live, or null.';

create function private.tg_orders__waits_for_rest() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.paid_minor >= new.total_minor then
    raise exception 'An order that is covered waits for nothing' using errcode = 'AFTRN';
  end if;
  return new;
end $$;
create trigger _110_waits_for_rest before update of status on public.orders
  for each row when (old.status = 'paid' and new.status = 'pending') execute function private.tg_orders__waits_for_rest();

create or replace function private.expire_order(order_id uuid) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_has_money boolean;
begin
  select * into strict v_order from public.orders as o where o.id = expire_order.order_id for update;
  v_has_money := v_order.paid_minor > v_order.refunded_minor;
  -- A refund that failed gave money back to the order.
  if v_order.status = 'pending' and v_has_money and private.left_minor(v_order) <= 0 then
    return private.settle_order(order_id, false);
  end if;
  -- Goods that are under way are not on the shelf, and cash comes with them. Money that came otherwise than it was
  -- meant to is with a person, and so is an order that was paid and grew: its goods are sold, not held.
  if v_order.status <> 'pending' or v_order.hand_way = 'cash' or v_order.fulfilment_status <> 'unfulfilled'
    or (v_has_money and (v_order.needs_review or not v_order.is_in_parts
      or exists (select from public.order_events as e
        where e.store_id = v_order.store_id and e.order_id = v_order.id and e.kind = 'paid'))) then
    return 'not_expirable';
  end if;
  if v_order.expires_at > now() then
    perform private.enqueue('expire_order', jsonb_build_object('order_id', order_id),
      run_at => v_order.expires_at, job_key => 'expire_order:' || order_id);
    return 'extended';
  end if;
  -- Never while the gateway has not said no; after a day money that comes is late money.
  if exists (
    select from public.payment_attempts as a where a.order_id = v_order.id and a.created_at > now() - interval '1 day'
      and a.state in ('created', 'submitted', 'pending', 'unknown')
  ) then
    update public.orders as o set expires_at = now() + interval '5 minutes' where o.id = v_order.id;
    perform private.enqueue('expire_order', jsonb_build_object('order_id', order_id),
      run_at => now() + interval '5 minutes', job_key => 'expire_order:' || order_id);
    return 'waiting_for_gateway';
  end if;
  perform private.release_reserved_stock(order_id);
  update public.orders as o set status = 'expired', needs_review = o.needs_review or v_has_money where o.id = v_order.id;
  perform private.log_order_event(order_id, 'expired');
  if v_has_money then
    perform private.log_order_event(order_id, 'needs_review');
    perform private.enqueue_all(private.message_jobs(order_id, 'order_lapsed'));
  end if;
  return 'expired';
end $$;
