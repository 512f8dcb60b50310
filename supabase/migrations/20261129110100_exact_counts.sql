-- The planner's guess of how many rows match looks at statistics of all rows, whoever asks: REST's `count=planned`
-- and `count=estimated` told anybody how many orders a shop has. Counts of rows that policies let through are exact.
create function public.check_request() returns void
language plpgsql stable security invoker set search_path = ''
as $$
begin
  if current_setting('request.headers', true)::jsonb ->> 'prefer' ~* 'count\s*=\s*"?(planned|estimated)' then
    raise sqlstate 'PT400' using message = 'Counts are exact here. Ask for count=exact.';
  end if;
end $$;
comment on function public.check_request is
  'What REST calls before each request (PostgREST''s db-pre-request). Error: PT400, which it answers as 400.';
grant execute on function public.check_request to anon, authenticated, service_role;

alter role authenticator set pgrst.db_pre_request = 'public.check_request';
notify pgrst, 'reload config';
