-- Where the caller may do something, for programs and people alike.
create function private.list_my_stores()
returns table (
  id uuid, slug text, name text, status text, country text, currency text, time_zone text, created_at timestamptz,
  permissions text[]
)
language plpgsql stable security definer set search_path = ''
as $$
begin
  return query
  with held as (
    select own.store_id, array_agg(one::text order by one) as permissions
    from unnest(enum_range(null::public.permission)) as one
    cross join lateral private.my_store_ids(one) as own (store_id)
    group by own.store_id
  )
  select s.id, s.slug, s.name, s.status::text, s.country, s.currency, s.time_zone, s.created_at, held.permissions
  from held join public.stores as s on s.id = held.store_id
  order by s.id;
end $$;
comment on function private.list_my_stores is
  'The shops where the caller, a person or a program with a key, holds any permission, and which. Definer: a key reads no memberships.';

create function public.list_my_stores()
returns table (
  id uuid, slug text, name text, status text, country text, currency text, time_zone text, created_at timestamptz,
  permissions text[]
)
language sql stable security invoker set search_path = ''
begin atomic
  select s.id, s.slug, s.name, s.status, s.country, s.currency, s.time_zone, s.created_at, s.permissions
  from private.list_my_stores() as s;
end;
grant execute on function private.list_my_stores to authenticated;
grant execute on function public.list_my_stores to authenticated;
