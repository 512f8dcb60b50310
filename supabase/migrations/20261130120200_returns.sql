-- Goods that come back. Where they are is one thing, what becomes of their money another: a refund may follow, or none.
create table public.returns (
  id              uuid primary key default private.uuid_v7(),
  store_id        uuid not null,
  order_id        uuid not null,
  number          integer not null check (number > 0),
  state           public.return_state not null default 'requested',
  reason          text not null check (length(reason) between 1 and 200 and reason !~ '[[:cntrl:]]'),
  is_from_shopper boolean not null default false,
  is_restocked    boolean not null default false,
  location_id     uuid,
  requested_at    timestamptz not null default now(),
  received_at     timestamptz,
  closed_at       timestamptz,
  updated_at      timestamptz not null default now(),
  foreign key (store_id, order_id) references public.orders (store_id, id) on delete restrict,
  foreign key (store_id, location_id) references public.locations (store_id, id) on delete restrict,
  unique (store_id, id),
  unique (order_id, number),
  check ((state = 'requested') = (received_at is null and closed_at is null)),
  check (received_at is not null or not is_restocked)
);
comment on table public.returns is 'Goods of an order that come back, or that somebody asked to bring back.';
comment on column public.returns.received_at is 'Null and closed: nothing came.';
comment on column public.returns.location_id is 'Where they were put back; null for where they were sold from.';
create index returns_order_idx on public.returns (store_id, order_id, number);
create index returns_location_idx on public.returns (store_id, location_id) where location_id is not null;
-- Serves the list of what is on its way back.
create index returns_open_idx on public.returns (store_id, id desc) where state = 'requested';

create table public.return_lines (
  id            uuid primary key default private.uuid_v7(),
  store_id      uuid not null,
  return_id     uuid not null,
  order_item_id uuid not null,
  quantity      integer not null check (quantity > 0),
  restocked     integer not null default 0 check (restocked between 0 and quantity),
  foreign key (store_id, return_id) references public.returns (store_id, id) on delete cascade,
  foreign key (store_id, order_item_id) references public.order_items (store_id, id) on delete restrict,
  unique (return_id, order_item_id)
);
comment on column public.return_lines.restocked is 'How many of them this return put back on the shelf.';
create index return_lines_return_idx on public.return_lines (store_id, return_id);
create index return_lines_item_idx on public.return_lines (store_id, order_item_id);

alter table public.refunds
  add column return_id uuid,
  add foreign key (store_id, return_id) references public.returns (store_id, id) on delete restrict;
comment on column public.refunds.return_id is 'The return that it is for: its goods are back by that one, not by this.';
grant select (return_id) on public.refunds to authenticated;
create index refunds_return_idx on public.refunds (store_id, return_id) where return_id is not null;

alter table public.returns enable row level security;
alter table public.return_lines enable row level security;
-- No write grants, as for orders.
grant select on public.returns, public.return_lines to authenticated;
create policy select_staff on public.returns for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));
create policy select_staff on public.return_lines for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));
create trigger _200_touch_updated_at before update on public.returns
  for each row execute function private.tg__touch_updated_at();

create function private.returnable_goods(order_id uuid)
returns table (order_item_id uuid, variant_id uuid, quantity integer)
language sql stable security definer set search_path = ''
as $$
  select g.order_item_id, g.variant_id, greatest(g.gone - coalesce((
    select sum(l.quantity) from public.return_lines as l
    join public.returns as r on r.store_id = l.store_id and r.id = l.return_id
      and (r.state <> 'closed' or r.received_at is not null)
    where l.order_item_id = g.order_item_id), 0), 0)::integer
  from private.order_goods(returnable_goods.order_id) as g;
$$;
comment on function private.returnable_goods is 'What of an order is with its buyer, or on the way there, and has not been announced or brought back.';

create function private.sold_from(order_id uuid, variant_id uuid) returns uuid
language sql stable security definer set search_path = ''
as $$
  select m.location_id from public.inventory_movements as m
  join public.locations as at on at.store_id = m.store_id and at.id = m.location_id and at.closed_at is null
  where m.store_id = (select o.store_id from public.orders as o where o.id = sold_from.order_id)
    and m.order_id = sold_from.order_id and m.variant_id = sold_from.variant_id and m.kind = 'sold'
  order by m.id limit 1;
$$;
comment on function private.sold_from is 'The place that goods of an order left from, while it is open; null otherwise, which means the default one.';

create function private.out_of_stock_by(order_id uuid, variant_id uuid) returns integer
language sql stable security definer set search_path = ''
as $$
  select coalesce(-sum(m.on_hand_delta), 0)::integer from public.inventory_movements as m
  where m.store_id = (select o.store_id from public.orders as o where o.id = out_of_stock_by.order_id)
    and m.order_id = out_of_stock_by.order_id and m.variant_id = out_of_stock_by.variant_id;
$$;
comment on function private.out_of_stock_by is 'How many of a variant an order took off the shelf and did not bring back.';

create function private.back_by_returns(order_item_id uuid) returns integer
language sql stable security definer set search_path = ''
as $$
  select coalesce(sum(l.quantity), 0)::integer from public.return_lines as l
  join public.returns as r on r.store_id = l.store_id and r.id = l.return_id and r.received_at is not null
  where l.store_id = (select i.store_id from public.order_items as i where i.id = back_by_returns.order_item_id)
    and l.order_item_id = back_by_returns.order_item_id;
$$;
comment on function private.back_by_returns is 'How many of a line came back as returns, on the shelf or not.';

-- The same goods may come up twice: as a return, and as a refund that says that they are back. Whichever is second finds
-- them on the shelf already. A refund that knows its return never moves stock.
create or replace function private.restock_refund(refund public.refunds) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_line record;
  v_earlier integer;
  v_back integer;
begin
  for v_line in
    select l.id, l.quantity, l.unsent_quantity, l.order_item_id, i.variant_id
    from public.refund_lines as l
    join public.order_items as i on i.store_id = l.store_id and i.id = l.order_item_id
    where l.store_id = refund.store_id and l.refund_id = refund.id and refund.return_id is null
    order by i.variant_id
  loop
    -- Returns that no earlier refund of sent goods was about.
    select coalesce(sum(o.quantity - o.unsent_quantity), 0) into v_earlier
    from public.refund_lines as o
    join public.refunds as r on r.store_id = o.store_id and r.id = o.refund_id and r.state <> 'failed'
      and (r.number < refund.number or r.return_id is not null) and r.id <> refund.id
    where o.store_id = refund.store_id and o.order_item_id = v_line.order_item_id;
    v_back := greatest(private.back_by_returns(v_line.order_item_id) - v_earlier, 0);
    v_back := least(
      v_line.unsent_quantity + greatest(v_line.quantity - v_line.unsent_quantity - v_back, 0),
      private.out_of_stock_by(refund.order_id, v_line.variant_id));
    continue when v_back <= 0;
    perform private.move_stock(v_line.variant_id, 'returned', v_back, 0, refund.order_id,
      location_id => private.sold_from(refund.order_id, v_line.variant_id));
    update public.refund_lines as l set restocked = v_back where l.id = v_line.id;
  end loop;
end $$;
comment on function private.restock_refund is
  'The goods of a refund go back on the shelf that they were sold from, or on the default one when that is closed; those that came back by a return are there.';

create function private.lock_levels(store_id uuid, variant_ids uuid[]) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform from public.locations as l where l.store_id = lock_levels.store_id and l.is_default for share;
  perform from public.inventory_levels as l
  where l.store_id = lock_levels.store_id and l.variant_id = any (lock_levels.variant_ids)
  order by l.variant_id, l.location_id
  for update;
end $$;
comment on function private.lock_levels is 'Holds the stock of these goods in every place, in the order in which all do.';

create function private.find_return(bought public.orders, return_number integer) returns public.returns
language sql stable security definer set search_path = ''
as $$
  select r from public.returns as r
  where r.store_id = bought.store_id and r.order_id = bought.id and r.number = find_return.return_number;
$$;

create function private.why_not_returned(bought public.orders) returns jsonb
language sql immutable set search_path = ''
as $$
  -- What nobody paid is still held for its order: when it comes back, the order ends.
  select case when bought.status not in ('pending', 'paid', 'fulfilled', 'completed')
    or (bought.status = 'pending' and bought.paid_minor = 0) then private.refusal('order_not_open') end;
$$;

create function private.insert_return(bought public.orders, lines jsonb, reason text, is_from_shopper boolean) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_over jsonb;
  v_return public.returns;
begin
  select jsonb_build_object('order_item_id', l.id, 'left', coalesce(g.quantity, 0)) into v_over
  from (
    select (line ->> 'order_item_id')::uuid as id, sum((line ->> 'quantity')::integer) as quantity
    from jsonb_array_elements(lines) as line group by 1
  ) as l
  left join private.returnable_goods(bought.id) as g on g.order_item_id = l.id
  where l.quantity > coalesce(g.quantity, 0) limit 1;
  if v_over is not null then
    return private.refusal('line_returned', v_over);
  end if;
  insert into public.returns (store_id, order_id, number, reason, is_from_shopper)
  values (bought.store_id, bought.id, 1 + (
    select count(*) from public.returns as r where r.store_id = bought.store_id and r.order_id = bought.id),
    trim(insert_return.reason), insert_return.is_from_shopper)
  returning * into v_return;
  insert into public.return_lines (store_id, return_id, order_item_id, quantity)
  select v_return.store_id, v_return.id, (line ->> 'order_item_id')::uuid, sum((line ->> 'quantity')::integer)
  from jsonb_array_elements(lines) as line group by 3;
  perform private.log_order_event(bought.id, 'return_requested',
    jsonb_build_object('return', v_return.number, 'reason', v_return.reason, 'is_from_shopper', v_return.is_from_shopper));
  return jsonb_build_object('ok', true, 'number', v_return.number);
end $$;

create function private.open_return(store_id uuid, order_number integer, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders := private.my_order(store_id, order_number);
  v_request jsonb := jsonb_build_object('return', order_number, 'input', input);
  v_answer jsonb;
begin
  perform private.assert_goods_input(input);
  if jsonb_array_length(coalesce(input -> 'lines', '[]')) = 0
    or length(coalesce(trim(input ->> 'reason'), '')) not between 1 and 200 or input ->> 'reason' ~ '[[:cntrl:]]' then
    raise exception 'Return input is not valid' using errcode = 'AF422';
  elsif v_order.id is null then
    return private.refusal('order_not_found');
  end if;
  v_answer := coalesce(private.earlier_answer(v_order.store_id, idempotency_key, v_request), private.why_not_returned(v_order));
  if v_answer is not null then
    return v_answer;
  end if;
  v_answer := private.insert_return(v_order, input -> 'lines', input ->> 'reason', false);
  return case when (v_answer ->> 'ok')::boolean
    then private.keep_answer(v_order.store_id, idempotency_key, v_request, v_answer) else v_answer end;
end $$;
comment on function private.open_return is
  'Goods will come back: input {lines: [{order_item_id, quantity}], reason}. Answers {ok, number}, the same again for the same key. Refuses with order_not_found, order_not_open, line_returned {left}, idempotency_key_reused. Errors: AF404 without orders.manage, AF422. Definer: no client role writes returns.';

create function private.receive_return(store_id uuid, order_number integer, return_number integer, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders := private.my_order(store_id, order_number);
  v_return public.returns := private.find_return(v_order, return_number);
  v_is_restocked boolean;
  v_location_id uuid;
  v_line record;
  v_restocked integer;
begin
  if jsonb_typeof(coalesce(input -> 'is_restocked', 'false')) <> 'boolean'
    or not coalesce(nullif(input ->> 'location_id', ''), gen_random_uuid()::text) ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    raise exception 'Return input is not valid' using errcode = 'AF422';
  elsif v_return.id is null then
    return private.refusal('return_not_found');
  elsif v_return.received_at is not null then
    return jsonb_build_object('ok', true);
  elsif v_return.state <> 'requested' then
    return private.refusal('return_closed');
  end if;
  v_is_restocked := coalesce((input ->> 'is_restocked')::boolean, false);
  v_location_id := nullif(input ->> 'location_id', '')::uuid;
  if v_location_id is not null then
    perform from public.locations as l
    where l.store_id = v_order.store_id and l.id = v_location_id and l.closed_at is null for share;
    if not found then
      return private.refusal('location_not_found');
    end if;
  end if;
  if v_is_restocked then
    perform private.lock_levels(v_order.store_id, array(
      select i.variant_id from public.return_lines as l
      join public.order_items as i on i.store_id = l.store_id and i.id = l.order_item_id
      where l.store_id = v_return.store_id and l.return_id = v_return.id));
    for v_line in
      select l.id, l.quantity, i.id as item_id, i.variant_id
      from public.return_lines as l
      join public.order_items as i on i.store_id = l.store_id and i.id = l.order_item_id
      where l.store_id = v_return.store_id and l.return_id = v_return.id
      order by i.variant_id
    loop
      -- What refunds put back and no return has been about, of what had been sent.
      select least(
        v_line.quantity - least(v_line.quantity, greatest(coalesce(sum(greatest(f.restocked - f.unsent_quantity, 0)), 0)
          - greatest(private.back_by_returns(v_line.item_id), 0), 0)),
        private.out_of_stock_by(v_order.id, v_line.variant_id)) into v_restocked
      from public.refund_lines as f where f.store_id = v_order.store_id and f.order_item_id = v_line.item_id;
      continue when v_restocked <= 0;
      perform private.put_back(v_order, v_line.variant_id, v_restocked, v_location_id);
      update public.return_lines as l set restocked = v_restocked where l.id = v_line.id;
    end loop;
  end if;
  update public.returns as r set state = 'received', received_at = now(), is_restocked = v_is_restocked,
    location_id = case when v_is_restocked then v_location_id end
  where r.id = v_return.id;
  perform private.log_order_event(v_order.id, 'return_received',
    jsonb_build_object('return', v_return.number, 'is_restocked', v_is_restocked));
  return jsonb_build_object('ok', true);
end $$;
comment on function private.receive_return is
  'The goods of a return are with the shop: input {is_restocked: they can be sold again, location_id: where; none for where they were sold from}. The same again changes nothing. Refuses with return_not_found, return_closed, location_not_found. Errors: AF404 without orders.manage, AF422. Definer: no client role writes stock.';

create function private.put_back(bought public.orders, variant_id uuid, quantity integer, location_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_location_id uuid := coalesce(put_back.location_id, private.sold_from(bought.id, put_back.variant_id),
    private.default_location(bought.store_id));
begin
  -- A place may have had none of it so far.
  insert into public.inventory_levels (store_id, variant_id, location_id, is_backorder_allowed)
  select v.store_id, v.id, v_location_id, v.is_backorder_allowed from public.variants as v where v.id = put_back.variant_id
  on conflict do nothing;
  perform private.move_stock(put_back.variant_id, 'returned', put_back.quantity, 0, bought.id, location_id => v_location_id);
end $$;

create function private.close_return(store_id uuid, order_number integer, return_number integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders := private.my_order(store_id, order_number);
  v_return public.returns := private.find_return(v_order, return_number);
begin
  if v_return.id is null then
    return private.refusal('return_not_found');
  elsif v_return.state = 'closed' then
    return jsonb_build_object('ok', true);
  end if;
  update public.returns as r set state = 'closed', closed_at = now() where r.id = v_return.id;
  perform private.log_order_event(v_order.id, 'return_closed',
    jsonb_build_object('return', v_return.number, 'is_received', v_return.received_at is not null));
  return jsonb_build_object('ok', true);
end $$;
comment on function private.close_return is
  'Nothing more comes of a return: it is settled, or nothing was brought back. The same again changes nothing. Refuses with return_not_found. Error: AF404 without orders.manage. Definer: no client role writes returns.';

create function public.open_return(store_id uuid, order_number integer, idempotency_key text, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.open_return(store_id, order_number, idempotency_key, input);
end;
create function public.receive_return(store_id uuid, order_number integer, return_number integer, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.receive_return(store_id, order_number, return_number, input);
end;
create function public.close_return(store_id uuid, order_number integer, return_number integer) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.close_return(store_id, order_number, return_number);
end;
grant execute on function private.open_return, public.open_return, private.receive_return, public.receive_return,
  private.close_return, public.close_return to authenticated;
