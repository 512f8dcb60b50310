-- A person's own sessions: where they are signed in, and the way to end one of them.
create function private.list_my_sessions()
returns table (id uuid, user_agent text, ip inet, started_at timestamptz, last_seen_at timestamptz, is_current boolean)
language sql stable security definer set search_path = ''
as $$
  select s.id, left(s.user_agent, 300), s.ip, s.created_at,
    -- Auth keeps this one column without a zone; it means UTC.
    greatest(s.created_at, s.refreshed_at at time zone 'utc'),
    s.id = ((select auth.jwt()) ->> 'session_id')::uuid
  from auth.sessions as s
  where s.user_id = (select private.my_user_id()) and (s.not_after is null or s.not_after > now())
  order by 6 desc nulls last, 5 desc
  limit 100;
$$;
comment on function private.list_my_sessions is
  'Sessions of the caller, this one first. last_seen_at is when its token was last renewed, at most an hour behind. Definer: reads auth.sessions, of which it answers the caller''s own rows alone.';

create function public.list_my_sessions()
returns table (id uuid, user_agent text, ip inet, started_at timestamptz, last_seen_at timestamptz, is_current boolean)
language sql stable security invoker set search_path = ''
begin atomic
  select s.id, s.user_agent, s.ip, s.started_at, s.last_seen_at, s.is_current from private.list_my_sessions() as s;
end;

create function private.end_my_session(id uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- Refresh tokens go with their session; its access tokens are refused by private.my_user_id.
  delete from auth.sessions as s
  where s.id = end_my_session.id and s.user_id = private.my_user_id();
  return found;
end $$;
comment on function private.end_my_session is
  'Signs the caller out somewhere, from the next statement on. False when it is no session of theirs: over, somebody else''s or made up. Definer: deletes from auth.sessions, the caller''s own rows alone.';

create function public.end_my_session(id uuid) returns boolean
language sql volatile security invoker set search_path = ''
begin atomic
  select private.end_my_session(id);
end;

grant execute on function private.list_my_sessions, private.end_my_session to authenticated;
grant execute on function public.list_my_sessions, public.end_my_session to authenticated;
