-- What gateways send by themselves: to an address of each attempt, or to one of the account.

-- Keys are sealed by the platform before they come here; what is stored of them opens nothing.
alter table private.payment_credentials
  add column hints jsonb not null default '{}',
  add column previous_token text,
  add column previous_until timestamptz,
  add check ((previous_token is null) = (previous_until is null));
comment on column private.payment_credentials.credentials is
  'Sealed: {"key","iv","data"}, see lib/sealed.ts. Rows from before are plain until the job seal_credentials has seen them.';
comment on column private.payment_credentials.hints is 'The last four characters of each key, to tell one from another.';
comment on column private.payment_credentials.previous_token is
  'The callback token before the last change, still good until previous_until: callbacks are under way, and gateways are told the new address by hand.';

-- Addresses are found by hash: how long that takes tells nothing of a token that is nearly right.
create unique index payment_credentials_token_hash on private.payment_credentials (sha256(decode(callback_token, 'hex')));
create unique index payment_credentials_previous_hash on private.payment_credentials (sha256(decode(previous_token, 'hex')));

create function private.account_by_token(gateway public.gateway, callback_token text) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_hash bytea;
begin
  if not coalesce(callback_token ~ '^[0-9a-f]{32}$', false) then
    return null;
  end if;
  v_hash := sha256(decode(callback_token, 'hex'));
  return (
    select a.id
    from private.payment_credentials as c
    join public.payment_accounts as a on a.id = c.account_id and a.gateway = account_by_token.gateway
    where sha256(decode(c.callback_token, 'hex')) = v_hash
      or (sha256(decode(c.previous_token, 'hex')) = v_hash and c.previous_until > now())
  );
end $$;

create function private.find_callback_account(gateway public.gateway, callback_token text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('storeId', a.store_id, 'gateway', a.gateway, 'settings', a.settings, 'credentials', c.credentials)
  from public.payment_accounts as a
  join private.payment_credentials as c on c.account_id = a.id
  where a.id = private.account_by_token(find_callback_account.gateway, find_callback_account.callback_token);
$$;
comment on function private.find_callback_account is
  'The account whose callback address has this token, with its sealed keys, for edge functions that check a signature; null when there is none.';

drop function private.record_payment_event(public.gateway, text, text, text, jsonb, bytea, boolean);
create function private.record_payment_event(
  gateway public.gateway,
  callback_token text,
  callback_ref text,
  gateway_ref text,
  headers jsonb,
  body bytea,
  reading text
) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_account public.payment_accounts;
  v_attempt public.payment_attempts;
  v_state public.payment_event_state := 'received';
  v_event public.payment_events;
begin
  select * into v_account from public.payment_accounts as a
  where a.id = private.account_by_token(record_payment_event.gateway, record_payment_event.callback_token);
  if not found then
    return 'unknown_address';
  end if;
  select * into v_attempt from public.payment_attempts as t
  where t.account_id = v_account.id
    and (case when record_payment_event.callback_ref is not null then t.callback_ref = record_payment_event.callback_ref
      else t.gateway_ref = record_payment_event.gateway_ref end)
  for update;
  if not found and record_payment_event.callback_ref is not null then
    return 'unknown_address';
  end if;

  if reading = 'malformed' then
    v_state := 'malformed';
  elsif reading = 'other' then
    v_state := 'ignored';
  elsif v_attempt.id is null or v_attempt.gateway_ref is distinct from record_payment_event.gateway_ref then
    v_state := 'parked';
  end if;

  insert into public.payment_events as e
    (store_id, account_id, attempt_id, source, event_key, gateway_ref, state, outcome, headers, body)
  values (v_account.store_id, v_account.id,
    case when v_attempt.gateway_ref is null or v_state <> 'parked' then v_attempt.id end,
    'callback', coalesce(v_attempt.id, v_account.id) || ':' || encode(sha256(record_payment_event.body), 'hex'),
    record_payment_event.gateway_ref, v_state, case when reading = 'other' then 'not_about_a_charge' end,
    record_payment_event.headers, record_payment_event.body)
  on conflict (account_id, event_key) do update set seen = e.seen + 1
  returning * into v_event;

  if v_event.seen > 1 then
    return 'repeat';
  end if;
  if v_event.state = 'received' then
    perform private.enqueue('apply_payment_event', jsonb_build_object('event_id', v_event.id));
  elsif v_event.state = 'parked' and v_attempt.id is not null and v_attempt.gateway_ref is null
    and v_attempt.state in ('unknown', 'expired', 'failed') then
    perform private.adopt_parked_event(v_attempt.id);
  end if;
  return v_event.state;
end $$;
comment on function private.record_payment_event is
  'Stores what a gateway sent to a callback address and queues its application; answers unknown_address, repeat, or the state of the event. Believes nothing of the body. callback_ref is null at an address of the account, where the gateway''s reference names the attempt. An event with a reference that this account does not have (yet) is parked. reading: charge, other or malformed.';
