-- An order goes out in parts. Where all of its goods are follows from its parts, and is written by triggers alone.
create table public.fulfilments (
  id           uuid primary key default private.uuid_v7(),
  store_id     uuid not null,
  order_id     uuid not null,
  number       integer not null check (number > 0),
  state        public.fulfilment_state not null,
  carrier      text not null default '' check (length(carrier) <= 60 and carrier !~ '[[:cntrl:]]'),
  tracking     text not null default '' check (length(tracking) <= 300 and tracking !~ '[[:cntrl:]]'),
  rider_phone  text check (rider_phone ~ '^\+[1-9][0-9]{6,14}$'),
  packed_at    timestamptz not null default now(),
  shipped_at   timestamptz,
  delivered_at timestamptz,
  updated_at   timestamptz not null default now(),
  foreign key (store_id, order_id) references public.orders (store_id, id) on delete cascade,
  unique (store_id, id),
  unique (order_id, number)
);
comment on table public.fulfilments is 'A part of an order that goes out together.';
comment on column public.fulfilments.tracking is 'A number of the carrier''s, or the address of a page (https://) that says where it is.';
create index fulfilments_order_idx on public.fulfilments (store_id, order_id, number);

create table public.fulfilment_lines (
  id            uuid primary key default private.uuid_v7(),
  store_id      uuid not null,
  fulfilment_id uuid not null,
  order_item_id uuid not null,
  quantity      integer not null check (quantity > 0),
  foreign key (store_id, fulfilment_id) references public.fulfilments (store_id, id) on delete cascade,
  foreign key (store_id, order_item_id) references public.order_items (store_id, id) on delete cascade,
  unique (fulfilment_id, order_item_id)
);
comment on table public.fulfilment_lines is 'What is in a part of an order.';
create index fulfilment_lines_fulfilment_idx on public.fulfilment_lines (store_id, fulfilment_id);
create index fulfilment_lines_item_idx on public.fulfilment_lines (store_id, order_item_id);

alter table public.fulfilments enable row level security;
alter table public.fulfilment_lines enable row level security;
-- No write grants, as for orders.
grant select on public.fulfilments, public.fulfilment_lines to authenticated;
create policy select_staff on public.fulfilments for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));
create policy select_staff on public.fulfilment_lines for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));

create table private.fulfilment_transitions (
  from_state public.fulfilment_state not null,
  to_state   public.fulfilment_state not null,
  primary key (from_state, to_state)
);
alter table private.fulfilment_transitions enable row level security;
insert into private.fulfilment_transitions values
  ('packed', 'shipped'), ('packed', 'delivered'), ('packed', 'cancelled'),
  ('shipped', 'delivered'),
  -- Nobody took it: it is with the shop again.
  ('shipped', 'cancelled');

create function private.tg_fulfilments__check_transition() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not exists (
    select from private.fulfilment_transitions as t where t.from_state = old.state and t.to_state = new.state
  ) then
    raise exception 'Goods cannot go from % to %', old.state, new.state using errcode = 'AFTRN';
  end if;
  return new;
end $$;
create trigger _100_check_transition before update of state on public.fulfilments
  for each row when (old.state is distinct from new.state) execute function private.tg_fulfilments__check_transition();
create trigger _200_touch_updated_at before update on public.fulfilments
  for each row execute function private.tg__touch_updated_at();

-- What a refund is for may not have been sent yet: such goods are not to be packed any more.
alter table public.refund_lines
  add column unsent_quantity integer not null default 0 check (unsent_quantity between 0 and quantity),
  add column restocked integer not null default 0 check (restocked between 0 and quantity);
comment on column public.refund_lines.unsent_quantity is 'How many of them had not been packed by then, and shall not be.';
comment on column public.refund_lines.restocked is 'How many of them this refund put back on the shelf.';
update public.refund_lines as l
set unsent_quantity = case when o.fulfilment_status = 'unfulfilled' then l.quantity else 0 end,
  restocked = case when r.is_restocked and r.state = 'done' then l.quantity else 0 end
from public.refunds as r join public.orders as o on o.id = r.order_id
where r.store_id = l.store_id and r.id = l.refund_id;

create function private.order_goods(order_id uuid)
returns table (order_item_id uuid, variant_id uuid, quantity integer, packed integer, gone integer, refunded integer, to_pack integer)
language sql stable security definer set search_path = ''
as $$
  select i.id, i.variant_id, i.quantity, coalesce(f.packed, 0)::integer, coalesce(f.gone, 0)::integer,
    coalesce(r.quantity, 0)::integer,
    greatest(i.quantity - coalesce(f.packed, 0) - coalesce(r.unsent, 0), 0)::integer
  from public.order_items as i
  left join lateral (
    select sum(l.quantity) as packed, sum(l.quantity) filter (where p.state in ('shipped', 'delivered')) as gone
    from public.fulfilment_lines as l
    join public.fulfilments as p on p.store_id = l.store_id and p.id = l.fulfilment_id and p.state <> 'cancelled'
    where l.store_id = i.store_id and l.order_item_id = i.id
  ) as f on true
  left join lateral (
    select sum(l.quantity) as quantity, sum(l.unsent_quantity) as unsent
    from public.refund_lines as l
    join public.refunds as p on p.store_id = l.store_id and p.id = l.refund_id and p.state <> 'failed'
    where l.store_id = i.store_id and l.order_item_id = i.id
  ) as r on true
  where i.store_id = (select o.store_id from public.orders as o where o.id = order_goods.order_id)
    and i.order_id = order_goods.order_id and not i.is_digital
  order by i.position, i.id;
$$;
comment on function private.order_goods is
  'The goods of an order that are brought: how many were bought, are packed or further (`gone`: left the shop), were refunded, and are still to pack. Files are none.';

create function private.fulfilment_status_of(order_id uuid) returns public.fulfilment_status
language sql stable security definer set search_path = ''
as $$
  select case
    when min(f.state) is null then 'unfulfilled'
    when exists (select from private.order_goods(fulfilment_status_of.order_id) as g where g.to_pack > 0) then 'partly'
    else min(f.state)::text end::public.fulfilment_status
  from public.fulfilments as f
  where f.store_id = (select o.store_id from public.orders as o where o.id = fulfilment_status_of.order_id)
    and f.order_id = fulfilment_status_of.order_id and f.state <> 'cancelled';
$$;
comment on function private.fulfilment_status_of is 'Where the goods of an order are: as far as its part that is least far, or partly while some are to pack.';

create function private.derive_fulfilment(order_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_status public.fulfilment_status := private.fulfilment_status_of(order_id);
begin
  -- Files are given by the payment, and have no parts.
  update public.orders as o set fulfilment_status = v_status,
    status = case when o.status = 'paid' and v_status = 'delivered' then 'fulfilled' else o.status end
  where o.id = derive_fulfilment.order_id and o.delivery_method <> 'download'
    and o.fulfilment_status is distinct from v_status;
end $$;
comment on function private.derive_fulfilment is 'Writes down where the goods of an order are; a paid order whose goods are all handed over is fulfilled.';

create function private.tg_fulfilments__derive() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.derive_fulfilment(new.order_id);
  return null;
end $$;
comment on function private.tg_fulfilments__derive is 'Definer: no client role writes orders.';
create trigger _500_derive after update of state on public.fulfilments
  for each row execute function private.tg_fulfilments__derive();

create function private.tg_fulfilment_lines__derive() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.derive_fulfilment(f.order_id) from public.fulfilments as f
  where f.id in (select a.fulfilment_id from added as a);
  return null;
end $$;
comment on function private.tg_fulfilment_lines__derive is 'As tg_fulfilments__derive: once for all lines of a statement.';
create trigger _500_derive after insert on public.fulfilment_lines
  referencing new table as added for each statement execute function private.tg_fulfilment_lines__derive();

create function private.tg_refund_lines__unsent() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.unsent_quantity := least(new.quantity, coalesce((
    select g.to_pack from public.refunds as r cross join lateral private.order_goods(r.order_id) as g
    where r.id = new.refund_id and g.order_item_id = new.order_item_id), 0));
  return new;
end $$;
comment on function private.tg_refund_lines__unsent is 'What is given back first is what was not packed. Definer: reads the whole order.';
create trigger _100_unsent before insert on public.refund_lines
  for each row execute function private.tg_refund_lines__unsent();

create function private.tg_refunds__derive() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.derive_fulfilment(o.id) from public.orders as o
  where o.id = new.order_id and o.fulfilment_status <> 'unfulfilled';
  return null;
end $$;
comment on function private.tg_refunds__derive is 'What shall not be sent any more, or again after all. Definer: no client role writes orders.';
create trigger _500_derive after update of state on public.refunds
  for each row execute function private.tg_refunds__derive();

-- What is under way by now went out in one part.
with gone as (
  insert into public.fulfilments (store_id, order_id, number, state, packed_at, shipped_at, delivered_at)
  select o.store_id, o.id, 1, o.fulfilment_status::text::public.fulfilment_state, o.updated_at,
    case when o.fulfilment_status in ('shipped', 'delivered') then o.updated_at end,
    case when o.fulfilment_status = 'delivered' then o.updated_at end
  from public.orders as o
  where o.fulfilment_status <> 'unfulfilled' and o.delivery_method <> 'download'
  returning id, store_id, order_id
)
insert into public.fulfilment_lines (store_id, fulfilment_id, order_item_id, quantity)
select g.store_id, g.id, i.id, i.quantity
from gone as g join public.order_items as i on i.store_id = g.store_id and i.order_id = g.order_id and not i.is_digital;
