-- Who is asking: a person whose session lives, a program with a key, or support on a visit.
create function private.my_user_id() returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_user_id uuid := auth.uid();
  v_session_id uuid := auth.jwt() ->> 'session_id';
begin
  -- Tokens are checked by signature alone and live for an hour; the session behind one may be over.
  if v_session_id is not null and not exists (
    select from auth.sessions as s where s.id = v_session_id and s.user_id = v_user_id
  ) then
    return null;
  end if;
  return v_user_id;
end $$;
comment on function private.my_user_id is
  'The signed-in caller, or null when the session of the token has been ended. Definer: reads auth.sessions.';
grant execute on function private.my_user_id to anon, authenticated;

create function private.check_session() returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  if (select auth.uid()) is not null and private.my_user_id() is null then
    raise exception 'The session has ended' using errcode = 'AF401';
  end if;
  if (select auth.jwt()) ? 'api_key_hash' and not exists (
    select from public.api_keys as k
    where k.secret_hash = decode((select auth.jwt()) ->> 'api_key_hash', 'hex')
      and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
  ) then
    raise exception 'The key is not valid' using errcode = 'AF401';
  end if;
end $$;
comment on function private.check_session is
  'AF401 for a token whose session has ended and for a key that is unknown, revoked or over. Definer: reads sessions and hashes of keys.';

create function public.check_session() returns void
language sql stable security invoker set search_path = ''
begin atomic
  select private.check_session();
end;
grant execute on function private.check_session to authenticated;
grant execute on function public.check_session to authenticated;

create or replace function private.my_store_ids(needed public.permission) returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_user_id uuid := private.my_user_id();
begin
  if v_user_id is not null then
    return query
    select s.id
    from public.memberships as m
    join public.stores as s on s.tenant_id = m.tenant_id and (m.store_id is null or m.store_id = s.id)
    where m.user_id = v_user_id and m.suspended_at is null and s.status <> 'suspended'
      and (
        m.role = 'merchant'
        or my_store_ids.needed = any (m.permissions)
        or my_store_ids.needed in ('products.view', 'orders.view', 'orders.manage', 'customers.view')
      )
    union all
    select v.store_id
    from public.support_visits as v
    where v.admin_id = v_user_id and v.ended_at is null and v.expires_at > now();
  else
    return query
    select k.store_id
    from public.api_keys as k
    join public.stores as s on s.id = k.store_id and s.status <> 'suspended'
    where k.secret_hash = decode(auth.jwt() ->> 'api_key_hash', 'hex')
      and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
      and my_store_ids.needed = any (k.permissions);
  end if;
end $$;
comment on function private.my_store_ids is
  'Stores where the caller holds this permission: by membership (staff hold four by default), by API key (only what it lists) or on a support visit (all). Nothing of a suspended store, visits aside. A key is known by the hash of its secret, so claims alone make none. Definer: reads memberships without re-entering their policies. Call it as `= any (array(select private.my_store_ids(...)))`: evaluated once a query.';

create or replace function private.my_tenant_ids() returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  return query
  select m.tenant_id from public.memberships as m
  where m.user_id = private.my_user_id() and m.suspended_at is null;
end $$;

create function private.my_merchant_tenant_ids() returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  return query
  select m.tenant_id from public.memberships as m
  where m.user_id = private.my_user_id() and m.suspended_at is null and m.role = 'merchant' and m.store_id is null;
end $$;
comment on function private.my_merchant_tenant_ids is
  'Tenants that the caller owns. Definer for the same reason as my_store_ids.';
grant execute on function private.my_merchant_tenant_ids to authenticated;

create function private.is_platform_admin() returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return exists (select from public.platform_admins as a where a.user_id = private.my_user_id());
end $$;
comment on function private.is_platform_admin is 'Definer: platform_admins has no client grants.';
grant execute on function private.is_platform_admin to authenticated;

create function private.suspended_store_ids() returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  return query select s.id from public.stores as s where s.status = 'suspended';
end $$;
comment on function private.suspended_store_ids is
  'Few at any time, so policies exclude them as a list read once a query. Definer: visitors do not see these rows.';
grant execute on function private.suspended_store_ids to anon, authenticated;
create index stores_suspended_idx on public.stores (id) where status = 'suspended';

-- The platform's own people see every business and shop, and the log; of what is in a shop, nothing without a visit.
alter policy select_member on public.tenants
  using (id = any (array(select private.my_tenant_ids())) or (select private.is_platform_admin()));
alter policy select_visitor_or_member on public.stores
  using (status <> 'suspended' or tenant_id = any (array(select private.my_tenant_ids()))
    or (select private.is_platform_admin()));
alter policy select_own on public.memberships
  using (user_id = (select private.my_user_id()) or (select private.is_platform_admin()) or tenant_id = any (array(
    select s.tenant_id from public.stores as s where s.id = any (array(select private.my_store_ids('staff.manage')))
  )));

create policy select_merchant_or_admin on public.audit_events for select to authenticated
  using (tenant_id = any (array(select private.my_merchant_tenant_ids())) or (select private.is_platform_admin()));
create policy select_manager on public.api_keys for select to authenticated
  using (store_id = any (array(select private.my_store_ids('settings.manage'))));
create policy select_manager_or_admin on public.support_visits for select to authenticated
  using (store_id = any (array(select private.my_store_ids('settings.manage'))) or (select private.is_platform_admin()));

-- A suspended shop shows nothing to anybody, also not through REST. Variants and pictures follow their product.
drop policy select_visitor on public.categories;
create policy select_visitor on public.categories for select to anon
  using (store_id <> all (array(select private.suspended_store_ids())));
create policy select_visitor_or_staff on public.categories for select to authenticated
  using (store_id <> all (array(select private.suspended_store_ids()))
    or store_id = any (array(select private.my_store_ids('products.view'))));
alter policy select_visitor on public.products
  using (status = 'published' and store_id <> all (array(select private.suspended_store_ids())));
alter policy select_visitor_or_staff on public.products
  using ((status = 'published' and store_id <> all (array(select private.suspended_store_ids())))
    or store_id = any (array(select private.my_store_ids('products.view'))));
drop policy select_visitor on public.delivery_zones;
create policy select_visitor on public.delivery_zones for select to anon
  using (store_id <> all (array(select private.suspended_store_ids())));
create policy select_visitor_or_staff on public.delivery_zones for select to authenticated
  using (store_id <> all (array(select private.suspended_store_ids()))
    or store_id = any (array(select private.my_store_ids('products.view'))));
alter policy select_visitor on public.payment_accounts
  using (is_enabled and store_id <> all (array(select private.suspended_store_ids())));
alter policy select_visitor_or_staff on public.payment_accounts
  using ((is_enabled and store_id <> all (array(select private.suspended_store_ids())))
    or store_id = any (array(select private.my_store_ids('payments.view'))));
