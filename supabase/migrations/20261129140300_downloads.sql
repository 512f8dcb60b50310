-- Taking what was bought. A download is an hour in which its file can be fetched, again and again, so that a lost
-- connection costs nothing; it is counted when it begins.
create table public.order_downloads (
  id            uuid primary key default private.uuid_v7(),
  store_id      uuid not null,
  order_item_id uuid not null,
  file_id       uuid not null,
  token         text not null unique default private.random_token(),
  taken_at      timestamptz not null default now(),
  open_until    timestamptz not null default now() + interval '1 hour',
  foreign key (store_id, order_item_id) references public.order_items (store_id, id) on delete cascade,
  foreign key (store_id, file_id) references public.product_files (store_id, id) on delete restrict
);
comment on table public.order_downloads is 'Each time that a buyer began to download a file. `token` opens it until `open_until`.';
create index order_downloads_item_idx on public.order_downloads (store_id, order_item_id, file_id, id desc);
create index order_downloads_file_idx on public.order_downloads (store_id, file_id);

alter table public.order_downloads enable row level security;
grant select (id, store_id, order_item_id, file_id, taken_at, open_until) on public.order_downloads to authenticated;
create policy select_staff on public.order_downloads for select to authenticated
  using (store_id = any (array(select private.my_store_ids('orders.view'))));

create function private.gives_files(bought public.orders) returns boolean
language sql immutable set search_path = ''
as $$
  select bought.status in ('paid', 'fulfilled', 'completed') and bought.payment_status <> 'refunded';
$$;
comment on function private.gives_files is 'Whether an order''s files are its buyer''s: paid for, and neither cancelled nor refunded.';

create function private.list_order_files(bought public.orders) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if not private.gives_files(bought) then
    return '[]';
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('item_id', i.id, 'file_id', f.id, 'product_title', i.product_title,
      'name', f.name, 'size_bytes', f.size_bytes, 'taken', c.taken, 'download_limit', i.download_limit,
      'downloads_until', i.downloads_until, 'is_over', coalesce(i.downloads_until < now(), false),
      'open_token', d.token, 'open_until', d.open_until,
      'is_fresh', coalesce(d.taken_at > now() - interval '1 minute', false)) order by i.position, f.position, f.id), '[]')
    from public.order_items as i
    join public.variants as v on v.store_id = i.store_id and v.id = i.variant_id
    join public.product_files as f on f.store_id = i.store_id and f.product_id = v.product_id
      and (f.removed_at is null or f.removed_at > bought.placed_at)
    cross join lateral (select count(*)::integer as taken from public.order_downloads as e
      where e.store_id = i.store_id and e.order_item_id = i.id and e.file_id = f.id) as c
    left join lateral (select e.token, e.open_until, e.taken_at from public.order_downloads as e
      where e.store_id = i.store_id and e.order_item_id = i.id and e.file_id = f.id and e.open_until > now()
      order by e.id desc limit 1) as d on true
    where i.store_id = bought.store_id and i.order_id = bought.id and i.is_digital
  );
end $$;
comment on function private.list_order_files is
  'What the buyer may download: the product''s files as they are now, and those that were there when it was bought. Definer: the order''s token is the permission.';

create function private.take_download(store_slug text, order_token text, order_item_id uuid, file_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders;
  v_item public.order_items;
  v_token text;
begin
  select o.* into v_order from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = take_download.store_slug and s.status <> 'suspended'
  where o.token = take_download.order_token;
  if not found then
    return private.refusal('order_not_found');
  elsif not private.gives_files(v_order) then
    return private.refusal('not_paid');
  end if;
  -- One at a time for each line: whoever comes second sees what the first one took.
  select i.* into v_item from public.order_items as i
  where i.store_id = v_order.store_id and i.order_id = v_order.id and i.id = take_download.order_item_id and i.is_digital
  for update;
  if not found or not exists (
    select from public.product_files as f
    join public.variants as v on v.store_id = f.store_id and v.product_id = f.product_id and v.id = v_item.variant_id
    where f.store_id = v_order.store_id and f.id = take_download.file_id
      and (f.removed_at is null or f.removed_at > v_order.placed_at)
  ) then
    return private.refusal('file_not_found');
  end if;

  select d.token into v_token from public.order_downloads as d
  where d.store_id = v_item.store_id and d.order_item_id = v_item.id and d.file_id = take_download.file_id
    and d.open_until > clock_timestamp()
  order by d.id desc limit 1;
  if found then
    return jsonb_build_object('ok', true, 'token', v_token);
  elsif v_item.downloads_until < clock_timestamp() then
    return private.refusal('downloads_over');
  elsif v_item.download_limit <= (
    select count(*) from public.order_downloads as d
    where d.store_id = v_item.store_id and d.order_item_id = v_item.id and d.file_id = take_download.file_id
  ) then
    return private.refusal('downloads_used_up');
  end if;
  insert into public.order_downloads as d (store_id, order_item_id, file_id)
  values (v_item.store_id, v_item.id, take_download.file_id) returning d.token into v_token;
  return jsonb_build_object('ok', true, 'token', v_token);
end $$;
comment on function private.take_download is
  'Begins a download of a bought file and counts it, or answers the one that is still open. Definer: the order''s token is the permission.';

create function private.get_download(store_slug text, order_token text, download_token text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('path', f.path, 'name', f.name)
    from public.order_downloads as d
    join public.order_items as i on i.store_id = d.store_id and i.id = d.order_item_id
    join public.orders as o on o.id = i.order_id and o.token = get_download.order_token
    join public.stores as s on s.id = o.store_id and s.slug = get_download.store_slug and s.status <> 'suspended'
    join public.product_files as f on f.store_id = d.store_id and f.id = d.file_id
    where d.token = get_download.download_token and d.open_until > now() and private.gives_files(o)
  );
end $$;
comment on function private.get_download is
  'Where the file of an open download is, and its name; null when it is over. Knowing the place opens nothing: the bucket is read by signed addresses alone. Definer: the tokens are the permission.';

create function private.give_downloads(store_id uuid, order_item_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_item public.order_items;
  v_limit integer;
  v_until timestamptz;
begin
  if give_downloads.store_id not in (select private.my_store_ids('orders.manage')) then
    raise exception 'Orders of this store are not yours to change' using errcode = '42501';
  elsif (input ->> 'download_limit')::numeric not between 1 and 100000
    or (input ->> 'downloads_until')::timestamptz > now() + interval '20 years' then
    raise exception 'Input is not valid' using errcode = 'AF422';
  end if;
  select i.* into v_item from public.order_items as i
  where i.store_id = give_downloads.store_id and i.id = give_downloads.order_item_id and i.is_digital for update;
  if not found then
    return private.refusal('item_not_found');
  end if;
  -- Only ever more: a form sent twice, or by two people, takes nothing away and adds nothing twice.
  v_limit := case when v_item.download_limit is not null
    then greatest(v_item.download_limit, (input ->> 'download_limit')::integer) end;
  v_until := case when v_item.downloads_until is not null
    then greatest(v_item.downloads_until, (input ->> 'downloads_until')::timestamptz) end;
  if (v_limit, v_until) is not distinct from (v_item.download_limit, v_item.downloads_until) then
    return jsonb_build_object('ok', true);
  end if;
  update public.order_items as i set download_limit = v_limit, downloads_until = v_until where i.id = v_item.id;
  perform private.log_order_event(v_item.order_id, 'downloads_given',
    jsonb_build_object('product_title', v_item.product_title));
  perform private.audit('order_items.updated', 'order_items', v_item.id::text,
    (select s.tenant_id from public.stores as s where s.id = give_downloads.store_id), give_downloads.store_id,
    jsonb_strip_nulls(jsonb_build_object(
      'product_title', to_jsonb(v_item.product_title),
      'download_limit', case when v_limit is distinct from v_item.download_limit
        then jsonb_build_array(v_item.download_limit, v_limit) end,
      'downloads_until', case when v_until is distinct from v_item.downloads_until
        then jsonb_build_array(v_item.downloads_until, v_until) end)));
  return jsonb_build_object('ok', true);
end $$;
comment on function private.give_downloads is
  'Raises what a bought line may download: input {download_limit, downloads_until}, each a total that is left out to leave it. A line without a limit keeps none. Errors: 42501 without orders.manage. Definer: no client role writes orders.';

create function public.take_download(store_slug text, order_token text, order_item_id uuid, file_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.take_download(store_slug, order_token, order_item_id, file_id);
end;
create function public.get_download(store_slug text, order_token text, download_token text) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_download(store_slug, order_token, download_token);
end;
create function public.give_downloads(store_id uuid, order_item_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.give_downloads(store_id, order_item_id, input);
end;
grant execute on function private.take_download, private.get_download to anon, authenticated;
grant execute on function public.take_download, public.get_download to anon, authenticated;
grant execute on function private.give_downloads to authenticated;
grant execute on function public.give_downloads to authenticated;

create or replace function private.get_order(store_slug text, order_token text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'id', o.id, 'token', o.token, 'label', s.order_prefix || '-' || o.number, 'status', o.status,
    'payment_status', o.payment_status, 'fulfilment_status', o.fulfilment_status, 'needs_review', o.needs_review,
    'currency', o.currency, 'items_minor', o.items_minor, 'delivery_minor', o.delivery_minor,
    'tax_minor', o.tax_minor, 'total_minor', o.total_minor, 'paid_minor', o.paid_minor,
    'contact_name', o.contact_name, 'contact_phone', o.contact_phone, 'delivery_method', o.delivery_method,
    'delivery_promise', o.delivery_promise, 'area', o.area, 'landmark', o.landmark, 'directions', o.directions,
    'second_phone', o.second_phone, 'note', o.note, 'placed_at', o.placed_at, 'paid_at', o.paid_at,
    'expires_at', o.expires_at,
    'items', (select jsonb_agg(jsonb_build_object('variant_id', i.variant_id, 'product_title', i.product_title,
        'product_slug', i.product_slug, 'variant_title', i.variant_title, 'image_path', i.image_path,
        'image_widths', (select pi.widths from public.variants as v
          join public.product_images as pi on pi.store_id = v.store_id and pi.product_id = v.product_id
          where v.id = i.variant_id and pi.path = i.image_path limit 1),
        'unit_price_minor', i.unit_price_minor, 'quantity', i.quantity, 'total_minor', i.total_minor,
        'is_digital', i.is_digital) order by i.position)
      from public.order_items as i where i.order_id = o.id),
    'attempt', (select jsonb_build_object('id', a.id, 'gateway', a.gateway, 'number', a.number, 'state', a.state,
        'phone', a.phone, 'expected_minor', a.expected_minor, 'result_code', a.result_code, 'created_at', a.created_at)
      from public.payment_attempts as a where a.order_id = o.id order by a.number desc limit 1),
    'payments', (select coalesce(jsonb_agg(jsonb_build_object('amount_minor', p.amount_minor, 'currency', p.currency,
        'receipt', p.receipt, 'payer_phone', p.payer_phone, 'is_surplus', p.is_surplus,
        'received_at', p.received_at) order by p.id), '[]')
      from public.payments as p where p.order_id = o.id),
    'files', private.list_order_files(o)
  )
  from public.orders as o
  join public.stores as s on s.id = o.store_id and s.slug = get_order.store_slug and s.status <> 'suspended'
  where o.token = get_order.order_token;
$$;
