-- What buyers say of what they bought. Shown once somebody of the shop has read it.
create type public.review_state as enum ('pending', 'published', 'rejected');

create table public.reviews (
  id          uuid primary key default private.uuid_v7(),
  store_id    uuid not null,
  product_id  uuid not null,
  order_id    uuid not null,
  stars       smallint not null check (stars between 1 and 5),
  body        text not null default '' check (length(body) <= 2000),
  author_name text not null check (length(author_name) between 1 and 60),
  state       public.review_state not null default 'pending',
  answer      text not null default '' check (length(answer) <= 2000),
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  foreign key (store_id, product_id) references public.products (store_id, id) on delete cascade,
  foreign key (store_id, order_id) references public.orders (store_id, id) on delete cascade,
  unique (store_id, order_id, product_id)
);
comment on table public.reviews is 'One for each product of an order, by whoever holds the order''s link.';
create index reviews_product_idx on public.reviews (store_id, product_id, id desc) where state = 'published';
create index reviews_state_idx on public.reviews (store_id, state, id desc);
create trigger _100_touch_updated_at before update on public.reviews
  for each row execute function private.tg__touch_updated_at();

alter table public.products
  add column rating_count integer not null default 0 check (rating_count >= 0),
  add column rating_sum integer not null default 0 check (rating_sum >= 0);
comment on column public.products.rating_sum is 'Stars of all published reviews together, so that lists need not read them. Kept by a trigger.';

create function private.tg_reviews__count() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_old integer := case when tg_op <> 'INSERT' and old.state = 'published' then old.stars end;
  v_new integer := case when tg_op <> 'DELETE' and new.state = 'published' then new.stars end;
begin
  if v_old is distinct from v_new then
    update public.products as p
    set rating_count = p.rating_count + (v_new is not null)::integer - (v_old is not null)::integer,
        rating_sum = p.rating_sum + coalesce(v_new, 0) - coalesce(v_old, 0)
    where p.store_id = coalesce(new.store_id, old.store_id) and p.id = coalesce(new.product_id, old.product_id);
  end if;
  return null;
end $$;
comment on function private.tg_reviews__count is 'Adds what changed, so that two at once are both counted. Definer: no client role writes these columns.';
create trigger _300_count after insert or update of state, stars or delete on public.reviews
  for each row execute function private.tg_reviews__count();

alter table public.reviews enable row level security;
-- Not order_id: whose order it was is nobody's business.
grant select (id, store_id, product_id, stars, body, author_name, state, answer, created_at, updated_at)
  on public.reviews to anon, authenticated;
grant update (state, answer) on public.reviews to authenticated;
create policy select_visitor on public.reviews for select to anon
  using (state = 'published' and store_id <> all (array(select private.suspended_store_ids())));
create policy select_visitor_or_staff on public.reviews for select to authenticated
  using ((state = 'published' and store_id <> all (array(select private.suspended_store_ids())))
    or store_id = any (array(select private.my_store_ids('products.view'))));
create policy update_manager on public.reviews for update to authenticated
  using (store_id = any (array(select private.my_store_ids('products.manage'))))
  with check (store_id = any (array(select private.my_store_ids('products.manage'))));

create function private.list_bought(store_slug text, order_token text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(b.bought order by b.position), '[]')
  from (
    select distinct on (v.product_id) i.position, jsonb_build_object(
      'product_id', v.product_id, 'title', i.product_title, 'image_path', i.image_path,
      'stars', r.stars, 'body', r.body, 'author_name', coalesce(r.author_name, split_part(o.contact_name, ' ', 1)),
      'state', r.state
    ) as bought
    from public.orders as o
    join public.stores as s on s.id = o.store_id and s.slug = list_bought.store_slug and s.status <> 'suspended'
    join public.order_items as i on i.store_id = o.store_id and i.order_id = o.id
    join public.variants as v on v.store_id = i.store_id and v.id = i.variant_id
    left join public.reviews as r on r.store_id = o.store_id and r.order_id = o.id and r.product_id = v.product_id
    where o.token = list_bought.order_token and o.status in ('paid', 'fulfilled', 'completed')
    order by v.product_id, i.position
  ) as b;
$$;
comment on function private.list_bought is
  'The products of a paid order with what its buyer said of each. Definer: the token is the permission.';

create function private.write_review(store_slug text, order_token text, product_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
begin
  select o.* into v_order from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = write_review.store_slug and s.status <> 'suspended'
  where o.token = write_review.order_token;
  if not found or not exists (
    select from public.order_items as i
    join public.variants as v on v.store_id = i.store_id and v.id = i.variant_id
    where i.store_id = v_order.store_id and i.order_id = v_order.id and v.product_id = write_review.product_id
  ) then
    return private.refusal('not_bought');
  end if;
  if v_order.status not in ('paid', 'fulfilled', 'completed') then
    return private.refusal('not_paid');
  end if;
  if coalesce(input ->> 'stars', '') !~ '^[1-5]$' or length(coalesce(input ->> 'body', '')) > 2000
    or length(coalesce(input ->> 'author_name', '')) not between 1 and 60
  then
    raise exception 'Review is not valid' using errcode = 'AF422';
  end if;
  -- What was read before is not what stands there now.
  insert into public.reviews as r (store_id, product_id, order_id, stars, body, author_name)
  values (v_order.store_id, write_review.product_id, v_order.id, (input ->> 'stars')::smallint,
    coalesce(input ->> 'body', ''), input ->> 'author_name')
  on conflict on constraint reviews_store_id_order_id_product_id_key do update
    set stars = excluded.stars, body = excluded.body, author_name = excluded.author_name, state = 'pending'
    where (r.stars, r.body, r.author_name) is distinct from (excluded.stars, excluded.body, excluded.author_name);
  return jsonb_build_object('ok', true);
end $$;
comment on function private.write_review is
  'Writes or changes what a buyer says of a product of a paid order; it waits to be read. input: {stars, body, author_name}. Refuses: not_bought, not_paid. Errors: AF422. Definer: the token is the permission.';

create function public.list_bought(store_slug text, order_token text) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.list_bought(store_slug, order_token);
end;
create function public.write_review(store_slug text, order_token text, product_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.write_review(store_slug, order_token, product_id, input);
end;
grant execute on function private.list_bought, public.list_bought, private.write_review, public.write_review
  to anon, authenticated;
