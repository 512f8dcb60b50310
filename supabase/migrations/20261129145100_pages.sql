-- A shop's own pages: policies and whatever else it has to say. Their old addresses lead to where they are now.
create type public.page_kind as enum ('page', 'privacy', 'returns', 'delivery', 'terms');

create table public.store_pages (
  id           uuid primary key default private.uuid_v7(),
  store_id     uuid not null references public.stores on delete cascade,
  kind         public.page_kind not null default 'page',
  slug         text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  title        text not null check (length(title) between 1 and 80 and title !~ '[[:cntrl:]]'),
  body         text not null default '' check (length(body) <= 20000),
  is_published boolean not null default false,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  unique (store_id, slug),
  unique (store_id, id, is_published)
);
comment on table public.store_pages is 'What a shop has to say besides its goods, in the Markdown of lib/rich_text.ts. A policy of each kind at most.';
create unique index store_pages_policy_key on public.store_pages (store_id, kind) where kind <> 'page';
-- Every page of the shop lists them in its footer.
create index store_pages_footer_idx on public.store_pages (store_id, kind, id) include (slug, title) where is_published;
create trigger _100_touch_updated_at before update on public.store_pages
  for each row execute function private.tg__touch_updated_at();

create table public.page_redirects (
  store_id     uuid not null references public.stores on delete cascade,
  slug         text not null,
  page_id      uuid not null,
  is_published boolean not null,
  created_at   timestamptz not null default now(),
  primary key (store_id, slug),
  foreign key (store_id, page_id, is_published) references public.store_pages (store_id, id, is_published)
    on update cascade on delete cascade
);
comment on table public.page_redirects is
  'Addresses that pages had. A page that has the address now goes first, and takes the old one away.';
create index page_redirects_page_idx on public.page_redirects (store_id, page_id, is_published);

create function private.tg_store_pages__keep_old_slug() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.page_redirects as r where r.store_id = new.store_id and r.slug = new.slug;
  if tg_op = 'UPDATE' and old.slug <> new.slug then
    insert into public.page_redirects (store_id, slug, page_id, is_published)
    values (new.store_id, old.slug, new.id, new.is_published)
    on conflict (store_id, slug) do update set page_id = excluded.page_id, is_published = excluded.is_published;
  end if;
  return null;
end $$;
comment on function private.tg_store_pages__keep_old_slug is 'Definer: no client role writes redirects.';
create trigger _300_keep_old_slug after insert or update of slug on public.store_pages
  for each row execute function private.tg_store_pages__keep_old_slug();

alter table public.store_pages enable row level security;
alter table public.page_redirects enable row level security;
grant select on public.store_pages, public.page_redirects to anon, authenticated;
grant delete on public.store_pages to authenticated;
create policy select_visitor on public.store_pages for select to anon
  using (is_published and store_id <> all (array(select private.suspended_store_ids())));
create policy select_visitor_or_manager on public.store_pages for select to authenticated
  using ((is_published and store_id <> all (array(select private.suspended_store_ids())))
    or store_id = any (array(select private.my_store_ids('settings.manage'))));
create policy delete_manager on public.store_pages for delete to authenticated
  using (store_id = any (array(select private.my_store_ids('settings.manage'))));
create policy select_visitor on public.page_redirects for select to anon
  using (is_published and store_id <> all (array(select private.suspended_store_ids())));
create policy select_visitor_or_manager on public.page_redirects for select to authenticated
  using ((is_published and store_id <> all (array(select private.suspended_store_ids())))
    or store_id = any (array(select private.my_store_ids('settings.manage'))));

create function private.page_fingerprint(page public.store_pages) returns text
language sql immutable set search_path = ''
as $$
  select md5(jsonb_build_array(page.title, page.slug, page.body, page.is_published)::text);
$$;

create function private.save_page(store_id uuid, page_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_page public.store_pages;
  v_constraint text;
begin
  perform private.assert_holds('settings.manage', store_id);
  -- One change at a time.
  perform from public.stores as s where s.id = save_page.store_id for no key update;
  select p.* into v_page from public.store_pages as p
  where p.store_id = save_page.store_id and p.id in (page_id, private.id_in_store(save_page.store_id, page_id));
  if v_page.id is null and input ? 'shown' then
    return private.refusal('page_gone');
  end if;
  if v_page.id is not null and (v_page.title, v_page.slug, v_page.body, v_page.is_published)
    is not distinct from (input ->> 'title', input ->> 'slug', input ->> 'body', (input ->> 'is_published')::boolean) then
    return jsonb_build_object('ok', true, 'id', v_page.id);
  end if;
  if v_page.id is not null and input ->> 'shown' is distinct from private.page_fingerprint(v_page) then
    return private.refusal('changed_meanwhile');
  end if;
  if v_page.id is null and (select count(*) from public.store_pages as p where p.store_id = save_page.store_id) >= 100 then
    return private.refusal('too_many_pages');
  end if;
  insert into public.store_pages as p (id, store_id, kind, slug, title, body, is_published)
  values (coalesce(v_page.id, private.id_in_store(store_id, page_id)), store_id,
    coalesce(v_page.kind, (input ->> 'kind')::public.page_kind, 'page'), input ->> 'slug', input ->> 'title',
    input ->> 'body', (input ->> 'is_published')::boolean)
  on conflict (id) do update
    set slug = excluded.slug, title = excluded.title, body = excluded.body, is_published = excluded.is_published
  returning p.id into v_page.id;
  return jsonb_build_object('ok', true, 'id', v_page.id);
exception
  when unique_violation then
    get stacked diagnostics v_constraint = constraint_name;
    return private.refusal(case v_constraint when 'store_pages_policy_key' then 'policy_exists' else 'slug_taken' end);
  when check_violation or not_null_violation or data_exception then
    raise exception 'Page is not valid' using errcode = 'AF422';
end $$;
comment on function private.save_page is
  'Makes a page, by the random id that its form minted, or changes one: input {kind, title, slug, body, is_published, shown}; its kind stays. Definer: clients choose no ids; it asks for settings.manage.';

create function public.save_page(store_id uuid, page_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_page(store_id, page_id, input);
end;
grant execute on function private.save_page to authenticated;
grant execute on function public.save_page to authenticated;
