-- Nothing is reachable until a migration says so. The first line has no `in schema` on purpose:
-- functions are executable by everyone by default, and only a global revoke takes that away.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke execute on functions from anon, authenticated, service_role;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public grant all on tables to service_role;

-- Helpers, definer bodies and secrets. Client roles get no USAGE, so they cannot name anything in it;
-- policies and `begin atomic` functions still reach it, because names are resolved at creation.
create schema private;
grant usage on schema private to service_role;
alter default privileges in schema private grant all on tables to service_role;
alter default privileges in schema private grant execute on functions to service_role;

-- The web server signs in as this role: it owns nothing and can become only a visitor or a signed-in user.
do $$
begin
  if not exists (select from pg_roles where rolname = 'afrify_web') then
    create role afrify_web login noinherit;
  end if;
end $$;
grant anon, authenticated to afrify_web;

-- What an order runs through is plpgsql even where SQL would do: plpgsql keeps its plans for the session, while
-- the body of a SQL function that is not inlined is planned anew in each statement (0.1 ms against 0.01 ms).
create function private.uuid_v7() returns uuid
language plpgsql volatile set search_path = ''
as $$
begin
  -- RFC 9562: 48 bits of milliseconds, then the version, then random bits.
  return encode(
    set_bit(set_bit(overlay(
      uuid_send(gen_random_uuid())
      placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
      from 1 for 6
    ), 52, 1), 53, 1), 'hex')::uuid;
end $$;
comment on function private.uuid_v7 is 'A time-ordered UUID, so that new rows land at the end of their index.';
grant execute on function private.uuid_v7 to anon, authenticated;

create function private.random_token() returns text
language plpgsql volatile set search_path = ''
as $$
begin
  -- Two random UUIDs carry 244 random bits; 32 hex digits of their hash keep 128 of them.
  return substr(encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex'), 1, 32);
end $$;
comment on function private.random_token is 'An unguessable token of 32 hex digits (128 bits).';

create function private.tg__touch_updated_at() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end $$;

create function private.enqueue(
  task text,
  payload jsonb,
  run_at timestamptz default null,
  job_key text default null,
  max_attempts integer default 25
) returns void
language sql volatile security definer set search_path = ''
as $$
  select graphile_worker.add_job(
    identifier => task,
    payload => payload::json,
    run_at => run_at,
    job_key => job_key,
    max_attempts => max_attempts
  );
$$;
comment on function private.enqueue is
  'Adds a background job in the caller''s transaction, so that the job exists exactly when its cause does. With a job key, a job waiting under that key is replaced.';

create function private.job(task text, payload jsonb, run_at timestamptz default null, job_key text default null) returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_build_object('task', task, 'payload', payload, 'run_at', run_at, 'job_key', job_key);
$$;

create function private.enqueue_all(jobs jsonb[]) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform graphile_worker.add_jobs(array(
    select row(job ->> 'task', job -> 'payload', null, (job ->> 'run_at')::timestamptz, null, job ->> 'job_key', null, null)
      ::graphile_worker.job_spec
    from unnest(jobs) as job
  ));
end $$;
comment on function private.enqueue_all is 'Adds jobs made by private.job together: the queue''s cost is mostly a cost per call.';
