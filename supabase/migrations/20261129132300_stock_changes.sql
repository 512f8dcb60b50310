-- Stock that people change: with a reason, at a location, once however often a form is sent.
create table private.stock_requests (
  store_id        uuid not null references public.stores on delete cascade,
  idempotency_key text not null check (length(idempotency_key) between 8 and 128),
  fingerprint     bytea not null,
  answer          jsonb not null,
  created_at      timestamptz not null default now(),
  primary key (store_id, idempotency_key)
);
comment on table private.stock_requests is
  'What a key was answered, so that a form sent twice moves once. Refusals wrote nothing and are not kept.';
alter table private.stock_requests enable row level security;

create function private.earlier_answer(store_id uuid, idempotency_key text, request jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_earlier private.stock_requests;
begin
  if length(coalesce(idempotency_key, '')) not between 8 and 128 then
    raise exception 'Idempotency key must have 8 to 128 characters' using errcode = 'AF422';
  end if;
  -- One at a time per key: a double tap waits here, then finds what the first tap did.
  perform pg_advisory_xact_lock(hashtextextended(store_id::text || idempotency_key, 2));
  select * into v_earlier from private.stock_requests as r
  where r.store_id = earlier_answer.store_id and r.idempotency_key = earlier_answer.idempotency_key;
  if v_earlier.fingerprint <> sha256(convert_to(request::text, 'utf8')) then
    return private.refusal('idempotency_key_reused');
  end if;
  return v_earlier.answer;
end $$;
comment on function private.earlier_answer is
  'The answer that this key got before, a refusal when it stood for something else, null when it is new.';

create function private.keep_answer(store_id uuid, idempotency_key text, request jsonb, answer jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into private.stock_requests (store_id, idempotency_key, fingerprint, answer)
  values (keep_answer.store_id, keep_answer.idempotency_key, sha256(convert_to(request::text, 'utf8')), keep_answer.answer);
  return answer;
end $$;

create function private.hold_open_locations(store_id uuid, location_ids uuid[]) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_closed boolean[];
begin
  v_closed := array(
    select l.closed_at is not null from public.locations as l
    where l.store_id = hold_open_locations.store_id and l.id = any (location_ids) order by l.id for share);
  if cardinality(v_closed) < cardinality(location_ids) then
    raise exception 'Location not found' using errcode = 'AF404';
  end if;
  return case when true = any (v_closed) then 'location_closed' end;
end $$;
comment on function private.hold_open_locations is
  'Keeps locations of the store open, and the default one the default, until this transaction ends; `location_closed` when one is not open.';

create function private.lock_level(store_id uuid, variant_id uuid, location_id uuid) returns public.inventory_levels
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_level public.inventory_levels;
begin
  insert into public.inventory_levels (store_id, variant_id, location_id, is_backorder_allowed)
  select v.store_id, v.id, lock_level.location_id, v.is_backorder_allowed from public.variants as v
  where v.store_id = lock_level.store_id and v.id = lock_level.variant_id
  on conflict do nothing;
  select l.* into v_level from public.inventory_levels as l
  where l.store_id = lock_level.store_id and l.variant_id = lock_level.variant_id
    and l.location_id = lock_level.location_id for update;
  if not found then
    raise exception 'Variant not found' using errcode = 'AF404';
  end if;
  return v_level;
end $$;
comment on function private.lock_level is 'The stock of a variant at a location, which nobody else changes until this transaction ends.';

create function private.assert_adjustment(reason text, delta integer) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if reason is null or delta is null or abs(delta) not between 1 and 1000000
    or reason not in ('received', 'returned', 'found', 'damaged', 'lost', 'correction')
    or (reason in ('received', 'returned', 'found') and delta < 0)
    or (reason in ('damaged', 'lost') and delta > 0)
  then
    raise exception 'Adjustment is not valid' using errcode = 'AF422';
  end if;
end $$;

create function private.adjust_inventory(store_id uuid, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_request jsonb := jsonb_build_object('adjust', input);
  v_reason text := input ->> 'reason';
  v_delta integer := (input ->> 'delta')::integer;
  v_location_id uuid := (input ->> 'location_id')::uuid;
  v_level public.inventory_levels;
  v_answer jsonb;
  v_code text;
begin
  perform private.assert_holds('products.manage', store_id);
  perform private.assert_adjustment(v_reason, v_delta);
  v_answer := private.earlier_answer(store_id, idempotency_key, v_request);
  if v_answer is not null then
    return v_answer;
  end if;
  v_code := private.hold_open_locations(store_id, array[v_location_id]);
  if v_code is not null then
    return private.refusal(v_code);
  end if;
  v_level := private.lock_level(store_id, (input ->> 'variant_id')::uuid, v_location_id);
  if not v_level.is_backorder_allowed and v_level.on_hand + v_delta < v_level.reserved then
    return private.refusal('not_enough_stock', jsonb_build_object('available', v_level.on_hand - v_level.reserved));
  end if;
  perform private.move_stock(
    v_level.variant_id,
    case when v_reason in ('received', 'returned') then v_reason else 'adjusted' end::public.movement_kind,
    v_delta, 0,
    note => trim(coalesce(input ->> 'note', '')),
    location_id => v_location_id,
    reason => case when v_reason not in ('received', 'returned') then v_reason end::public.stock_reason
  );
  return private.keep_answer(store_id, idempotency_key, v_request,
    jsonb_build_object('ok', true, 'on_hand', v_level.on_hand + v_delta, 'reserved', v_level.reserved));
exception when check_violation then
  raise exception 'Adjustment is not valid' using errcode = 'AF422';
end $$;
comment on function private.adjust_inventory is
  'input: {variant_id, location_id, reason, delta, note}. reason: received, returned or found add, damaged and lost take away, correction does either. A change, not a new total, so that a sale meanwhile is not undone. Definer: no client role writes stock; it asks for products.manage.';

create function private.transfer_inventory(store_id uuid, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_request jsonb := jsonb_build_object('transfer', input);
  v_variant_id uuid := (input ->> 'variant_id')::uuid;
  v_from_id uuid := (input ->> 'from_location_id')::uuid;
  v_to_id uuid := (input ->> 'to_location_id')::uuid;
  v_quantity integer := (input ->> 'quantity')::integer;
  v_note text := trim(coalesce(input ->> 'note', ''));
  v_from public.inventory_levels;
  v_answer jsonb;
  v_code text;
begin
  perform private.assert_holds('products.manage', store_id);
  if v_from_id is null or v_to_id is null or v_from_id = v_to_id
    or coalesce(v_quantity, 0) not between 1 and 1000000 or length(v_note) > 200 then
    raise exception 'Transfer is not valid' using errcode = 'AF422';
  end if;
  v_answer := private.earlier_answer(store_id, idempotency_key, v_request);
  if v_answer is not null then
    return v_answer;
  end if;
  v_code := private.hold_open_locations(store_id, array[v_from_id, v_to_id]);
  if v_code is not null then
    return private.refusal(v_code);
  end if;
  -- Both in the order of their ids, so that goods going to and fro do not wait for each other.
  perform private.lock_level(store_id, v_variant_id, least(v_from_id, v_to_id));
  perform private.lock_level(store_id, v_variant_id, greatest(v_from_id, v_to_id));
  v_from := private.lock_level(store_id, v_variant_id, v_from_id);
  if v_from.on_hand - v_from.reserved < v_quantity then
    return private.refusal('not_enough_stock', jsonb_build_object('available', v_from.on_hand - v_from.reserved));
  end if;
  perform private.move_stock(v_variant_id, 'transferred', -v_quantity, 0,
    note => v_note, location_id => v_from_id, peer_location_id => v_to_id);
  perform private.move_stock(v_variant_id, 'transferred', v_quantity, 0,
    note => v_note, location_id => v_to_id, peer_location_id => v_from_id);
  return private.keep_answer(store_id, idempotency_key, v_request, '{"ok": true}');
end $$;
comment on function private.transfer_inventory is
  'input: {variant_id, from_location_id, to_location_id, quantity, note}. Moves what no order holds, both ends or neither. Definer, as adjust_inventory.';

create function public.adjust_inventory(store_id uuid, idempotency_key text, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.adjust_inventory(store_id, idempotency_key, input);
end;
create function public.transfer_inventory(store_id uuid, idempotency_key text, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.transfer_inventory(store_id, idempotency_key, input);
end;
grant execute on function private.adjust_inventory, private.transfer_inventory to authenticated;
grant execute on function public.adjust_inventory, public.transfer_inventory to authenticated;
