-- One order, paid in parts: from several phones, by somebody else's hand, or bit by bit until a day.
alter table public.stores
  add column deposit_percent smallint check (deposit_percent between 5 and 90),
  add column instalment_days smallint not null default 30 check (instalment_days between 2 and 365);
comment on column public.stores.deposit_percent is
  'What part of a total is paid first where the rest may follow until a day; null: orders are paid at once.';
comment on column public.stores.instalment_days is 'For how many days such an order keeps its goods.';
grant update (deposit_percent, instalment_days) on public.stores to authenticated;

alter table public.orders
  add column deposit_minor bigint check (deposit_minor > 0),
  add column pay_by timestamptz,
  add column is_in_parts boolean not null default false,
  add constraint orders_has_whole_plan check ((deposit_minor is null) = (pay_by is null) and (pay_by is null or is_in_parts));
comment on column public.orders.deposit_minor is 'What is paid first of an order whose rest may follow until pay_by; null: it is paid at once.';
comment on column public.orders.is_in_parts is
  'Whether less than the total came as it was meant to: then its time to pay runs out, and somebody looks at what was paid.';

create table public.pay_links (
  id           uuid primary key default private.uuid_v7(),
  store_id     uuid not null,
  order_id     uuid not null,
  token        text not null unique default private.random_token(),
  created_at   timestamptz not null default clock_timestamp(),
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  foreign key (store_id, order_id) references public.orders (store_id, id) on delete cascade,
  unique (store_id, id)
);
comment on table public.pay_links is
  'Links by which somebody else pays an order. Whoever has one sees the shop, a first name, the goods and what is left, and may pay it.';
comment on column public.pay_links.withdrawn_by is 'The member who ended it; null when its shopper did.';
create index pay_links_order_idx on public.pay_links (store_id, order_id, id);
create unique index pay_links_open_key on public.pay_links (order_id) where withdrawn_at is null;
alter table public.pay_links enable row level security;
grant select (id, store_id, order_id, created_at, withdrawn_at, withdrawn_by) on public.pay_links to authenticated;
create policy select_staff on public.pay_links for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));

alter table public.payment_attempts
  add column link_id uuid,
  add foreign key (store_id, link_id) references public.pay_links (store_id, id) on delete restrict;
comment on column public.payment_attempts.link_id is 'The link by which somebody else pays; null when whoever ordered does.';
grant select (link_id) on public.payment_attempts to authenticated;
create index payment_attempts_link_idx on public.payment_attempts (store_id, link_id) where link_id is not null;

create function private.left_minor(bought public.orders) returns bigint
language plpgsql immutable set search_path = ''
as $$
begin
  return bought.total_minor - (bought.paid_minor - bought.refunded_minor - bought.refunding_minor);
end $$;
comment on function private.left_minor is 'What is left to pay: what went back, or is about to, is paid no more. Negative where too much came.';

create function private.least_part(bought public.orders) returns bigint
language plpgsql stable set search_path = ''
as $$
declare
  v_unit bigint := private.payable_unit(bought.currency);
begin
  -- A reopened order holds goods again: for all of its money only.
  return case when bought.status = 'expired' then private.left_minor(bought)
    else least(private.left_minor(bought), ((bought.total_minor + 50 * v_unit - 1) / (50 * v_unit)) * v_unit) end;
end $$;
comment on function private.least_part is 'The smallest part of an order that is paid by itself: a fiftieth of it, or all that is left.';

create function private.deposit_of(store public.stores, total_minor bigint) returns bigint
language plpgsql stable set search_path = ''
as $$
declare
  v_unit bigint := private.payable_unit(store.currency);
begin
  return least(total_minor, ((total_minor * store.deposit_percent + 100 * v_unit - 1) / (100 * v_unit)) * v_unit);
end $$;
comment on function private.deposit_of is 'What is paid first of a total, in units that can be paid, rounded up; null where a shop does not offer it.';

create function private.pay_by_of(store public.stores) returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
  return (date_trunc('day', now() at time zone store.time_zone) + make_interval(days => store.instalment_days + 1)
    - interval '1 minute') at time zone store.time_zone;
end $$;
comment on function private.pay_by_of is 'Until when an order of today is paid in parts: the end of that day where the shop is.';

create function private.prompted_minor(order_id uuid, but_phone text default null) returns bigint
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select coalesce(sum(a.expected_minor), 0)::bigint
    from public.payment_attempts as a
    join private.gateways as g on g.gateway = a.gateway and not g.has_pages
    where a.order_id = prompted_minor.order_id and a.state in ('created', 'submitted', 'pending', 'unknown')
      and a.created_at > clock_timestamp() - interval '90 seconds'
      and (prompted_minor.but_phone is null or a.phone <> prompted_minor.but_phone)
  );
end $$;
comment on function private.prompted_minor is 'What prompts ask for at this moment that may still be on a phone, or on another phone than this one.';

drop function private.prompt_live(uuid);
create function private.prompt_live(order_id uuid, phone text default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  -- One live prompt on a phone at a time: M-Pesa locks it for about a minute and a half, and two can both be paid.
  -- A page is left for another way to pay at once: before that is sent, the gateway says how the page stands.
  return (
    select private.refusal('prompt_live', jsonb_build_object('retry_after_s',
      ceil(extract(epoch from a.created_at + interval '90 seconds' - clock_timestamp()))))
    from public.payment_attempts as a
    join private.gateways as g on g.gateway = a.gateway and not g.has_pages
    where a.order_id = prompt_live.order_id and a.state in ('created', 'submitted', 'pending', 'unknown')
      and a.created_at > clock_timestamp() - interval '90 seconds'
      and (prompt_live.phone is null or a.phone = prompt_live.phone)
    order by a.number desc limit 1
  );
end $$;
comment on function private.prompt_live is
  'The refusal while a prompt of the order may still be on this phone, or without one on any; null otherwise.';

drop function private.create_attempt(uuid, text, bigint, public.gateway);
create function private.create_attempt(
  order_id uuid,
  phone text,
  amount_minor bigint,
  gateway public.gateway default null,
  link_id uuid default null
) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_attempt_id uuid;
begin
  insert into public.payment_attempts (store_id, order_id, account_id, gateway, number, expected_minor, currency, phone, link_id)
  select o.store_id, o.id, a.id, a.gateway,
    1 + (select count(*) from public.payment_attempts as t where t.order_id = o.id),
    create_attempt.amount_minor, o.currency, create_attempt.phone, create_attempt.link_id
  from public.orders as o
  join public.payment_accounts as a on a.id = private.pick_account(o.store_id, create_attempt.gateway)
  where o.id = create_attempt.order_id
  returning id into v_attempt_id;
  -- Whoever ordered and is asked to pay now does not pay by hand any more; somebody else changes nothing of that.
  update public.orders as o set hand_way = null
  where o.id = create_attempt.order_id and o.hand_way is not null and create_attempt.link_id is null;
  return v_attempt_id;
end $$;
comment on function private.create_attempt is
  'A new try to be paid. The job submit_payment, which the caller queues, talks to the gateway: the shopper''s request ends here, so that no crash of the server can send it twice or lose it.';
