-- Keys are made and revoked, shops suspended and visited, by functions alone.
create function private.create_api_key(store_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_secret text := 'afk_' || private.random_token() || private.random_token();
  v_permissions public.permission[] := array(
    select one::public.permission from jsonb_array_elements_text(input -> 'permissions') as one);
  v_id uuid;
begin
  if private.my_user_id() is null
    or not create_api_key.store_id = any (array(select private.my_store_ids('settings.manage'))) then
    raise exception 'Store not found' using errcode = 'AF404';
  end if;
  -- Nobody hands on what they do not hold.
  if exists (
    select from unnest(v_permissions) as one
    where one = 'staff.manage' or not create_api_key.store_id = any (array(select private.my_store_ids(one)))
  ) then
    return private.refusal('permission_not_held');
  end if;
  insert into public.api_keys (store_id, name, prefix, secret_hash, permissions, created_by, expires_at)
  values (create_api_key.store_id, input ->> 'name', left(v_secret, 12), sha256(convert_to(v_secret, 'utf8')),
    v_permissions, private.my_user_id(), (input ->> 'expires_at')::timestamptz)
  returning id into v_id;
  return jsonb_build_object('ok', true, 'id', v_id, 'secret', v_secret);
end $$;
comment on function private.create_api_key is
  'input: {name, permissions, expires_at?}. Answers the secret, once. Definer: no client role writes keys; it re-checks that the caller manages settings and holds each permission. A key makes no keys.';

create function public.create_api_key(store_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.create_api_key(store_id, input);
end;
grant execute on function private.create_api_key to authenticated;
grant execute on function public.create_api_key to authenticated;

create function private.revoke_api_key(id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.api_keys as k set revoked_at = coalesce(k.revoked_at, now())
  where k.id = revoke_api_key.id and private.my_user_id() is not null
    and k.store_id = any (array(select private.my_store_ids('settings.manage')));
  if not found then
    raise exception 'Key not found' using errcode = 'AF404';
  end if;
end $$;
comment on function private.revoke_api_key is
  'From the next statement on the key opens nothing. Definer: no client role writes keys.';

create function public.revoke_api_key(id uuid) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.revoke_api_key(id);
end;
grant execute on function private.revoke_api_key to authenticated;
grant execute on function public.revoke_api_key to authenticated;

create function private.assert_platform_admin() returns void
language plpgsql stable set search_path = ''
as $$
begin
  if not private.is_platform_admin() then
    raise exception 'Not found' using errcode = 'AF404';
  end if;
end $$;

create function private.open_support_visit(store_id uuid, reason text) returns timestamptz
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_expires_at timestamptz;
begin
  perform private.assert_platform_admin();
  perform private.close_support_visit(store_id);
  insert into public.support_visits (store_id, admin_id, reason)
  select s.id, private.my_user_id(), open_support_visit.reason
  from public.stores as s where s.id = open_support_visit.store_id
  returning expires_at into v_expires_at;
  if v_expires_at is null then
    raise exception 'Store not found' using errcode = 'AF404';
  end if;
  return v_expires_at;
end $$;
comment on function private.open_support_visit is
  'Opens a shop to the calling platform admin; answers until when. The reason is in the merchant''s log. Definer: no client role writes visits.';

create function private.close_support_visit(store_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.support_visits as v set ended_at = now()
  where v.store_id = close_support_visit.store_id and v.admin_id = private.my_user_id() and v.ended_at is null;
end $$;

create function public.open_support_visit(store_id uuid, reason text) returns timestamptz
language sql volatile security invoker set search_path = ''
begin atomic
  select private.open_support_visit(store_id, reason);
end;
create function public.close_support_visit(store_id uuid) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.close_support_visit(store_id);
end;
grant execute on function private.open_support_visit, private.close_support_visit to authenticated;
grant execute on function public.open_support_visit, public.close_support_visit to authenticated;

alter table public.stores
  add column suspended_from public.store_status,
  add column suspension_reason text check (length(suspension_reason) between 3 and 300),
  add check (suspended_from is null or status = 'suspended');
comment on column public.stores.suspended_from is 'What the shop goes back to when it is resumed.';

create function private.suspend_store(store_id uuid, reason text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.assert_platform_admin();
  update public.stores as s
  set suspended_from = coalesce(s.suspended_from, s.status), status = 'suspended', suspension_reason = reason
  where s.id = suspend_store.store_id;
  if not found then
    raise exception 'Store not found' using errcode = 'AF404';
  end if;
end $$;
comment on function private.suspend_store is
  'From the next statement on nobody sells in, sees or works in this shop. Definer: no client role writes status.';

create function private.resume_store(store_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.assert_platform_admin();
  update public.stores as s
  set status = coalesce(s.suspended_from, s.status), suspended_from = null, suspension_reason = null
  where s.id = resume_store.store_id;
  if not found then
    raise exception 'Store not found' using errcode = 'AF404';
  end if;
end $$;

create function public.suspend_store(store_id uuid, reason text) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.suspend_store(store_id, reason);
end;
create function public.resume_store(store_id uuid) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.resume_store(store_id);
end;
grant execute on function private.suspend_store, private.resume_store to authenticated;
grant execute on function public.suspend_store, public.resume_store to authenticated;
