-- What shoppers write to a shop on its contact page.
create table public.contact_messages (
  id         uuid primary key,
  store_id   uuid not null references public.stores on delete cascade,
  name       text not null check (length(name) between 1 and 120 and name !~ '[[:cntrl:]]'),
  phone      text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  email      text check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 254),
  body       text not null check (length(body) between 1 and 2000),
  created_at timestamptz not null default now(),
  read_at    timestamptz,
  unique (store_id, id),
  check (phone is not null or email is not null)
);
comment on table public.contact_messages is 'Written by the web server alone, after it has counted: whoever can call REST fills nobody''s mailbox.';
create index contact_messages_store_idx on public.contact_messages (store_id, created_at desc, id desc);
create index contact_messages_unread_idx on public.contact_messages (store_id) where read_at is null;

alter table public.contact_messages enable row level security;
grant select on public.contact_messages to authenticated;
create policy select_staff on public.contact_messages for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));

create function private.mark_message(store_id uuid, message_id uuid, is_read boolean) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.assert_holds('orders.manage', store_id);
  update public.contact_messages as m set read_at = case when is_read then coalesce(m.read_at, now()) end
  where m.store_id = mark_message.store_id and m.id = mark_message.message_id;
end $$;
comment on function private.mark_message is 'Says that a message was read, or is new again. Definer: no client role writes messages; it asks for orders.manage.';

create function public.mark_message(store_id uuid, message_id uuid, is_read boolean) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.mark_message(store_id, message_id, is_read);
end;
grant execute on function private.mark_message to authenticated;
grant execute on function public.mark_message to authenticated;

alter table public.notifications
  add column message_id uuid,
  add foreign key (store_id, message_id) references public.contact_messages (store_id, id) on delete cascade;
comment on column public.notifications.message_id is 'What a letter about a shopper''s message is about; order_id is null then.';
create index notifications_message_idx on public.notifications (store_id, message_id) where message_id is not null;

create schema web;
comment on schema web is 'What only the web server''s own login may do, after checks that the database cannot make. REST does not expose it.';
grant usage on schema web to afrify_web;

create function web.leave_message(store_slug text, message_id uuid, input jsonb) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_store public.stores;
  v_id uuid;
  v_notification_id uuid;
begin
  select * into v_store from public.stores as s where s.slug = leave_message.store_slug and s.status <> 'suspended';
  if not found then
    return false;
  end if;
  insert into public.contact_messages (id, store_id, name, phone, email, body)
  values (private.id_in_store(v_store.id, leave_message.message_id), v_store.id, input ->> 'name', input ->> 'phone',
    input ->> 'email', input ->> 'body')
  on conflict do nothing
  returning id into v_id;
  -- Sent before: said before.
  if v_id is null or v_store.contact_email is null then
    return true;
  end if;
  insert into public.notifications (store_id, message_id, channel, template, recipient)
  values (v_store.id, v_id, 'email', 'merchant_message', v_store.contact_email)
  returning id into v_notification_id;
  perform private.enqueue('send_notification', jsonb_build_object('notification_id', v_notification_id));
  return true;
end $$;
comment on function web.leave_message is
  'Keeps what a visitor wrote, {name, phone, email, body}, once for each id that a form minted, and writes to the shop. False when there is no such shop. Definer: no client role writes messages.';
revoke execute on function web.leave_message from public;
grant execute on function web.leave_message to afrify_web;
