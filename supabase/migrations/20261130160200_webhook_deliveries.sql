-- What became of each try, and of the endpoint.
create function private.disable_webhook(endpoint_id uuid, why text, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.webhook_endpoints as e set is_enabled = false, disabled_at = moment, disabled_why = why
  where e.id = disable_webhook.endpoint_id and e.is_enabled;
  if not found then
    return;
  end if;
  update public.webhook_deliveries as d
  set state = 'failed', error = 'endpoint_off', finished_at = moment, next_at = null
  where d.endpoint_id = disable_webhook.endpoint_id and d.state = 'pending';
  if why <> 'by_hand' then
    perform private.enqueue('send_webhook_notice',
      jsonb_build_object('endpoint_id', disable_webhook.endpoint_id, 'disabled_at', moment));
  end if;
end $$;
comment on function private.disable_webhook is
  'Sends it nothing from now on; what was under way ends here and can be replayed. Unless somebody did it by hand, the shop is told.';

create function private.record_webhook_try(delivery_id uuid, input jsonb, moment timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_delivery public.webhook_deliveries;
  v_endpoint public.webhook_endpoints;
  v_is_ok boolean := input ->> 'outcome' = 'ok';
  v_deadline timestamptz;
  v_next timestamptz;
begin
  -- Endpoint before delivery, as whoever switches it off.
  select e.* into v_endpoint from public.webhook_endpoints as e
  where e.id = (select d.endpoint_id from public.webhook_deliveries as d where d.id = delivery_id) for no key update;
  select d.* into v_delivery from public.webhook_deliveries as d
  where d.id = delivery_id and d.state = 'pending' for no key update;
  -- Ended meanwhile, or another worker was here with the same try.
  if v_delivery.id is null or v_delivery.attempts <> (input ->> 'attempt')::integer - 1 then
    return null;
  end if;
  v_deadline := v_delivery.created_at + interval '3 days';
  if not v_is_ok and input ->> 'outcome' <> 'gone' and moment < v_deadline - interval '1 second' then
    v_next := least(moment + make_interval(secs => (input ->> 'wait')::double precision), v_deadline);
  end if;
  update public.webhook_deliveries as d
  set attempts = d.attempts + 1,
      state = case when v_is_ok then 'succeeded' when v_next is null then 'failed' else 'pending' end,
      next_at = v_next,
      finished_at = case when v_next is null then moment end,
      tries = d.tries || jsonb_build_array(jsonb_build_object(
        'at', moment, 'status', input -> 'status', 'ms', input -> 'ms', 'error', input -> 'error')),
      request_headers = input -> 'request_headers',
      response_status = (input ->> 'status')::smallint,
      response_headers = nullif(input -> 'response_headers', 'null'),
      response_body = input ->> 'response_body',
      error = input ->> 'error'
  where d.id = v_delivery.id;
  if v_is_ok then
    update public.webhook_endpoints as e set last_success_at = moment, failing_since = null where e.id = v_endpoint.id;
    return jsonb_build_object('state', 'succeeded');
  end if;
  update public.webhook_endpoints as e
  set last_failure_at = moment,
      failing_since = case when e.last_failure_at > moment - interval '36 hours' then coalesce(e.failing_since, moment)
        else moment end
  where e.id = v_endpoint.id returning e.* into v_endpoint;
  if v_next is not null then
    perform private.queue_webhook(v_delivery.id, v_next);
  end if;
  if input ->> 'outcome' = 'gone' then
    perform private.disable_webhook(v_endpoint.id, 'gone', moment);
  elsif v_endpoint.failing_since <= moment - interval '5 days' then
    perform private.disable_webhook(v_endpoint.id, 'failing', moment);
  end if;
  return jsonb_build_object('state', case when v_next is null then 'failed' else 'pending' end, 'next_at', v_next);
end $$;
comment on function private.record_webhook_try is
  'Notes a try {attempt, outcome: ok, failed or gone, wait, status, ms, error, request_headers, response_headers, response_body} and what follows: another one within three days, or the end. An endpoint that says gone, or of which nothing came through for five days, is switched off. By the job worker alone.';

create function private.sweep_webhooks(batch integer) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_deliveries integer;
  v_events integer;
begin
  delete from public.webhook_deliveries as d where d.id in (
    select o.id from public.webhook_deliveries as o
    where o.created_at < now() - interval '30 days' and o.state <> 'pending' order by o.created_at limit batch);
  get diagnostics v_deliveries = row_count;
  delete from public.webhook_events as e where e.id in (
    select o.id from public.webhook_events as o
    where o.created_at < now() - interval '30 days' and not exists (
      select from public.webhook_deliveries as d where d.store_id = o.store_id and d.event_id = o.id)
    order by o.created_at limit batch);
  get diagnostics v_events = row_count;
  return greatest(v_deliveries, v_events);
end $$;
comment on function private.sweep_webhooks is 'Deletes so many deliveries and events of more than 30 days; answers how many went of the larger lot.';
grant execute on function private.record_webhook_try, private.sweep_webhooks to service_role;
