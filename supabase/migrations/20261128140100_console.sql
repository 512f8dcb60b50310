-- What the people who run the platform see of shops without looking into one.
create function public.is_platform_admin() returns boolean
language sql stable security invoker set search_path = ''
begin atomic
  select private.is_platform_admin();
end;
comment on function public.is_platform_admin is 'Whether the caller runs the platform. The console asks before it shows anything.';
grant execute on function public.is_platform_admin to authenticated;

create function private.list_platform_admins() returns table (user_id uuid, email text)
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.assert_platform_admin();
  return query
  select a.user_id, u.email::text from public.platform_admins as a join auth.users as u on u.id = a.user_id
  order by u.email;
end $$;
comment on function private.list_platform_admins is
  'Who of the platform''s people an "Afrify" in the log is; for themselves only. Definer: neither table has client grants.';

create function public.list_platform_admins() returns table (user_id uuid, email text)
language sql stable security invoker set search_path = ''
begin atomic
  select a.user_id, a.email from private.list_platform_admins() as a;
end;
grant execute on function private.list_platform_admins to authenticated;
grant execute on function public.list_platform_admins to authenticated;

create function private.count_orders(store_ids uuid[]) returns table (store_id uuid, orders integer)
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.assert_platform_admin();
  return query
  select c.store_id, c.last_order_number - 1000
  from private.store_counters as c where c.store_id = any (count_orders.store_ids);
end $$;
comment on function private.count_orders is
  'How many orders shops ever had. Numbers have no gaps and start after 1000, so nobody counts rows. Definer: an order is seen on a visit only, their number always.';

create function public.count_orders(store_ids uuid[]) returns table (store_id uuid, orders integer)
language sql stable security invoker set search_path = ''
begin atomic
  select c.store_id, c.orders from private.count_orders(store_ids) as c;
end;
grant execute on function private.count_orders to authenticated;
grant execute on function public.count_orders to authenticated;

-- The visits of a shop, newest first.
create index support_visits_recent_idx on public.support_visits (store_id, id desc);
drop index public.support_visits_store_idx;
