-- The team of a business. Every change goes through these functions, one at a time for each business.
create function private.holds_in(needed public.permission, tenant_id uuid, store_ids uuid[]) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  if holds_in.store_ids is not null then
    return holds_in.store_ids <@ array(select private.my_store_ids(holds_in.needed));
  end if;
  return exists (
    select from public.memberships as m
    where m.tenant_id = holds_in.tenant_id and m.user_id = private.my_user_id()
      and m.store_id is null and m.suspended_at is null
      and (m.role = 'merchant' or holds_in.needed = any (m.permissions))
  );
end $$;
comment on function private.holds_in is
  'True when the caller was granted this in all of these stores; null is every store of the business, also later ones. Definer: reads memberships.';

create function private.open_team(store_id uuid) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_tenant_id uuid;
begin
  -- Asked before the lock, so that strangers hold nothing, and after it, because waiting takes time.
  for _ in 1..2 loop
    select s.tenant_id into v_tenant_id from public.stores as s
    where s.id = open_team.store_id and private.my_user_id() is not null
      and s.id = any (array(select private.my_store_ids('staff.manage')));
    if v_tenant_id is null then
      raise exception 'Store not found' using errcode = 'AF404';
    end if;
    perform from public.tenants as t where t.id = v_tenant_id for no key update;
  end loop;
  return v_tenant_id;
end $$;
comment on function private.open_team is
  'The business of a store whose team the caller manages, held until the end of the transaction; AF404 for everyone else. Definer: clients lock no rows.';

create function private.member_store_ids(tenant_id uuid, user_id uuid) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select case when bool_and(m.store_id is not null) then array_agg(m.store_id) end
    from public.memberships as m
    where m.tenant_id = member_store_ids.tenant_id and m.user_id = member_store_ids.user_id
  );
end $$;
comment on function private.member_store_ids is 'Where somebody works; null is every store. Definer: reads memberships.';

create function private.why_not_change(tenant_id uuid, user_id uuid) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_is_owner boolean := (
    select bool_or(m.role = 'merchant') from public.memberships as m
    where m.tenant_id = why_not_change.tenant_id and m.user_id = why_not_change.user_id
  );
begin
  if v_is_owner is null then
    raise exception 'Member not found' using errcode = 'AF404';
  elsif why_not_change.user_id = private.my_user_id() then
    return 'not_yourself';
  elsif why_not_change.tenant_id = any (array(select private.my_merchant_tenant_ids())) then
    return null;
  elsif v_is_owner or not private.holds_in('staff.manage', why_not_change.tenant_id,
      private.member_store_ids(why_not_change.tenant_id, why_not_change.user_id)) then
    return 'owners_only';
  end if;
  return null;
end $$;
comment on function private.why_not_change is
  'Why the caller may not change this member, as a code, or null; AF404 when there is no such member. Owners are changed by owners, and whoever works in more shops than the caller manages as well. Definer: reads memberships.';

create function private.read_grant(
  input jsonb, out role public.member_role, out store_ids uuid[], out permissions public.permission[]
)
language plpgsql immutable set search_path = ''
as $$
begin
  role := input ->> 'role';
  if role = 'staff' and jsonb_typeof(input -> 'store_ids') = 'array' then
    store_ids := array(select distinct one::uuid from jsonb_array_elements_text(input -> 'store_ids') as one);
  end if;
  -- What all staff hold is not written down, and owners hold everything.
  permissions := case when role = 'merchant' then '{}' else array(
    select distinct one::public.permission from jsonb_array_elements_text(coalesce(input -> 'permissions', '[]')) as one
    where one not in ('products.view', 'orders.view', 'orders.manage', 'customers.view') order by 1) end;
exception when invalid_text_representation or invalid_parameter_value then
  raise exception 'Not a role, shop or permission' using errcode = 'AF422';
end $$;
comment on function private.read_grant is
  'What a member is given: {role, store_ids, permissions}. store_ids null: all shops. AF422 when it cannot be read.';

create function private.why_not_grant(
  tenant_id uuid, role public.member_role, store_ids uuid[], permissions public.permission[],
  held_store_ids uuid[] default '{}', held public.permission[] default '{}'
) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_stays boolean := held_store_ids is null or (why_not_grant.store_ids is not null and why_not_grant.store_ids <@ held_store_ids);
begin
  if why_not_grant.role is null or why_not_grant.store_ids = '{}' or exists (
    select from unnest(why_not_grant.store_ids) as one
    where not exists (select from public.stores as s where s.id = one and s.tenant_id = why_not_grant.tenant_id)
  ) then
    raise exception 'Not a role or not shops of this business' using errcode = 'AF422';
  elsif why_not_grant.tenant_id = any (array(select private.my_merchant_tenant_ids())) then
    return null;
  elsif why_not_grant.role = 'merchant' then
    return 'owners_only';
  elsif not private.holds_in('staff.manage', why_not_grant.tenant_id, why_not_grant.store_ids) or exists (
    select from unnest(why_not_grant.permissions) as one
    -- What somebody held before may stay theirs where they held it.
    where not (v_stays and one = any (held))
      and not private.holds_in(one, why_not_grant.tenant_id, why_not_grant.store_ids)
  ) then
    return 'permission_not_held';
  end if;
  return null;
end $$;
comment on function private.why_not_grant is
  'Why the caller may not give this to somebody who holds `held` in `held_store_ids`, as a code, or null. Nobody hands on what they do not hold; AF422 for shops of another business. Definer: reads stores and memberships.';

create function private.put_member(
  tenant_id uuid, user_id uuid, role public.member_role, store_ids uuid[], permissions public.permission[]
) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_suspended_at timestamptz := (
    select max(m.suspended_at) from public.memberships as m
    where m.tenant_id = put_member.tenant_id and m.user_id = put_member.user_id
  );
begin
  insert into public.memberships as m (tenant_id, store_id, user_id, role, permissions, suspended_at)
  select put_member.tenant_id, one, put_member.user_id, put_member.role, put_member.permissions, v_suspended_at
  from unnest(coalesce(put_member.store_ids, array[null::uuid])) as one
  on conflict on constraint memberships_tenant_id_store_id_user_id_key do update
    set role = excluded.role, permissions = excluded.permissions
    where (m.role, m.permissions) is distinct from (excluded.role, excluded.permissions);
  delete from public.memberships as m
  where m.tenant_id = put_member.tenant_id and m.user_id = put_member.user_id
    and case when put_member.store_ids is null then m.store_id is not null
      else m.store_id is null or m.store_id <> all (put_member.store_ids) end;
end $$;
comment on function private.put_member is
  'Makes somebody a member with exactly this. Definer: no client role writes memberships; its callers have checked.';

create function private.set_member(store_id uuid, user_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_tenant_id uuid := private.open_team(store_id);
  v_grant record := private.read_grant(input);
  v_code text := private.why_not_change(v_tenant_id, user_id);
  v_held public.permission[];
begin
  if v_code is null then
    select array_agg(distinct one) into v_held
    from public.memberships as m cross join lateral unnest(m.permissions) as one
    where m.tenant_id = v_tenant_id and m.user_id = set_member.user_id;
    v_code := private.why_not_grant(v_tenant_id, v_grant.role, v_grant.store_ids, v_grant.permissions,
      private.member_store_ids(v_tenant_id, user_id), coalesce(v_held, '{}'));
  end if;
  if v_code is not null then
    return private.refusal(v_code);
  end if;
  perform private.put_member(v_tenant_id, user_id, v_grant.role, v_grant.store_ids, v_grant.permissions);
  return '{"ok": true}';
end $$;
comment on function private.set_member is
  'Gives a member exactly this: {role, store_ids (null: all), permissions}. Definer: no client role writes memberships; it checks that the caller manages the team, reaches this member and holds what it gives.';

create function private.suspend_member(store_id uuid, user_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_tenant_id uuid := private.open_team(store_id);
  v_code text := private.why_not_change(v_tenant_id, user_id);
begin
  if v_code is not null then
    return private.refusal(v_code);
  end if;
  update public.memberships as m set suspended_at = now()
  where m.tenant_id = v_tenant_id and m.user_id = suspend_member.user_id and m.suspended_at is null;
  return '{"ok": true}';
end $$;
comment on function private.suspend_member is
  'From the next statement on this member opens nothing here, and keeps their place. Definer, as set_member.';

create function private.resume_member(store_id uuid, user_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_tenant_id uuid := private.open_team(store_id);
  v_code text := private.why_not_change(v_tenant_id, user_id);
begin
  if v_code is not null then
    return private.refusal(v_code);
  end if;
  update public.memberships as m set suspended_at = null
  where m.tenant_id = v_tenant_id and m.user_id = resume_member.user_id and m.suspended_at is not null;
  return '{"ok": true}';
end $$;

create function private.remove_member(store_id uuid, user_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_tenant_id uuid := private.open_team(store_id);
  v_code text := private.why_not_change(v_tenant_id, user_id);
begin
  if v_code is not null then
    return private.refusal(v_code);
  end if;
  delete from public.memberships as m where m.tenant_id = v_tenant_id and m.user_id = remove_member.user_id;
  return '{"ok": true}';
end $$;
comment on function private.remove_member is
  'From the next statement on this person opens nothing here. Definer, as set_member.';

create function private.transfer_ownership(store_id uuid, user_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_tenant_id uuid := private.open_team(store_id);
  v_code text := private.why_not_change(v_tenant_id, user_id);
begin
  if not v_tenant_id = any (array(select private.my_merchant_tenant_ids())) then
    return private.refusal('owners_only');
  elsif v_code is not null then
    return private.refusal(v_code);
  elsif exists (
    select from public.memberships as m
    where m.tenant_id = v_tenant_id and m.user_id = transfer_ownership.user_id and m.suspended_at is not null
  ) then
    return private.refusal('member_suspended');
  end if;
  -- The new owner first: a business is never without one.
  perform private.put_member(v_tenant_id, user_id, 'merchant', null, '{}');
  perform private.put_member(v_tenant_id, private.my_user_id(), 'staff', null,
    array['products.manage', 'payments.view', 'payments.refund', 'analytics.view', 'settings.manage', 'staff.manage']::public.permission[]);
  return '{"ok": true}';
end $$;
comment on function private.transfer_ownership is
  'Makes a member the owner; the caller stays as staff with every permission, until the new owner says otherwise. Definer, as set_member.';

create function private.leave_tenant(tenant_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user_id uuid := private.my_user_id();
begin
  if not leave_tenant.tenant_id = any (array(select private.my_tenant_ids())) then
    raise exception 'Business not found' using errcode = 'AF404';
  end if;
  perform from public.tenants as t where t.id = leave_tenant.tenant_id for no key update;
  if not exists (
    select from public.memberships as m
    where m.tenant_id = leave_tenant.tenant_id and m.user_id <> v_user_id and m.role = 'merchant' and m.suspended_at is null
  ) and leave_tenant.tenant_id = any (array(select private.my_merchant_tenant_ids())) then
    return private.refusal('last_owner');
  end if;
  delete from public.memberships as m where m.tenant_id = leave_tenant.tenant_id and m.user_id = v_user_id;
  return '{"ok": true}';
end $$;
comment on function private.leave_tenant is
  'The caller works there no longer. `last_owner`: somebody else must own it first. Definer, as set_member.';

create function private.list_members(store_id uuid)
returns table (
  user_id uuid, email text, role text, permissions text[], store_ids uuid[], joined_at timestamptz,
  suspended_at timestamptz, is_changeable boolean
)
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_tenant_id uuid := (
    select s.tenant_id from public.stores as s
    where s.id = list_members.store_id and s.id = any (array(select private.my_store_ids('staff.manage')))
  );
begin
  if v_tenant_id is null then
    raise exception 'Store not found' using errcode = 'AF404';
  end if;
  return query
  select m.user_id, u.email::text, max(m.role)::text as role,
    array(select distinct one::text from public.memberships as own cross join lateral unnest(own.permissions) as one
      where own.tenant_id = v_tenant_id and own.user_id = m.user_id),
    private.member_store_ids(v_tenant_id, m.user_id), min(m.created_at), max(m.suspended_at),
    private.why_not_change(v_tenant_id, m.user_id) is null
  from public.memberships as m
  join auth.users as u on u.id = m.user_id
  where m.tenant_id = v_tenant_id
    and (m.store_id is null or m.store_id = any (array(select private.my_store_ids('staff.manage'))))
  group by m.user_id, u.email
  order by min(m.role), min(m.created_at), m.user_id;
end $$;
comment on function private.list_members is
  'Who works for the business of a store, owners first, as far as the caller manages the team; store_ids null: in all shops. Definer: reads emails.';

create function public.set_member(store_id uuid, user_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.set_member(store_id, user_id, input);
end;
create function public.suspend_member(store_id uuid, user_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.suspend_member(store_id, user_id);
end;
create function public.resume_member(store_id uuid, user_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.resume_member(store_id, user_id);
end;
create function public.remove_member(store_id uuid, user_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.remove_member(store_id, user_id);
end;
create function public.transfer_ownership(store_id uuid, user_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.transfer_ownership(store_id, user_id);
end;
create function public.leave_tenant(tenant_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.leave_tenant(tenant_id);
end;
create function public.list_members(store_id uuid)
returns table (
  user_id uuid, email text, role text, permissions text[], store_ids uuid[], joined_at timestamptz,
  suspended_at timestamptz, is_changeable boolean
)
language sql stable security invoker set search_path = ''
begin atomic
  select m.user_id, m.email, m.role, m.permissions, m.store_ids, m.joined_at, m.suspended_at, m.is_changeable
  from private.list_members(store_id) as m;
end;
grant execute on function private.set_member, private.suspend_member, private.resume_member, private.remove_member,
  private.transfer_ownership, private.leave_tenant, private.list_members to authenticated;
grant execute on function public.set_member, public.suspend_member, public.resume_member, public.remove_member,
  public.transfer_ownership, public.leave_tenant, public.list_members to authenticated;
