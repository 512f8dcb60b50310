-- What the job writes, item by item. It runs as service_role under the claims of whoever applied the import, so that
-- permissions are asked and the log and the stock ledger name that person.
create function private.keep_category(store_id uuid, path jsonb) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_step jsonb;
  v_slug text;
  v_tries integer;
  v_id uuid;
  v_parent_id uuid;
begin
  -- Two imports at once make a shelf once.
  perform pg_advisory_xact_lock(hashtextextended('categories:' || store_id, 0));
  for v_step in select e from jsonb_array_elements(path) as e loop
    v_id := (select c.id from public.categories as c
      where c.store_id = keep_category.store_id and c.parent_id is not distinct from v_parent_id
        and lower(c.name) = lower(v_step ->> 'name') order by c.position, c.id limit 1);
    if v_id is null then
      v_slug := v_step ->> 'slug';
      v_tries := 1;
      while exists (select from public.categories as c where c.store_id = keep_category.store_id and c.slug = v_slug) loop
        v_tries := v_tries + 1;
        v_slug := left(v_step ->> 'slug', 74) || '-' || v_tries;
      end loop;
      insert into public.categories (store_id, parent_id, slug, name, position)
      values (keep_category.store_id, v_parent_id, v_slug, v_step ->> 'name', (select coalesce(max(c.position), 0) + 1
        from public.categories as c where c.store_id = keep_category.store_id))
      returning id into v_id;
    end if;
    v_parent_id := v_id;
  end loop;
  return v_id;
end $$;
comment on function private.keep_category is
  'The category at the end of a path of [{name, slug}], made where it is missing. Definer: the job worker calls it.';

create function private.import_product(import_id uuid, product_id uuid, input jsonb) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_store_id uuid := (select i.store_id from public.imports as i where i.id = import_product.import_id);
  v_input jsonb := input;
  v_product_id uuid;
begin
  if not private.may_import(v_store_id, 'products') then
    raise exception 'Products of this store are not yours to change' using errcode = '42501';
  end if;
  if input ? 'new_category' then
    v_input := v_input || jsonb_build_object('category_id', private.keep_category(v_store_id, input -> 'new_category'));
  end if;
  v_product_id := private.save_product(v_store_id, product_id, v_input);
  perform private.count_stock(v_store_id, v_product_id, input -> 'variants');
  return v_product_id;
end $$;
comment on function private.import_product is
  'Writes a product as save_product does, with a category by its path (`new_category`) and stock by its total (`stock` of a variant). Definer: the job worker calls it, under the claims of a person.';

create function private.count_stock(store_id uuid, product_id uuid, variants jsonb) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_variant jsonb;
  v_on_hand integer;
begin
  -- In id order, like an order does, so that both cannot wait for each other.
  for v_variant in
    select e from jsonb_array_elements(private.with_variant_ids(store_id, product_id, variants)) as e
    where e ->> 'stock' is not null order by (e ->> 'id')::uuid
  loop
    -- Held, so that a sale comes before the count or after it.
    select l.on_hand into strict v_on_hand from public.inventory_levels as l
    where l.variant_id = (v_variant ->> 'id')::uuid and l.location_id = private.default_location(count_stock.store_id)
    for update;
    perform private.adjust_stock((v_variant ->> 'id')::uuid, (v_variant ->> 'stock')::integer - v_on_hand,
      'Counted in an imported file');
  end loop;
end $$;
comment on function private.count_stock is 'Brings what is on hand to `stock` by a movement, for variants that say how many there are.';

create function private.import_customer(import_id uuid, input jsonb) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_store_id uuid := (select i.store_id from public.imports as i where i.id = import_customer.import_id);
  v_customer_id uuid;
begin
  if not private.may_import(v_store_id, 'customers') then
    raise exception 'Customers of this store are not yours to change' using errcode = '42501';
  end if;
  insert into public.customers as c (store_id, phone, name, email, wants_news)
  values (v_store_id, input ->> 'phone', input ->> 'name', input ->> 'email', (input ->> 'wants_news')::boolean)
  on conflict on constraint customers_store_id_phone_key do update
    set name = excluded.name, email = excluded.email, wants_news = excluded.wants_news
  returning c.id into v_customer_id;
  if input ->> 'area' is not null then
    insert into public.addresses as a (store_id, customer_id, area, landmark, directions)
    values (v_store_id, v_customer_id, input ->> 'area', input ->> 'landmark', input ->> 'directions')
    on conflict (store_id, customer_id, area, lower(landmark)) do update set directions = excluded.directions;
  end if;
  return v_customer_id;
end $$;
comment on function private.import_customer is
  'Writes a customer by phone, and an address when there is one. Definer: the job worker calls it, under the claims of a person.';
