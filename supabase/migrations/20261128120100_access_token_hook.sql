-- What Auth adds to each access token that it makes: hints for pages and programs about where a person
-- belongs. Nothing in this schema reads them; who may do what is looked up in memberships every time.
create function private.custom_access_token_hook(event jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_user_id uuid := event ->> 'user_id';
  v_is_admin boolean := exists (select from public.platform_admins as a where a.user_id = v_user_id);
  v_hints jsonb;
begin
  select jsonb_build_object('tenant_id', m.tenant_id, 'store_id', s.id, 'app_role', upper(m.role::text))
  into v_hints
  from public.memberships as m
  left join public.stores as s on s.tenant_id = m.tenant_id and (m.store_id is null or m.store_id = s.id)
  where m.user_id = v_user_id and m.suspended_at is null
  order by m.role, s.id limit 1;

  v_hints := coalesce(v_hints, '{"tenant_id": null, "store_id": null, "app_role": "CUSTOMER"}')
    || case when v_is_admin then '{"app_role": "SUPER_ADMIN"}'::jsonb else '{}' end;
  return jsonb_build_object('claims', (event -> 'claims') || v_hints);
end $$;
comment on function private.custom_access_token_hook is
  'Adds tenant_id, store_id and app_role (SUPER_ADMIN, MERCHANT, STAFF, CUSTOMER) of a person''s first membership. Definer: Auth''s role reads nothing of ours.';

-- Auth alone: whoever else could call it would learn where anybody works.
revoke execute on function private.custom_access_token_hook from service_role;
grant usage on schema private to supabase_auth_admin;
grant execute on function private.custom_access_token_hook to supabase_auth_admin;
