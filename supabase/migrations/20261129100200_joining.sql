-- Inviting and joining. A link is a secret: it leaves the database in the answer to whoever invites and in the job
-- that sends it, and nowhere else.
create function private.may_invite(tenant_id uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- Each may be a text message that somebody else gets and the platform pays.
  return (
    select t.turns <= 30 from limits.take(
      array[encode(sha256(convert_to('invitations: ' || tenant_id, 'utf8')), 'hex')], array[86400]) as t
  );
end $$;
comment on function private.may_invite is
  'Takes one of the 30 invitations that a business may send in a day. Definer: clients do not reach limits.';

create function private.send_invitation(id uuid, token text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.enqueue('send_invitation', jsonb_build_object('invitation_id', id, 'token', token),
    job_key => 'invitation:' || id);
end $$;

create function private.invite_staff(store_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_tenant_id uuid := private.open_team(store_id);
  v_grant record := private.read_grant(input);
  v_code text := private.why_not_grant(v_tenant_id, v_grant.role, v_grant.store_ids, v_grant.permissions);
  v_recipient text := lower(input ->> 'recipient');
  v_token text := private.random_token();
  v_id uuid;
begin
  if v_code is not null then
    return private.refusal(v_code);
  elsif exists (
    select from public.memberships as m join auth.users as u on u.id = m.user_id
    where m.tenant_id = v_tenant_id and lower(u.email) = v_recipient
  ) then
    return private.refusal('already_member');
  end if;
  update public.invitations as i set revoked_at = now()
  where i.tenant_id = v_tenant_id and i.recipient = v_recipient and i.accepted_at is null and i.revoked_at is null
    and i.expires_at <= now();
  if exists (
    select from public.invitations as i
    where i.tenant_id = v_tenant_id and i.recipient = v_recipient and i.accepted_at is null and i.revoked_at is null
  ) then
    return private.refusal('already_invited');
  elsif not private.may_invite(v_tenant_id) then
    return private.refusal('too_many_invitations');
  end if;
  insert into public.invitations
    (tenant_id, channel, recipient, role, permissions, is_for_all_stores, token_hash, invited_by)
  values (v_tenant_id, (input ->> 'channel')::public.channel, v_recipient, v_grant.role, v_grant.permissions,
    v_grant.store_ids is null, sha256(convert_to(v_token, 'utf8')), private.my_user_id())
  returning id into v_id;
  insert into public.invitation_stores (tenant_id, invitation_id, store_id)
  select v_tenant_id, v_id, one from unnest(v_grant.store_ids) as one;
  perform private.send_invitation(v_id, v_token);
  return jsonb_build_object('ok', true, 'id', v_id, 'token', v_token);
exception when check_violation or not_null_violation or invalid_text_representation then
  raise exception 'Not an address to invite' using errcode = 'AF422';
end $$;
comment on function private.invite_staff is
  'input: {channel, recipient (an email or E.164), role, store_ids (null: all), permissions}. Answers the token, once, and queues the message. Definer: no client role writes invitations; it checks that the caller manages the team and holds what it gives.';

create function private.my_invitation(id uuid) returns public.invitations
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_invitation public.invitations;
  v_store_ids uuid[];
begin
  select i.* into v_invitation from public.invitations as i where i.id = my_invitation.id;
  if not v_invitation.is_for_all_stores then
    v_store_ids := array(select s.store_id from public.invitation_stores as s where s.invitation_id = v_invitation.id);
  end if;
  if v_invitation.id is null or not (case when v_invitation.role = 'merchant'
    then v_invitation.tenant_id = any (array(select private.my_merchant_tenant_ids()))
    else private.holds_in('staff.manage', v_invitation.tenant_id, v_store_ids) end) then
    raise exception 'Invitation not found' using errcode = 'AF404';
  end if;
  -- Only now: strangers hold no locks. It may have been accepted meanwhile.
  select i.* into v_invitation from public.invitations as i where i.id = my_invitation.id for no key update;
  return v_invitation;
end $$;
comment on function private.my_invitation is
  'An invitation that the caller could have made, held until the end of the transaction; AF404 for everyone else. Definer: reads token_hash.';

create function private.renew_invitation(id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_invitation public.invitations := private.my_invitation(id);
  v_token text := private.random_token();
begin
  if v_invitation.accepted_at is not null or v_invitation.revoked_at is not null then
    return private.refusal('invitation_over');
  elsif exists (
    select from unnest(v_invitation.permissions) as one
    where not private.holds_in(one, v_invitation.tenant_id, case when not v_invitation.is_for_all_stores then
      array(select s.store_id from public.invitation_stores as s where s.invitation_id = v_invitation.id) end)
  ) then
    return private.refusal('permission_not_held');
  elsif not private.may_invite(v_invitation.tenant_id) then
    return private.refusal('too_many_invitations');
  end if;
  update public.invitations as i
  set token_hash = sha256(convert_to(v_token, 'utf8')), expires_at = now() + interval '7 days', sent_at = null,
      send_error = null, invited_by = private.my_user_id()
  where i.id = v_invitation.id;
  perform private.send_invitation(v_invitation.id, v_token);
  return jsonb_build_object('ok', true, 'id', v_invitation.id, 'token', v_token);
end $$;
comment on function private.renew_invitation is
  'Sends it again with a new link for another week; the old link opens nothing. Definer, as invite_staff.';

create function private.revoke_invitation(id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_invitation public.invitations := private.my_invitation(id);
begin
  if v_invitation.accepted_at is not null then
    return private.refusal('invitation_over');
  end if;
  update public.invitations as i set revoked_at = now() where i.id = v_invitation.id and i.revoked_at is null;
  return '{"ok": true}';
end $$;
comment on function private.revoke_invitation is 'From now on its link opens nothing. Definer, as invite_staff.';

create function private.invitation_state(invitation public.invitations) returns text
language sql stable set search_path = ''
as $$
  select case
    when invitation.accepted_at is not null then 'accepted'
    when invitation.revoked_at is not null then 'revoked'
    when invitation.expires_at <= now() then 'expired'
    when not invitation.is_for_all_stores and not exists (
      select from public.invitation_stores as s where s.invitation_id = invitation.id
    ) then 'revoked'
    else 'open'
  end;
$$;
comment on function private.invitation_state is
  'open, accepted, revoked or expired. One whose shops are all gone is as good as revoked.';

create function private.get_invitation(token text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_invitation public.invitations;
  v_state text;
begin
  select i.* into v_invitation from public.invitations as i
  where i.token_hash = sha256(convert_to(get_invitation.token, 'utf8'));
  if v_invitation.id is null then
    return null;
  end if;
  v_state := private.invitation_state(v_invitation);
  if v_state <> 'open' then
    return jsonb_build_object('state', v_state);
  end if;
  return jsonb_build_object(
    'state', v_state,
    'tenant_name', (select t.name from public.tenants as t where t.id = v_invitation.tenant_id),
    'store_names', case when not v_invitation.is_for_all_stores then (
      select jsonb_agg(s.name order by s.id) from public.invitation_stores as i join public.stores as s on s.id = i.store_id
      where i.invitation_id = v_invitation.id) end,
    'role', v_invitation.role,
    'permissions', to_jsonb(v_invitation.permissions),
    'email', case when v_invitation.channel = 'email' then v_invitation.recipient end
  );
end $$;
comment on function private.get_invitation is
  'What its link shows to whoever has it, null when there is none; one that is over says only so. Definer: the token is what lets one read.';

create function private.accept_invitation(token text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user_id uuid := private.my_user_id();
  v_invitation public.invitations;
  v_store_ids uuid[];
begin
  if v_user_id is null then
    raise exception 'Sign in first' using errcode = 'AF401';
  end if;
  -- The business before the invitation, as everyone who changes a team takes them; then both are read anew.
  perform from public.tenants as t where t.id = (
    select i.tenant_id from public.invitations as i
    where i.token_hash = sha256(convert_to(accept_invitation.token, 'utf8'))
  ) for no key update;
  select i.* into v_invitation from public.invitations as i
  where i.token_hash = sha256(convert_to(accept_invitation.token, 'utf8')) for no key update;
  if v_invitation.id is null then
    raise exception 'Invitation not found' using errcode = 'AF404';
  -- Joining twice is joining.
  elsif v_invitation.accepted_by = v_user_id and v_invitation.tenant_id = any (array(select private.my_tenant_ids())) then
    return jsonb_build_object('ok', true, 'slug', private.first_slug(v_invitation.tenant_id));
  elsif private.invitation_state(v_invitation) <> 'open' then
    return private.refusal('invitation_over');
  elsif exists (
    select from public.memberships as m where m.tenant_id = v_invitation.tenant_id and m.user_id = v_user_id
  ) then
    return private.refusal('already_member');
  end if;
  if not v_invitation.is_for_all_stores then
    v_store_ids := array(select s.store_id from public.invitation_stores as s where s.invitation_id = v_invitation.id);
  end if;
  perform private.put_member(v_invitation.tenant_id, v_user_id, v_invitation.role, v_store_ids, v_invitation.permissions);
  update public.invitations as i set accepted_at = now(), accepted_by = v_user_id where i.id = v_invitation.id;
  return jsonb_build_object('ok', true, 'slug', private.first_slug(v_invitation.tenant_id));
end $$;
comment on function private.accept_invitation is
  'Makes the caller a member and answers the address of a shop to begin in. Once: `invitation_over` after that, but the same person may repeat it. Definer: the token is what lets one join.';

create function private.first_slug(tenant_id uuid) returns text
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select s.slug from public.memberships as m
    join public.stores as s on s.tenant_id = m.tenant_id and (m.store_id is null or m.store_id = s.id)
    where m.tenant_id = first_slug.tenant_id and m.user_id = private.my_user_id() order by s.id limit 1
  );
end $$;
comment on function private.first_slug is 'Address of the first shop where the caller works in this business. Definer: reads memberships.';

create function public.invite_staff(store_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.invite_staff(store_id, input);
end;
create function public.renew_invitation(id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.renew_invitation(id);
end;
create function public.revoke_invitation(id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.revoke_invitation(id);
end;
create function public.get_invitation(token text) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_invitation(token);
end;
create function public.accept_invitation(token text) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.accept_invitation(token);
end;
grant execute on function private.invite_staff, private.renew_invitation, private.revoke_invitation,
  private.accept_invitation to authenticated;
grant execute on function public.invite_staff, public.renew_invitation, public.revoke_invitation,
  public.accept_invitation to authenticated;
grant execute on function private.get_invitation, public.get_invitation to anon, authenticated;
