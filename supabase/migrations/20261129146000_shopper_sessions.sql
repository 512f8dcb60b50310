-- Shoppers sign in with a code that comes to their phone: one phone at one shop, no email, no password. Codes cost
-- money and are guessed at, so asking for one and using one stands in a schema of its own, as the counters do: REST
-- does not expose it, and only the web server's login, which counts turns first, may use it.
create schema shoppers;
grant usage on schema shoppers to afrify_web;

create table private.shopper_codes (
  id          uuid primary key default private.uuid_v7(),
  store_id    uuid not null references public.stores on delete cascade,
  phone       text not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  ticket_hash bytea not null,
  salt        text not null default private.random_token(),
  code_hash   bytea not null,
  tries       smallint not null default 0 check (tries between 0 and 5),
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null default now() + interval '10 minutes',
  used_at     timestamptz,
  unique (store_id, phone, ticket_hash)
);
comment on table private.shopper_codes is
  'Codes that were sent to phones. The ticket is a secret of the page that asked: whoever asks for codes to somebody else''s phone neither uses up nor replaces theirs. Ticket and code are kept as hashes.';
create index shopper_codes_expires_at_idx on private.shopper_codes (expires_at);

create table private.shopper_sessions (
  id         uuid primary key default private.uuid_v7(),
  store_id   uuid not null references public.stores on delete cascade,
  phone      text not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '90 days'
);
comment on table private.shopper_sessions is
  'Devices that have shown to hold a phone, each at one shop. The token is kept as its SHA-256.';
create index shopper_sessions_phone_idx on private.shopper_sessions (store_id, phone, id desc);
create index shopper_sessions_expires_at_idx on private.shopper_sessions (expires_at);

alter table private.shopper_codes enable row level security;
alter table private.shopper_sessions enable row level security;

create function private.digest(secret text) returns bytea
language sql immutable set search_path = ''
as $$
  select sha256(convert_to(secret, 'utf8'));
$$;

create function private.sweep_shopper_secrets() returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  delete from private.shopper_codes as c where c.id in (
    select old.id from private.shopper_codes as old where old.expires_at < now() - interval '1 hour'
    order by old.expires_at limit 20 for update skip locked);
  delete from private.shopper_sessions as t where t.id in (
    select old.id from private.shopper_sessions as old where old.expires_at < now()
    order by old.expires_at limit 20 for update skip locked);
end $$;
comment on function private.sweep_shopper_secrets is 'Whoever asks for a code takes a few away that are over.';

create function shoppers.request_code(store_slug text, phone text, ticket text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_store_id uuid;
  v_code_id uuid := private.uuid_v7();
  v_notification_id uuid;
  v_salt text := private.random_token();
  -- 48 random bits: what is left over by a million is one in hundreds of millions.
  v_code text := lpad((('x' || substr(private.random_token(), 1, 12))::bit(48)::bigint % 1000000)::text, 6, '0');
begin
  select s.id into v_store_id from public.stores as s
  where s.slug = request_code.store_slug and s.status <> 'suspended';
  if not found then
    return private.refusal('store_not_found');
  end if;
  if length(coalesce(ticket, '')) not between 16 and 64 then
    raise exception 'A ticket has 16 to 64 characters' using errcode = 'AF422';
  end if;
  perform private.sweep_shopper_secrets();

  delete from private.shopper_codes as c
  where c.store_id = v_store_id and c.phone = request_code.phone and c.ticket_hash = private.digest(ticket)
    and (c.expires_at <= now() or c.used_at is not null or c.tries >= 5);
  insert into private.shopper_codes (id, store_id, phone, ticket_hash, salt, code_hash)
  values (v_code_id, v_store_id, request_code.phone, private.digest(ticket), v_salt, private.digest(v_salt || v_code))
  on conflict do nothing;
  if not found then
    return jsonb_build_object('ok', true);
  end if;
  insert into public.notifications (store_id, channel, template, recipient)
  values (v_store_id, 'sms', 'shopper_code', request_code.phone) returning id into v_notification_id;
  perform private.enqueue('send_shopper_code', jsonb_build_object(
    'notification_id', v_notification_id, 'code_id', v_code_id, 'code', v_code));
  return jsonb_build_object('ok', true);
end $$;
comment on function shoppers.request_code is
  'Sends a code of six digits by SMS, whether or not the phone ever bought there. The same ticket again sends nothing while its code holds. Only the job knows the code. Refuses: store_not_found. Definer: no role reads codes.';

create function shoppers.open_session(store_slug text, phone text, ticket text, code text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_code private.shopper_codes;
  v_token text;
begin
  -- Locked, so that tries at once are counted one by one and one code opens one session.
  select c.* into v_code from private.shopper_codes as c
  join public.stores as s on s.id = c.store_id and s.slug = open_session.store_slug and s.status <> 'suspended'
  where c.phone = open_session.phone and c.ticket_hash = private.digest(ticket)
  for update of c;
  if not found or v_code.expires_at <= now() or v_code.tries >= 5 or v_code.used_at <= now() - interval '2 minutes' then
    return private.refusal('code_over');
  end if;
  -- Digests under a secret salt: how long comparing them takes tells nothing of the code.
  if v_code.code_hash <> private.digest(v_code.salt || coalesce(code, '')) then
    update private.shopper_codes as c set tries = c.tries + 1 where c.id = v_code.id;
    return private.refusal('wrong_code', jsonb_build_object('tries_left', 4 - v_code.tries));
  end if;

  -- The same for the same ticket: a form sent twice on a bad network opens one session and both answers hold.
  v_token := encode(private.digest(ticket || v_code.salt), 'hex');
  if v_code.used_at is null then
    update private.shopper_codes as c set used_at = now() where c.id = v_code.id;
    insert into private.shopper_sessions (store_id, phone, token_hash)
    values (v_code.store_id, v_code.phone, private.digest(v_token));
    delete from private.shopper_sessions as t where t.id in (
      select old.id from private.shopper_sessions as old
      where old.store_id = v_code.store_id and old.phone = v_code.phone order by old.id desc offset 20);
    perform private.keep_paid_addresses(v_code.store_id, v_code.phone);
  elsif not exists (select from private.shopper_sessions as t where t.token_hash = private.digest(v_token)) then
    return private.refusal('code_over');
  end if;
  return jsonb_build_object('ok', true, 'token', v_token);
end $$;
comment on function shoppers.open_session is
  'A session of 90 days for the right code; answers {token}. A code works once, for 10 minutes and 5 tries. Refuses: wrong_code with tries_left, code_over. Definer: no role reads codes or sessions.';

grant execute on function shoppers.request_code, shoppers.open_session to afrify_web;

create type private.shopper as (store_id uuid, phone text, customer_id uuid);

create function private.find_shopper(store_slug text, session_token text) returns private.shopper
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select row(t.store_id, t.phone, c.id)::private.shopper
    from private.shopper_sessions as t
    join public.stores as s on s.id = t.store_id and s.slug = find_shopper.store_slug and s.status <> 'suspended'
    left join public.customers as c on c.store_id = t.store_id and c.phone = t.phone
    where t.token_hash = private.digest(session_token) and t.expires_at > now()
  );
end $$;
comment on function private.find_shopper is
  'Whose session this is, at this shop alone; null when it is over. customer_id is null for a phone that has neither bought there nor left a name.';

create function private.end_shopper_session(store_slug text, session_token text, is_everywhere boolean) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_shopper private.shopper := private.find_shopper(store_slug, session_token);
  v_ended integer;
begin
  delete from private.shopper_sessions as t
  where t.store_id = v_shopper.store_id and t.phone = v_shopper.phone
    and (is_everywhere or t.token_hash = private.digest(session_token));
  get diagnostics v_ended = row_count;
  return v_ended;
end $$;
comment on function private.end_shopper_session is
  'Ends this session, or all of its phone at its shop; answers how many. Definer: the token is the permission.';

create function public.end_shopper_session(store_slug text, session_token text, is_everywhere boolean) returns integer
language sql volatile security invoker set search_path = ''
begin atomic
  select private.end_shopper_session(store_slug, session_token, is_everywhere);
end;
grant execute on function private.end_shopper_session, public.end_shopper_session to anon, authenticated;
