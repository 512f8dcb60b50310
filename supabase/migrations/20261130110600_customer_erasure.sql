-- A person goes, and what was sold stays: orders keep their goods, sums and dates, and say no more whose they were.
create function private.erased_phone() returns text
language sql immutable set search_path = ''
as $$
  select '+9990000000';
$$;
comment on function private.erased_phone is 'Stands where a phone has to be: no country has this code.';

create function private.mask_text(text text, secrets text[]) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  v_text text := mask_text.text;
  v_secret text;
begin
  foreach v_secret in array secrets loop
    -- Numbers and addresses wherever they stand, names as words: "Al" is not in "total".
    v_text := regexp_replace(v_text,
      case when v_secret ~ '^[^0-9@]*$' and v_secret ~ '^\w' then '\m' else '' end
        || regexp_replace(v_secret, '([\\^$.|?*+()\[\]{}-])', '\\\1', 'g')
        || case when v_secret ~ '^[^0-9@]*$' and v_secret ~ '\w$' then '\M' else '' end,
      '***', 'gi');
  end loop;
  return v_text;
end $$;
comment on function private.mask_text is 'The text with each of these, in any case, as three stars.';

create function private.mask_json(value jsonb, secrets text[]) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
  return case jsonb_typeof(value)
    when 'string' then to_jsonb(private.mask_text(value #>> '{}', secrets))
    when 'array' then (select coalesce(jsonb_agg(private.mask_json(e, secrets) order by i), '[]')
      from jsonb_array_elements(value) with ordinality as a (e, i))
    when 'object' then (select coalesce(jsonb_object_agg(k, private.mask_json(v, secrets)), '{}')
      from jsonb_each(value) as o (k, v))
    else value end;
end $$;
comment on function private.mask_json is 'The same of every text in a value; keys stay.';

create function private.mask_bytes(body bytea, secrets text[]) returns bytea
language plpgsql immutable set search_path = ''
as $$
begin
  -- Byte for byte: whatever it is written in, what is not masked stays as it came.
  return convert_to(private.mask_text(convert_from(body, 'latin1'),
    array(select convert_from(convert_to(s, 'utf8'), 'latin1') from unnest(secrets) as s)), 'latin1');
exception when others then
  return convert_to('***', 'utf8');
end $$;
comment on function private.mask_bytes is 'The same of bytes; three stars alone where they cannot be read.';

create function private.secrets_of(store_id uuid, ids uuid[]) returns text[]
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    with phones as (
      select c.phone from public.customers as c where c.store_id = secrets_of.store_id and c.id = any (ids)
      union select unnest(array[o.contact_phone, o.second_phone]) from public.orders as o
      where o.store_id = secrets_of.store_id and o.customer_id = any (ids)
      union select a.second_phone from public.addresses as a where a.store_id = secrets_of.store_id and a.customer_id = any (ids)
      union select t.phone from public.orders as o
      join public.payment_attempts as t on t.store_id = o.store_id and t.order_id = o.id
      where o.store_id = secrets_of.store_id and o.customer_id = any (ids)
    ), said as (
      -- Without the code of the country, so that every way to write a number is found.
      select right(p.phone, 9) as secret from phones as p where length(p.phone) > 9 and p.phone <> private.erased_phone()
      union select regexp_replace(p.phone, '^\+', '') from phones as p where length(p.phone) between 7 and 9
      union select c.email from public.customers as c where c.store_id = secrets_of.store_id and c.id = any (ids)
      union select o.contact_email from public.orders as o where o.store_id = secrets_of.store_id and o.customer_id = any (ids)
      union select c.name from public.customers as c where c.store_id = secrets_of.store_id and c.id = any (ids)
      union select o.contact_name from public.orders as o where o.store_id = secrets_of.store_id and o.customer_id = any (ids)
    )
    select coalesce(array_agg(s.secret order by length(s.secret) desc, s.secret), '{}') from said as s where length(s.secret) > 1
  );
end $$;
comment on function private.secrets_of is
  'By what customers are known: names, emails and the ends of phones, the longest first. Definer: as erase_customer.';

create function private.erase_refusal(store_id uuid, ids uuid[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if exists (select from public.orders as o where o.store_id = erase_refusal.store_id and o.customer_id = any (ids)
    and o.status in ('pending', 'paid')) then
    return private.refusal('order_open');
  elsif exists (select from public.orders as o where o.store_id = erase_refusal.store_id and o.customer_id = any (ids)
    and (o.refunding_minor > 0 or o.disputed_minor > 0 or o.needs_review
      or exists (select from public.payment_attempts as t where t.store_id = o.store_id and t.order_id = o.id
        and t.state in ('created', 'submitted', 'pending', 'unknown'))
      or exists (select from public.refunds as r where r.store_id = o.store_id and r.order_id = o.id
        and r.state not in ('done', 'failed')))) then
    return private.refusal('money_under_way');
  end if;
  return null;
end $$;
comment on function private.erase_refusal is 'Why these customers cannot go yet: order_open, money_under_way, or null.';

create function private.erase_money_words(store_id uuid, ids uuid[], secrets text[]) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  -- What a phone's owner is called comes with the money, in any order and in capitals.
  v_words text[] := secrets || array(select distinct w from unnest(secrets) as s, regexp_split_to_table(s, '\s+') as w
    where length(w) > 2 and s !~ '[0-9@]');
begin
  update public.payments as p set payer_phone = null
  from public.orders as o where o.store_id = erase_money_words.store_id and o.customer_id = any (ids)
    and p.store_id = o.store_id and p.order_id = o.id and p.payer_phone is not null;
  update public.payment_attempts as t set phone = private.erased_phone(), result_text = private.mask_text(t.result_text, v_words)
  from public.orders as o where o.store_id = erase_money_words.store_id and o.customer_id = any (ids)
    and t.store_id = o.store_id and t.order_id = o.id;
  update public.payment_events as e set body = private.mask_bytes(e.body, v_words), headers = private.mask_json(e.headers, v_words)
  from public.orders as o join public.payment_attempts as t on t.store_id = o.store_id and t.order_id = o.id
  where o.store_id = erase_money_words.store_id and o.customer_id = any (ids)
    and e.store_id = t.store_id and e.attempt_id = t.id;
  update public.payment_events as e set body = private.mask_bytes(e.body, v_words)
  where e.store_id = erase_money_words.store_id and e.attempt_id is null and exists (
    select from unnest(secrets) as s where s ~ '^[0-9]+$' and position(convert_to(s, 'utf8') in e.body) > 0);
  update public.arrivals as r set payer = '', payer_name = '', reference = private.mask_text(r.reference, v_words)
  from public.orders as o where o.store_id = erase_money_words.store_id and o.customer_id = any (ids)
    and r.store_id = o.store_id and r.order_id = o.id;
  update public.refunds as r set reason = private.mask_text(r.reason, secrets), hand_ref = private.mask_text(r.hand_ref, secrets),
    result_text = private.mask_text(r.result_text, v_words)
  from public.orders as o where o.store_id = erase_money_words.store_id and o.customer_id = any (ids)
    and r.store_id = o.store_id and r.order_id = o.id;
end $$;
comment on function private.erase_money_words is
  'Whose money it was, out of what moved it; amounts, receipts and times stay. Definer: as erase_customer.';

create function private.erase_orders(store_id uuid, ids uuid[], secrets text[]) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_orders integer;
begin
  update public.notifications as n
  set recipient = case when n.template ~ '^merchant_' then n.recipient else 'erased:' || n.id end, subject = null, body = null
  from public.orders as o where o.store_id = erase_orders.store_id and o.customer_id = any (ids)
    and n.store_id = o.store_id and n.order_id = o.id;
  update public.order_events as e set data = private.mask_json(e.data, secrets)
  from public.orders as o where o.store_id = erase_orders.store_id and o.customer_id = any (ids)
    and e.store_id = o.store_id and e.order_id = o.id and e.data <> '{}';
  update public.reviews as r set author_name = 'Erased', body = private.mask_text(r.body, secrets),
    answer = private.mask_text(r.answer, secrets)
  from public.orders as o where o.store_id = erase_orders.store_id and o.customer_id = any (ids)
    and r.store_id = o.store_id and r.order_id = o.id;
  update public.orders as o
  set contact_name = 'Erased', contact_phone = private.erased_phone(), contact_email = null, second_phone = null,
      landmark = case when o.landmark is not null then 'Erased' end, directions = null, pin_lat = null, pin_lng = null, note = ''
  where o.store_id = erase_orders.store_id and o.customer_id = any (ids);
  get diagnostics v_orders = row_count;
  return v_orders;
end $$;
comment on function private.erase_orders is
  'Whose orders these were, out of them; answers how many. The area stays: it says where the shop delivered. Definer: as erase_customer.';

create function private.erase_traces(store_id uuid, secrets text[]) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_patterns text[] := array(select '%' || regexp_replace(s, '([\\%_])', '\\\1', 'g') || '%' from unnest(secrets) as s);
  v_known text[] := array(select s from unnest(secrets) as s where s ~ '[0-9@]');
begin
  delete from public.contact_messages as m
  where m.store_id = erase_traces.store_id and (right(m.phone, 9) = any (v_known) or lower(m.email) = any (
    select lower(k) from unnest(v_known) as k));
  update public.notifications as n set recipient = 'erased:' || n.id, subject = null, body = null
  where n.store_id = erase_traces.store_id and n.order_id is null
    and (right(n.recipient, 9) = any (v_known) or lower(n.recipient) = any (select lower(k) from unnest(v_known) as k));
  delete from private.shopper_codes as c where c.store_id = erase_traces.store_id and right(c.phone, 9) = any (v_known);
  delete from private.shopper_sessions as s where s.store_id = erase_traces.store_id and right(s.phone, 9) = any (v_known);
  delete from public.order_views as v where v.store_id = erase_traces.store_id and v.filter::text ilike any (v_patterns);
  delete from api.answers as a where a.store_id = erase_traces.store_id and a.value::text ilike any (v_patterns);
  update public.import_rows as r
  set key = '', problems = '[]',
      cells = (select jsonb_agg('***'::text) from generate_series(1, jsonb_array_length(r.cells)))
  where r.store_id = erase_traces.store_id and r.kind = 'customers'
    and (r.cells::text ilike any (v_patterns)
      or exists (select from unnest(v_known) as k where k ~ '^[0-9]+$'
        and regexp_replace(concat(r.key, r.cells::text), '[^0-9]', '', 'g') like '%' || k || '%'));
  update public.audit_events as a set changes = private.mask_json(a.changes, secrets)
  where a.store_id = erase_traces.store_id and a.changes::text ilike any (v_patterns);
end $$;
comment on function private.erase_traces is
  'What a shop keeps of a person apart from orders: messages, codes and sessions, lists of orders and answers to programs that name them, rows of imported files, and their name in the log. Definer: as erase_customer.';

create function private.tg_notifications__skip_erased() returns trigger
language plpgsql set search_path = ''
as $$
begin
  return null;
end $$;
comment on function private.tg_notifications__skip_erased is 'Nobody is there to read it.';
create trigger _050_skip_erased before insert on public.notifications
  for each row when (new.recipient = '+9990000000') execute function private.tg_notifications__skip_erased();

create function private.erase_customer(store_id uuid, customer_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_ids uuid[];
  v_secrets text[];
  v_refusal jsonb;
  v_orders integer;
begin
  perform private.assert_runs_customers(store_id);
  perform private.lock_customers(store_id, array[customer_id]);
  v_ids := array(select c.id from public.customers as c where c.store_id = erase_customer.store_id
    and c.erased_at is null and ((c.id = erase_customer.customer_id and c.merged_into is null)
      or c.merged_into = erase_customer.customer_id));
  if not erase_customer.customer_id = any (v_ids) then
    return private.refusal('customer_gone');
  end if;
  v_refusal := private.erase_refusal(store_id, v_ids);
  if v_refusal is not null then
    return v_refusal;
  end if;
  v_secrets := private.secrets_of(store_id, v_ids);
  perform private.erase_money_words(store_id, v_ids, v_secrets);
  v_orders := private.erase_orders(store_id, v_ids, v_secrets);
  delete from public.addresses as a where a.store_id = erase_customer.store_id and a.customer_id = any (v_ids);
  delete from public.customer_notes as n where n.store_id = erase_customer.store_id and n.customer_id = any (v_ids);
  delete from public.customer_merges as m
  where m.store_id = erase_customer.store_id and (m.kept_id = any (v_ids) or m.merged_id = any (v_ids));
  delete from public.customer_totals as t where t.store_id = erase_customer.store_id and t.customer_id = any (v_ids);
  update public.customers as c
  set erased_at = now(), phone = null, name = 'Erased', email = null, user_id = null, tags = '{}', consents = '{}'
  where c.store_id = erase_customer.store_id and c.id = any (v_ids);
  delete from public.customer_consents as k where k.store_id = erase_customer.store_id and k.customer_id = any (v_ids);
  -- Last, with what the steps before wrote into the log.
  perform private.erase_traces(store_id, v_secrets);
  perform private.audit('customers.erased', 'customers', erase_customer.customer_id::text,
    (select s.tenant_id from public.stores as s where s.id = erase_customer.store_id), erase_customer.store_id,
    jsonb_build_object('orders', v_orders));
  return jsonb_build_object('ok', true, 'orders', v_orders);
end $$;
comment on function private.erase_customer is 'See public.erase_customer. Definer: no client role writes any of this.';

create function public.erase_customer(store_id uuid, customer_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.erase_customer(store_id, customer_id);
end;
comment on function public.erase_customer is
  'Takes a person out of a store for good: names, phones, emails, addresses, notes, messages, sessions. Orders stay with their goods and money; payloads of payments are masked; what members wrote into the ledger stays, as nobody changes it. Refuses: customer_gone, order_open, money_under_way. Error: AF404 without customers.view and settings.manage.';
grant execute on function private.erase_customer, public.erase_customer to authenticated;
