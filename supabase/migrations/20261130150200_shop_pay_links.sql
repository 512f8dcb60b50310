-- Who works at a shop makes a link by which somebody else pays an order, and sends it to them.
create function private.open_pay_link(ordered public.orders, is_by_shop boolean) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_token text;
  v_expires_at timestamptz;
begin
  if ordered.status <> 'pending' or private.left_minor(ordered) <= 0 then
    return private.refusal(case when ordered.status = 'cancelled' then 'order_cancelled'
      when ordered.status = 'expired' then 'order_closed' else 'already_paid' end);
  end if;
  select l.token into v_token from public.pay_links as l where l.order_id = ordered.id and l.withdrawn_at is null;
  if found then
    return jsonb_build_object('ok', true, 'token', v_token);
  end if;
  insert into public.pay_links (store_id, order_id) values (ordered.store_id, ordered.id) returning token into v_token;
  perform private.log_order_event(ordered.id, 'pay_link_made', jsonb_build_object('is_by_shop', is_by_shop));
  -- Who is asked needs time to read it; an order gets that once, however often it is shared.
  v_expires_at := ordered.placed_at + interval '1 day';
  if ordered.hand_way is distinct from 'cash' and ordered.expires_at < v_expires_at then
    update public.orders as o set expires_at = v_expires_at where o.id = ordered.id;
    perform private.enqueue('expire_order', jsonb_build_object('order_id', ordered.id),
      run_at => v_expires_at, job_key => 'expire_order:' || ordered.id);
  end if;
  return jsonb_build_object('ok', true, 'token', v_token);
end $$;
comment on function private.open_pay_link is
  'The link by which somebody else pays an order, made where there is none: {token}. The caller holds the order. Refuses with already_paid, order_cancelled, order_closed.';

create or replace function private.share_payment(store_slug text, order_token text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
begin
  select o.* into v_order from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = share_payment.store_slug and s.status = 'active'
  where o.token = share_payment.order_token
  for update of o;
  if not found then
    return private.refusal('order_not_found');
  end if;
  return private.open_pay_link(v_order, false);
end $$;

create function private.make_pay_link(store_id uuid, order_number integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders := private.my_order(store_id, order_number);
begin
  if v_order.id is null then
    return private.refusal('order_not_found');
  end if;
  return private.open_pay_link(v_order, true);
end $$;
comment on function private.make_pay_link is
  'The link by which somebody else pays an order, made where there is none: {token}. Refuses with order_not_found, already_paid, order_cancelled, order_closed. Errors: AF404 without orders.manage. Definer: no client role writes links.';

create function public.make_pay_link(store_id uuid, order_number integer) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.make_pay_link(store_id, order_number);
end;
comment on function public.make_pay_link is
  'The link by which somebody else pays an order: {ok, token}. For members with orders.manage. Errors: AF404.';
grant execute on function private.make_pay_link, public.make_pay_link to authenticated;
-- They see the order's own token too: whoever may look at an order may send its link once more.
grant select (token) on public.pay_links to authenticated;
