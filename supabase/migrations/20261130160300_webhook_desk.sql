-- What members of a shop do with webhooks.
create function private.webhook_permission(type text) returns public.permission
language sql immutable set search_path = ''
as $$
  select (case split_part(type, '.', 1)
    when 'order' then 'orders.view' when 'customer' then 'customers.view' when 'payment' then 'payments.view'
    -- With what goods cost the shop.
    else 'products.manage' end)::public.permission;
$$;
comment on function private.webhook_permission is 'What somebody needs to read by the API what events of this type tell.';

create function private.is_sealed(value jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select coalesce(jsonb_typeof(value) = 'object' and jsonb_typeof(value -> 'key') = 'string'
    and jsonb_typeof(value -> 'iv') = 'string' and jsonb_typeof(value -> 'data') = 'string'
    and length(value::text) <= 2000, false);
$$;

create function private.save_webhook_endpoint(store_id uuid, endpoint_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_events text[] := array(select distinct jsonb_array_elements_text(input -> 'events') order by 1);
  v_is_enabled boolean := coalesce((input ->> 'is_enabled')::boolean, true);
  v_id uuid;
begin
  perform private.assert_holds('settings.manage', store_id);
  -- Nobody has sent elsewhere what they may not read here.
  if exists (select from unnest(v_events) as one
    where not save_webhook_endpoint.store_id = any (array(select private.my_store_ids(private.webhook_permission(one))))) then
    return private.refusal('permission_not_held');
  end if;
  if endpoint_id is null then
    if not private.is_sealed(input -> 'secret') then
      raise exception 'A secret is missing' using errcode = 'AF422';
    end if;
    -- One at a time, so that they are counted.
    perform from public.stores as s where s.id = save_webhook_endpoint.store_id for no key update;
    if (select count(*) from public.webhook_endpoints as e where e.store_id = save_webhook_endpoint.store_id) >= 10 then
      return private.refusal('too_many_endpoints');
    end if;
    insert into public.webhook_endpoints as e (store_id, url, description, events)
    values (save_webhook_endpoint.store_id, input ->> 'url', coalesce(input ->> 'description', ''), v_events)
    returning e.id into v_id;
    insert into private.webhook_secrets (endpoint_id, store_id, secret)
    values (v_id, save_webhook_endpoint.store_id, input -> 'secret');
  else
    select e.id into v_id from public.webhook_endpoints as e
    where e.store_id = save_webhook_endpoint.store_id and e.id = endpoint_id for no key update;
    if v_id is null then
      raise exception 'Endpoint not found' using errcode = 'AF404';
    end if;
    update public.webhook_endpoints as e
    set url = input ->> 'url', description = coalesce(input ->> 'description', ''), events = v_events
    where e.id = v_id;
    if v_is_enabled then
      update public.webhook_endpoints as e
      set is_enabled = true, disabled_at = null, disabled_why = null, failing_since = null
      where e.id = v_id and not e.is_enabled;
    end if;
  end if;
  if not v_is_enabled then
    perform private.disable_webhook(v_id, 'by_hand', now());
  end if;
  return jsonb_build_object('ok', true, 'id', v_id);
exception
  when check_violation or not_null_violation or invalid_text_representation then
    raise exception 'That is no endpoint' using errcode = 'AF422';
end $$;
comment on function private.save_webhook_endpoint is
  'See public.save_webhook_endpoint. Definer: no client role writes endpoints or secrets; it asks for settings.manage, and for what each event tells.';

create function private.delete_webhook_endpoint(store_id uuid, endpoint_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.assert_holds('settings.manage', store_id);
  delete from public.webhook_endpoints as e where e.store_id = delete_webhook_endpoint.store_id and e.id = endpoint_id;
  if not found then
    raise exception 'Endpoint not found' using errcode = 'AF404';
  end if;
end $$;
comment on function private.delete_webhook_endpoint is
  'Takes an endpoint away with its secret and its log. Definer: as private.save_webhook_endpoint.';

create function private.rotate_webhook_secret(store_id uuid, endpoint_id uuid, secret jsonb) returns timestamptz
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_until timestamptz;
begin
  perform private.assert_holds('settings.manage', store_id);
  if not private.is_sealed(secret) then
    raise exception 'A secret is missing' using errcode = 'AF422';
  end if;
  update private.webhook_secrets as s
  set secret = rotate_webhook_secret.secret, old_secret = s.secret, old_until = now() + interval '24 hours', set_at = now()
  where s.store_id = rotate_webhook_secret.store_id and s.endpoint_id = rotate_webhook_secret.endpoint_id
  returning s.old_until into v_until;
  if v_until is null then
    raise exception 'Endpoint not found' using errcode = 'AF404';
  end if;
  perform private.audit('webhook_endpoints.secret_rotated', 'webhook_endpoints', endpoint_id::text,
    (select s.tenant_id from public.stores as s where s.id = rotate_webhook_secret.store_id), store_id, '{}');
  return v_until;
end $$;
comment on function private.rotate_webhook_secret is
  'See public.rotate_webhook_secret. Definer: as private.save_webhook_endpoint.';

create function private.test_webhook(store_id uuid, endpoint_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_endpoint public.webhook_endpoints;
  v_event_id uuid;
  v_id uuid;
begin
  perform private.assert_holds('settings.manage', store_id);
  select e.* into v_endpoint from public.webhook_endpoints as e
  where e.store_id = test_webhook.store_id and e.id = test_webhook.endpoint_id for no key update;
  if v_endpoint.id is null then
    raise exception 'Endpoint not found' using errcode = 'AF404';
  elsif not v_endpoint.is_enabled then
    return private.refusal('endpoint_off');
  elsif (select count(*) from public.webhook_events as e where e.store_id = test_webhook.store_id
    and e.subject_id = v_endpoint.id and e.created_at > now() - interval '1 hour') >= 30 then
    return private.refusal('too_many_tests');
  end if;
  insert into public.webhook_events as e (store_id, type, subject_id)
  values (test_webhook.store_id, 'webhook.test', v_endpoint.id) returning e.id into v_event_id;
  insert into public.webhook_deliveries as d (store_id, endpoint_id, event_id)
  values (test_webhook.store_id, v_endpoint.id, v_event_id) returning d.id into v_id;
  perform private.queue_webhook(v_id);
  return jsonb_build_object('ok', true, 'id', v_id);
end $$;
comment on function private.test_webhook is 'See public.test_webhook. Definer: as private.save_webhook_endpoint.';

create function private.replay_webhooks(store_id uuid, endpoint_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_endpoint public.webhook_endpoints;
  v_most constant integer := 5000;
  v_events uuid[];
  v_delivery_id uuid;
  v_count integer := 0;
begin
  perform private.assert_holds('settings.manage', store_id);
  select e.* into v_endpoint from public.webhook_endpoints as e
  where e.store_id = replay_webhooks.store_id and e.id = replay_webhooks.endpoint_id for no key update;
  if v_endpoint.id is null then
    raise exception 'Endpoint not found' using errcode = 'AF404';
  elsif not v_endpoint.is_enabled then
    return private.refusal('endpoint_off');
  end if;
  if input ->> 'delivery_id' is not null then
    v_events := array(select d.event_id from public.webhook_deliveries as d
      where d.store_id = replay_webhooks.store_id and d.endpoint_id = v_endpoint.id and d.id = (input ->> 'delivery_id')::uuid);
    if cardinality(v_events) = 0 then
      raise exception 'Delivery not found' using errcode = 'AF404';
    end if;
  else
    v_events := array(select e.id from public.webhook_events as e
      where e.store_id = replay_webhooks.store_id and e.type = any (v_endpoint.events)
        and e.created_at >= (input ->> 'from')::timestamptz and e.created_at < (input ->> 'until')::timestamptz
        and (not coalesce((input ->> 'is_failed_only')::boolean, false) or not exists (
          select from public.webhook_deliveries as d where d.store_id = e.store_id and d.event_id = e.id
            and d.endpoint_id = v_endpoint.id and d.state = 'succeeded'))
      order by e.sequence limit v_most + 1);
    if cardinality(v_events) > v_most then
      return private.refusal('too_many_events');
    end if;
  end if;
  for v_delivery_id in
    -- What is under way comes anyway.
    insert into public.webhook_deliveries as d (store_id, endpoint_id, event_id, is_replay)
    select replay_webhooks.store_id, v_endpoint.id, one, true from unnest(v_events) as one
    on conflict do nothing returning d.id
  loop
    perform private.queue_webhook(v_delivery_id);
    v_count := v_count + 1;
  end loop;
  return jsonb_build_object('ok', true, 'count', v_count);
exception
  when invalid_text_representation or datetime_field_overflow or invalid_datetime_format then
    raise exception 'That is no range' using errcode = 'AF422';
end $$;
comment on function private.replay_webhooks is 'See public.replay_webhooks. Definer: as private.save_webhook_endpoint.';

create function public.save_webhook_endpoint(store_id uuid, endpoint_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_webhook_endpoint(store_id, endpoint_id, input);
end;
comment on function public.save_webhook_endpoint is
  'Makes an endpoint {url, description, events, is_enabled, secret}, or changes one, which keeps its secret; switching it on forgets what failed. Refuses: permission_not_held, too_many_endpoints. Errors: AF404, AF422.';
create function public.delete_webhook_endpoint(store_id uuid, endpoint_id uuid) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.delete_webhook_endpoint(store_id, endpoint_id);
end;
create function public.rotate_webhook_secret(store_id uuid, endpoint_id uuid, secret jsonb) returns timestamptz
language sql volatile security invoker set search_path = ''
begin atomic
  select private.rotate_webhook_secret(store_id, endpoint_id, secret);
end;
comment on function public.rotate_webhook_secret is
  'Signs with another secret, sealed by the caller, and with the one before for a day: answers until when. Errors: AF404, AF422.';
create function public.test_webhook(store_id uuid, endpoint_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.test_webhook(store_id, endpoint_id);
end;
comment on function public.test_webhook is
  'Sends an event that means nothing to one endpoint; answers {ok, id} of the delivery. Refuses: endpoint_off, too_many_tests (30 an hour). Error: AF404.';
create function public.replay_webhooks(store_id uuid, endpoint_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.replay_webhooks(store_id, endpoint_id, input);
end;
comment on function public.replay_webhooks is
  'Sends again what one delivery {delivery_id} told, or all that the endpoint wants of a time {from, until, is_failed_only}: the same bytes under the same ids; answers {ok, count}. Refuses: endpoint_off, too_many_events (5,000). Errors: AF404, AF422.';
grant execute on function private.save_webhook_endpoint, private.delete_webhook_endpoint, private.rotate_webhook_secret,
  private.test_webhook, private.replay_webhooks to authenticated;
grant execute on function public.save_webhook_endpoint, public.delete_webhook_endpoint, public.rotate_webhook_secret,
  public.test_webhook, public.replay_webhooks to authenticated;
