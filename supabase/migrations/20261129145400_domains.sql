-- A shop's own domain: claimed by its owner, verified by what the domain's DNS says, served only then.
create table public.store_domains (
  id          uuid primary key default private.uuid_v7(),
  store_id    uuid not null unique references public.stores on delete cascade,
  host        text not null check (length(host) between 4 and 253
    and host ~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$'),
  token       text not null default private.random_token(),
  verified_at timestamptz,
  checked_at  timestamptz,
  has_token   boolean,
  points_here boolean,
  failures    smallint not null default 0,
  created_at  timestamptz not null default now()
);
comment on table public.store_domains is
  'Anybody may claim any domain; it is theirs when its DNS carries the token of their claim and leads here. One store has one, and one domain serves one store.';
comment on column public.store_domains.failures is 'Checks of a verified domain that failed in a row; the third takes it away.';
create unique index store_domains_host_key on public.store_domains (host) where verified_at is not null;

create trigger _900_audit after insert or delete or update of host, verified_at on public.store_domains
  for each row execute function private.tg__audit();

alter table public.store_domains enable row level security;
-- Not the token: owners read it by a function.
grant select (store_id, host, verified_at) on public.store_domains to anon, authenticated;
create policy select_visitor on public.store_domains for select to anon, authenticated
  using (verified_at is not null and store_id <> all (array(select private.suspended_store_ids())));

create function private.get_store_domain(store_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.assert_holds('settings.manage', store_id);
  return (
    select jsonb_build_object('host', d.host, 'token', d.token, 'verified_at', d.verified_at, 'checked_at', d.checked_at,
      'has_token', d.has_token, 'points_here', d.points_here)
    from public.store_domains as d where d.store_id = get_store_domain.store_id
  );
end $$;
comment on function private.get_store_domain is 'The domain that a store claims, with its token; null without one. Definer: the token is for owners; it asks for settings.manage.';

create function public.get_store_domain(store_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_store_domain(store_id);
end;
grant execute on function private.get_store_domain to authenticated;
grant execute on function public.get_store_domain to authenticated;

create function private.check_domain_at(domain_id uuid, moment timestamptz) returns void
language sql volatile security definer set search_path = ''
as $$
  select private.enqueue('check_domain', jsonb_build_object('domain_id', domain_id), moment, 'check_domain:' || domain_id);
$$;

create function private.save_store_domain(store_id uuid, host text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_id uuid;
begin
  perform private.assert_holds('settings.manage', store_id);
  if host is null then
    delete from public.store_domains as d where d.store_id = save_store_domain.store_id;
    return jsonb_build_object('ok', true);
  end if;
  insert into public.store_domains as d (store_id, host) values (save_store_domain.store_id, save_store_domain.host)
  on conflict on constraint store_domains_store_id_key do update
    -- Another domain is another claim.
    set host = excluded.host, token = private.random_token(), verified_at = null, checked_at = null, has_token = null,
        points_here = null, failures = 0, created_at = now()
    where d.host <> excluded.host
  returning d.id into v_id;
  if v_id is not null then
    perform private.check_domain_at(v_id, now());
  end if;
  return jsonb_build_object('ok', true);
exception
  when check_violation then
    raise exception 'That is no domain' using errcode = 'AF422';
end $$;
comment on function private.save_store_domain is
  'Claims a domain for a store, with a new token unless it is the one it claims already; null gives it up. Definer: no client role writes domains; it asks for settings.manage.';

create function public.save_store_domain(store_id uuid, host text) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_store_domain(store_id, host);
end;
grant execute on function private.save_store_domain to authenticated;
grant execute on function public.save_store_domain to authenticated;

create function private.request_domain_check(store_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_id uuid;
begin
  perform private.assert_holds('settings.manage', store_id);
  -- Whoever presses twice is not answered sooner.
  update public.store_domains as d set checked_at = null
  where d.store_id = request_domain_check.store_id and d.checked_at < now() - interval '5 seconds' returning d.id into v_id;
  if v_id is not null then
    perform private.check_domain_at(v_id, now());
  end if;
end $$;
comment on function private.request_domain_check is 'Has the DNS of a store''s domain asked now. Definer: client roles queue no jobs; it asks for settings.manage.';

create function public.request_domain_check(store_id uuid) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.request_domain_check(store_id);
end;
grant execute on function private.request_domain_check to authenticated;
grant execute on function public.request_domain_check to authenticated;

create function private.record_domain_check(domain_id uuid, token text, has_token boolean, points_here boolean) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_domain public.store_domains;
  v_is_good boolean := has_token and points_here;
  v_failures smallint;
begin
  -- Two shops whose domain changes hands wait for each other in the order of their ids.
  perform from public.store_domains as d
  where d.host = (select o.host from public.store_domains as o where o.id = record_domain_check.domain_id)
  order by d.id for update;
  select * into v_domain from public.store_domains as d
  where d.id = record_domain_check.domain_id and d.token = record_domain_check.token;
  -- The claim was changed while its DNS was asked.
  if not found then
    return;
  end if;
  if v_is_good and v_domain.verified_at is null then
    -- Whoever had it needs a new token: the record they once set proves nothing any more.
    update public.store_domains as d
    set verified_at = null, token = private.random_token(), has_token = null, points_here = null, failures = 0
    where d.host = v_domain.host and d.id <> v_domain.id and d.verified_at is not null;
  end if;
  v_failures := case when v_is_good then 0 when v_domain.verified_at is null then 0 else v_domain.failures + 1 end;
  update public.store_domains as d
  set checked_at = now(), has_token = record_domain_check.has_token, points_here = record_domain_check.points_here,
      failures = v_failures,
      verified_at = case
        when v_is_good then coalesce(d.verified_at, now()) when v_failures >= 3 then null else d.verified_at end
  where d.id = v_domain.id;
  if v_is_good or v_failures > 0 then
    perform private.check_domain_at(v_domain.id,
      now() + case when v_failures between 1 and 2 then interval '6 hours' else interval '1 day' end);
  elsif v_domain.created_at > now() - interval '3 days' then
    perform private.check_domain_at(v_domain.id,
      now() + greatest((now() - v_domain.created_at) / 4, interval '1 minute'));
  end if;
end $$;
comment on function private.record_domain_check is
  'Keeps what DNS says of a claim: with token and way here the domain is the store''s, and nobody else''s. A verified one is asked every day, and gone after three failures; a new one is asked for three days, ever more seldom. By the job worker alone.';
grant execute on function private.record_domain_check to service_role;
