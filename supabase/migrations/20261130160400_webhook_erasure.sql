-- Who is erased goes out of what was told of them, too.
create function private.erase_webhooks(store_id uuid, secrets text[]) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_patterns text[] := array(select '%' || regexp_replace(s, '([\\%_])', '\\\1', 'g') || '%' from unnest(secrets) as s);
begin
  update public.webhook_events as e set payload = private.mask_json(e.payload::jsonb, secrets)::text
  where e.store_id = erase_webhooks.store_id and e.payload ilike any (v_patterns);
  update public.webhook_deliveries as d
  set response_body = private.mask_text(d.response_body, secrets), response_headers = private.mask_json(d.response_headers, secrets)
  where d.store_id = erase_webhooks.store_id
    and (d.response_body ilike any (v_patterns) or d.response_headers::text ilike any (v_patterns));
end $$;
comment on function private.erase_webhooks is
  'A replay says no more than the shop knows itself; what receivers were told before is theirs to forget. Definer: as erase_customer.';

create or replace function private.erase_traces(store_id uuid, secrets text[]) returns void
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
  perform private.erase_webhooks(store_id, secrets);
  update public.audit_events as a set changes = private.mask_json(a.changes, secrets)
  where a.store_id = erase_traces.store_id and a.changes::text ilike any (v_patterns);
end $$;
