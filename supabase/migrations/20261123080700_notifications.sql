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

create function private.add_messages(order_id uuid, template text) returns setof uuid
language plpgsql volatile security definer set search_path = ''
as $$
begin
  return query
  insert into public.notifications (store_id, order_id, channel, template, recipient)
  select o.store_id, o.id, message.channel, message.template, message.recipient
  from public.orders as o
  join public.stores as s on s.id = o.store_id
  cross join lateral (values
    ('sms'::public.channel, add_messages.template, o.contact_phone),
    ('email', add_messages.template, o.contact_email),
    ('email', 'merchant_' || add_messages.template, s.contact_email)
  ) as message (channel, template, recipient)
  where o.id = add_messages.order_id and message.recipient is not null
  on conflict do nothing
  returning id;
end $$;
comment on function private.add_messages is
  'What is to be said about an order: to the shopper by SMS and, when an address is known, by email; to the store by email with the template merchant_<template>. Answers the ids of messages that were not there yet.';

create function private.message_jobs(order_id uuid, template text) returns jsonb[]
language plpgsql volatile security definer set search_path = ''
as $$
begin
  return (
    select array(
      select private.job('send_notification', jsonb_build_object('notification_id', id))
      from private.add_messages(message_jobs.order_id, message_jobs.template) as id
    )
  );
end $$;
