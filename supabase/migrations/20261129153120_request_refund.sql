-- Asking for a refund, and what follows when the money is back. Every function locks the order before its refund.

create function private.lock_refund(refund_id uuid) returns public.refunds
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_refund public.refunds;
begin
  perform from public.orders as o
  where o.id = (select r.order_id from public.refunds as r where r.id = lock_refund.refund_id)
  for update;
  select * into strict v_refund from public.refunds as r where r.id = lock_refund.refund_id for update;
  return v_refund;
end $$;

create function private.restock_refund(refund public.refunds) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- Never more than the order still has out: an order that lost its goods unsold has none to bring back.
  perform private.move_stock(b.variant_id, 'returned', b.quantity, 0, refund.order_id, location_id => b.location_id)
  from (
    select i.variant_id, least(l.quantity, m.out)::integer as quantity, (
      select im.location_id from public.inventory_movements as im
      join public.locations as at on at.store_id = im.store_id and at.id = im.location_id and at.closed_at is null
      where im.store_id = i.store_id and im.order_id = i.order_id and im.variant_id = i.variant_id and im.kind = 'sold'
      order by im.id limit 1) as location_id
    from public.refund_lines as l
    join public.order_items as i on i.store_id = l.store_id and i.id = l.order_item_id
    join lateral (
      select -sum(im.on_hand_delta) as out from public.inventory_movements as im
      where im.store_id = i.store_id and im.order_id = i.order_id and im.variant_id = i.variant_id
    ) as m on m.out > 0
    where l.store_id = refund.store_id and l.refund_id = refund.id
    order by i.variant_id
  ) as b;
end $$;
comment on function private.restock_refund is 'The goods of a refund go back on the shelf that they were sold from, or on the default one when that is closed.';

create function private.refund_messages(refund public.refunds) returns jsonb[]
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_jobs jsonb[];
begin
  with added as (
    insert into public.notifications (store_id, order_id, refund_id, channel, template, recipient)
    select o.store_id, o.id, refund.id, message.channel, 'order_refunded', message.recipient
    from public.orders as o
    cross join lateral (values ('sms'::public.channel, o.contact_phone), ('email', o.contact_email))
      as message (channel, recipient)
    where o.id = refund.order_id and message.recipient is not null
    on conflict do nothing
    returning id
  )
  select array_agg(private.job('send_notification', jsonb_build_object('notification_id', added.id))) into v_jobs
  from added;
  return coalesce(v_jobs, '{}');
end $$;
comment on function private.refund_messages is 'What the buyer is told of a refund, once for each.';

create function private.complete_refund(refund public.refunds, from_book public.ledger_book) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.book_entry(refund.order_id, 'refund:' || refund.id || ':done', 'refund', from_book, 'buyer',
    refund.amount_minor, refund.currency, refund.payment_id, refund.receipt, refund.reason);
  if refund.is_restocked then
    perform private.restock_refund(refund);
  end if;
  perform private.log_order_event(refund.order_id, 'refunded', jsonb_build_object('refund_id', refund.id));
  perform private.enqueue_all(private.refund_messages(refund));
  -- What was too much, or came too late, is back where it belongs: nobody has to look any more.
  update public.orders as o set needs_review = false
  where o.id = refund.order_id and o.refunding_minor = 0 and o.disputed_minor = 0
    and (o.paid_minor = o.refunded_minor
      or (o.status in ('paid', 'fulfilled', 'completed') and o.paid_minor - o.refunded_minor = o.total_minor));
end $$;
comment on function private.complete_refund is
  'The buyer has the money: booked, goods back on the shelf where that was asked for, told to the buyer. In one transaction.';

create function private.refund_left(bought public.orders, payment_id uuid) returns bigint
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_left_minor bigint := bought.paid_minor - bought.refunded_minor - bought.refunding_minor - bought.disputed_minor;
begin
  if refund_left.payment_id is not null then
    select least(v_left_minor, p.amount_minor - coalesce((
      select sum(r.amount_minor) from public.refunds as r
      where r.store_id = p.store_id and r.payment_id = p.id and r.state <> 'failed'), 0))
    into v_left_minor
    from public.payments as p
    where p.store_id = bought.store_id and p.order_id = bought.id and p.id = refund_left.payment_id
      and p.currency = bought.currency;
    if not found then
      return null;
    end if;
  end if;
  return greatest(v_left_minor, 0);
end $$;
comment on function private.refund_left is
  'What may still go back of an order, or by the way of one of its payments; null when it has no such payment in its currency.';

create function private.line_over_refunded(order_id uuid, lines jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('order_item_id', asked.order_item_id, 'left', coalesce(i.quantity - back.quantity, 0))
    from (
      select (line ->> 'order_item_id')::uuid as order_item_id, sum((line ->> 'quantity')::integer) as quantity
      from jsonb_array_elements(lines) as line group by 1
    ) as asked
    left join public.order_items as i on i.order_id = line_over_refunded.order_id and i.id = asked.order_item_id
    left join lateral (
      select coalesce(sum(l.quantity), 0)::integer as quantity
      from public.refund_lines as l
      join public.refunds as r on r.store_id = l.store_id and r.id = l.refund_id and r.state <> 'failed'
      where l.store_id = i.store_id and l.order_item_id = i.id
    ) as back on true
    where i.id is null or asked.quantity > i.quantity - back.quantity
    limit 1
  );
end $$;
comment on function private.line_over_refunded is 'The first line of which more would be refunded than was bought; null when none is.';

create function private.assert_refund_input(idempotency_key text, input jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if length(coalesce(idempotency_key, '')) not between 8 and 128
    or jsonb_typeof(input -> 'amount_minor') is distinct from 'number'
    or (input ->> 'amount_minor')::numeric not between 1 and 1000000000000
    or (input ->> 'amount_minor')::numeric % 1 <> 0
    or length(coalesce(trim(input ->> 'reason'), '')) not between 1 and 200
    or (input ->> 'payment_id' is null and length(coalesce(trim(input ->> 'reference'), '')) not between 1 and 80)
    or concat(input ->> 'reason', input ->> 'reference') ~ '[[:cntrl:]]'
    or jsonb_typeof(coalesce(input -> 'lines', '[]')) <> 'array'
    or jsonb_array_length(coalesce(input -> 'lines', '[]')) > 50
    or jsonb_typeof(coalesce(input -> 'is_restocked', 'false')) <> 'boolean'
    or exists (
      select from jsonb_array_elements(coalesce(input -> 'lines', '[]')) as line
      where jsonb_typeof(line -> 'quantity') is distinct from 'number'
        or (line ->> 'quantity')::numeric not between 1 and 999
        or (line ->> 'quantity')::numeric % 1 <> 0
        or not coalesce(line ->> 'order_item_id', '') ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    )
    or not coalesce(input ->> 'payment_id', gen_random_uuid()::text) ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  then
    raise exception 'Refund input is not valid' using errcode = 'AF422';
  end if;
end $$;

create function private.why_not_refund(bought public.orders, input jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_payment_id uuid := (input ->> 'payment_id')::uuid;
  v_amount_minor bigint := (input ->> 'amount_minor')::bigint;
  v_left_minor bigint := private.refund_left(bought, v_payment_id);
  v_line jsonb := private.line_over_refunded(bought.id, coalesce(input -> 'lines', '[]'));
begin
  if v_left_minor is null then
    return private.refusal('payment_not_found');
  elsif v_payment_id is not null and not coalesce((
    select private.can_refund(a) from public.payments as p
    join public.payment_accounts as a on a.id = p.account_id where p.id = v_payment_id), false) then
    return private.refusal('refund_not_available');
  elsif v_amount_minor > v_left_minor then
    return private.refusal('refund_too_big', jsonb_build_object('left_minor', v_left_minor));
  elsif v_payment_id is not null and v_amount_minor % private.payable_unit(bought.currency) <> 0 then
    return private.refusal('amount_not_payable');
  elsif v_line is not null then
    return private.refusal('line_refunded', v_line);
  end if;
  return null;
end $$;

create function private.request_refund(store_id uuid, order_number integer, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_fingerprint bytea := sha256(convert_to(order_number || input::text, 'utf8'));
  v_order public.orders;
  v_refund public.refunds;
  v_answer jsonb;
begin
  perform private.assert_holds('payments.refund', store_id);
  perform private.assert_refund_input(idempotency_key, input);
  select o.* into v_order from public.orders as o
  where o.store_id = request_refund.store_id and o.number = request_refund.order_number for update;
  if not found then
    return private.refusal('order_not_found');
  end if;
  select r.* into v_refund from public.refunds as r
  where r.store_id = request_refund.store_id and r.idempotency_key = request_refund.idempotency_key;
  if found and v_refund.request_hash <> v_fingerprint then
    return private.refusal('idempotency_key_reused');
  elsif not found then
    v_answer := private.why_not_refund(v_order, input);
    if v_answer is not null then
      return v_answer;
    end if;
    v_refund := private.insert_refund(v_order, idempotency_key, v_fingerprint, input);
    perform private.begin_refund(v_refund);
  end if;
  return jsonb_build_object('ok', true, 'refund_id', v_refund.id, 'number', v_refund.number);
end $$;
comment on function private.request_refund is
  'input: {amount_minor, reason, payment_id (left out: by hand), reference (by hand: how), lines: [{order_item_id, quantity}], is_restocked}. Answers {ok, refund_id, number}, the same again for the same key. Errors: AF404 without payments.refund, AF422. Definer: no client role writes refunds.';

create function private.insert_refund(
  bought public.orders, idempotency_key text, fingerprint bytea, input jsonb
) returns public.refunds
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_refund public.refunds;
begin
  insert into public.refunds (store_id, order_id, number, payment_id, account_id, gateway, amount_minor, currency, reason,
    hand_ref, is_restocked, idempotency_key, request_hash, requested_by)
  select bought.store_id, bought.id,
    1 + (select count(*) from public.refunds as r where r.store_id = bought.store_id and r.order_id = bought.id),
    p.id, a.id, a.gateway, (input ->> 'amount_minor')::bigint, bought.currency, trim(input ->> 'reason'),
    case when p.id is null then trim(input ->> 'reference') end,
    coalesce((input ->> 'is_restocked')::boolean, false), insert_refund.idempotency_key, fingerprint,
    (select auth.uid())
  from (select) as one
  left join public.payments as p on p.store_id = bought.store_id and p.id = (input ->> 'payment_id')::uuid
  left join public.payment_accounts as a on a.id = p.account_id
  returning * into v_refund;
  insert into public.refund_lines (store_id, refund_id, order_item_id, quantity)
  select v_refund.store_id, v_refund.id, (line ->> 'order_item_id')::uuid, sum((line ->> 'quantity')::integer)
  from jsonb_array_elements(coalesce(input -> 'lines', '[]')) as line group by 3;
  return v_refund;
end $$;

create function private.begin_refund(refund public.refunds) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  if refund.payment_id is null then
    update public.refunds as r set state = 'done', sent_at = now() where r.id = refund.id;
    perform private.complete_refund(refund, 'hand');
    return;
  end if;
  perform private.book_entry(refund.order_id, 'refund:' || refund.id || ':set_aside', 'refund', 'gateway', 'returning',
    refund.amount_minor, refund.currency, refund.payment_id, null, refund.reason);
  perform private.log_order_event(refund.order_id, 'refund_requested', jsonb_build_object('refund_id', refund.id));
  perform private.enqueue('send_refund', jsonb_build_object('refund_id', refund.id));
end $$;
comment on function private.begin_refund is
  'By hand it is done with the asking. By a gateway it is set aside, so that nobody else gives it, and a job sends it.';

create function public.request_refund(store_id uuid, order_number integer, idempotency_key text, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.request_refund(store_id, order_number, idempotency_key, input);
end;
grant execute on function private.request_refund, public.request_refund to authenticated;
