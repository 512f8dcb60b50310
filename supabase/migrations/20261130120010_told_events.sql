-- An order may be sent in parts and changed more than once, and each time is told.
alter table public.order_events add unique (store_id, id);
alter table public.notifications
  add column event_id uuid,
  add foreign key (store_id, event_id) references public.order_events (store_id, id) on delete cascade;
drop index public.notifications_order_key;
create unique index notifications_order_key on public.notifications (order_id, channel, template, recipient, copy)
  where refund_id is null and entry_key is null and event_id is null;
create unique index notifications_event_key on public.notifications (store_id, event_id, channel, template, recipient, copy)
  where event_id is not null;
comment on column public.notifications.event_id is 'What it tells, where that can happen to an order more than once.';

create function private.tell_event(order_id uuid, kind public.order_event_kind, data jsonb, template text) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_event_id uuid;
  v_jobs jsonb[];
begin
  insert into public.order_events (store_id, order_id, kind, data, actor_id)
  select o.store_id, o.id, tell_event.kind, tell_event.data, (select auth.uid())
  from public.orders as o where o.id = tell_event.order_id
  returning id into strict v_event_id;
  if template is null then
    return v_event_id;
  end if;
  with added as (
    insert into public.notifications (store_id, order_id, event_id, channel, template, recipient)
    select o.store_id, o.id, v_event_id, message.channel, tell_event.template, message.recipient
    from public.orders as o
    cross join lateral (values ('sms'::public.channel, o.contact_phone), ('email', o.contact_email))
      as message (channel, recipient)
    where o.id = tell_event.order_id and message.recipient is not null
    returning id
  )
  select array_agg(private.job('send_notification', jsonb_build_object('notification_id', added.id))) into v_jobs
  from added;
  perform private.enqueue_all(v_jobs);
  return v_event_id;
end $$;
comment on function private.tell_event is
  'A line of the timeline, and with a template its messages to the buyer. Answers the id of the line.';

create or replace function private.resend_message(store_id uuid, notification_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_old public.notifications;
  v_last public.notifications;
  v_id uuid := private.uuid_v7();
begin
  perform private.assert_holds('orders.manage', store_id);
  select n.* into v_old from public.notifications as n
  where n.store_id = resend_message.store_id and n.id = notification_id;
  if v_old.id is null then
    return private.refusal('message_not_found');
  -- What is not about an order was for its moment; nobody gets an old code.
  elsif v_old.order_id is null or v_old.channel = 'whatsapp' then
    return private.refusal('not_resendable');
  end if;
  -- Two who press at once wait for each other.
  perform from public.orders as o where o.store_id = v_old.store_id and o.id = v_old.order_id for no key update;
  select n.* into v_last from public.notifications as n
  where n.store_id = v_old.store_id and n.order_id = v_old.order_id and n.refund_id is not distinct from v_old.refund_id
    and n.entry_key is not distinct from v_old.entry_key and n.event_id is not distinct from v_old.event_id
    and n.channel = v_old.channel and n.template = v_old.template and n.recipient = v_old.recipient
  order by n.copy desc limit 1;
  if v_last.state = 'queued' or v_last.created_at > now() - interval '1 minute' then
    return private.refusal('sent_just_now');
  elsif v_last.copy = 3 then
    return private.refusal('sent_often');
  end if;
  insert into public.notifications (id, store_id, order_id, refund_id, entry_key, event_id, channel, template, recipient, copy)
  values (v_id, v_old.store_id, v_old.order_id, v_old.refund_id, v_old.entry_key, v_old.event_id, v_old.channel, v_old.template, v_old.recipient, v_last.copy + 1);
  perform private.enqueue('send_notification', jsonb_build_object('notification_id', v_id));
  return jsonb_build_object('ok', true, 'id', v_id);
end $$;

comment on table private.stock_requests is
  'What was answered to a form about stock or an order, for when it comes again.';
