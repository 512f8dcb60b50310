-- When a key last opened something, so that a merchant dares to revoke those that nobody uses.
create table private.api_key_uses (
  key_id       uuid primary key references public.api_keys on delete cascade,
  last_used_at timestamptz not null
);
comment on table private.api_key_uses is 'Apart from api_keys: each change of those is a line in the log.';
alter table private.api_key_uses enable row level security;

create or replace function private.check_session() returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_key_id uuid;
begin
  if (select auth.uid()) is not null and private.my_user_id() is null then
    raise exception 'The session has ended' using errcode = 'AF401';
  end if;
  if (select auth.jwt()) ? 'api_key_hash' then
    select k.id into v_key_id from public.api_keys as k
    where k.secret_hash = decode((select auth.jwt()) ->> 'api_key_hash', 'hex')
      and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
    if not found then
      raise exception 'The key is not valid' using errcode = 'AF401';
    end if;
    -- A busy key writes once in five minutes.
    if not exists (select from private.api_key_uses as u
      where u.key_id = v_key_id and u.last_used_at > now() - interval '5 minutes') then
      insert into private.api_key_uses as u (key_id, last_used_at) values (v_key_id, now())
      on conflict (key_id) do update set last_used_at = excluded.last_used_at;
    end if;
  end if;
end $$;
comment on function private.check_session is
  'AF401 for a token whose session has ended and for a key that is unknown, revoked or over; notes that a key is in use. Definer: reads sessions and hashes of keys.';
alter function public.check_session() volatile;

create function private.list_api_keys(store_id uuid)
returns table (
  id uuid, name text, prefix text, permissions text[], created_by text, created_at timestamptz,
  last_used_at timestamptz, expires_at timestamptz, revoked_at timestamptz
)
language plpgsql stable security definer set search_path = ''
as $$
begin
  if not list_api_keys.store_id = any (array(select private.my_store_ids('settings.manage'))) then
    raise exception 'Store not found' using errcode = 'AF404';
  end if;
  return query
  select k.id, k.name, k.prefix, k.permissions::text[],
    case
      when exists (select from public.platform_admins as a where a.user_id = k.created_by)
        and not exists (select from public.memberships as m join public.stores as s on s.tenant_id = m.tenant_id
          where m.user_id = k.created_by and s.id = k.store_id) then 'Afrify'
      else u.email::text
    end,
    k.created_at, used.last_used_at, k.expires_at, k.revoked_at
  from public.api_keys as k
  left join private.api_key_uses as used on used.key_id = k.id
  left join auth.users as u on u.id = k.created_by
  where k.store_id = list_api_keys.store_id
  order by k.id desc limit 200;
end $$;
comment on function private.list_api_keys is
  'The keys of a store, newest first, for those who manage its settings; never a secret. Definer: reads emails and when keys were used.';

create function public.list_api_keys(store_id uuid)
returns table (
  id uuid, name text, prefix text, permissions text[], created_by text, created_at timestamptz,
  last_used_at timestamptz, expires_at timestamptz, revoked_at timestamptz
)
language sql stable security invoker set search_path = ''
begin atomic
  select k.id, k.name, k.prefix, k.permissions, k.created_by, k.created_at, k.last_used_at, k.expires_at, k.revoked_at
  from private.list_api_keys(store_id) as k;
end;
grant execute on function private.list_api_keys to authenticated;
grant execute on function public.list_api_keys to authenticated;
