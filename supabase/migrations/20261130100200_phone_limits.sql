-- What one phone may be asked for: prompts and messages go to whoever is named in a form, so they are counted here, where
-- every form ends.
create table private.phone_limits (
  is_only        boolean primary key default true check (is_only),
  open_orders    integer not null default 5 check (open_orders > 0),
  cash_orders    integer not null default 3 check (cash_orders > 0),
  shop_prompts   integer not null default 8 check (shop_prompts > 0),
  all_prompts    integer not null default 12 check (all_prompts > 0)
);
comment on table private.phone_limits is
  'For one phone: orders at a shop that nobody has paid yet, those of them in cash, prompts in an hour from a shop, and from all shops.';
insert into private.phone_limits default values;
alter table private.phone_limits enable row level security;

create index payment_attempts_asked_idx on public.payment_attempts (phone, created_at desc);
create index orders_unpaid_phone_idx on public.orders (store_id, contact_phone) where status = 'pending' and paid_minor = 0;

create function private.lock_phones(phones text[]) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- In one order, so that nobody waits in a circle. What is counted after it counts whoever was before.
  perform pg_advisory_xact_lock(hashtextextended('phone:' || p.phone, 0))
  from (select distinct phone from unnest(lock_phones.phones) as phone order by phone) as p;
end $$;

create function private.is_staff_of(store_id uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return is_staff_of.store_id = any (array(select private.my_store_ids('orders.manage')));
end $$;

create function private.too_many_prompts(store_id uuid, phone text, gateway public.gateway) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_limits private.phone_limits;
  v_here integer;
  v_everywhere integer;
begin
  if private.is_staff_of(store_id)
    or exists (select from private.gateways as g where g.gateway = too_many_prompts.gateway and g.has_pages) then
    return null;
  end if;
  select * into strict v_limits from private.phone_limits;
  perform private.lock_phones(array[phone]);
  -- What was typed at a till is no prompt.
  select count(*) filter (where a.store_id = too_many_prompts.store_id), count(*) into v_here, v_everywhere
  from public.payment_attempts as a
  join private.gateways as g on g.gateway = a.gateway and not g.has_pages
  where a.phone = too_many_prompts.phone and a.created_at > now() - interval '1 hour'
    and not (a.state = 'succeeded' and a.submitted_at is null);
  return case when v_here >= v_limits.shop_prompts or v_everywhere >= v_limits.all_prompts
    then private.refusal('too_many_prompts') end;
end $$;
comment on function private.too_many_prompts is
  'The refusal where a phone had as many prompts in the last hour as it may, at this shop or at all; null otherwise, and for those who work there.';

create function private.too_many_orders(store_id uuid, phone text, hand_way public.hand_way) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_limits private.phone_limits;
  v_open integer;
  v_cash integer;
begin
  if private.is_staff_of(store_id) then
    return null;
  end if;
  select * into strict v_limits from private.phone_limits;
  select count(*) filter (where o.hand_way is distinct from 'cash' and o.expires_at > now()),
    count(*) filter (where o.hand_way = 'cash') into v_open, v_cash
  from public.orders as o
  where o.store_id = too_many_orders.store_id and o.contact_phone = too_many_orders.phone
    and o.status = 'pending' and o.paid_minor = 0;
  return case
    when hand_way = 'cash' and v_cash >= v_limits.cash_orders
      then private.refusal('too_many_cash_orders', jsonb_build_object('max_orders', v_limits.cash_orders))
    when hand_way is distinct from 'cash' and v_open >= v_limits.open_orders
      then private.refusal('too_many_orders', jsonb_build_object('max_orders', v_limits.open_orders)) end;
end $$;
comment on function private.too_many_orders is
  'The refusal where a phone has as many unpaid orders at a shop as it may; null otherwise, and for those who work there. The caller holds the phone (lock_phones).';
