-- Orders that wait for money: given up, tried again, asked about.

create function private.expire_order(order_id uuid) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
begin
  select * into strict v_order from public.orders as o where o.id = expire_order.order_id for update;
  if v_order.status <> 'pending' or v_order.paid_minor > 0 then
    return 'not_expirable';
  end if;
  if v_order.expires_at > now() then
    perform private.enqueue('expire_order', jsonb_build_object('order_id', order_id),
      run_at => v_order.expires_at, job_key => 'expire_order:' || order_id);
    return 'extended';
  end if;
  -- Never while the gateway has not said no; after a day money that comes is late money.
  if v_order.placed_at > now() - interval '1 day' and exists (
    select from public.payment_attempts as a where a.order_id = v_order.id
      and a.state in ('created', 'submitted', 'pending', 'unknown')
  ) then
    update public.orders as o set expires_at = now() + interval '5 minutes' where o.id = v_order.id;
    perform private.enqueue('expire_order', jsonb_build_object('order_id', order_id),
      run_at => now() + interval '5 minutes', job_key => 'expire_order:' || order_id);
    return 'waiting_for_gateway';
  end if;
  perform private.release_reserved_stock(order_id);
  update public.orders as o set status = 'expired' where o.id = v_order.id;
  perform private.log_order_event(order_id, 'expired');
  return 'expired';
end $$;
comment on function private.expire_order is 'Gives the stock of an unpaid order back. The job asks the gateway about every open attempt first.';

create function private.retry_payment(store_slug text, order_token text, payer_phone text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_live public.payment_attempts;
  v_attempt_id uuid;
  v_expires_at timestamptz;
begin
  select o.* into v_order from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = retry_payment.store_slug and s.status = 'active'
  where o.token = retry_payment.order_token
  for update of o;
  if not found then
    return private.refusal('order_not_found');
  end if;
  if not coalesce(payer_phone, '') ~ '^\+[1-9][0-9]{6,14}$' then
    raise exception 'Phone is not valid' using errcode = 'AF422';
  end if;
  if v_order.status not in ('pending', 'expired') or v_order.paid_minor >= v_order.total_minor then
    return private.refusal(case when v_order.status = 'cancelled' then 'order_cancelled' else 'already_paid' end);
  end if;
  -- One live prompt at a time: M-Pesa locks a phone for about a minute and a half, and two prompts can both be paid.
  select * into v_live from public.payment_attempts as a
  where a.order_id = v_order.id and a.state in ('created', 'submitted', 'pending', 'unknown')
    and a.created_at > clock_timestamp() - interval '90 seconds'
  order by a.number desc limit 1;
  if found then
    return private.refusal('prompt_live', jsonb_build_object('retry_after_s',
      ceil(extract(epoch from v_live.created_at + interval '90 seconds' - clock_timestamp()))));
  end if;
  if v_order.status = 'expired' then
    if not private.try_reserve_again(v_order.id) then
      return private.refusal('lines_unavailable');
    end if;
    update public.orders as o set status = 'pending' where o.id = v_order.id;
    perform private.log_order_event(v_order.id, 'reopened');
  end if;
  -- The hold must outlast the new prompt.
  v_expires_at := greatest(v_order.expires_at, now() + interval '5 minutes');
  update public.orders as o set expires_at = v_expires_at where o.id = v_order.id;
  v_attempt_id := private.create_attempt(v_order.id, payer_phone, v_order.total_minor - v_order.paid_minor);
  perform private.enqueue_all(array[
    private.job('submit_payment', jsonb_build_object('attempt_id', v_attempt_id)),
    private.job('expire_order', jsonb_build_object('order_id', v_order.id),
      run_at => v_expires_at, job_key => 'expire_order:' || v_order.id)
  ]);
  return jsonb_build_object('ok', true, 'attempt_id', v_attempt_id);
end $$;
comment on function private.retry_payment is
  'Another try to pay what is left of an order, to whoever holds its token. Refuses while a prompt may still be on the phone.';

create function private.request_payment_check(store_slug text, order_token text) returns void
language sql volatile security definer set search_path = ''
as $$
  -- Not more than once in 5 s, however often someone taps.
  select private.enqueue('poll_payment', jsonb_build_object('attempt_id', a.id), job_key => 'poll_payment:' || a.id)
  from public.payment_attempts as a
  join public.orders as o on o.id = a.order_id and o.token = request_payment_check.order_token
  join public.stores as s on s.id = o.store_id and s.slug = request_payment_check.store_slug
  where a.state in ('pending', 'unknown') and a.gateway_ref is not null
    and coalesce(a.polled_at, '-infinity') < now() - interval '5 seconds';
$$;
comment on function private.request_payment_check is 'Asks the gateway about the open attempts of an order soon, for a shopper who says they have paid.';

create function public.retry_payment(store_slug text, order_token text, payer_phone text) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.retry_payment(store_slug, order_token, payer_phone);
end;
create function public.request_payment_check(store_slug text, order_token text) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.request_payment_check(store_slug, order_token);
end;
grant execute on function private.retry_payment, private.request_payment_check to anon, authenticated;
grant execute on function public.retry_payment, public.request_payment_check to anon, authenticated;
