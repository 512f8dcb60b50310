-- Two customers who are one person. The row that is merged stays for its phone, so that what comes from that phone is
-- the other's from then on; all that hung on it moves, and the record of it says what did, so that it can go back.
-- Locks: rows merged before, then customers in the order of their ids, then orders, then sums.
create table public.customer_merges (
  id                 uuid primary key default private.uuid_v7(),
  store_id           uuid not null,
  kept_id            uuid not null,
  merged_id          uuid not null,
  order_ids          uuid[] not null,
  address_ids        uuid[] not null,
  note_ids           uuid[] not null,
  follower_ids       uuid[] not null,
  default_address_id uuid,
  taken_email        text,
  taken_tags         text[] not null default '{}',
  merged_by          uuid,
  merged_by_name     text check (length(merged_by_name) <= 254),
  merged_at          timestamptz not null default clock_timestamp(),
  undone_at          timestamptz,
  foreign key (store_id, kept_id) references public.customers (store_id, id) on delete cascade,
  foreign key (store_id, merged_id) references public.customers (store_id, id) on delete cascade,
  unique (store_id, id)
);
comment on table public.customer_merges is 'What moved from one customer to another, for as long as it may go back and after.';
comment on column public.customer_merges.follower_ids is 'Rows that had been merged into the merged one before.';
comment on column public.customer_merges.taken_email is 'What the kept one had none of and took over.';
create index customer_merges_kept_idx on public.customer_merges (store_id, kept_id, id desc);
create index customer_merges_merged_idx on public.customer_merges (store_id, merged_id);
create index customers_email_idx on public.customers (store_id, lower(email)) where email is not null and merged_into is null;
create index customers_phone_end_idx on public.customers (store_id, right(phone, 9)) where merged_into is null;

alter table public.customer_merges enable row level security;
grant select on public.customer_merges to authenticated;
create policy select_staff on public.customer_merges for select to authenticated
  using (store_id = any (array(select private.my_store_ids('customers.view'))));

create function private.tg__follow_merge() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.customer_id := coalesce((
    select c.merged_into from public.customers as c where c.store_id = new.store_id and c.id = new.customer_id
  ), new.customer_id);
  return new;
end $$;
comment on function private.tg__follow_merge is
  'What comes from the phone of a merged customer is of the one who was kept. Definer: whoever writes this may read no customers.';
create trigger _050_follow_merge before insert on public.orders
  for each row execute function private.tg__follow_merge();
create trigger _050_follow_merge before insert on public.addresses
  for each row execute function private.tg__follow_merge();

create function private.tg_customers__tell_kept() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.customers as c set name = new.name, email = new.email, wants_news = new.wants_news
  where c.store_id = new.store_id and c.id = new.merged_into
    and (c.name, c.email, c.wants_news) is distinct from (new.name, new.email, new.wants_news);
  return null;
end $$;
comment on function private.tg_customers__tell_kept is
  'What somebody says of themselves at the phone that was merged, they say of the one who was kept. Definer: as tg__follow_merge.';
create trigger _500_tell_kept after update of name, email, wants_news on public.customers
  for each row when (new.merged_into is not null and old.merged_into = new.merged_into
    and (new.name, new.email, new.wants_news) is distinct from (old.name, old.email, old.wants_news))
  execute function private.tg_customers__tell_kept();

-- The session of a merged phone is the kept customer's.
create or replace function private.find_shopper(store_slug text, session_token text) returns private.shopper
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select row(t.store_id, t.phone, coalesce(c.merged_into, c.id))::private.shopper
    from private.shopper_sessions as t
    join public.stores as s on s.id = t.store_id and s.slug = find_shopper.store_slug and s.status <> 'suspended'
    left join public.customers as c on c.store_id = t.store_id and c.phone = t.phone
    where t.token_hash = private.digest(session_token) and t.expires_at > now()
  );
end $$;

create function private.assert_runs_customers(store_id uuid) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.assert_holds('customers.view', store_id);
  perform private.assert_holds('settings.manage', store_id);
end $$;
comment on function private.assert_runs_customers is
  'AF404 for callers who do not both see customers and manage the shop: they say who is who, and let people go.';

create function private.lock_customers(store_id uuid, ids uuid[]) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform from public.customers as c
  where c.store_id = lock_customers.store_id and c.merged_into = any (ids) order by c.id for update;
  perform from public.customers as c
  where c.store_id = lock_customers.store_id and c.id = any (ids) order by c.id for update;
  -- From here on nobody places an order for them.
  perform from public.orders as o
  where o.store_id = lock_customers.store_id and o.customer_id = any (ids) order by o.id for update;
end $$;
comment on function private.lock_customers is 'Holds customers, what was merged into them and their orders until the end of the transaction. Definer: as merge_customers.';

create function private.merge_customers(store_id uuid, kept_id uuid, merged_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_kept public.customers;
  v_merged public.customers;
  v_merge public.customer_merges;
begin
  perform private.assert_runs_customers(store_id);
  perform private.lock_customers(store_id, array[kept_id, merged_id]);
  select c.* into v_kept from public.customers as c where c.store_id = merge_customers.store_id and c.id = kept_id;
  select c.* into v_merged from public.customers as c where c.store_id = merge_customers.store_id and c.id = merged_id;
  if v_kept.id is null or v_merged.id is null or v_kept.id = v_merged.id
    or coalesce(v_kept.erased_at, v_merged.erased_at) is not null then
    return private.refusal('customer_gone');
  elsif v_merged.merged_into = v_kept.id then
    return jsonb_build_object('ok', true, 'id', (select m.id from public.customer_merges as m
      where m.store_id = v_kept.store_id and m.kept_id = v_kept.id and m.merged_id = v_merged.id and m.undone_at is null
      order by m.id desc limit 1));
  elsif v_kept.merged_into is not null or v_merged.merged_into is not null then
    return private.refusal('merged_meanwhile');
  end if;

  insert into public.customer_merges (store_id, kept_id, merged_id, order_ids, address_ids, note_ids, follower_ids,
    default_address_id, taken_email, taken_tags, merged_by, merged_by_name)
  values (v_kept.store_id, v_kept.id, v_merged.id,
    array(select o.id from public.orders as o where o.store_id = v_kept.store_id and o.customer_id = v_merged.id),
    -- Places that the kept one has stay where they are.
    array(select a.id from public.addresses as a where a.store_id = v_kept.store_id and a.customer_id = v_merged.id
      and not exists (select from public.addresses as k where k.store_id = a.store_id and k.customer_id = v_kept.id
        and k.area = a.area and lower(k.landmark) = lower(a.landmark))),
    array(select n.id from public.customer_notes as n where n.store_id = v_kept.store_id and n.customer_id = v_merged.id),
    array(select c.id from public.customers as c where c.store_id = v_kept.store_id and c.merged_into = v_merged.id),
    (select a.id from public.addresses as a where a.store_id = v_kept.store_id and a.customer_id = v_merged.id
      and a.is_default and a.removed_at is null),
    case when v_kept.email is null then v_merged.email end,
    array(select t from unnest(v_merged.tags) as t where t <> all (v_kept.tags)
      order by t limit 20 - cardinality(v_kept.tags)),
    auth.uid(), private.my_name(v_kept.store_id))
  returning * into v_merge;
  perform private.move_to_customer(v_merge, v_merge.order_ids, v_kept.id);
  update public.customers as c set merged_into = v_kept.id
  where c.store_id = v_kept.store_id and (c.id = v_merged.id or c.id = any (v_merge.follower_ids));
  update public.customers as c
  set email = coalesce(c.email, v_merge.taken_email),
      tags = array(select t from unnest(c.tags || v_merge.taken_tags) as t order by t)
  where c.id = v_kept.id and (v_merge.taken_email is not null or v_merge.taken_tags <> '{}');
  delete from public.customer_totals as t where t.store_id = v_kept.store_id and t.customer_id = v_merged.id;
  perform private.audit('customers.merged', 'customers', v_kept.id::text,
    (select s.tenant_id from public.stores as s where s.id = v_kept.store_id), v_kept.store_id,
    jsonb_build_object('merge_id', v_merge.id, 'orders', cardinality(v_merge.order_ids)));
  return jsonb_build_object('ok', true, 'id', v_merge.id);
end $$;
comment on function private.merge_customers is 'See public.merge_customers. Definer: no client role writes customers or orders.';

create function private.move_to_customer(merge public.customer_merges, order_ids uuid[], customer_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.orders as o set customer_id = move_to_customer.customer_id
  where o.store_id = merge.store_id and o.id = any (move_to_customer.order_ids);
  update public.addresses as a set customer_id = move_to_customer.customer_id, is_default = false
  where a.store_id = merge.store_id and a.id = any (merge.address_ids) and a.customer_id in (merge.kept_id, merge.merged_id);
  update public.customer_notes as n set customer_id = move_to_customer.customer_id
  where n.store_id = merge.store_id and n.id = any (merge.note_ids) and n.customer_id in (merge.kept_id, merge.merged_id);
end $$;
comment on function private.move_to_customer is
  'Moves what a merge is about to one of its two customers. Reviews and messages hang on orders and phones, and come along. Definer: as merge_customers.';

create function private.undo_customer_merge(store_id uuid, merge_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_merge public.customer_merges;
  v_ids uuid[];
  v_phones text[];
begin
  perform private.assert_runs_customers(store_id);
  select m.* into v_merge from public.customer_merges as m
  where m.store_id = undo_customer_merge.store_id and m.id = merge_id;
  if v_merge.id is null then
    return private.refusal('merge_gone');
  end if;
  perform private.lock_customers(v_merge.store_id, array[v_merge.kept_id, v_merge.merged_id]);
  select m.* into v_merge from public.customer_merges as m where m.id = v_merge.id;
  if v_merge.undone_at is not null then
    return jsonb_build_object('ok', true, 'id', v_merge.merged_id);
  elsif v_merge.merged_at < now() - interval '30 days' then
    return private.refusal('merge_over');
  elsif not exists (select from public.customers as c where c.id = v_merge.merged_id and c.merged_into = v_merge.kept_id)
    or exists (select from public.customers as c where c.id = v_merge.kept_id and c.merged_into is not null) then
    return private.refusal('merged_meanwhile');
  end if;
  update public.customer_merges as m set undone_at = clock_timestamp() where m.id = v_merge.id;
  update public.customers as c set merged_into = null where c.id = v_merge.merged_id;
  update public.customers as c set merged_into = v_merge.merged_id
  where c.store_id = v_merge.store_id and c.id = any (v_merge.follower_ids) and c.merged_into = v_merge.kept_id;
  insert into public.customer_totals (store_id, customer_id) values (v_merge.store_id, v_merge.merged_id);
  v_phones := array(select c.phone from public.customers as c
    where c.store_id = v_merge.store_id and (c.id = v_merge.merged_id or c.merged_into = v_merge.merged_id));
  -- With what their phones ordered since.
  v_ids := array(select o.id from public.orders as o
    where o.store_id = v_merge.store_id and o.customer_id = v_merge.kept_id
      and (o.id = any (v_merge.order_ids) or (o.contact_phone = any (v_phones) and o.placed_at >= v_merge.merged_at)));
  perform private.move_to_customer(v_merge, v_ids, v_merge.merged_id);
  update public.addresses as a set is_default = true
  where a.store_id = v_merge.store_id and a.id = v_merge.default_address_id and a.removed_at is null;
  update public.customers as c
  set email = case when c.email = v_merge.taken_email then null else c.email end,
      tags = array(select t from unnest(c.tags) as t where t <> all (v_merge.taken_tags) order by t)
  where c.id = v_merge.kept_id and (v_merge.taken_email is not null or v_merge.taken_tags <> '{}');
  perform private.audit('customers.merge_undone', 'customers', v_merge.kept_id::text,
    (select s.tenant_id from public.stores as s where s.id = v_merge.store_id), v_merge.store_id,
    jsonb_build_object('merge_id', v_merge.id, 'orders', cardinality(v_ids)));
  return jsonb_build_object('ok', true, 'id', v_merge.merged_id);
end $$;
comment on function private.undo_customer_merge is 'See public.undo_customer_merge. Definer: as merge_customers.';

create function private.list_duplicate_customers(store_id uuid, customer_id uuid default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.assert_holds('customers.view', store_id);
  return (
    with pairs as (
      select a.id as first_id, b.id as second_id, 'phone' as why
      from public.customers as a
      join public.customers as b on b.store_id = a.store_id and right(b.phone, 9) = right(a.phone, 9)
        and b.id > a.id and b.merged_into is null
      where a.store_id = list_duplicate_customers.store_id and a.merged_into is null
        and (list_duplicate_customers.customer_id is null or list_duplicate_customers.customer_id in (a.id, b.id))
      union
      select a.id, b.id, 'email'
      from public.customers as a
      join public.customers as b on b.store_id = a.store_id and lower(b.email) = lower(a.email)
        and b.email is not null and b.id > a.id and b.merged_into is null
      where a.store_id = list_duplicate_customers.store_id and a.merged_into is null and a.email is not null
        and (list_duplicate_customers.customer_id is null or list_duplicate_customers.customer_id in (a.id, b.id))
    )
    select coalesce(jsonb_agg(jsonb_build_object('why', p.why, 'customers', jsonb_build_array(
      jsonb_build_object('id', a.id, 'name', a.name, 'phone', a.phone, 'email', a.email, 'orders', t.orders),
      jsonb_build_object('id', b.id, 'name', b.name, 'phone', b.phone, 'email', b.email, 'orders', u.orders))
      ) order by p.why desc, p.first_id, p.second_id), '[]')
    from (select * from pairs order by why desc, first_id, second_id limit 50) as p
    join public.customers as a on a.id = p.first_id
    join public.customer_totals as t on t.store_id = a.store_id and t.customer_id = a.id
    join public.customers as b on b.id = p.second_id
    join public.customer_totals as u on u.store_id = b.store_id and u.customer_id = b.id
  );
end $$;
comment on function private.list_duplicate_customers is 'See public.list_duplicate_customers. Definer: as find_customers.';

create function public.merge_customers(store_id uuid, kept_id uuid, merged_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.merge_customers(store_id, kept_id, merged_id);
end;
comment on function public.merge_customers is
  'Makes two customers one: orders, addresses and notes of the second become the first''s, and so does what its phone orders later. Again does nothing. Answers the id of the merge. Refuses: customer_gone, merged_meanwhile. Error: AF404 without customers.view and settings.manage.';
create function public.undo_customer_merge(store_id uuid, merge_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.undo_customer_merge(store_id, merge_id);
end;
comment on function public.undo_customer_merge is
  'Gives back what a merge moved, and what the phone ordered since, within 30 days; the last merge first. Again does nothing. Answers the id of the customer. Refuses: merge_gone, merge_over, merged_meanwhile. Error: AF404.';
create function public.list_duplicate_customers(store_id uuid, customer_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.list_duplicate_customers(store_id, customer_id);
end;
comment on function public.list_duplicate_customers is
  'Pairs of customers who may be one person, 50 at most, of all or with one: [{why: phone|email, customers}]. Phones are alike when their last nine characters are. Error: AF404 without customers.view.';
grant execute on function private.merge_customers, public.merge_customers, private.undo_customer_merge,
  public.undo_customer_merge, private.list_duplicate_customers, public.list_duplicate_customers to authenticated;
