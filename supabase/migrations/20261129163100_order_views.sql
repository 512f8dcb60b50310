-- Ways of looking at orders that somebody gave a name: for themselves, or for all who work there.
create table public.order_views (
  id         uuid primary key default private.uuid_v7(),
  store_id   uuid not null references public.stores on delete cascade,
  user_id    uuid not null references auth.users on delete cascade,
  name       text not null check (length(name) between 1 and 40 and name !~ '[[:cntrl:]]'),
  filter     jsonb not null check (jsonb_typeof(filter) = 'object' and length(filter::text) <= 2000),
  is_shared  boolean not null default false,
  created_at timestamptz not null default now(),
  unique (store_id, id),
  unique (store_id, user_id, name)
);
comment on table public.order_views is 'filter holds the parameters of the page''s address. user_id is who made it; others see it when it is shared.';
create index order_views_user_idx on public.order_views (user_id);

alter table public.order_views enable row level security;
grant select on public.order_views to authenticated;
create policy select_staff on public.order_views for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view')))
    and (is_shared or user_id = (select private.my_user_id())));

create function private.save_order_view(store_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user_id uuid := private.my_user_id();
begin
  perform private.assert_holds('orders.view', store_id);
  if v_user_id is null then
    raise exception 'Views belong to people' using errcode = 'AF404';
  end if;
  -- Whoever saves one more at the same moment waits here.
  perform pg_advisory_xact_lock(hashtextextended('order_views:' || store_id || v_user_id, 0));
  if (select count(*) from public.order_views as v where v.store_id = save_order_view.store_id and v.user_id = v_user_id
    and v.name <> trim(input ->> 'name')) >= 20 then
    return private.refusal('too_many_views');
  end if;
  insert into public.order_views as v (store_id, user_id, name, filter, is_shared)
  values (save_order_view.store_id, v_user_id, trim(input ->> 'name'), input -> 'filter', coalesce((input ->> 'is_shared')::boolean, false))
  on conflict on constraint order_views_store_id_user_id_name_key
  do update set filter = excluded.filter, is_shared = excluded.is_shared;
  return jsonb_build_object('ok', true);
end $$;
comment on function private.save_order_view is
  'Keeps {name, filter, is_shared} as the caller''s, 20 a person and store at most; the same name again replaces it. Refuses with too_many_views; AF404 without orders.view. Definer: no client role writes views.';

create function private.delete_order_view(store_id uuid, view_id uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.assert_holds('orders.view', store_id);
  delete from public.order_views as v
  where v.store_id = delete_order_view.store_id and v.id = delete_order_view.view_id
    and (v.user_id = private.my_user_id()
      or (v.is_shared and v.store_id = any (array(select private.my_store_ids('settings.manage')))));
  return found;
end $$;
comment on function private.delete_order_view is
  'Whoever made it deletes it, and those who manage the store delete what is shared there. False when there was none. Definer: no client role writes views.';

create function public.save_order_view(store_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_order_view(store_id, input);
end;
create function public.delete_order_view(store_id uuid, view_id uuid) returns boolean
language sql volatile security invoker set search_path = ''
begin atomic
  select private.delete_order_view(store_id, view_id);
end;
grant execute on function private.save_order_view, public.save_order_view, private.delete_order_view, public.delete_order_view
  to authenticated;
