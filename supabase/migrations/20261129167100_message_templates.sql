-- What a shop says in its own words, what it does not send at all, and more to know of what went out.
create table public.message_templates (
  store_id   uuid not null references public.stores on delete cascade,
  kind       text not null check (kind ~ '^[a-z_]{1,40}$'),
  channel    public.channel not null,
  language   text not null check (language ~ '^[a-z]{2}$'),
  subject    text not null default '' check (length(subject) <= 150 and subject !~ '[[:cntrl:]]'),
  heading    text not null default '' check (length(heading) <= 120 and heading !~ '[[:cntrl:]]'),
  body       text not null check (length(body) between 1 and 4000),
  updated_at timestamptz not null default now(),
  primary key (store_id, kind, channel, language)
);
comment on table public.message_templates is
  'Words of the merchant in place of the platform''s, for one kind of message, channel and language. {name} stands for a fact; what a template may name is in lib/notifications/own_words. Subject and heading are of emails.';

create table public.muted_messages (
  store_id   uuid not null references public.stores on delete cascade,
  kind       text not null check (kind ~ '^[a-z_]{1,40}$' and kind <> 'shopper_code'),
  channel    public.channel not null,
  created_at timestamptz not null default now(),
  primary key (store_id, kind, channel)
);
comment on table public.muted_messages is
  'Kinds of messages that a shop does not send on a channel. Codes always go out: without them nobody signs in.';

create trigger _200_touch_updated_at before update on public.message_templates
  for each row execute function private.tg__touch_updated_at();
create trigger _900_audit after insert or delete or update on public.message_templates
  for each row execute function private.tg__audit();
create trigger _900_audit after insert or delete on public.muted_messages
  for each row execute function private.tg__audit();

alter table public.message_templates enable row level security;
alter table public.muted_messages enable row level security;
grant select, delete on public.message_templates, public.muted_messages to authenticated;
grant insert (store_id, kind, channel, language, subject, heading, body) on public.message_templates to authenticated;
grant update (subject, heading, body) on public.message_templates to authenticated;
grant insert (store_id, kind, channel) on public.muted_messages to authenticated;

-- Who answers a buyer on WhatsApp starts with these words.
create policy select_staff on public.message_templates for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));
create policy insert_manager on public.message_templates for insert to authenticated
  with check (store_id = any (array(select private.my_store_ids('settings.manage'))));
create policy update_manager on public.message_templates for update to authenticated
  using (store_id = any (array(select private.my_store_ids('settings.manage'))))
  with check (store_id = any (array(select private.my_store_ids('settings.manage'))));
create policy delete_manager on public.message_templates for delete to authenticated
  using (store_id = any (array(select private.my_store_ids('settings.manage'))));
create policy select_manager on public.muted_messages for select to authenticated
  using (store_id = any (array(select private.my_store_ids('settings.manage'))));
create policy insert_manager on public.muted_messages for insert to authenticated
  with check (store_id = any (array(select private.my_store_ids('settings.manage'))));
create policy delete_manager on public.muted_messages for delete to authenticated
  using (store_id = any (array(select private.my_store_ids('settings.manage'))));

alter table public.notifications
  add column entry_key text check (length(entry_key) between 1 and 200),
  add column copy smallint not null default 0 check (copy between 0 and 3),
  add column is_test boolean not null default false,
  add column parts smallint check (parts > 0),
  add column cost_micros bigint check (cost_micros >= 0),
  add column cost_currency text check (cost_currency ~ '^[A-Z]{3}$');
comment on column public.notifications.entry_key is 'The part of the money that it is about, as the ledger has it: each is told once.';
comment on column public.notifications.copy is 'Which time it is sent to the same person, when somebody sent it again: 0 the first.';
comment on column public.notifications.is_test is 'A sample that somebody of the shop sent to themselves.';
comment on column public.notifications.parts is 'How many messages an SMS is billed as.';
comment on column public.notifications.cost_micros is 'What the gateway took for it, in millionths of cost_currency; null where it did not say.';
drop index public.notifications_order_key;
create unique index notifications_order_key on public.notifications (order_id, channel, template, recipient, copy)
  where refund_id is null and entry_key is null;
create unique index notifications_entry_key on public.notifications (store_id, entry_key, channel, template, recipient, copy)
  where entry_key is not null;
drop index public.notifications_refund_key;
create unique index notifications_refund_key on public.notifications (store_id, refund_id, channel, template, recipient, copy)
  where refund_id is not null;
create index notifications_template_idx on public.notifications (store_id, template, id desc);
create index notifications_order_idx on public.notifications (store_id, order_id, id desc) where order_id is not null;

create function private.resend_message(store_id uuid, notification_id uuid) returns jsonb
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
    and n.entry_key is not distinct from v_old.entry_key
    and n.channel = v_old.channel and n.template = v_old.template and n.recipient = v_old.recipient
  order by n.copy desc limit 1;
  if v_last.state = 'queued' or v_last.created_at > now() - interval '1 minute' then
    return private.refusal('sent_just_now');
  elsif v_last.copy = 3 then
    return private.refusal('sent_often');
  end if;
  insert into public.notifications (id, store_id, order_id, refund_id, entry_key, channel, template, recipient, copy)
  values (v_id, v_old.store_id, v_old.order_id, v_old.refund_id, v_old.entry_key, v_old.channel, v_old.template, v_old.recipient, v_last.copy + 1);
  perform private.enqueue('send_notification', jsonb_build_object('notification_id', v_id));
  return jsonb_build_object('ok', true, 'id', v_id);
end $$;
comment on function private.resend_message is
  'Sends what was said of an order once more, to the same person, as it stands now: three times at most, a minute apart. Refuses with message_not_found, not_resendable, sent_just_now, sent_often. Definer: no client role writes messages; it asks for orders.manage.';

create function private.test_message(store_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_channel text := input ->> 'channel';
  v_recipient text;
  v_id uuid := private.uuid_v7();
begin
  perform private.assert_holds('settings.manage', store_id);
  if v_channel is null or v_channel not in ('email', 'sms') or coalesce(input ->> 'kind', '') !~ '^[a-z_]{1,40}$'
    or coalesce(input ->> 'language', '') !~ '^[a-z]{2}$' or length(coalesce(input ->> 'body', '')) not between 1 and 4000
    or length(coalesce(input ->> 'subject', '')) > 150 or length(coalesce(input ->> 'heading', '')) > 120 then
    raise exception 'Message is not valid' using errcode = 'AF422';
  end if;
  -- One at a time, so that they are counted.
  select case v_channel when 'sms' then s.contact_phone
    else (select u.email from auth.users as u where u.id = (select auth.uid())) end
  into v_recipient from public.stores as s where s.id = test_message.store_id for no key update;
  if v_recipient is null then
    return private.refusal('no_recipient');
  end if;
  if (select count(*) from public.notifications as n
    where n.store_id = test_message.store_id and n.is_test and n.created_at > now() - interval '1 day') >= 20 then
    return private.refusal('too_many_tests');
  end if;
  insert into public.notifications (id, store_id, channel, template, recipient, is_test)
  values (v_id, test_message.store_id, v_channel::public.channel, input ->> 'kind', v_recipient, true);
  perform private.enqueue('send_test_message', jsonb_build_object('notification_id', v_id, 'language', input ->> 'language',
    'words', jsonb_build_object('subject', coalesce(input ->> 'subject', ''), 'heading', coalesce(input ->> 'heading', ''),
      'body', input ->> 'body')));
  return jsonb_build_object('ok', true, 'recipient', v_recipient);
end $$;
comment on function private.test_message is
  'Sends words {kind, channel, language, subject, heading, body} with facts of a sample: emails to whoever asks, text messages to the phone of the shop, 20 a day. Refuses with no_recipient, too_many_tests. Definer: no client role writes messages; it asks for settings.manage.';
create index notifications_test_idx on public.notifications (store_id, created_at) where is_test;

create function public.resend_message(store_id uuid, notification_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.resend_message(store_id, notification_id);
end;
create function public.test_message(store_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.test_message(store_id, input);
end;
grant execute on function private.resend_message, private.test_message to authenticated;
grant execute on function public.resend_message, public.test_message to authenticated;
