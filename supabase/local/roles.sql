-- Roles, schemas and grants as a hosted Supabase project has them before its first migration, so that
-- the same migrations run on both. Run by the superuser on every start; every statement may be repeated.

do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      ('authenticator', 'login noinherit'),
      ('supabase_auth_admin', 'nologin noinherit'),
      ('supabase_storage_admin', 'nologin noinherit'),
      -- Owns what migrations make. As on hosted Supabase it is no superuser.
      ('postgres', 'login createdb createrole replication bypassrls'),
      -- What Auth, REST and Storage log in as here. Hosted Supabase gives each a login of its own.
      ('supabase_services', 'login noinherit')
    ) as roles (name, options)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format('create role %I %s', wanted.name, wanted.options);
    end if;
  end loop;
end $$;

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role, authenticator to postgres with admin option;
-- Lets migrations write policies for storage.objects and triggers for auth.users.
grant supabase_auth_admin, supabase_storage_admin to postgres;

-- Becomes a caller's role for each request, and without one reaches nothing but its own two schemas
-- and, to learn which tables there are, the catalogue.
grant anon, authenticated, service_role to supabase_services with inherit false, set true;
grant supabase_auth_admin, supabase_storage_admin to supabase_services with inherit true, set false;
grant pg_read_all_data to supabase_services with inherit true, set false;

-- Hosted Supabase lets its owner set what REST reads of its login.
grant set on parameter pgrst.db_pre_request to postgres;

alter role postgres set search_path to "$user", public, extensions;
alter role authenticator set search_path to "$user", public, extensions;
alter role supabase_services set search_path to "$user", public, extensions;
