-- Paying an order, all or a part: whoever ordered by its token, somebody else by a link.

create function private.begin_payment(
  paying public.orders, phone text, gateway public.gateway, amount_minor bigint, link_id uuid default null
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_left_minor bigint := private.left_minor(paying);
  v_amount_minor bigint := begin_payment.amount_minor;
  v_gateway public.gateway := begin_payment.gateway;
  v_last public.payment_attempts;
  v_refusal jsonb;
  v_attempt_id uuid;
  v_expires_at timestamptz;
begin
  if not coalesce(phone, '') ~ '^\+[1-9][0-9]{6,14}$' then
    raise exception 'Phone is not valid' using errcode = 'AF422';
  end if;
  if paying.status not in ('pending', 'expired') or v_left_minor <= 0
    or (paying.status = 'expired' and paying.paid_minor >= paying.total_minor) then
    return private.refusal(case when paying.status = 'cancelled' then 'order_cancelled' else 'already_paid' end);
  end if;
  select * into v_last from public.payment_attempts as a
  where a.order_id = paying.id and a.link_id is not distinct from begin_payment.link_id
    and (a.link_id is null or a.phone = begin_payment.phone)
  order by a.number desc limit 1;
  v_gateway := coalesce(v_gateway, v_last.gateway);
  if private.pick_account(paying.store_id, v_gateway) is null then
    return private.refusal('payment_not_available');
  end if;
  v_refusal := private.prompt_live(paying.id, phone);
  if v_refusal is not null then
    return v_refusal;
  end if;
  -- Who does not say how much pays what nobody else is being asked for; who says it may pay all that is left.
  if v_amount_minor is null then
    v_amount_minor := v_left_minor - private.prompted_minor(paying.id, phone);
    if v_amount_minor <= 0 then
      return coalesce(private.prompt_live(paying.id), private.refusal('prompt_live', jsonb_build_object('retry_after_s', 1)));
    end if;
    v_amount_minor := greatest(v_amount_minor, private.least_part(paying));
  elsif v_amount_minor > v_left_minor then
    return private.refusal('part_too_big', jsonb_build_object('left_minor', v_left_minor));
  elsif v_amount_minor < private.least_part(paying) or v_amount_minor % private.payable_unit(paying.currency) <> 0 then
    return private.refusal('part_too_small', jsonb_build_object('least_minor', private.least_part(paying)));
  end if;
  -- The same page again is the page that is there, or on its way: a second one could be paid beside it.
  if paying.status = 'pending' and v_last.state in ('created', 'submitted', 'pending')
    and v_last.gateway = v_gateway and v_last.expected_minor = v_amount_minor
    and exists (select from private.gateways as g where g.gateway = v_gateway and g.has_pages) then
    return jsonb_build_object('ok', true, 'attempt_id', v_last.id);
  end if;
  v_refusal := private.too_many_prompts(paying.store_id, phone, v_gateway);
  if v_refusal is not null then
    return v_refusal;
  end if;
  if paying.status = 'expired' then
    if not private.try_reserve_again(paying.id) then
      return private.refusal('lines_unavailable');
    end if;
    update public.orders as o set status = 'pending' where o.id = paying.id;
    perform private.log_order_event(paying.id, 'reopened');
  end if;
  -- The hold must outlast the new attempt. An order that was to be paid by hand gets the time of any other.
  v_expires_at := greatest(paying.expires_at, now() + case when paying.hand_way is null then interval '5 minutes'
    else (select make_interval(mins => s.hold_minutes) from public.stores as s where s.id = paying.store_id) end);
  update public.orders as o set expires_at = v_expires_at where o.id = paying.id;
  v_attempt_id := private.create_attempt(paying.id, phone, v_amount_minor, v_gateway, link_id);
  perform private.enqueue_all(array[
    private.job('submit_payment', jsonb_build_object('attempt_id', v_attempt_id)),
    private.job('expire_order', jsonb_build_object('order_id', paying.id),
      run_at => v_expires_at, job_key => 'expire_order:' || paying.id)
  ]);
  return jsonb_build_object('ok', true, 'attempt_id', v_attempt_id);
end $$;
comment on function private.begin_payment is
  'Another try to pay an order, or a part of it, from this phone: amount_minor null is what is left and not being asked for elsewhere. The caller holds the order. Refuses with already_paid, order_cancelled, payment_not_available, prompt_live, part_too_big, part_too_small, too_many_prompts, lines_unavailable. Errors: AF422, AFOFF where a discount is used up.';

drop function public.retry_payment(text, text, text, text);
drop function private.retry_payment(text, text, text, text);
create function private.retry_payment(
  store_slug text, order_token text, payer_phone text, gateway text default null, amount_minor bigint default null
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_gateway public.gateway := private.gateway_of(jsonb_build_object('gateway', retry_payment.gateway));
  v_order public.orders;
begin
  select o.* into v_order from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = retry_payment.store_slug and s.status = 'active'
  where o.token = retry_payment.order_token
  for update of o;
  if not found then
    return private.refusal('order_not_found');
  end if;
  return private.begin_payment(v_order, payer_phone, v_gateway, retry_payment.amount_minor);
end $$;
comment on function private.retry_payment is
  'Another try to pay an order or a part of it, to whoever holds its token, by the gateway that was used last unless told. Refuses as begin_payment, and with order_not_found. Definer: the token is the permission.';
create function public.retry_payment(
  store_slug text, order_token text, payer_phone text, gateway text default null, amount_minor bigint default null
) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.retry_payment(store_slug, order_token, payer_phone, gateway, amount_minor);
end;

create function private.share_payment(store_slug text, order_token text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_token text;
  v_expires_at timestamptz;
begin
  select o.* into v_order from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = share_payment.store_slug and s.status = 'active'
  where o.token = share_payment.order_token
  for update of o;
  if not found then
    return private.refusal('order_not_found');
  elsif v_order.status <> 'pending' or private.left_minor(v_order) <= 0 then
    return private.refusal(case when v_order.status = 'cancelled' then 'order_cancelled'
      when v_order.status = 'expired' then 'order_closed' else 'already_paid' end);
  end if;
  select l.token into v_token from public.pay_links as l where l.order_id = v_order.id and l.withdrawn_at is null;
  if found then
    return jsonb_build_object('ok', true, 'token', v_token);
  end if;
  insert into public.pay_links (store_id, order_id) values (v_order.store_id, v_order.id) returning token into v_token;
  perform private.log_order_event(v_order.id, 'pay_link_made');
  -- Who is asked needs time to read it; an order gets that once, however often it is shared.
  v_expires_at := v_order.placed_at + interval '1 day';
  if v_order.hand_way is distinct from 'cash' and v_order.expires_at < v_expires_at then
    update public.orders as o set expires_at = v_expires_at where o.id = v_order.id;
    perform private.enqueue('expire_order', jsonb_build_object('order_id', v_order.id),
      run_at => v_expires_at, job_key => 'expire_order:' || v_order.id);
  end if;
  return jsonb_build_object('ok', true, 'token', v_token);
end $$;
comment on function private.share_payment is
  'A link by which somebody else pays an order, or the one that is there: {token}. Keeps the goods for a day from when it was placed. Refuses with order_not_found, already_paid, order_cancelled, order_closed. Definer: the token is the permission.';

create function private.end_pay_link(ordered public.orders, member_id uuid default null) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.pay_links as l set withdrawn_at = now(), withdrawn_by = member_id
  where l.order_id = ordered.id and l.withdrawn_at is null;
  if found then
    perform private.log_order_event(ordered.id, 'pay_link_ended', jsonb_build_object('is_by_shop', member_id is not null));
  end if;
end $$;

create function private.unshare_payment(store_slug text, order_token text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
begin
  select o.* into v_order from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = unshare_payment.store_slug and s.status <> 'suspended'
  where o.token = unshare_payment.order_token
  for update of o;
  if not found then
    return private.refusal('order_not_found');
  end if;
  perform private.end_pay_link(v_order);
  return jsonb_build_object('ok', true);
end $$;
comment on function private.unshare_payment is
  'Ends the link by which somebody else pays an order; the same again is done. Refuses with order_not_found. Definer: the token is the permission.';

create function private.withdraw_pay_link(store_id uuid, order_number integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders := private.my_order(store_id, order_number);
begin
  if v_order.id is null then
    return private.refusal('order_not_found');
  end if;
  perform private.end_pay_link(v_order, (select auth.uid()));
  return jsonb_build_object('ok', true);
end $$;
comment on function private.withdraw_pay_link is
  'Ends the link by which somebody else pays an order; the same again is done. Refuses with order_not_found. Errors: AF404 without orders.manage. Definer: no client role writes links.';

create function private.pay_link_by(store_slug text, link_token text) returns public.pay_links
language sql stable security definer set search_path = ''
as $$
  select l from public.pay_links as l
  join public.stores as s on s.id = l.store_id and s.slug = pay_link_by.store_slug and s.status <> 'suspended'
  where l.token = pay_link_by.link_token;
$$;

create function private.get_pay_link(store_slug text, link_token text, attempt_id uuid default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_link public.pay_links := private.pay_link_by(store_slug, link_token);
  v_order public.orders;
  v_tried jsonb;
begin
  if v_link.id is null then
    return null;
  end if;
  select * into strict v_order from public.orders as o where o.id = v_link.order_id;
  -- Of what others tried by the same link nobody sees anything.
  select jsonb_build_object('id', a.id, 'gateway', a.gateway, 'state', a.state, 'phone', a.phone,
      'expected_minor', a.expected_minor, 'result_code', a.result_code, 'created_at', a.created_at, 'receipt', p.receipt)
  into v_tried
  from public.payment_attempts as a
  left join public.payments as p on p.attempt_id = a.id
  where a.store_id = v_link.store_id and a.link_id = v_link.id and a.id = get_pay_link.attempt_id;
  if v_order.status <> 'pending' or private.left_minor(v_order) <= 0 or v_link.withdrawn_at is not null then
    return jsonb_build_object('is_open', false, 'is_paid', v_order.paid_at is not null, 'currency', v_order.currency,
      'attempt', v_tried);
  end if;
  return jsonb_build_object('is_open', true, 'is_paid', false, 'currency', v_order.currency, 'attempt', v_tried,
    'name', split_part(v_order.contact_name, ' ', 1), 'left_minor', private.left_minor(v_order),
    'least_minor', private.least_part(v_order), 'prompted_minor', private.prompted_minor(v_order.id),
    'goods', (
      select jsonb_agg(jsonb_build_object('title', coalesce(i.shown_title, i.product_title), 'quantity', i.quantity) order by i.position)
      from public.order_items as i where i.store_id = v_order.store_id and i.order_id = v_order.id));
end $$;
comment on function private.get_pay_link is
  'What somebody who was asked to pay may see: a first name, the goods, what is left, and the try of theirs with this id; little once the link is over, null when there is none. Definer: the token is the permission.';

create function private.pay_by_link(
  store_slug text, link_token text, payer_phone text, gateway text, amount_minor bigint default null
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_gateway public.gateway := private.gateway_of(jsonb_build_object('gateway', pay_by_link.gateway));
  v_link public.pay_links := private.pay_link_by(store_slug, link_token);
  v_order public.orders;
begin
  select o.* into v_order from public.orders as o
  join public.stores as s on s.id = o.store_id and s.status = 'active'
  where o.id = v_link.order_id for update of o;
  if not found then
    return private.refusal('link_not_found');
  end if;
  -- It may have ended while we waited for the order.
  if v_order.status <> 'pending' or exists (
    select from public.pay_links as l where l.id = v_link.id and l.withdrawn_at is not null) then
    return private.refusal('link_over');
  end if;
  return private.begin_payment(v_order, payer_phone, v_gateway, pay_by_link.amount_minor, v_link.id);
end $$;
comment on function private.pay_by_link is
  'A try of somebody else''s to pay an order or a part of it. Refuses as begin_payment, and with link_not_found, link_over. Definer: the token is the permission.';

create function private.get_link_page(store_slug text, link_token text, attempt_id uuid) returns text
language sql stable security definer set search_path = ''
as $$
  select case when a.state = 'pending' and o.status = 'pending' and private.left_minor(o) > 0 then a.page_url end
  from private.pay_link_by(store_slug, link_token) as l
  join public.payment_attempts as a on a.store_id = l.store_id and a.link_id = l.id and a.id = get_link_page.attempt_id
  join public.orders as o on o.store_id = l.store_id and o.id = l.order_id;
$$;
comment on function private.get_link_page is
  'The gateway''s page of a try of somebody else''s, as long as it can be paid there; null otherwise. Definer: the token is the permission.';

create function private.request_link_check(store_slug text, link_token text, attempt_id uuid) returns void
language sql volatile security definer set search_path = ''
as $$
  -- As request_payment_check: not more than once in 5 s, and pages also after they failed.
  select private.enqueue('poll_payment', jsonb_build_object('attempt_id', a.id), job_key => 'poll_payment:' || a.id)
  from private.pay_link_by(store_slug, link_token) as l
  join public.payment_attempts as a on a.store_id = l.store_id and a.link_id = l.id and a.id = request_link_check.attempt_id
  where (a.state in ('pending', 'unknown') or (a.state in ('failed', 'expired') and a.page_url is not null))
    and a.gateway_ref is not null
    and coalesce(a.polled_at, '-infinity') < now() - interval '5 seconds';
$$;
comment on function private.request_link_check is 'Asks the gateway soon about a try of somebody else''s. Definer: the token is the permission.';

create or replace function private.get_payment_page(store_slug text, order_token text) returns text
language sql stable security definer set search_path = ''
as $$
  select case when a.state = 'pending' and o.status = 'pending' and private.left_minor(o) > 0 then a.page_url end
  from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = get_payment_page.store_slug and s.status = 'active'
  join public.payment_attempts as a on a.order_id = o.id and a.link_id is null
  where o.token = get_payment_page.order_token
  order by a.number desc limit 1;
$$;

create function public.share_payment(store_slug text, order_token text) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.share_payment(store_slug, order_token);
end;
create function public.unshare_payment(store_slug text, order_token text) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.unshare_payment(store_slug, order_token);
end;
create function public.withdraw_pay_link(store_id uuid, order_number integer) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.withdraw_pay_link(store_id, order_number);
end;
create function public.get_pay_link(store_slug text, link_token text, attempt_id uuid default null) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_pay_link(store_slug, link_token, attempt_id);
end;
create function public.pay_by_link(
  store_slug text, link_token text, payer_phone text, gateway text, amount_minor bigint default null
) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.pay_by_link(store_slug, link_token, payer_phone, gateway, amount_minor);
end;
create function public.get_link_page(store_slug text, link_token text, attempt_id uuid) returns text
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_link_page(store_slug, link_token, attempt_id);
end;
create function public.request_link_check(store_slug text, link_token text, attempt_id uuid) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.request_link_check(store_slug, link_token, attempt_id);
end;
grant execute on function private.retry_payment, public.retry_payment, private.share_payment, public.share_payment,
  private.unshare_payment, public.unshare_payment, private.get_pay_link, public.get_pay_link, private.pay_by_link,
  public.pay_by_link, private.get_link_page, public.get_link_page, private.request_link_check, public.request_link_check
  to anon, authenticated;
grant execute on function private.withdraw_pay_link, public.withdraw_pay_link to authenticated;
