-- What merchants do in one call: open a store, save a product.
create function private.create_store(input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_tenant_id uuid;
  v_store_id uuid;
begin
  if (select auth.uid()) is null then
    raise exception 'Sign in first' using errcode = 'AF401';
  end if;
  -- One at a time for each account, so that two calls at once do not both find that there is no shop yet.
  perform pg_advisory_xact_lock(hashtextextended('create_store:' || (select auth.uid()), 0));
  if exists (select from public.stores as s where s.slug = input ->> 'slug') then
    return private.refusal('slug_taken');
  end if;
  -- A platform is free to try, not free to squat: one new business an account here; more stores by its plan.
  if exists (select from public.memberships as m where m.user_id = (select auth.uid()) and m.role = 'merchant') then
    return private.refusal('store_exists');
  end if;
  insert into public.tenants (name) values (input ->> 'name') returning id into v_tenant_id;
  insert into public.stores (tenant_id, slug, name, country, currency, time_zone, order_prefix, contact_phone, contact_email)
  values (v_tenant_id, input ->> 'slug', input ->> 'name', input ->> 'country', input ->> 'currency',
    input ->> 'time_zone', input ->> 'order_prefix', input ->> 'contact_phone', input ->> 'contact_email')
  returning id into v_store_id;
  insert into public.memberships (tenant_id, user_id, role) values (v_tenant_id, (select auth.uid()), 'merchant');
  return jsonb_build_object('ok', true, 'store_id', v_store_id);
exception when unique_violation then
  return private.refusal('slug_taken');
end $$;
comment on function private.create_store is
  'Makes tenant, store and the caller''s membership. input: {name, slug, country, currency, time_zone, order_prefix, contact_phone, contact_email}. Definer: no client role inserts tenants or stores.';

create function private.tg_stores__furnish() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.locations (store_id, name, is_default) values (new.id, 'Main', true);
  insert into private.store_counters (store_id) values (new.id);
  return null;
end $$;
comment on function private.tg_stores__furnish is 'A store without a default location or an order counter could not sell.';
create trigger _300_furnish after insert on public.stores
  for each row execute function private.tg_stores__furnish();

create function public.create_store(input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.create_store(input);
end;
grant execute on function private.create_store to authenticated;
grant execute on function public.create_store to authenticated;

create function public.save_product(store_id uuid, product_id uuid, input jsonb) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_variant jsonb;
  v_counted integer;
begin
  insert into public.products as p
    (id, store_id, category_id, slug, title, description, seo_description, status, option_names)
  values (save_product.product_id, save_product.store_id, (input ->> 'category_id')::uuid, input ->> 'slug',
    input ->> 'title', coalesce(input ->> 'description', ''), coalesce(input ->> 'seo_description', ''),
    (input ->> 'status')::public.product_status,
    array(select jsonb_array_elements_text(coalesce(input -> 'option_names', '[]'))))
  on conflict (id) do update
    set category_id = excluded.category_id, slug = excluded.slug, title = excluded.title,
        description = excluded.description, seo_description = excluded.seo_description,
        status = excluded.status, option_names = excluded.option_names;

  -- Variants that the form no longer names are archived: past orders keep pointing at them.
  update public.variants as v set archived_at = now(), sku = null, barcode = null
  where v.store_id = save_product.store_id and v.product_id = save_product.product_id and v.archived_at is null
    and v.id not in (select (e ->> 'id')::uuid from jsonb_array_elements(input -> 'variants') as e);

  insert into public.variants as v (id, store_id, product_id, option_values, sku, barcode, price_minor, compare_at_minor,
    weight_g, is_stock_tracked, is_backorder_allowed, low_stock_level, position)
  select r.id, save_product.store_id, save_product.product_id, coalesce(r.option_values, '{}'), r.sku, r.barcode,
    r.price_minor, r.compare_at_minor, r.weight_g, coalesce(r.is_stock_tracked, true),
    coalesce(r.is_backorder_allowed, false), coalesce(r.low_stock_level, 3), r.position
  from jsonb_to_recordset(input -> 'variants') as r (id uuid, option_values text[], sku text, barcode text,
    price_minor bigint, compare_at_minor bigint, weight_g integer, is_stock_tracked boolean,
    is_backorder_allowed boolean, low_stock_level integer, position integer)
  on conflict (id) do update
    set option_values = excluded.option_values, sku = excluded.sku, barcode = excluded.barcode,
        price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor,
        weight_g = excluded.weight_g, is_stock_tracked = excluded.is_stock_tracked,
        is_backorder_allowed = excluded.is_backorder_allowed, low_stock_level = excluded.low_stock_level,
        position = excluded.position, archived_at = null
    where v.product_id = excluded.product_id;

  insert into public.variant_costs as c (variant_id, store_id, cost_minor)
  select r.id, save_product.store_id, r.cost_minor
  from jsonb_to_recordset(input -> 'variants') as r (id uuid, cost_minor bigint) where r.cost_minor is not null
  on conflict (variant_id) do update set cost_minor = excluded.cost_minor;
  delete from public.variant_costs as c
  where c.store_id = save_product.store_id and c.variant_id in (
    select r.id from jsonb_to_recordset(input -> 'variants') as r (id uuid, cost_minor bigint) where r.cost_minor is null);

  -- In id order, like an order does, so that both cannot wait for each other.
  for v_variant in
    select e from jsonb_array_elements(input -> 'variants') as e
    where coalesce((e ->> 'stock_delta')::integer, 0) <> 0 order by (e ->> 'id')::uuid
  loop
    -- What people counted in, sales aside. A repeated save finds its own change in it already.
    select coalesce(sum(m.on_hand_delta), 0) into v_counted
    from public.inventory_movements as m
    where m.store_id = save_product.store_id and m.variant_id = (v_variant ->> 'id')::uuid
      and m.kind in ('received', 'adjusted');
    continue when v_counted = (v_variant ->> 'stock_counted')::integer + (v_variant ->> 'stock_delta')::integer;
    if v_counted <> (v_variant ->> 'stock_counted')::integer then
      raise exception 'Stock was changed meanwhile' using errcode = 'AF409';
    end if;
    perform public.adjust_stock((v_variant ->> 'id')::uuid, (v_variant ->> 'stock_delta')::integer, 'Changed in the product');
  end loop;
end $$;
comment on function public.save_product is
  'Creates or updates a product with all its variants, costs and stock changes, or nothing. Invoker: the caller''s own policies decide. New rows bring their own random ids, so that repeating a save repeats nothing. Stock changes by stock_delta; stock_counted, the sum of earlier received and adjusted movements that the form was shown with, tells a repeated save from somebody else''s change (AF409); without it the change is always made.';
grant execute on function public.save_product to authenticated;

create function private.tg_product_images__process() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.enqueue('process_image', jsonb_build_object('image_id', new.id));
  return null;
end $$;
comment on function private.tg_product_images__process is 'A new picture is made small by a job. Definer: client roles queue no jobs.';
create trigger _300_process after insert on public.product_images
  for each row when (cardinality(new.widths) = 0) execute function private.tg_product_images__process();
