-- Several ways to be paid: prompts on a phone and pages of a gateway's. A shopper chooses among those of the shop.
create table private.gateways (
  gateway    public.gateway primary key,
  currencies text[] not null,
  has_pages  boolean not null
);
comment on table private.gateways is 'The currencies that a gateway takes, and whether one pays on a page of its own, as lib/payments/methods.ts has them.';
alter table private.gateways enable row level security;
insert into private.gateways values
  ('mpesa', '{KES}', false),
  ('paystack', '{NGN,GHS,ZAR,KES,USD,XOF}', true);

alter table public.payment_attempts add column page_url text check (length(page_url) <= 500);
comment on column public.payment_attempts.page_url is
  'Where the shopper pays, for gateways with pages of their own. Whoever has it can pay, and see what for: no client role reads it.';
comment on column public.payment_attempts.gateway_ref is
  'What the gateway knows it by: its own name for it (M-Pesa''s CheckoutRequestID), or the reference that we chose, which is stored before it is sent.';

create function private.pick_account(store_id uuid, gateway public.gateway default null) returns uuid
language sql stable security definer set search_path = ''
as $$
  select a.id
  from public.payment_accounts as a
  join public.stores as s on s.id = a.store_id
  join private.gateways as g on g.gateway = a.gateway
  where a.store_id = pick_account.store_id and a.is_enabled
    and (case when pick_account.gateway is null then true
      else a.gateway = pick_account.gateway and s.currency = any (g.currencies) end)
  order by s.currency = any (g.currencies) desc, a.gateway
  limit 1;
$$;
comment on function private.pick_account is
  'The account of a store that takes its currency with this gateway, or null; without a gateway, the first that it offers.';

drop function private.create_attempt(uuid, text, bigint);
create function private.create_attempt(
  order_id uuid,
  phone text,
  amount_minor bigint,
  gateway public.gateway default null
) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_attempt_id uuid;
begin
  insert into public.payment_attempts (store_id, order_id, account_id, gateway, number, expected_minor, currency, phone)
  select o.store_id, o.id, a.id, a.gateway,
    1 + (select count(*) from public.payment_attempts as t where t.order_id = o.id),
    create_attempt.amount_minor, o.currency, create_attempt.phone
  from public.orders as o
  join public.payment_accounts as a on a.id = private.pick_account(o.store_id, create_attempt.gateway)
  where o.id = create_attempt.order_id
  returning id into v_attempt_id;
  return v_attempt_id;
end $$;
comment on function private.create_attempt is
  'A new try to be paid. The job submit_payment, which the caller queues, talks to the gateway: the shopper''s request ends here, so that no crash of the server can send it twice or lose it.';

drop function private.claim_attempt(uuid);
create function private.claim_attempt(attempt_id uuid, gateway_ref text default null) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.payment_attempts as a
  set state = 'submitted', submitted_at = now(), gateway_ref = coalesce(claim_attempt.gateway_ref, a.gateway_ref)
  where a.id = claim_attempt.attempt_id and a.state = 'created';
  if not found then
    return false;
  end if;
  -- Whoever sends it may die doing so; by then every call to the gateway has run into its time limit.
  perform private.enqueue('poll_payment', jsonb_build_object('attempt_id', attempt_id),
    run_at => now() + case when gateway_ref is null then interval '90 seconds' else interval '30 seconds' end,
    job_key => 'poll_payment:' || attempt_id);
  return true;
end $$;
comment on function private.claim_attempt is
  'True for the one caller that may send this attempt to the gateway. Committed before sending, with the reference where it is ours: after a crash nobody sends it again, because it may have arrived, and the gateway can be asked about it.';

drop function private.accept_attempt(uuid, text);
create function private.accept_attempt(attempt_id uuid, gateway_ref text, page_url text default null) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_attempt public.payment_attempts := private.lock_attempt(attempt_id);
begin
  update public.payment_attempts as a
  set gateway_ref = accept_attempt.gateway_ref,
      page_url = coalesce(accept_attempt.page_url, a.page_url),
      state = case when a.state in ('submitted', 'unknown') then 'pending' else a.state end
  where a.id = v_attempt.id;
  if page_url is null then
    perform private.log_order_event(v_attempt.order_id, 'prompt_sent',
      jsonb_build_object('attempt_id', v_attempt.id, 'phone', v_attempt.phone));
  else
    perform private.log_order_event(v_attempt.order_id, 'page_opened', jsonb_build_object('attempt_id', v_attempt.id));
  end if;
  perform private.take_parked_events(v_attempt.id);
  perform private.enqueue('poll_payment', jsonb_build_object('attempt_id', v_attempt.id),
    run_at => now() + interval '10 seconds', job_key => 'poll_payment:' || v_attempt.id);
end $$;
comment on function private.accept_attempt is 'The gateway took the request and named it. The first question to it follows after 10 s, should no callback come.';

create function private.gateway_of(input jsonb) returns public.gateway
language plpgsql stable set search_path = ''
as $$
begin
  if coalesce(input ->> 'gateway', '') = '' then
    return null;
  end if;
  return (input ->> 'gateway')::public.gateway;
exception when invalid_text_representation then
  raise exception 'There is no such gateway' using errcode = 'AF422';
end $$;

create function private.place_order_paid_by(store_slug text, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_gateway public.gateway := private.gateway_of(input);
  v_account_id uuid;
  v_placed jsonb;
begin
  if v_gateway is not null then
    select private.pick_account(s.id, v_gateway) into v_account_id from public.stores as s where s.slug = store_slug;
    if found and v_account_id is null then
      return private.refusal('payment_not_available');
    end if;
  end if;
  v_placed := private.place_order(store_slug, idempotency_key, input);
  if v_account_id is not null and (v_placed ->> 'ok')::boolean then
    -- Its job is not visible before this transaction ends, so nobody has sent it; a repeat finds it chosen.
    update public.payment_attempts as a set account_id = v_account_id, gateway = v_gateway
    where a.order_id = (v_placed ->> 'order_id')::uuid and a.number = 1 and a.state = 'created'
      and a.account_id <> v_account_id;
  end if;
  return v_placed;
end $$;
comment on function private.place_order_paid_by is
  'private.place_order, and its first payment attempt by the gateway of the input. Without one: the first that the store offers. Definer: visitors write no table.';

create or replace function public.place_order(store_slug text, idempotency_key text, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.place_order_paid_by(store_slug, idempotency_key, input);
end;
grant execute on function private.place_order_paid_by to anon, authenticated;
revoke execute on function private.place_order from anon, authenticated;

drop function public.retry_payment(text, text, text);
drop function private.retry_payment(text, text, text);
create function private.retry_payment(store_slug text, order_token text, payer_phone text, gateway text default null)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_gateway public.gateway := private.gateway_of(jsonb_build_object('gateway', retry_payment.gateway));
  v_order public.orders;
  v_last public.payment_attempts;
  v_live public.payment_attempts;
  v_due_minor bigint;
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
  select * into v_last from public.payment_attempts as a where a.order_id = v_order.id order by a.number desc limit 1;
  v_gateway := coalesce(v_gateway, v_last.gateway);
  if private.pick_account(v_order.store_id, v_gateway) is null then
    return private.refusal('payment_not_available');
  end if;
  -- One live prompt at a time: M-Pesa locks a phone for about a minute and a half, and two prompts can both be paid.
  -- A page is left for another way to pay at once: before that is sent, the gateway says how the page stands.
  select a.* into v_live from public.payment_attempts as a
  join private.gateways as g on g.gateway = a.gateway and not g.has_pages
  where a.order_id = v_order.id and a.state in ('created', 'submitted', 'pending', 'unknown')
    and a.created_at > clock_timestamp() - interval '90 seconds'
  order by a.number desc limit 1;
  if found then
    return private.refusal('prompt_live', jsonb_build_object('retry_after_s',
      ceil(extract(epoch from v_live.created_at + interval '90 seconds' - clock_timestamp()))));
  end if;
  v_due_minor := v_order.total_minor - v_order.paid_minor;
  -- The same page again is the page that is there, or on its way: a second one could be paid beside it.
  if v_order.status = 'pending' and v_last.state in ('created', 'submitted', 'pending')
    and v_last.gateway = v_gateway and v_last.expected_minor = v_due_minor
    and exists (select from private.gateways as g where g.gateway = v_gateway and g.has_pages) then
    return jsonb_build_object('ok', true, 'attempt_id', v_last.id);
  end if;
  if v_order.status = 'expired' then
    if not private.try_reserve_again(v_order.id) then
      return private.refusal('lines_unavailable');
    end if;
    update public.orders as o set status = 'pending' where o.id = v_order.id;
    perform private.log_order_event(v_order.id, 'reopened');
  end if;
  -- The hold must outlast the new attempt.
  v_expires_at := greatest(v_order.expires_at, now() + interval '5 minutes');
  update public.orders as o set expires_at = v_expires_at where o.id = v_order.id;
  v_attempt_id := private.create_attempt(v_order.id, payer_phone, v_due_minor, v_gateway);
  perform private.enqueue_all(array[
    private.job('submit_payment', jsonb_build_object('attempt_id', v_attempt_id)),
    private.job('expire_order', jsonb_build_object('order_id', v_order.id),
      run_at => v_expires_at, job_key => 'expire_order:' || v_order.id)
  ]);
  return jsonb_build_object('ok', true, 'attempt_id', v_attempt_id);
end $$;
comment on function private.retry_payment is
  'Another try to pay what is left of an order, to whoever holds its token, by the gateway that was used last unless told. Refuses while a prompt may still be on the phone.';

create function public.retry_payment(store_slug text, order_token text, payer_phone text, gateway text default null)
returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.retry_payment(store_slug, order_token, payer_phone, gateway);
end;
grant execute on function private.retry_payment, public.retry_payment to anon, authenticated;

create or replace function private.request_payment_check(store_slug text, order_token text) returns void
language sql volatile security definer set search_path = ''
as $$
  -- Not more than once in 5 s, however often someone taps. A page may be paid after it failed, or was given up.
  select private.enqueue('poll_payment', jsonb_build_object('attempt_id', a.id), job_key => 'poll_payment:' || a.id)
  from public.payment_attempts as a
  join public.orders as o on o.id = a.order_id and o.token = request_payment_check.order_token
  join public.stores as s on s.id = o.store_id and s.slug = request_payment_check.store_slug
  where (a.state in ('pending', 'unknown') or (a.state in ('failed', 'expired') and a.page_url is not null))
    and a.gateway_ref is not null
    and coalesce(a.polled_at, '-infinity') < now() - interval '5 seconds';
$$;

create function private.get_payment_page(store_slug text, order_token text) returns text
language sql stable security definer set search_path = ''
as $$
  select case when a.state = 'pending' and o.status = 'pending' and o.paid_minor < o.total_minor then a.page_url end
  from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = get_payment_page.store_slug and s.status = 'active'
  join public.payment_attempts as a on a.order_id = o.id
  where o.token = get_payment_page.order_token
  order by a.number desc limit 1;
$$;
comment on function private.get_payment_page is
  'Where an order is paid by its last attempt, as long as it can be; null otherwise. Definer: the token is the permission.';
create function public.get_payment_page(store_slug text, order_token text) returns text
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_payment_page(store_slug, order_token);
end;
grant execute on function private.get_payment_page, public.get_payment_page to anon, authenticated;
