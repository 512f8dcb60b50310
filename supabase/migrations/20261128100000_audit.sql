-- Who did what to which row, from where. Written by triggers, so that no way to a table goes around it.
create type public.actor_kind as enum ('person', 'support', 'api_key', 'system');

create table public.audit_events (
  id         uuid primary key default private.uuid_v7(),
  tenant_id  uuid,
  store_id   uuid,
  actor_id   uuid,
  actor_kind public.actor_kind not null,
  action     text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  entity     text not null,
  entity_id  text,
  changes    jsonb not null default '{}',
  ip         inet,
  user_agent text check (length(user_agent) <= 300),
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.audit_events is
  'Append only: no role is granted update or delete. No foreign keys, because the log outlives what it tells of. tenant_id null: an act on the platform itself. actor_id is a person, or the API key.';
create index audit_events_tenant_idx on public.audit_events (tenant_id, id desc);
create index audit_events_store_idx on public.audit_events (store_id, id desc);

create table public.api_keys (
  id          uuid primary key default private.uuid_v7(),
  store_id    uuid not null references public.stores on delete cascade,
  name        text not null check (length(name) between 1 and 80),
  prefix      text not null,
  secret_hash bytea not null unique,
  permissions public.permission[] not null check (not 'staff.manage' = any (permissions)),
  created_by  uuid references auth.users on delete set null,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz,
  revoked_at  timestamptz,
  unique (store_id, id)
);
comment on table public.api_keys is
  'Programs of a merchant. The secret is shown once and kept as its SHA-256; a key never manages staff.';
create index api_keys_store_idx on public.api_keys (store_id, id desc);
create index api_keys_created_by_idx on public.api_keys (created_by);

create table public.support_visits (
  id         uuid primary key default private.uuid_v7(),
  store_id   uuid not null references public.stores on delete cascade,
  admin_id   uuid not null references public.platform_admins (user_id) on delete cascade,
  reason     text not null check (length(reason) between 3 and 300),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '1 hour',
  ended_at   timestamptz
);
comment on table public.support_visits is
  'Somebody who runs the platform looks into a shop, with a reason and for an hour. Without a visit they see nothing of it.';
create unique index support_visits_open_key on public.support_visits (admin_id, store_id) where ended_at is null;
create index support_visits_store_idx on public.support_visits (store_id);

create function private.request_client(field text) returns text
language sql stable set search_path = ''
as $$
  select nullif(current_setting('request.client', true), '')::jsonb ->> field;
$$;
comment on function private.request_client is 'What the web server says of the caller''s device: ip, user_agent. Null through REST.';

create function private.audit(
  action text, entity text, entity_id text, tenant_id uuid, store_id uuid, changes jsonb default '{}'
) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user_id uuid := (select auth.uid());
  v_key_id uuid := (
    select k.id from public.api_keys as k
    where k.secret_hash = decode((select auth.jwt()) ->> 'api_key_hash', 'hex')
  );
begin
  insert into public.audit_events
    (tenant_id, store_id, actor_id, actor_kind, action, entity, entity_id, changes, ip, user_agent)
  values (
    audit.tenant_id, audit.store_id, coalesce(v_user_id, v_key_id),
    case
      when v_key_id is not null then 'api_key'
      when v_user_id is null then 'system'
      when exists (select from public.support_visits as v where v.admin_id = v_user_id
        and v.store_id = audit.store_id and v.ended_at is null and v.expires_at > now()) then 'support'
      else 'person'
    end::public.actor_kind,
    audit.action, audit.entity, audit.entity_id, audit.changes,
    private.request_client('ip')::inet, left(private.request_client('user_agent'), 300)
  );
end $$;
comment on function private.audit is
  'Writes one line of the log under the caller''s name. Definer: no client role writes the log.';

create function private.tg__audit() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) else '{}' end;
  v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) else '{}' end;
  v_row jsonb := v_old || v_new;
  v_store_id uuid := case tg_table_name when 'stores' then v_row ->> 'id' else v_row ->> 'store_id' end;
  v_changes jsonb;
begin
  select coalesce(jsonb_object_agg(key, jsonb_build_array(v_old -> key, v_new -> key)), '{}') into v_changes
  from jsonb_object_keys(v_row) as key
  where (v_old -> key) is distinct from (v_new -> key)
    -- What opens something stays out of a log that people read.
    and key !~ '(hash|token|secret|credentials|callback_ref)' and key <> 'updated_at';
  if tg_op = 'UPDATE' and v_changes = '{}' then
    return null;
  end if;
  perform private.audit(
    tg_table_name || '.' || case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end,
    tg_table_name, coalesce(v_row ->> 'id', v_row ->> 'user_id'),
    coalesce((v_row ->> 'tenant_id')::uuid, (select s.tenant_id from public.stores as s where s.id = v_store_id)),
    v_store_id, v_changes
  );
  return null;
end $$;
comment on function private.tg__audit is
  'Logs a change as {column: [before, after]}. Attach it to tables whose rows say who may do what or where money goes.';

create trigger _900_audit after insert or update or delete on public.stores
  for each row execute function private.tg__audit();
create trigger _900_audit after insert or update or delete on public.memberships
  for each row execute function private.tg__audit();
create trigger _900_audit after insert or update or delete on public.platform_admins
  for each row execute function private.tg__audit();
create trigger _900_audit after insert or update or delete on public.delivery_zones
  for each row execute function private.tg__audit();
create trigger _900_audit after insert or update or delete on public.payment_accounts
  for each row execute function private.tg__audit();
create trigger _900_audit after insert or update or delete on public.payments
  for each row execute function private.tg__audit();
create trigger _900_audit after insert or update or delete on public.api_keys
  for each row execute function private.tg__audit();
create trigger _900_audit after insert or update or delete on public.support_visits
  for each row execute function private.tg__audit();

alter table public.audit_events enable row level security;
alter table public.api_keys enable row level security;
alter table public.support_visits enable row level security;
-- Not even the job worker changes the log.
revoke all on public.audit_events from service_role;
grant select on public.audit_events to service_role, authenticated;
grant select on public.support_visits to authenticated;
grant select (id, store_id, name, prefix, permissions, created_by, created_at, expires_at, revoked_at)
  on public.api_keys to authenticated;
-- Written by functions and triggers alone. The policies come with what they ask, in the next migration.
