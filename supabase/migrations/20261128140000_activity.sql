-- The log as people read it: with names that outlive accounts, and with an index for each way to look through it.
alter table public.audit_events add column actor_name text;
comment on column public.audit_events.actor_name is
  'As it was at the time: the email of a person, the name of a key. "Afrify" for the platform''s own people in a business that is not theirs: who of them it was is the platform''s matter. Null: the system.';
create index audit_events_actor_idx on public.audit_events (actor_id, id desc);
create index audit_events_actor_name_idx on public.audit_events (actor_name, id desc);
create index audit_events_action_idx on public.audit_events (action, id desc);

create or replace function private.audit(
  action text, entity text, entity_id text, tenant_id uuid, store_id uuid, changes jsonb default '{}'
) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user_id uuid := (select auth.uid());
  v_key public.api_keys;
  v_is_guest boolean;
begin
  select k.* into v_key from public.api_keys as k
  where k.secret_hash = decode((select auth.jwt()) ->> 'api_key_hash', 'hex');
  -- Somebody of the platform who does not work for this business.
  v_is_guest := exists (select from public.platform_admins as a where a.user_id = v_user_id)
    and not exists (select from public.memberships as m
      where m.user_id = v_user_id and m.tenant_id = audit.tenant_id and m.suspended_at is null);
  insert into public.audit_events
    (tenant_id, store_id, actor_id, actor_name, actor_kind, action, entity, entity_id, changes, ip, user_agent)
  values (
    audit.tenant_id, audit.store_id, coalesce(v_user_id, v_key.id),
    case
      when v_key.id is not null then v_key.name
      when v_is_guest then 'Afrify'
      else (select u.email from auth.users as u where u.id = v_user_id)
    end,
    case
      when v_key.id is not null then 'api_key'
      when v_user_id is null then 'system'
      when v_is_guest and exists (select from public.support_visits as v where v.admin_id = v_user_id
        and v.store_id = audit.store_id and v.ended_at is null and v.expires_at > now()) then 'support'
      else 'person'
    end::public.actor_kind,
    audit.action, audit.entity, audit.entity_id, audit.changes,
    private.request_client('ip')::inet, left(private.request_client('user_agent'), 300)
  );
end $$;
comment on function private.audit is
  'Writes one line of the log under the caller''s name. Definer: no client role writes the log.';

-- A shop that is suspended shows its people nothing, its log included.
alter policy select_merchant_or_admin on public.audit_events
  using ((tenant_id = any (array(select private.my_merchant_tenant_ids()))
      and (store_id is null or store_id <> all (array(select private.suspended_store_ids()))))
    or (select private.is_platform_admin()));

create function private.log_activity_export(store_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_tenant_id uuid := (select s.tenant_id from public.stores as s where s.id = log_activity_export.store_id);
begin
  if v_tenant_id is null or not (
    v_tenant_id = any (array(select private.my_merchant_tenant_ids())) or private.is_platform_admin()
  ) then
    raise exception 'Store not found' using errcode = 'AF404';
  end if;
  perform private.audit('audit_events.exported', 'audit_events', null, v_tenant_id, log_activity_export.store_id);
end $$;
comment on function private.log_activity_export is
  'Says in the log that somebody took a copy of it. Definer: no client role writes the log.';

create function public.log_activity_export(store_id uuid) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.log_activity_export(store_id);
end;
grant execute on function private.log_activity_export to authenticated;
grant execute on function public.log_activity_export to authenticated;
