-- Somebody is asked to join a business. Who has the link may accept, once, for a week.
create table public.invitations (
  id                uuid primary key default private.uuid_v7(),
  tenant_id         uuid not null references public.tenants on delete cascade,
  channel           public.channel not null,
  recipient         text not null,
  role              public.member_role not null,
  permissions       public.permission[] not null default '{}',
  is_for_all_stores boolean not null,
  token_hash        bytea not null unique,
  invited_by        uuid references auth.users on delete set null,
  created_at        timestamptz not null default now(),
  expires_at        timestamptz not null default now() + interval '7 days',
  sent_at           timestamptz,
  send_error        text check (length(send_error) <= 300),
  accepted_at       timestamptz,
  accepted_by       uuid references auth.users on delete set null,
  revoked_at        timestamptz,
  unique (tenant_id, id),
  check (role = 'staff' or is_for_all_stores),
  constraint invitations_recipient_check check (case channel
    when 'email' then recipient ~ '^[^@\s]+@[^@\s]+$' and recipient = lower(recipient) and length(recipient) <= 254
    else recipient ~ '^\+[1-9][0-9]{6,14}$' end)
);
comment on table public.invitations is
  'Whoever holds the link joins, whatever address it went to: links are passed on, and a phone has no account. The token is kept as its SHA-256. is_for_all_stores: also those opened later; otherwise those of invitation_stores.';
create unique index invitations_open_key on public.invitations (tenant_id, recipient)
  where accepted_at is null and revoked_at is null;
create index invitations_tenant_idx on public.invitations (tenant_id, id desc);
create index invitations_invited_by_idx on public.invitations (invited_by);
create index invitations_accepted_by_idx on public.invitations (accepted_by);

create table public.invitation_stores (
  tenant_id     uuid not null,
  invitation_id uuid not null,
  store_id      uuid not null,
  primary key (invitation_id, store_id),
  foreign key (tenant_id, invitation_id) references public.invitations (tenant_id, id) on delete cascade,
  foreign key (tenant_id, store_id) references public.stores (tenant_id, id) on delete cascade
);
comment on table public.invitation_stores is 'The shops that an invitation is for, when it is not for all of them.';
create index invitation_stores_store_idx on public.invitation_stores (store_id);

-- That its message went out is no change of it.
create trigger _900_audit after insert or delete or update of token_hash, accepted_at, revoked_at on public.invitations
  for each row execute function private.tg__audit();

alter table public.invitations enable row level security;
alter table public.invitation_stores enable row level security;
grant select (id, tenant_id, channel, recipient, role, permissions, is_for_all_stores, invited_by, created_at,
  expires_at, sent_at, send_error, accepted_at, accepted_by, revoked_at) on public.invitations to authenticated;
grant select on public.invitation_stores to authenticated;
-- Written by functions alone, and by the job that sends them.
create policy select_manager on public.invitation_stores for select to authenticated
  using (store_id = any (array(select private.my_store_ids('staff.manage'))));
create policy select_manager on public.invitations for select to authenticated
  using (
    (is_for_all_stores and tenant_id = any (array(
      select s.tenant_id from public.stores as s where s.id = any (array(select private.my_store_ids('staff.manage')))
    )))
    or id = any (array(
      select i.invitation_id from public.invitation_stores as i
      where i.store_id = any (array(select private.my_store_ids('staff.manage')))
    ))
  );

-- Somebody who manages the team of one shop sees who works in it, not who works elsewhere.
alter policy select_own on public.memberships
  using (
    user_id = (select private.my_user_id()) or (select private.is_platform_admin())
    or store_id = any (array(select private.my_store_ids('staff.manage')))
    or (store_id is null and tenant_id = any (array(
      select s.tenant_id from public.stores as s where s.id = any (array(select private.my_store_ids('staff.manage')))
    )))
  );

create index memberships_store_idx on public.memberships (store_id);

alter table public.memberships add constraint memberships_owner_check check (role = 'staff' or store_id is null);

create function private.tg_memberships__keep_an_owner() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Whoever changes a team takes its business first: two owners who remove each other would both see the other.
  -- None is found when the business itself is going, with everything in it.
  perform from public.tenants as t where t.id = old.tenant_id for no key update;
  if found and not exists (
    select from public.memberships as m
    where m.tenant_id = old.tenant_id and m.role = 'merchant' and m.suspended_at is null
  ) then
    raise exception 'A business keeps one owner' using errcode = 'AF409', constraint = 'memberships_last_owner';
  end if;
  return null;
end $$;
comment on function private.tg_memberships__keep_an_owner is
  'Raises AF409 when nobody would be left who owns the business. Definer: reads every membership.';
create trigger _200_keep_an_owner after delete or update on public.memberships
  for each row when (old.role = 'merchant' and old.suspended_at is null)
  execute function private.tg_memberships__keep_an_owner();

create function private.tg_memberships__void_invitations() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.invitations as i set revoked_at = now()
  where i.invited_by = old.user_id and i.tenant_id = old.tenant_id and i.accepted_at is null and i.revoked_at is null;
  return null;
end $$;
comment on function private.tg_memberships__void_invitations is
  'Whoever loses rights takes their open invitations along: nobody comes back through one. Definer: no client role writes invitations.';
create trigger _300_void_invitations_on_delete after delete on public.memberships
  for each row execute function private.tg_memberships__void_invitations();
create trigger _300_void_invitations_on_update after update on public.memberships
  for each row when (
    (new.suspended_at is not null and old.suspended_at is null) or (old.role = 'merchant' and new.role = 'staff')
    or not old.permissions <@ new.permissions)
  execute function private.tg_memberships__void_invitations();
