-- What happens to a shop's orders reaches the dashboards that are open on it (lib/live). A notification says which order
-- and what, and nothing about people: every server hears those of every shop.
create index order_events_live_idx on public.order_events (store_id, id)
  where kind in ('placed', 'paid', 'needs_review', 'disputed', 'refund_failed');

create function private.tg_order_events__tell() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_notify('afrify_live', jsonb_build_object('id', new.id, 'store_id', new.store_id, 'number', o.number,
    'kind', new.kind)::text)
  from public.orders as o where o.id = new.order_id;
  return null;
end $$;
comment on function private.tg_order_events__tell is
  'Tells all servers, once this transaction can be read. Definer: clients call nothing in private.';

create trigger _900_tell after insert on public.order_events
  for each row when (new.kind in ('placed', 'paid', 'needs_review', 'disputed', 'refund_failed'))
  execute function private.tg_order_events__tell();
