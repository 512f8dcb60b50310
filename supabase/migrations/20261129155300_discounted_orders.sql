-- Orders keep what was taken off, as it was called then; how often a discount was used is counted where it is used.
alter table public.orders
  add column discount_minor bigint not null default 0 check (discount_minor >= 0),
  drop constraint orders_total_adds_up,
  add constraint orders_total_adds_up check (total_minor = items_minor + delivery_minor - discount_minor
    + case when is_tax_included then 0 else tax_minor end);
comment on column public.orders.discount_minor is 'Taken off goods and delivery, which stand at their full price. Tax is of what is left.';
alter table public.order_items
  add column discount_minor bigint not null default 0 check (discount_minor between 0 and total_minor);
comment on column public.order_items.discount_minor is 'Its share of what was taken off; total_minor is the full price.';

create table public.order_discounts (
  id             uuid primary key default private.uuid_v7(),
  store_id       uuid not null,
  order_id       uuid not null,
  discount_id    uuid not null,
  name           text not null,
  code           text,
  amount_minor   bigint not null check (amount_minor > 0),
  delivery_minor bigint not null check (delivery_minor between 0 and amount_minor),
  lines          jsonb not null,
  is_counted     boolean not null default true,
  foreign key (store_id, order_id) references public.orders (store_id, id) on delete cascade,
  -- One that was used stays: it ends instead.
  foreign key (store_id, discount_id) references public.discounts (store_id, id) on delete restrict,
  unique (order_id, discount_id)
);
comment on table public.order_discounts is 'A discount that an order has, as it was called then, and what of it went to which line and to delivery.';
comment on column public.order_discounts.lines is '[{variant_id, amount_minor}] where it is not nothing.';
comment on column public.order_discounts.is_counted is 'False once the order expired or was cancelled unpaid: somebody else may use it.';
create index order_discounts_order_idx on public.order_discounts (store_id, order_id);
create index order_discounts_discount_idx on public.order_discounts (store_id, discount_id);
alter table public.order_discounts enable row level security;
grant select on public.order_discounts to authenticated;
create policy select_staff on public.order_discounts for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));

create function private.lock_discounts(store_id uuid, code text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- All that may be counted, in id order: the last one of a limit goes to one order.
  perform from public.discounts as d
  where d.store_id = lock_discounts.store_id and (d.code = upper(trim(lock_discounts.code))
    or (d.code is null and coalesce(d.ends_at > now(), true) and d.starts_at <= now()))
  order by d.id for no key update;
end $$;

create function private.count_discounts(applied jsonb) returns void
language sql volatile security definer set search_path = ''
as $$
  update public.discounts as d set used = d.used + 1
  from jsonb_to_recordset(applied) as a (discount_id uuid) where d.id = a.discount_id;
$$;
comment on function private.count_discounts is 'Counts the use of discounts that lock_discounts holds.';

create function private.total_refusal(input jsonb, quoted jsonb, total_minor bigint) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
  v_told_minor numeric := input ->> 'expected_total_minor';
  v_code text := nullif(upper(trim(input ->> 'discount')), '');
  v_problem text := (select coalesce(d ->> 'problem', 'better_without') from jsonb_array_elements(quoted -> 'considered') as d
    where d ->> 'code' = v_code);
begin
  if v_told_minor = total_minor then
    return null;
  end if;
  if v_code is not null and not exists (
    select from jsonb_array_elements(quoted #> '{quotes,0,applied}') as a where a ->> 'code' = v_code)
  then
    return private.refusal('discount_not_applied', jsonb_build_object('total_minor', total_minor,
      'problem', case when v_problem is null or v_problem = 'not_started' then 'unknown' else v_problem end));
  end if;
  return case when v_told_minor is not null then
    private.refusal('total_changed', jsonb_build_object('total_minor', total_minor)) end;
end $$;
comment on function private.total_refusal is
  'Whether an order costs something else than its shopper was told: discount_not_applied {problem}, total_changed, or null. Whoever saw the total without the code agreed to it.';

create function private.insert_order_discounts(store_id uuid, order_id uuid, lines jsonb, applied jsonb) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into public.order_discounts (store_id, order_id, discount_id, name, code, amount_minor, delivery_minor, lines)
  select insert_order_discounts.store_id, insert_order_discounts.order_id, a.discount_id, a.name, a.code, a.amount_minor,
    a.delivery_minor, (
      select coalesce(jsonb_agg(jsonb_build_object('variant_id', l.line -> 'variant_id', 'amount_minor', s.share)
        order by l.i) filter (where s.share <> '0'), '[]')
      from jsonb_array_elements(insert_order_discounts.lines) with ordinality as l (line, i)
      join jsonb_array_elements(a.lines) with ordinality as s (share, i) using (i))
  from jsonb_to_recordset(applied) as a (discount_id uuid, name text, code text, amount_minor bigint,
    delivery_minor bigint, lines jsonb);
  update public.order_items as i set discount_minor = s.minor
  from (
    select (l ->> 'variant_id')::uuid as variant_id, sum((l ->> 'amount_minor')::bigint) as minor
    from public.order_discounts as d cross join jsonb_array_elements(d.lines) as l
    where d.order_id = insert_order_discounts.order_id group by 1
  ) as s
  where i.order_id = insert_order_discounts.order_id and i.variant_id = s.variant_id;
end $$;

create function private.tg_orders__hold_discounts() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_is_held boolean := new.status in ('pending', 'paid');
begin
  perform from public.discounts as d
  where d.id in (select u.discount_id from public.order_discounts as u
    where u.store_id = new.store_id and u.order_id = new.id and u.is_counted <> v_is_held)
  order by d.id for no key update;
  -- Whoever pays late has paid; whoever wants to pay an order that was over waits like everybody else.
  if new.status = 'pending' and exists (
    select from public.order_discounts as u join public.discounts as d on d.id = u.discount_id and d.used >= d.usage_limit
    where u.store_id = new.store_id and u.order_id = new.id and not u.is_counted)
  then
    raise exception 'A discount of this order is used up' using errcode = 'AFOFF';
  end if;
  with moved as (
    update public.order_discounts as u set is_counted = v_is_held
    where u.store_id = new.store_id and u.order_id = new.id and u.is_counted <> v_is_held
    returning u.discount_id
  )
  update public.discounts as d set used = d.used + case when v_is_held then 1 else -1 end
  from moved where d.id = moved.discount_id;
  return null;
end $$;
comment on function private.tg_orders__hold_discounts is
  'Gives back what an order used when it ends unpaid, and takes it again when the order opens again. Raises AFOFF when it opens to be paid and there is none left.';
create trigger _500_hold_discounts after update of status on public.orders
  for each row when ((old.status = 'pending' and new.status in ('expired', 'cancelled'))
    or (old.status in ('expired', 'cancelled') and new.status in ('pending', 'paid')))
  execute function private.tg_orders__hold_discounts();
