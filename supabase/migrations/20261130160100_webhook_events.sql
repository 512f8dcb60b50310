-- Events are written by the transaction that made them true, at its very end.
create function private.queue_webhook(delivery_id uuid, moment timestamptz default null) returns void
language sql volatile security definer set search_path = ''
as $$
  -- Two lanes an endpoint: one that hangs holds two places of the worker, whatever waits for it.
  select graphile_worker.add_job(
    identifier => 'deliver_webhook',
    payload => json_build_object('delivery_id', d.id),
    queue_name => 'webhook:' || d.endpoint_id || ':' || (hashtext(d.event_id::text) & 1),
    run_at => moment,
    job_key => 'deliver_webhook:' || d.id
  ) from public.webhook_deliveries as d where d.id = delivery_id;
$$;
comment on function private.queue_webhook is 'Has a delivery tried, now or later: one job waits for it at a time.';

create function private.write_webhook_event(store_id uuid, type text, subject_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_endpoints uuid[] := array(
    select e.id from public.webhook_endpoints as e
    where e.store_id = write_webhook_event.store_id and e.is_enabled and write_webhook_event.type = any (e.events)
    order by e.id);
  v_sequence bigint;
  v_event_id uuid;
  v_delivery_id uuid;
begin
  if cardinality(v_endpoints) = 0 or exists (
    select from public.webhook_events as e
    where e.store_id = write_webhook_event.store_id and e.subject_id = write_webhook_event.subject_id
      and e.xact = pg_current_xact_id()
      and (e.type = write_webhook_event.type
        or (write_webhook_event.type = 'product.updated' and e.type in ('product.created', 'product.deleted')))
  ) then
    return;
  end if;
  insert into private.webhook_sequences as s (store_id, last) values (write_webhook_event.store_id, 1)
  on conflict on constraint webhook_sequences_pkey do update set last = s.last + 1
  returning s.last into v_sequence;
  insert into public.webhook_events as e (store_id, type, subject_id, sequence)
  values (write_webhook_event.store_id, write_webhook_event.type, write_webhook_event.subject_id, v_sequence)
  returning e.id into v_event_id;
  for v_delivery_id in
    insert into public.webhook_deliveries as d (store_id, endpoint_id, event_id)
    select write_webhook_event.store_id, one, v_event_id from unnest(v_endpoints) as one
    returning d.id
  loop
    perform private.queue_webhook(v_delivery_id);
  end loop;
end $$;
comment on function private.write_webhook_event is
  'Notes what happened and sends it to the endpoints that want to hear of it; nothing where none does. Once a transaction for the same thing.';

create function private.tg__write_webhook() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_row jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  -- A store that goes takes its rows with it.
  if exists (select from public.stores as s where s.id = (v_row ->> 'store_id')::uuid) then
    perform private.write_webhook_event((v_row ->> 'store_id')::uuid, tg_argv[0], (v_row ->> tg_argv[1])::uuid);
  end if;
  return null;
end $$;
comment on function private.tg__write_webhook is
  'Arguments: the type of the event, and the column with the id of what it is about. Deferred to the commit, where the counter of a store is held for the shortest time and after every other lock. Definer: client roles write no events.';

create constraint trigger _800_webhook_created after insert on public.orders deferrable initially deferred
  for each row execute function private.tg__write_webhook('order.created', 'id');
create constraint trigger _810_webhook_paid after update of paid_at on public.orders deferrable initially deferred
  for each row when (old.paid_at is null and new.paid_at is not null)
  execute function private.tg__write_webhook('order.paid', 'id');
create constraint trigger _820_webhook_fulfilled after update of status on public.orders deferrable initially deferred
  for each row when (old.status <> 'fulfilled' and new.status = 'fulfilled')
  execute function private.tg__write_webhook('order.fulfilled', 'id');
create constraint trigger _830_webhook_cancelled after update of status on public.orders deferrable initially deferred
  for each row when (old.status not in ('cancelled', 'expired') and new.status in ('cancelled', 'expired'))
  execute function private.tg__write_webhook('order.cancelled', 'id');
create constraint trigger _840_webhook_refunded after update of refunded_minor on public.orders deferrable initially deferred
  for each row when (new.refunded_minor > old.refunded_minor)
  execute function private.tg__write_webhook('order.refunded', 'id');
create constraint trigger _850_webhook_needs_review after update of needs_review on public.orders deferrable initially deferred
  for each row when (new.needs_review and not old.needs_review)
  execute function private.tg__write_webhook('payment.needs_review', 'id');

create constraint trigger _800_webhook_succeeded after update of state on public.payment_attempts deferrable initially deferred
  for each row when (new.state = 'succeeded' and old.state <> 'succeeded')
  execute function private.tg__write_webhook('payment.succeeded', 'id');
-- What a gateway tells of by itself has an attempt that succeeded from the start.
create constraint trigger _805_webhook_arrived after insert on public.payment_attempts deferrable initially deferred
  for each row when (new.state = 'succeeded')
  execute function private.tg__write_webhook('payment.succeeded', 'id');
create constraint trigger _810_webhook_failed after update of state on public.payment_attempts deferrable initially deferred
  for each row when (new.state in ('failed', 'expired') and old.state not in ('failed', 'expired'))
  execute function private.tg__write_webhook('payment.failed', 'id');

create constraint trigger _800_webhook_created after insert on public.customers deferrable initially deferred
  for each row execute function private.tg__write_webhook('customer.created', 'id');

create constraint trigger _800_webhook_low after update of on_hand, reserved on public.inventory_levels deferrable initially deferred
  for each row when (new.is_low and not old.is_low)
  execute function private.tg__write_webhook('inventory.low', 'variant_id');

create constraint trigger _800_webhook_created after insert on public.products deferrable initially deferred
  for each row execute function private.tg__write_webhook('product.created', 'id');
create constraint trigger _810_webhook_deleted after update of status on public.products deferrable initially deferred
  for each row when (old.status <> 'archived' and new.status = 'archived')
  execute function private.tg__write_webhook('product.deleted', 'id');
-- What nothing but triggers write, such as stars of reviews, is no change of a product.
create constraint trigger _820_webhook_updated
  after update of title, slug, description, seo_title, seo_description, status, publish_at, category_id, vendor, tags,
    option_names, is_digital on public.products deferrable initially deferred
  for each row when (not (old.status <> 'archived' and new.status = 'archived')
    and (old.title, old.slug, old.description, old.seo_title, old.seo_description, old.status, old.publish_at,
      old.category_id, old.vendor, old.tags, old.option_names, old.is_digital)
    is distinct from (new.title, new.slug, new.description, new.seo_title, new.seo_description, new.status,
      new.publish_at, new.category_id, new.vendor, new.tags, new.option_names, new.is_digital))
  execute function private.tg__write_webhook('product.updated', 'id');
create constraint trigger _800_webhook_updated after insert on public.variants deferrable initially deferred
  for each row execute function private.tg__write_webhook('product.updated', 'product_id');
create constraint trigger _810_webhook_updated
  after update of option_values, sku, barcode, price_minor, compare_at_minor, weight_g, length_mm, width_mm, height_mm,
    image_id, is_stock_tracked, is_backorder_allowed, low_stock_level, position, archived_at on public.variants
  deferrable initially deferred
  for each row when ((old.option_values, old.sku, old.barcode, old.price_minor, old.compare_at_minor, old.weight_g,
      old.length_mm, old.width_mm, old.height_mm, old.image_id, old.is_stock_tracked, old.is_backorder_allowed,
      old.low_stock_level, old.position, old.archived_at)
    is distinct from (new.option_values, new.sku, new.barcode, new.price_minor, new.compare_at_minor, new.weight_g,
      new.length_mm, new.width_mm, new.height_mm, new.image_id, new.is_stock_tracked, new.is_backorder_allowed,
      new.low_stock_level, new.position, new.archived_at))
  execute function private.tg__write_webhook('product.updated', 'product_id');
create constraint trigger _800_webhook_updated after insert or delete or update of alt, position, widths, path on public.product_images
  deferrable initially deferred
  for each row execute function private.tg__write_webhook('product.updated', 'product_id');
