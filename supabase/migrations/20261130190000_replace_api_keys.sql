-- A program gets a new key while the old one still works, so that nobody has to stop it for that.

alter table public.api_keys add column replaced_at timestamptz;
comment on column public.api_keys.replaced_at is 'When another key took its place; it works until expires_at.';

create function private.replace_api_key(id uuid, overlap_hours integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_old public.api_keys;
  v_made jsonb;
begin
  if overlap_hours is null or overlap_hours not between 0 and 168 then
    raise exception 'Overlap is not valid' using errcode = 'AF422';
  end if;
  -- Of two who replace it at once, the second finds it on its way out.
  select k.* into v_old from public.api_keys as k
  where k.id = replace_api_key.id and private.my_user_id() is not null
    and k.store_id = any (array(select private.my_store_ids('settings.manage')))
  for no key update;
  if v_old.id is null then
    raise exception 'Key not found' using errcode = 'AF404';
  elsif v_old.revoked_at is not null or v_old.expires_at <= now() then
    return private.refusal('key_over');
  elsif v_old.replaced_at is not null then
    return private.refusal('key_replaced');
  end if;
  v_made := private.create_api_key(v_old.store_id, jsonb_build_object('name', v_old.name, 'permissions', v_old.permissions,
    'expires_at', now() + (v_old.expires_at - v_old.created_at)));
  if (v_made ->> 'ok')::boolean then
    update public.api_keys as k
    set replaced_at = now(), expires_at = least(k.expires_at, now() + make_interval(hours => overlap_hours))
    where k.id = v_old.id;
  end if;
  return v_made;
end $$;
comment on function private.replace_api_key is
  'Makes a key like this one, of the same life, and lets the old one work for some hours more (168 at most). Answers {ok, id, secret}, the secret once. Refuses: key_over, key_replaced, permission_not_held. Errors: AF404, AF422. Definer: as create_api_key.';

create function public.replace_api_key(id uuid, overlap_hours integer) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.replace_api_key(id, overlap_hours);
end;
grant execute on function private.replace_api_key, public.replace_api_key to authenticated;
