-- What a shop sold, by its days: sums that pages read instead of orders (docs/decisions/0023-sales.md). Whatever changes
-- an order notes its days in the same transaction; until a job has added these up anew, readers do so themselves.
create table private.sales_days (
  store_id       uuid not null references public.stores on delete cascade,
  day            date not null,
  placed         bigint not null,
  converted      bigint not null,
  orders         bigint not null,
  first_orders   bigint not null,
  units          bigint not null,
  goods_minor    bigint not null,
  discount_minor bigint not null,
  delivery_minor bigint not null,
  tax_minor      bigint not null,
  total_minor    bigint not null,
  refunded_minor bigint not null,
  first_minor    bigint not null,
  primary key (store_id, day)
);
comment on table private.sales_days is
  'Sums of a shop''s orders by day, in its currency. A sale is an order that is paid and was not called off, on the day on which it was paid, with what it has now. Days on which nothing happened have no row.';
comment on column private.sales_days.placed is 'Orders placed on the day, and converted: those of them that are sales by now.';
comment on column private.sales_days.orders is 'Orders paid on the day, as are all that follow.';
comment on column private.sales_days.first_orders is 'Those of customers who had bought nothing before.';
comment on column private.sales_days.refunded_minor is
  'What went back of these orders, whenever it did, without what had been paid too much.';
comment on column private.sales_days.first_minor is 'What first_orders came to, less what went back.';

create table private.sales_products (
  store_id       uuid not null references public.stores on delete cascade,
  span           text not null check (span in ('day', 'month')),
  day            date not null,
  product_id     uuid not null,
  orders         bigint not null,
  units          bigint not null,
  goods_minor    bigint not null,
  discount_minor bigint not null,
  primary key (store_id, span, day, product_id)
);
comment on table private.sales_products is
  'The same of each product, by day and by month, so that a year is few rows. orders: in how many it was.';
comment on column private.sales_products.day is 'Of a month its first.';

create table private.sales_cuts (
  store_id  uuid primary key references public.stores on delete cascade,
  time_zone text not null,
  currency  text not null
);
comment on table private.sales_cuts is
  'In which zone and currency the kept days of a shop are. Others of the shop show once all days are made anew; without a row nothing is kept yet.';

create table private.sales_changes (
  id       bigint generated always as identity primary key,
  store_id uuid not null references public.stores on delete cascade,
  at       timestamptz not null
);
comment on table private.sales_changes is
  'The sums of the day of this moment are not what they were. A row a change, never one for two: no change waits for another, and none that is not committed yet is taken for done.';
create index sales_changes_store_idx on private.sales_changes (store_id, at);

alter table private.sales_days enable row level security;
alter table private.sales_products enable row level security;
alter table private.sales_cuts enable row level security;
alter table private.sales_changes enable row level security;

-- The first page takes from sales what was given back, as everyone does, and reads it from the index alone.
drop index public.orders_paid_idx;
create index orders_paid_idx on public.orders (store_id, paid_at) include (total_minor, refunded_minor, paid_minor, status)
  where paid_at is not null;
-- Which order of a customer was the first, without reading the others.
create index orders_sold_to_idx on public.orders (store_id, customer_id, paid_at, id) where paid_at is not null;

create function private.tg_orders__note_sales() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_moments timestamptz[] := array[old.placed_at, new.placed_at, old.paid_at, new.paid_at];
begin
  if (old.customer_id, old.paid_at, old.status) is distinct from (new.customer_id, new.paid_at, new.status)
    and coalesce(old.paid_at, new.paid_at) is not null then
    -- Another order of the customer may be the first now, or no longer.
    v_moments := v_moments || array(
      select min(o.paid_at) from public.orders as o
      where o.store_id = coalesce(new.store_id, old.store_id) and o.customer_id in (old.customer_id, new.customer_id)
        and o.id <> coalesce(new.id, old.id) and o.paid_at is not null and o.status in ('paid', 'fulfilled', 'completed')
      group by o.customer_id);
  end if;
  insert into private.sales_changes (store_id, at)
  select distinct coalesce(new.store_id, old.store_id), m.at from unnest(v_moments) as m (at) where m.at is not null;
  return null;
end $$;
comment on function private.tg_orders__note_sales is 'Definer: no role writes private. After the totals of customers, which make orders of one customer wait for each other.';
create trigger _700_note_sales after insert or delete on public.orders
  for each row execute function private.tg_orders__note_sales();
create trigger _700_note_sales_update after update on public.orders
  for each row when (
    (old.placed_at, old.paid_at, old.status, old.currency, old.customer_id, old.items_minor, old.discount_minor,
      old.delivery_minor, old.tax_minor, old.total_minor)
    is distinct from
    (new.placed_at, new.paid_at, new.status, new.currency, new.customer_id, new.items_minor, new.discount_minor,
      new.delivery_minor, new.tax_minor, new.total_minor)
    or (new.paid_at is not null
      and (old.paid_minor, old.refunded_minor) is distinct from (new.paid_minor, new.refunded_minor))
  ) execute function private.tg_orders__note_sales();

create function private.tg_order_items__note_sales() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.sales_changes (store_id, at)
  select distinct o.store_id, o.paid_at
  from changed as c
  join public.orders as o on o.store_id = c.store_id and o.id = c.order_id and o.paid_at is not null;
  return null;
end $$;
comment on function private.tg_order_items__note_sales is 'What is in a paid order is not what it was. Definer: no role writes private.';
create trigger _700_note_sales_new after insert on public.order_items
  referencing new table as changed for each statement execute function private.tg_order_items__note_sales();
create trigger _700_note_sales after update on public.order_items
  referencing new table as changed for each statement execute function private.tg_order_items__note_sales();
create trigger _700_note_sales_gone after delete on public.order_items
  referencing old table as changed for each statement execute function private.tg_order_items__note_sales();
