-- What a shop takes off its prices: by itself, or for whoever has a code.
create type public.discount_kind as enum ('percent', 'amount', 'free_delivery', 'buy_get');
create type public.discount_class as enum ('product', 'order', 'delivery');

create table public.discounts (
  id              uuid primary key default private.uuid_v7(),
  store_id        uuid not null references public.stores on delete cascade,
  name            text not null check (length(name) between 1 and 60 and name !~ '[[:cntrl:]]'),
  code            text check (code ~ '^[A-Z0-9][A-Z0-9_-]{2,29}$'),
  kind            public.discount_kind not null,
  percent_bp      integer check (percent_bp between 1 and 10000),
  amount_minor    bigint check (amount_minor between 1 and 1000000000000),
  buy_quantity    integer check (buy_quantity between 1 and 999),
  get_quantity    integer check (get_quantity between 1 and 999),
  is_for_chosen   boolean not null default false,
  class           public.discount_class not null generated always as (case
    when kind = 'free_delivery' then 'delivery'::public.discount_class
    when kind = 'buy_get' or is_for_chosen then 'product'::public.discount_class
    else 'order'::public.discount_class end) stored,
  min_minor       bigint check (min_minor between 1 and 1000000000000),
  min_quantity    integer check (min_quantity between 1 and 49950),
  starts_at       timestamptz not null default now(),
  ends_at         timestamptz,
  usage_limit     integer check (usage_limit > 0),
  customer_limit  integer check (customer_limit between 1 and 1000),
  combines_with   public.discount_class[] not null default '{}' check (cardinality(combines_with) <= 3),
  used            integer not null default 0 check (used >= 0),
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  unique (store_id, id),
  constraint discounts_code_key unique (store_id, code),
  constraint discounts_time_check check (ends_at > starts_at),
  constraint discounts_kind_check check (
    (percent_bp is not null) = (kind in ('percent', 'buy_get')) and (amount_minor is not null) = (kind = 'amount')
    and (buy_quantity is not null) = (kind = 'buy_get') and (get_quantity is not null) = (kind = 'buy_get'))
);
comment on table public.discounts is
  'What is taken off, when and for whom. Without a code it applies by itself. Nobody outside the team reads it: price_cart says what it comes to.';
comment on column public.discounts.percent_bp is 'Basis points off: 1000 for 10 %. Of what one gets, for buy_get.';
comment on column public.discounts.class is 'What it makes cheaper: some products, the order as a whole, or its delivery.';
comment on column public.discounts.combines_with is 'Classes of others beside which it may apply; both have to allow it. Empty: alone.';
comment on column public.discounts.used is 'Orders that hold it now: those that expired or were cancelled unpaid gave it back.';
create index discounts_store_idx on public.discounts (store_id, id desc);
create index discounts_automatic_idx on public.discounts (store_id, ends_at) where code is null;

create table public.discount_targets (
  id            uuid primary key default private.uuid_v7(),
  store_id      uuid not null,
  discount_id   uuid not null,
  product_id    uuid,
  collection_id uuid,
  category_id   uuid,
  foreign key (store_id, discount_id) references public.discounts (store_id, id) on delete cascade,
  foreign key (store_id, product_id) references public.products (store_id, id) on delete cascade,
  foreign key (store_id, collection_id) references public.collections (store_id, id) on delete cascade,
  foreign key (store_id, category_id) references public.categories (store_id, id) on delete cascade,
  unique nulls not distinct (discount_id, product_id, collection_id, category_id),
  check (num_nonnulls(product_id, collection_id, category_id) = 1)
);
comment on table public.discount_targets is
  'The goods of a discount that is for some of them: products, collections, and categories with all below. Without any left, it is for nothing.';
create index discount_targets_discount_idx on public.discount_targets (store_id, discount_id);
create index discount_targets_product_idx on public.discount_targets (product_id) where product_id is not null;
create index discount_targets_collection_idx on public.discount_targets (collection_id) where collection_id is not null;
create index discount_targets_category_idx on public.discount_targets (category_id) where category_id is not null;

create trigger _200_touch_updated_at before update on public.discounts
  for each row execute function private.tg__touch_updated_at();
-- How often it was used is in the orders: counting is no change that somebody made.
create trigger _900_audit after insert or delete or update of name, code, kind, percent_bp, amount_minor, buy_quantity,
  get_quantity, is_for_chosen, min_minor, min_quantity, starts_at, ends_at, usage_limit, customer_limit, combines_with
  on public.discounts for each row execute function private.tg__audit();
create trigger _900_audit after insert or delete on public.discount_targets
  for each row execute function private.tg__audit();

alter table public.discounts enable row level security;
alter table public.discount_targets enable row level security;
grant select, delete on public.discounts to authenticated;
grant update (ends_at) on public.discounts to authenticated;
grant select on public.discount_targets to authenticated;
create policy select_staff on public.discounts for select to authenticated
  using (store_id = any (array(select private.my_store_ids('products.view'))));
create policy update_manager on public.discounts for update to authenticated
  using (store_id = any (array(select private.my_store_ids('discounts.manage'))))
  with check (store_id = any (array(select private.my_store_ids('discounts.manage'))));
create policy delete_manager on public.discounts for delete to authenticated
  using (used = 0 and store_id = any (array(select private.my_store_ids('discounts.manage'))));
create policy select_staff on public.discount_targets for select to authenticated
  using (store_id = any (array(select private.my_store_ids('products.view'))));

create function private.save_discount_targets(store_id uuid, discount_id uuid, targets jsonb) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- What stays is left as it is: the log tells of what changed.
  delete from public.discount_targets as t
  where t.store_id = save_discount_targets.store_id and t.discount_id = save_discount_targets.discount_id
    and not exists (select from jsonb_to_recordset(targets) as r (product_id uuid, collection_id uuid, category_id uuid)
      where (r.product_id, r.collection_id, r.category_id)
        is not distinct from (t.product_id, t.collection_id, t.category_id));
  insert into public.discount_targets (store_id, discount_id, product_id, collection_id, category_id)
  select save_discount_targets.store_id, save_discount_targets.discount_id, r.product_id, r.collection_id, r.category_id
  from jsonb_to_recordset(targets) as r (product_id uuid, collection_id uuid, category_id uuid)
  on conflict do nothing;
end $$;

create function private.save_discount(store_id uuid, discount_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_discount public.discounts;
  v_unit bigint;
  v_targets jsonb := coalesce(input -> 'targets', '[]');
begin
  perform private.assert_holds('discounts.manage', store_id);
  -- One change at a time, so that two cannot both be the tenth.
  select private.payable_unit(s.currency) into v_unit
  from public.stores as s where s.id = save_discount.store_id for no key update;
  if (input ->> 'amount_minor')::numeric % v_unit <> 0 or jsonb_typeof(v_targets) <> 'array'
    or jsonb_array_length(v_targets) > 100
    or coalesce((input ->> 'is_for_chosen')::boolean, false) <> (v_targets <> '[]') then
    raise exception 'Discount is not valid' using errcode = 'AF422';
  end if;
  select d.* into v_discount from public.discounts as d
  where d.store_id = save_discount.store_id and d.id in (discount_id, private.id_in_store(save_discount.store_id, discount_id));
  if v_discount.id is null and coalesce((input ->> 'is_known')::boolean, false) then
    return private.refusal('discount_gone');
  end if;
  if input ->> 'code' is null and (select count(*) from public.discounts as d
      where d.store_id = save_discount.store_id and d.code is null and d.id is distinct from v_discount.id
        and (d.ends_at is null or d.ends_at > now())) >= 10 then
    return private.refusal('too_many_automatic');
  end if;
  insert into public.discounts as d (id, store_id, name, code, kind, percent_bp, amount_minor, buy_quantity, get_quantity,
    is_for_chosen, min_minor, min_quantity, starts_at, ends_at, usage_limit, customer_limit, combines_with)
  select coalesce(v_discount.id, private.id_in_store(save_discount.store_id, discount_id)), save_discount.store_id,
    trim(r.name), r.code, r.kind, r.percent_bp, r.amount_minor, r.buy_quantity, r.get_quantity,
    v_targets <> '[]', r.min_minor, r.min_quantity,
    coalesce(r.starts_at, v_discount.starts_at, now()), r.ends_at, r.usage_limit, r.customer_limit,
    coalesce(r.combines_with, '{}')
  from jsonb_to_record(input) as r (name text, code text, kind public.discount_kind, percent_bp integer,
    amount_minor bigint, buy_quantity integer, get_quantity integer, min_minor bigint, min_quantity integer,
    starts_at timestamptz, ends_at timestamptz, usage_limit integer, customer_limit integer,
    combines_with public.discount_class[])
  on conflict (id) do update
    set name = excluded.name, code = excluded.code, kind = excluded.kind, percent_bp = excluded.percent_bp,
        amount_minor = excluded.amount_minor, buy_quantity = excluded.buy_quantity, get_quantity = excluded.get_quantity,
        is_for_chosen = excluded.is_for_chosen, min_minor = excluded.min_minor, min_quantity = excluded.min_quantity,
        starts_at = excluded.starts_at, ends_at = excluded.ends_at, usage_limit = excluded.usage_limit,
        customer_limit = excluded.customer_limit, combines_with = excluded.combines_with
  returning d.id into v_discount.id;
  perform private.save_discount_targets(store_id, v_discount.id, v_targets);
  return jsonb_build_object('ok', true, 'id', v_discount.id);
exception
  when unique_violation then
    return private.refusal('code_taken');
  when foreign_key_violation or check_violation or not_null_violation or data_exception then
    raise exception 'Discount is not valid' using errcode = 'AF422';
end $$;
comment on function private.save_discount is
  'Makes a discount, by the random id that its form minted, or changes one: input as the columns of discounts, with targets [{product_id, collection_id or category_id}] and is_known for one that was there. Refuses: discount_gone, too_many_automatic (10 that have not ended), code_taken. Errors: AF404, AF422. Definer: clients choose no ids; it asks for discounts.manage.';

create function public.save_discount(store_id uuid, discount_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_discount(store_id, discount_id, input);
end;
grant execute on function private.save_discount, public.save_discount to authenticated;
