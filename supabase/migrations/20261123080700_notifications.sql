-- What was said to whom. Written in the transaction that gives the reason, sent by a job.
create type public.channel as enum ('email', 'sms');
create type public.notification_state as enum ('queued', 'sent', 'failed');

create table public.notifications (
  id           uuid primary key default private.uuid_v7(),
  store_id     uuid not null references public.stores on delete cascade,
  order_id     uuid,
  channel      public.channel not null,
  template     text not null check (template ~ '^[a-z_]{1,40}$'),
  recipient    text not null check (length(recipient) between 3 and 254),
  subject      text,
  body         text,
  state        public.notification_state not null default 'queued',
  provider_ref text check (length(provider_ref) <= 200),
  error        text check (length(error) <= 300),
  created_at   timestamptz not null default clock_timestamp(),
  sent_at      timestamptz,
  foreign key (store_id, order_id) references public.orders (store_id, id) on delete cascade,
  unique (order_id, channel, template, recipient)
);
comment on table public.notifications is
  'One message to one person. The unique key makes saying it twice impossible; subject and body are filled when it is sent.';
create index notifications_store_idx on public.notifications (store_id, id desc);

alter table public.notifications enable row level security;
grant select on public.notifications to authenticated;
create policy select_staff on public.notifications for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));

create function private.notify(store_id uuid, order_id uuid, channel public.channel, template text, recipient text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_id uuid;
begin
  insert into public.notifications (store_id, order_id, channel, template, recipient)
  values (notify.store_id, notify.order_id, notify.channel, notify.template, notify.recipient)
  on conflict do nothing
  returning id into v_id;
  if v_id is not null then
    perform private.enqueue('send_notification', jsonb_build_object('notification_id', v_id));
  end if;
end $$;

create function private.notify_order(order_id uuid, template text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_store public.stores;
begin
  select * into strict v_order from public.orders as o where o.id = notify_order.order_id;
  select * into strict v_store from public.stores as s where s.id = v_order.store_id;
  perform private.notify(v_store.id, v_order.id, 'sms', template, v_order.contact_phone);
  if v_order.contact_email is not null then
    perform private.notify(v_store.id, v_order.id, 'email', template, v_order.contact_email);
  end if;
  if v_store.contact_email is not null then
    perform private.notify(v_store.id, v_order.id, 'email', 'merchant_' || template, v_store.contact_email);
  end if;
end $$;
comment on function private.notify_order is
  'Tells the shopper by SMS and, when an address is known, by email; tells the store by email with the template merchant_<template>.';
