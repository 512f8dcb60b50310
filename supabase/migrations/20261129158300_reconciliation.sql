-- What nobody told us: attempts that nobody asks about any more, and payments in gateways' own lists.

create table private.reconciliations (
  account_id   uuid primary key references public.payment_accounts on delete cascade,
  listed_until timestamptz not null,
  widely_at    timestamptz not null default '-infinity',
  ran_at       timestamptz,
  result       text check (result in ('ok', 'unanswered')),
  listed       integer not null default 0,
  booked       integer not null default 0,
  arrived      integer not null default 0,
  found_at     timestamptz,
  found_booked integer not null default 0,
  found_arrived integer not null default 0
);
comment on table private.reconciliations is
  'How far the list of an account''s payments was read, and what the last reading found. found_*: of the last one that found something.';
alter table private.reconciliations enable row level security;

create function private.begin_reconciliation(account_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_run private.reconciliations;
  v_account public.payment_accounts;
begin
  select a.* into v_account from public.payment_accounts as a
  where a.id = begin_reconciliation.account_id
    and exists (select from private.payment_credentials as c where c.account_id = a.id);
  if not found then
    return null;
  end if;
  insert into private.reconciliations as r (account_id, listed_until)
  values (v_account.id, greatest(v_account.created_at, now() - interval '1 day'))
  on conflict on constraint reconciliations_pkey do nothing;
  select * into strict v_run from private.reconciliations as r where r.account_id = v_account.id;
  return jsonb_build_object('since', v_account.created_at,
    -- Pages are listed by when they were opened, and may be paid days later.
    'is_wide', v_run.widely_at < now() - interval '1 day',
    'from', greatest(v_account.created_at - interval '1 hour', v_run.listed_until
      - case when v_run.widely_at < now() - interval '1 day' then interval '5 days' else interval '2 hours' end),
    'until', now());
end $$;
comment on function private.begin_reconciliation is
  'Which part of an account''s list is read now, more than since the last time, as lists are late: {since, from, until, is_wide}. Null for an account without keys.';

create function private.finish_reconciliation(account_id uuid, run jsonb, summary jsonb) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_is_done boolean := summary ->> 'result' = 'ok';
  v_has_found boolean := (summary ->> 'booked')::integer + (summary ->> 'arrived')::integer > 0;
begin
  update private.reconciliations as r
  set ran_at = now(), result = summary ->> 'result', listed = (summary ->> 'listed')::integer,
    booked = (summary ->> 'booked')::integer, arrived = (summary ->> 'arrived')::integer,
    listed_until = case when v_is_done then (run ->> 'until')::timestamptz else r.listed_until end,
    widely_at = case when v_is_done and (run ->> 'is_wide')::boolean then now() else r.widely_at end,
    found_at = case when v_has_found then now() else r.found_at end,
    found_booked = case when v_has_found then (summary ->> 'booked')::integer else r.found_booked end,
    found_arrived = case when v_has_found then (summary ->> 'arrived')::integer else r.found_arrived end
  where r.account_id = finish_reconciliation.account_id;
end $$;
comment on function private.finish_reconciliation is
  'Notes what was found. What could not be read to its end is read again from where the last one ended.';

create function private.ask_about_forgotten() returns integer
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_count integer := 0;
  v_id uuid;
begin
  for v_id in
    select a.id from public.payment_attempts as a
    where a.state in ('created', 'submitted', 'pending', 'unknown') and a.created_at < now() - interval '15 minutes'
      and not exists (select from graphile_worker.jobs as j
        where j.key = 'poll_payment:' || a.id and j.attempts < j.max_attempts)
    order by a.id limit 500
  loop
    perform private.enqueue('poll_payment', jsonb_build_object('attempt_id', v_id), job_key => 'poll_payment:' || v_id);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
comment on function private.ask_about_forgotten is
  'Has gateways asked about attempts that have not ended and whose next question is not queued, as when one failed too often. How many.';
create index payment_attempts_unfinished_idx on public.payment_attempts (id)
  where state in ('created', 'submitted', 'pending', 'unknown');

create function private.list_reconciliations(store_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.assert_holds('payments.view', store_id);
  return (
    select coalesce(jsonb_agg(jsonb_build_object('gateway', a.gateway, 'ran_at', r.ran_at, 'result', r.result,
        'booked', r.booked, 'arrived', r.arrived, 'found_at', r.found_at, 'found_booked', r.found_booked,
        'found_arrived', r.found_arrived) order by a.gateway), '[]')
    from private.reconciliations as r
    join public.payment_accounts as a on a.id = r.account_id
    where a.store_id = list_reconciliations.store_id and r.ran_at is not null
  );
end $$;
comment on function private.list_reconciliations is
  'When the lists of a store''s gateways were read last, and what that found. Errors: AF404 without payments.view. Definer: no client role reads the table.';
create function public.list_reconciliations(store_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.list_reconciliations(store_id);
end;
grant execute on function private.list_reconciliations, public.list_reconciliations to authenticated;
