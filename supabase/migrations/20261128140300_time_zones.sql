-- A zone that nobody knows would fail every page that tells a time: of the shop, and of whoever looks at it.
create function private.tg_stores__check_time_zone() returns trigger
language plpgsql set search_path = ''
as $$
begin
  -- Postgres also reads "anything+3" as a zone; browsers and the web server do not.
  if new.time_zone !~ '^([A-Z][A-Za-z]+(/[A-Z][A-Za-z_-]+){1,2}|UTC)$' then
    raise exception 'Unknown time zone' using errcode = 'AF422';
  end if;
  perform now() at time zone new.time_zone;
  return new;
exception when invalid_parameter_value then
  raise exception 'Unknown time zone' using errcode = 'AF422';
end $$;
comment on function private.tg_stores__check_time_zone is 'A check constraint cannot ask which zones there are.';
create trigger _200_check_time_zone before insert or update of time_zone on public.stores
  for each row execute function private.tg_stores__check_time_zone();
