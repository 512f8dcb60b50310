-- One customer as a page shows them, in one statement.
create function private.customer_timeline(store_id uuid, customer_ids uuid[], phone text, before timestamptz, max_rows integer)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    with mine as materialized (
      select o.* from public.orders as o
      where o.store_id = customer_timeline.store_id and o.customer_id = any (customer_ids)
        and (customer_timeline.phone is null or o.contact_phone = customer_timeline.phone)
      order by o.id desc limit 500
    ), phones as (
      select c.phone, lower(c.email) as email from public.customers as c
      where c.store_id = customer_timeline.store_id and c.id = any (customer_ids)
        and (customer_timeline.phone is null or c.phone = customer_timeline.phone)
    ), happened as (
      select o.placed_at as at, 'order' as kind, o.contact_phone as phone, jsonb_build_object('number', o.number,
        'status', o.status, 'amount_minor', o.total_minor, 'currency', o.currency) as facts
      from mine as o
      union all
      select l.booked_at, 'money', coalesce(p.payer_phone, o.contact_phone), jsonb_build_object('number', o.number,
        'entry', l.kind, 'is_back', l.to_book = 'buyer', 'amount_minor', l.amount_minor, 'currency', l.currency)
      from mine as o
      join public.ledger_entries as l on l.store_id = o.store_id and l.order_id = o.id and 'buyer' in (l.from_book, l.to_book)
      left join public.payments as p on p.store_id = l.store_id and p.id = l.payment_id
      union all
      select coalesce(n.sent_at, n.created_at), 'sent', case when n.channel = 'sms' then n.recipient else o.contact_phone end,
        jsonb_build_object('number', o.number, 'channel', n.channel, 'template', n.template, 'state', n.state, 'body', n.body)
      from mine as o
      join public.notifications as n on n.store_id = o.store_id and n.order_id = o.id and n.template !~ '^merchant_'
      union all
      select m.created_at, 'message', m.phone, jsonb_build_object('id', m.id, 'body', m.body)
      from public.contact_messages as m
      where m.store_id = customer_timeline.store_id
        and (m.phone in (select p.phone from phones as p) or lower(m.email) in (select p.email from phones as p))
      union all
      select r.created_at, 'review', o.contact_phone, jsonb_build_object('number', o.number, 'stars', r.stars,
        'body', r.body, 'state', r.state, 'title', (
          select p.title from public.products as p where p.store_id = r.store_id and p.id = r.product_id))
      from mine as o join public.reviews as r on r.store_id = o.store_id and r.order_id = o.id
      union all
      select n.created_at, 'note', null, jsonb_build_object('id', n.id, 'body', n.body, 'author', n.author_name,
        'is_own', n.author_id = auth.uid())
      from public.customer_notes as n
      where n.store_id = customer_timeline.store_id and n.customer_id = any (customer_ids) and customer_timeline.phone is null
      union all
      select k.created_at, 'consent', c.phone, jsonb_build_object('channel', k.channel, 'is_given', k.is_given,
        'source', k.source, 'author', k.actor_name)
      from public.customer_consents as k
      join public.customers as c on c.store_id = k.store_id and c.id = k.customer_id
      where k.store_id = customer_timeline.store_id and k.customer_id = any (customer_ids)
        and (customer_timeline.phone is null or c.phone = customer_timeline.phone)
    )
    select coalesce(jsonb_agg(to_jsonb(h) order by h.at desc, h.kind), '[]') from (
      select h.* from happened as h where customer_timeline.before is null or h.at < customer_timeline.before
      order by h.at desc, h.kind limit max_rows
    ) as h
  );
end $$;
comment on function private.customer_timeline is
  'What happened between a shop and these customers, newest first, of all their phones or of one: [{at, kind, phone, facts}], from their last 500 orders. Definer: get_customer has asked who is calling.';

create function private.get_customer(store_id uuid, customer_id uuid, input jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_customer public.customers;
  v_ids uuid[];
  v_sees_orders boolean := get_customer.store_id = any (array(select private.my_store_ids('orders.view')));
  v_rows integer := 40;
begin
  perform private.assert_holds('customers.view', store_id);
  select c.* into v_customer from public.customers as c
  where c.store_id = get_customer.store_id and c.id = get_customer.customer_id;
  if v_customer.id is null then
    return null;
  elsif v_customer.merged_into is not null then
    return jsonb_build_object('merged_into', v_customer.merged_into);
  end if;
  v_ids := v_customer.id || array(select c.id from public.customers as c
    where c.store_id = v_customer.store_id and c.merged_into = v_customer.id);
  return jsonb_build_object('id', v_customer.id, 'name', v_customer.name, 'email', v_customer.email,
    'tags', v_customer.tags, 'consents', v_customer.consents, 'erased_at', v_customer.erased_at,
    'first_seen_at', v_customer.created_at, 'last_seen_at', greatest(v_customer.created_at, (
      select nullif(t.last_order_at, '-infinity') from public.customer_totals as t
      where t.store_id = v_customer.store_id and t.customer_id = v_customer.id), (
      select max(s.created_at) from private.shopper_sessions as s
      where s.store_id = v_customer.store_id and s.phone in (
        select c.phone from public.customers as c where c.store_id = v_customer.store_id and c.id = any (v_ids)))),
    'phones', (select coalesce(jsonb_agg(c.phone order by c.id <> v_customer.id, c.id) filter (where c.phone is not null), '[]')
      from public.customers as c where c.store_id = v_customer.store_id and c.id = any (v_ids)),
    'totals', (select jsonb_build_object('orders', t.orders, 'paid_minor', t.paid_minor, 'refunded_minor', t.refunded_minor,
        'spent_minor', t.spent_minor, 'first_order_at', nullif(t.first_order_at, 'infinity'),
        'last_order_at', nullif(t.last_order_at, '-infinity'))
      from public.customer_totals as t where t.store_id = v_customer.store_id and t.customer_id = v_customer.id),
    'addresses', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'area', a.area, 'landmark', a.landmark,
        'directions', a.directions, 'second_phone', a.second_phone, 'is_default', a.is_default,
        'pin', case when a.pin_lat is not null then jsonb_build_object('lat', a.pin_lat, 'lng', a.pin_lng) end)
        order by a.is_default desc, a.id desc), '[]')
      from public.addresses as a
      where a.store_id = v_customer.store_id and a.customer_id = v_customer.id and a.removed_at is null),
    'orders', case when v_sees_orders then (select coalesce(jsonb_agg(to_jsonb(o) order by o.number desc), '[]') from (
        select o.number, o.status, o.payment_status, o.fulfilment_status, o.needs_review, o.delivery_method, o.currency,
          o.total_minor, o.paid_minor, o.hand_way, o.contact_name, o.area, o.placed_at, o.refunded_minor
        from public.orders as o where o.store_id = v_customer.store_id and o.customer_id = v_customer.id
        order by o.id desc limit 10) as o) else '[]' end,
    'consent_log', (select coalesce(jsonb_object_agg(k.channel, jsonb_build_object('is_given', k.is_given,
        'source', k.source, 'author', k.actor_name, 'at', k.created_at)), '{}')
      from (select distinct on (k.channel) k.* from public.customer_consents as k
        where k.store_id = v_customer.store_id and k.customer_id = v_customer.id order by k.channel, k.id desc) as k),
    'timeline', case when v_sees_orders then private.customer_timeline(v_customer.store_id, v_ids, input ->> 'phone',
      (input ->> 'before')::timestamptz, v_rows + 1) else '[]' end);
exception when data_exception then
  raise exception 'Not a way to ask for a customer' using errcode = 'AF422';
end $$;
comment on function private.get_customer is
  'See public.get_customer. Definer: it reads sessions and whose reviews are whose; it asks for customers.view, and for orders.view where it tells of orders.';

create function public.get_customer(store_id uuid, customer_id uuid, input jsonb) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_customer(store_id, customer_id, input);
end;
comment on function public.get_customer is
  'All that the shop knows of one customer; {merged_into} for one who turned out to be another; null for nobody. input: {phone, before} narrow the timeline, which has 41 lines at most. Errors: AF404 without customers.view, AF422.';
grant execute on function private.get_customer, public.get_customer to authenticated;
