-- What a shop knows of each customer without adding up their orders: how many, for how much, since when. And what they
-- agreed to be sent, with when and where they said so.
create type public.consent_channel as enum ('sms', 'whatsapp', 'email');
create type public.consent_source as enum ('shop', 'team', 'file');

alter table public.customers
  alter column phone drop not null,
  add column tags text[] not null default '{}' check (cardinality(tags) <= 20),
  add column consents public.consent_channel[] not null default '{}',
  add column merged_into uuid,
  add column erased_at timestamptz,
  add foreign key (store_id, merged_into) references public.customers (store_id, id) on delete cascade,
  add constraint customers_phone_check_known check ((phone is null) = (erased_at is not null)),
  add constraint customers_merged_check check (merged_into <> id);
comment on column public.customers.phone is 'E.164. Null once the person was erased.';
comment on column public.customers.consents is
  'Ways in which they agreed to be sent news, in the order of the type; customer_consents says since when. wants_news is the same as having sms here.';
comment on column public.customers.merged_into is
  'The customer who this one turned out to be. Only the phone counts then: what comes from it is that customer''s.';
create index customers_merged_into_idx on public.customers (store_id, merged_into) where merged_into is not null;
create index customers_tags_idx on public.customers (store_id) where tags <> '{}';

create table public.customer_totals (
  store_id       uuid not null,
  customer_id    uuid not null,
  orders         integer not null default 0 check (orders >= 0),
  paid_minor     bigint not null default 0 check (paid_minor >= 0),
  refunded_minor bigint not null default 0 check (refunded_minor >= 0),
  spent_minor    bigint not null generated always as (paid_minor - refunded_minor) stored,
  first_order_at timestamptz not null default 'infinity',
  last_order_at  timestamptz not null default '-infinity',
  primary key (store_id, customer_id),
  foreign key (store_id, customer_id) references public.customers (store_id, id) on delete cascade
);
comment on table public.customer_totals is
  'Sums over the orders of each customer who is listed: those merged into another or erased have no row. Kept by triggers, and locked last: whoever holds an order or a customer may wait for one, never the other way around.';
comment on column public.customer_totals.orders is 'Orders that count: neither cancelled nor expired, nor still a draft.';
comment on column public.customer_totals.spent_minor is
  'What came less what went back, of all orders, as the ledger has it; in the currency of the store.';
comment on column public.customer_totals.last_order_at is '-infinity before there is one, so that lists have an order.';
create index customer_totals_recent_idx on public.customer_totals (store_id, last_order_at, customer_id);
create index customer_totals_spent_idx on public.customer_totals (store_id, spent_minor, customer_id);
create index customer_totals_orders_idx on public.customer_totals (store_id, orders, customer_id);

create table public.customer_consents (
  id          uuid primary key default private.uuid_v7(),
  store_id    uuid not null,
  customer_id uuid not null,
  channel     public.consent_channel not null,
  is_given    boolean not null,
  source      public.consent_source not null,
  actor_id    uuid,
  actor_name  text check (length(actor_name) <= 254),
  created_at  timestamptz not null default clock_timestamp(),
  foreign key (store_id, customer_id) references public.customers (store_id, id) on delete cascade
);
comment on table public.customer_consents is
  'Every yes and no to being sent news. shop: at checkout or in their account, by themselves; team: noted by a member; file: brought by an import.';
create index customer_consents_customer_idx on public.customer_consents (store_id, customer_id, id desc);

alter table public.customer_totals enable row level security;
alter table public.customer_consents enable row level security;
grant select on public.customer_totals, public.customer_consents to authenticated;
create policy select_staff on public.customer_totals for select to authenticated
  using (store_id = any (array(select private.my_store_ids('customers.view'))));
create policy select_staff on public.customer_consents for select to authenticated
  using (store_id = any (array(select private.my_store_ids('customers.view'))));

create function private.is_order_counted(status public.order_status) returns boolean
language sql stable set search_path = ''
as $$
  select is_order_counted.status::text <> all ('{cancelled,expired,draft}');
$$;
comment on function private.is_order_counted is 'Whether an order in this state is one of its customer''s: money counts in every state.';

create function private.add_to_totals(
  store_id uuid, customer_id uuid, orders integer, paid_minor bigint, refunded_minor bigint, placed_at timestamptz
) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.customer_totals as t
  set orders = t.orders + add_to_totals.orders,
      paid_minor = t.paid_minor + add_to_totals.paid_minor,
      refunded_minor = t.refunded_minor + add_to_totals.refunded_minor,
      first_order_at = case when add_to_totals.orders > 0 then least(t.first_order_at, placed_at) else t.first_order_at end,
      last_order_at = case when add_to_totals.orders > 0 then greatest(t.last_order_at, placed_at) else t.last_order_at end
  where t.store_id = add_to_totals.store_id and t.customer_id = add_to_totals.customer_id;
  if not found or add_to_totals.orders >= 0 then
    return;
  end if;
  -- Held by now: this statement sees all that others have done to the customer's orders.
  update public.customer_totals as t
  set first_order_at = coalesce(o.first_at, 'infinity'), last_order_at = coalesce(o.last_at, '-infinity')
  from (
    select min(o.placed_at) as first_at, max(o.placed_at) as last_at from public.orders as o
    where o.store_id = add_to_totals.store_id and o.customer_id = add_to_totals.customer_id
      and private.is_order_counted(o.status)
  ) as o
  where t.store_id = add_to_totals.store_id and t.customer_id = add_to_totals.customer_id;
end $$;
comment on function private.add_to_totals is
  'Adds a difference to the sums of a customer, so that two at once are both counted. Definer: no client role writes sums.';

create function private.tg_orders__total() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_was integer := case when tg_op <> 'INSERT' then private.is_order_counted(old.status)::integer else 0 end;
  v_is integer := case when tg_op <> 'DELETE' then private.is_order_counted(new.status)::integer else 0 end;
begin
  if tg_op = 'UPDATE' and old.customer_id = new.customer_id then
    if (v_was, old.paid_minor, old.refunded_minor) is distinct from (v_is, new.paid_minor, new.refunded_minor) then
      perform private.add_to_totals(new.store_id, new.customer_id, v_is - v_was, new.paid_minor - old.paid_minor,
        new.refunded_minor - old.refunded_minor, new.placed_at);
    end if;
    return null;
  end if;
  if tg_op <> 'INSERT' then
    perform private.add_to_totals(old.store_id, old.customer_id, -v_was, -old.paid_minor, -old.refunded_minor, old.placed_at);
  end if;
  if tg_op <> 'DELETE' then
    perform private.add_to_totals(new.store_id, new.customer_id, v_is, new.paid_minor, new.refunded_minor, new.placed_at);
  end if;
  return null;
end $$;
comment on function private.tg_orders__total is
  'Keeps the sums of customers beside them. Definer: orders are written by functions that may write no sums.';
create trigger _600_total after insert or delete or update of status, paid_minor, refunded_minor, customer_id on public.orders
  for each row execute function private.tg_orders__total();

create function private.tg_customers__consents() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (tg_op = 'INSERT' and new.wants_news) or (tg_op = 'UPDATE' and new.wants_news <> old.wants_news) then
    new.consents := array(
      select c from unnest(enum_range(null::public.consent_channel)) as c
      where case c when 'sms' then new.wants_news else c = any (new.consents) end order by c);
  else
    new.consents := array(select distinct c from unnest(new.consents) as c order by c);
    new.wants_news := 'sms' = any (new.consents);
  end if;
  return new;
end $$;
comment on function private.tg_customers__consents is 'One consent, one truth: wants_news and sms among the consents say the same.';
create trigger _150_consents before insert or update of wants_news, consents on public.customers
  for each row execute function private.tg_customers__consents();

create function private.tg_customers__log_consents() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_old public.consent_channel[] := case when tg_op = 'UPDATE' then old.consents else '{}' end;
  -- A job writes what a file brought in the name of whoever applied it, without being signed in as them.
  v_source text := coalesce(nullif(current_setting('afrify.consent_source', true), ''),
    case when auth.uid() is not null and auth.jwt() ->> 'role' is null then 'file' else 'shop' end);
begin
  insert into public.customer_consents (store_id, customer_id, channel, is_given, source, actor_id, actor_name)
  select new.store_id, new.id, c, c = any (new.consents), v_source::public.consent_source,
    case when v_source <> 'shop' then auth.uid() end,
    case when v_source <> 'shop' then private.my_name(new.store_id) end
  from unnest(enum_range(null::public.consent_channel)) as c
  where (c = any (new.consents)) <> (c = any (v_old));
  return null;
end $$;
comment on function private.tg_customers__log_consents is 'Definer: whoever writes a customer may not write this log.';
create trigger _300_log_consents after insert or update of wants_news, consents on public.customers
  for each row execute function private.tg_customers__log_consents();

create function private.tg_customers__start_totals() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.customer_totals (store_id, customer_id) values (new.store_id, new.id) on conflict do nothing;
  return null;
end $$;
comment on function private.tg_customers__start_totals is 'Everyone is listed, also before they order. Definer: as tg_orders__total.';
create trigger _200_start_totals after insert on public.customers
  for each row execute function private.tg_customers__start_totals();

-- What there was before.
update public.customers as c set consents = '{sms}' where c.wants_news;
update public.customer_consents as k set created_at = c.created_at
from public.customers as c where c.store_id = k.store_id and c.id = k.customer_id;
insert into public.customer_totals (store_id, customer_id, orders, paid_minor, refunded_minor, first_order_at, last_order_at)
select c.store_id, c.id, count(o.id) filter (where private.is_order_counted(o.status)),
  coalesce(sum(o.paid_minor), 0), coalesce(sum(o.refunded_minor), 0),
  coalesce(min(o.placed_at) filter (where private.is_order_counted(o.status)), 'infinity'),
  coalesce(max(o.placed_at) filter (where private.is_order_counted(o.status)), '-infinity')
from public.customers as c
left join public.orders as o on o.store_id = c.store_id and o.customer_id = c.id
group by c.store_id, c.id;
