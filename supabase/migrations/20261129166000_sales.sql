-- What a shop sold, by its days: sums that pages read instead of orders (docs/decisions/0021-sales.md). What changed
-- is noted in the transaction that changes it; until a job has added up that day anew, readers do so themselves.
create function private.order_source() returns text
language sql stable set search_path = ''
as $$
  select left(coalesce(current_setting('afrify.order_source', true), ''), 60);
$$;
comment on function private.order_source is
  'From where the shopper of the order that this transaction places came to the shop that day; empty where nobody knows.';

alter table public.orders
  add column source text not null default private.order_source() check (length(source) <= 60),
  add column is_first_sale boolean not null default false;
comment on column public.orders.source is
  'From where its shopper came that day, as lib/traffic calls it; empty where that is not known.';
comment on column public.orders.is_first_sale is 'Its customer had bought nothing before when it was paid. Decided once, then.';

create index orders_paid_at_idx on public.orders (store_id, paid_at) where paid_at is not null;
create index orders_placed_at_idx on public.orders (store_id, placed_at);
create index ledger_entries_booked_at_idx on public.ledger_entries (store_id, booked_at);

alter table public.orders disable trigger _200_touch_updated_at;
update public.orders as o set is_first_sale = true
where o.paid_at is not null and not exists (
  select from public.orders as e
  where e.store_id = o.store_id and e.customer_id = o.customer_id and (e.paid_at, e.id) < (o.paid_at, o.id));
alter table public.orders enable trigger _200_touch_updated_at;

create function private.tg_orders__first_sale() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Two of one customer that are paid at the same moment: one of them is the first.
  perform pg_advisory_xact_lock(hashtextextended('first_sale:' || new.customer_id, 0));
  new.is_first_sale := not exists (
    select from public.orders as o
    where o.store_id = new.store_id and o.customer_id = new.customer_id and o.id <> new.id and o.paid_at is not null);
  return new;
end $$;
create trigger _160_first_sale before insert on public.orders
  for each row when (new.paid_at is not null) execute function private.tg_orders__first_sale();
create trigger _160_first_sale_paid before update of paid_at on public.orders
  for each row when (old.paid_at is null and new.paid_at is not null)
  execute function private.tg_orders__first_sale();

create table private.sales (
  store_id        uuid not null references public.stores on delete cascade,
  kind            text not null check (kind in ('all', 'variant', 'method', 'area', 'source', 'discount')),
  span            text not null check (span in ('day', 'month')),
  day             date not null,
  subject         text not null,
  placed          bigint not null,
  converted       bigint not null,
  orders          bigint not null,
  first_orders    bigint not null,
  units           bigint not null,
  goods_minor     bigint not null,
  discount_minor  bigint not null,
  delivery_minor  bigint not null,
  tax_minor       bigint not null,
  added_tax_minor bigint not null,
  total_minor     bigint not null,
  first_minor     bigint not null,
  refunds         bigint not null,
  refunded_minor  bigint not null,
  primary key (store_id, kind, span, day, subject)
);
comment on table private.sales is
  'Sums of a shop''s day, in its currency: of all, and of each variant, way to pay, place, source and discount; these also of each month. Made of orders and ledger alone, and made anew whenever they change; days on which nothing happened have no row.';
comment on column private.sales.day is 'Of a month its first. In the time zone that private.sales_cuts has for the shop.';
comment on column private.sales.subject is
  'Empty for all; the id of a variant or discount, a gateway or way to pay by hand, "delivery:Kilimani", a source.';
comment on column private.sales.placed is 'Orders placed on the day, and converted: those of them that are paid by now.';
comment on column private.sales.orders is
  'Orders that were paid on the day, as are the amounts up to first_minor. Of a way to pay: payments that came, of goods: lines.';
comment on column private.sales.added_tax_minor is 'Of tax_minor, what came on top of prices.';
comment on column private.sales.first_minor is 'Of total_minor, what first_orders brought: those of customers who had bought nothing before.';
comment on column private.sales.refunded_minor is
  'What went back on the day, whenever its order was paid; of all, without what had been paid too much.';

create table private.sales_cuts (
  store_id  uuid primary key references public.stores on delete cascade,
  time_zone text not null
);
comment on table private.sales_cuts is
  'In which time zone the days of a shop''s sales begin. Another zone of the shop shows once all of them are made anew.';

create table private.sales_changes (
  id       bigint generated always as identity primary key,
  store_id uuid not null references public.stores on delete cascade,
  at       timestamptz not null
);
comment on table private.sales_changes is
  'The sums of the day of this moment are not what they were. A row a change, never one for two, so that no change waits for another, and none that is not committed yet is taken for done.';
create index sales_changes_store_idx on private.sales_changes (store_id, at);

alter table private.sales enable row level security;
alter table private.sales_cuts enable row level security;
alter table private.sales_changes enable row level security;

create function private.tg_orders__note_sales() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.sales_changes (store_id, at)
  select new.store_id, m.at
  from (values (new.placed_at), (old.placed_at), (new.paid_at), (old.paid_at)) as m (at)
  where m.at is not null
  union
  -- How much of what went back was more than it cost has changed.
  select e.store_id, e.booked_at from public.ledger_entries as e
  where new.refunded_minor > 0 and e.store_id = new.store_id and e.order_id = new.id and e.to_book = 'buyer';
  return null;
end $$;
create trigger _700_note_sales after insert on public.orders
  for each row execute function private.tg_orders__note_sales();
create trigger _700_note_sales_update after update on public.orders
  for each row when (
    (old.placed_at, old.paid_at, old.currency, old.source, old.items_minor, old.discount_minor, old.delivery_minor, old.tax_minor,
      old.total_minor, old.is_tax_included, old.is_first_sale, old.delivery_method, old.area, old.pickup_place)
    is distinct from
    (new.placed_at, new.paid_at, new.currency, new.source, new.items_minor, new.discount_minor, new.delivery_minor, new.tax_minor,
      new.total_minor, new.is_tax_included, new.is_first_sale, new.delivery_method, new.area, new.pickup_place)
    or (old.paid_minor <> new.paid_minor and new.refunded_minor > 0)
  ) execute function private.tg_orders__note_sales();

create function private.tg__note_sales_of_lines() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.sales_changes (store_id, at)
  select distinct o.store_id, o.paid_at
  from changed as c
  join public.orders as o on o.store_id = c.store_id and o.id = c.order_id and o.paid_at is not null;
  return null;
end $$;
comment on function private.tg__note_sales_of_lines is 'What a paid order has of goods or discounts is not what it was.';
create trigger _700_note_sales_new after insert on public.order_items
  referencing new table as changed for each statement execute function private.tg__note_sales_of_lines();
create trigger _700_note_sales after update on public.order_items
  referencing new table as changed for each statement execute function private.tg__note_sales_of_lines();
create trigger _700_note_sales_gone after delete on public.order_items
  referencing old table as changed for each statement execute function private.tg__note_sales_of_lines();
create trigger _700_note_sales_new after insert on public.order_discounts
  referencing new table as changed for each statement execute function private.tg__note_sales_of_lines();
create trigger _700_note_sales after update on public.order_discounts
  referencing new table as changed for each statement execute function private.tg__note_sales_of_lines();
create trigger _700_note_sales_gone after delete on public.order_discounts
  referencing old table as changed for each statement execute function private.tg__note_sales_of_lines();

create function private.tg_ledger_entries__note_sales() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.sales_changes (store_id, at)
  select new.store_id, new.booked_at
  union
  select e.store_id, e.booked_at from public.ledger_entries as e
  where new.to_book = 'buyer' and e.store_id = new.store_id and e.order_id = new.order_id and e.to_book = 'buyer';
  return null;
end $$;
create trigger _700_note_sales after insert on public.ledger_entries
  for each row when (new.from_book = 'buyer' or new.to_book = 'buyer')
  execute function private.tg_ledger_entries__note_sales();
