-- An order may be sent in parts and changed more than once, and each time is told.
alter table public.order_events add unique (store_id, id);
alter table public.notifications
  add column event_id uuid,
  add foreign key (store_id, event_id) references public.order_events (store_id, id) on delete cascade;
drop index public.notifications_order_key;
create unique index notifications_order_key on public.notifications (order_id, channel, template, recipient)
  where refund_id is null and event_id is null;
create unique index notifications_event_key on public.notifications (store_id, event_id, channel, template, recipient)
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

comment on table private.stock_requests is
  'What was answered to a form about stock or an order, for when it comes again.';
