-- What came, went back, was disputed and kept as a fee, by day and by the way that it came: sums of the ledger.
alter table public.ledger_entries add column way text check (length(way) between 1 and 20);
comment on column public.ledger_entries.way is
  'How the money that this is about came: the gateway, till for M-Pesa typed by hand, cash, transfer; hand for what went past all of them.';

create function private.way_of_entry(entry public.ledger_entries) returns text
language sql stable security definer set search_path = ''
as $$
  select coalesce((
    select case
      when a.submitted_at is null and exists (
        select from public.arrivals as r
        where r.account_id = p.account_id and r.receipt = p.receipt and r.source = 'till'
      ) then 'till'
      else a.gateway::text end
    from public.payments as p
    join public.payment_attempts as a on a.store_id = p.store_id and a.id = p.attempt_id
    where p.store_id = entry.store_id and p.id = entry.payment_id
  ), case when entry.kind in ('cash', 'transfer') then entry.kind::text else 'hand' end);
$$;
comment on function private.way_of_entry is 'Definer: entries come from functions that may read no attempts.';

alter table public.ledger_entries disable trigger _100_append_only;
update public.ledger_entries as e set way = private.way_of_entry(e);
alter table public.ledger_entries enable trigger _100_append_only;
alter table public.ledger_entries alter column way set not null;
create index ledger_entries_day_idx on public.ledger_entries (store_id, booked_at, id);

create function private.tg_ledger_entries__note_way() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.way := private.way_of_entry(new);
  return new;
end $$;
create trigger _100_note_way before insert on public.ledger_entries
  for each row execute function private.tg_ledger_entries__note_way();

create table private.money_days (
  store_id       uuid not null references public.stores on delete cascade,
  day            date not null,
  way            text not null,
  currency       text not null,
  came_minor     bigint not null,
  refunded_minor bigint not null,
  disputed_minor bigint not null,
  fees_minor     bigint not null,
  primary key (store_id, day, way, currency)
);
comment on table private.money_days is
  'The ledger added up by days of the shop''s time zone. Triggers on entries and on the zone write it, nobody else.';
comment on column private.money_days.disputed_minor is 'What gateways hold back or took back for disputes, less what shops got again.';
alter table private.money_days enable row level security;

create function private.day_of_entry(entry public.ledger_entries, time_zone text) returns private.money_days
language sql stable set search_path = ''
as $$
  select entry.store_id, (entry.booked_at at time zone time_zone)::date, entry.way, entry.currency,
    case when entry.from_book = 'buyer' then entry.amount_minor else 0 end,
    case when entry.to_book = 'buyer' and entry.kind <> 'chargeback' then entry.amount_minor else 0 end,
    case when entry.to_book = 'disputed' then entry.amount_minor
      when (entry.from_book, entry.to_book) = ('disputed', 'gateway') then -entry.amount_minor else 0 end,
    case when entry.to_book = 'fees' then entry.amount_minor else 0 end;
$$;
comment on function private.day_of_entry is
  'What an entry adds to its day. What is set aside for a refund counts once the buyer has it.';

create function private.tg_ledger_entries__add_to_day() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_zone text;
  v_added private.money_days;
begin
  -- Shared with other payments; whoever changes the zone waits for us, or we see the new one.
  select s.time_zone into strict v_zone from public.stores as s where s.id = new.store_id for share;
  v_added := private.day_of_entry(new, v_zone);
  if (v_added.came_minor, v_added.refunded_minor, v_added.disputed_minor, v_added.fees_minor) <> (0, 0, 0, 0) then
    insert into private.money_days as d select v_added.*
    on conflict on constraint money_days_pkey do update
      set came_minor = d.came_minor + excluded.came_minor,
        refunded_minor = d.refunded_minor + excluded.refunded_minor,
        disputed_minor = d.disputed_minor + excluded.disputed_minor,
        fees_minor = d.fees_minor + excluded.fees_minor;
  end if;
  return null;
end $$;
comment on function private.tg_ledger_entries__add_to_day is 'Definer: no role writes private.';
-- At the commit, after every other lock is held, and only for as long as that takes: all payments of a day meet here.
create constraint trigger _900_add_to_day after insert on public.ledger_entries
  deferrable initially deferred for each row execute function private.tg_ledger_entries__add_to_day();

create function private.add_up_days(store_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  delete from private.money_days as d where d.store_id = add_up_days.store_id;
  insert into private.money_days
  select d.store_id, d.day, d.way, d.currency, sum(d.came_minor), sum(d.refunded_minor), sum(d.disputed_minor),
    sum(d.fees_minor)
  from public.ledger_entries as e
  join public.stores as s on s.id = e.store_id
  cross join lateral private.day_of_entry(e, s.time_zone) as d
  where e.store_id = add_up_days.store_id
    and (d.came_minor, d.refunded_minor, d.disputed_minor, d.fees_minor) <> (0, 0, 0, 0)
  group by 1, 2, 3, 4;
end $$;
comment on function private.add_up_days is 'All days of a store anew. The caller holds the store.';
select private.add_up_days(s.id) from public.stores as s;

create function private.tg_stores__add_up_days() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.add_up_days(new.id);
  return null;
end $$;
create trigger _500_add_up_days after update of time_zone on public.stores
  for each row when (old.time_zone is distinct from new.time_zone) execute function private.tg_stores__add_up_days();

create function private.get_money(store_id uuid, first date, last date) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_before date := first - (last - first + 1);
begin
  perform private.assert_holds('payments.view', store_id);
  if get_money.first is null or get_money.last is null or get_money.last - get_money.first not between 0 and 366 then
    raise exception 'A range has 1 to 367 days' using errcode = 'AF422';
  end if;
  return (
    with days as materialized (
      select d.* from private.money_days as d
      where d.store_id = get_money.store_id and d.day between v_before and get_money.last
    ), before as (
      select d.way, d.currency, sum(d.came_minor) as came, sum(d.refunded_minor) as refunded,
        sum(d.disputed_minor) as disputed, sum(d.fees_minor) as fees
      from days as d where d.day < get_money.first group by 1, 2
    )
    select jsonb_build_object(
      'days', (
        select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'way', d.way, 'currency', d.currency,
          'cameMinor', d.came_minor, 'refundedMinor', d.refunded_minor, 'disputedMinor', d.disputed_minor,
          'feesMinor', d.fees_minor)
          order by d.day, d.way, d.currency), '[]')
        from days as d where d.day >= get_money.first
      ),
      'before', (
        select coalesce(jsonb_agg(jsonb_build_object('way', b.way, 'currency', b.currency, 'cameMinor', b.came,
          'refundedMinor', b.refunded, 'disputedMinor', b.disputed, 'feesMinor', b.fees) order by b.way, b.currency), '[]')
        from before as b
      )
    )
  );
end $$;
comment on function private.get_money is
  'What moved on each of these days of the shop, by way and currency, and in all in as many days before. Errors: AF404 without payments.view, AF422. Definer: no client role reads the sums.';

create function public.get_money(store_id uuid, first date, last date) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_money(store_id, first, last);
end;
comment on function public.get_money is
  'What came in, went back, was disputed and kept as fees: {days: [{day, way, currency, cameMinor, refundedMinor, disputedMinor, feesMinor}], before: [the same without day, of as many days before]}. For members with payments.view. Errors: AF404, AF422.';
grant execute on function private.get_money, public.get_money to authenticated;

-- The ledger leaves as a file too.
create or replace function private.may_export(store_id uuid, entity text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return case entity
    when 'products' then store_id in (select private.my_store_ids('products.view'))
    when 'customers' then store_id in (select private.my_store_ids('customers.view'))
    when 'orders' then store_id in (select private.my_store_ids('orders.view'))
    when 'ledger_entries' then store_id in (select private.my_store_ids('payments.view'))
    when 'audit_events' then private.is_platform_admin() or exists (
      select from public.stores as s
      where s.id = may_export.store_id and s.tenant_id in (select private.my_merchant_tenant_ids()))
    else false
  end;
end $$;
