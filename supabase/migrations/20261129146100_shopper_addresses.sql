-- What a shopper keeps at a shop: a name, and places where a rider finds them.
alter table public.addresses
  add column pin_lat numeric(9, 6) check (pin_lat between -90 and 90),
  add column pin_lng numeric(9, 6) check (pin_lng between -180 and 180),
  add column kept_at timestamptz,
  add column is_default boolean not null default false,
  add column removed_at timestamptz,
  add constraint addresses_pin_check check ((pin_lat is null) = (pin_lng is null));
comment on column public.addresses.kept_at is
  'When its shopper said that it is theirs: saved in a session, or paid for from their own phone. Anyone may order to anyone''s phone; such an address is offered and never filled in by itself.';
comment on column public.addresses.removed_at is 'Its shopper does not want to see it; an order to it brings it back.';
create unique index addresses_default_key on public.addresses (store_id, customer_id)
  where is_default and removed_at is null;
create index addresses_customer_idx on public.addresses (store_id, customer_id, id desc) where removed_at is null;

create function private.keep_paid_addresses(store_id uuid, phone text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.addresses as a set kept_at = now()
  from public.customers as c
  where c.store_id = keep_paid_addresses.store_id and c.phone = keep_paid_addresses.phone
    and a.store_id = c.store_id and a.customer_id = c.id and a.kept_at is null
    and exists (
      select from public.orders as o
      join public.payments as p on p.store_id = o.store_id and p.order_id = o.id and p.payer_phone = c.phone
      where o.store_id = c.store_id and o.customer_id = c.id
        and o.area = a.area and lower(o.landmark) = lower(a.landmark));
end $$;
comment on function private.keep_paid_addresses is
  'Whoever enters the PIN on this phone has said that the goods go to the right place.';

create function private.get_shopper(store_slug text, session_token text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_shopper private.shopper := private.find_shopper(store_slug, session_token);
begin
  if v_shopper.store_id is null then
    return null;
  end if;
  return jsonb_build_object('phone', v_shopper.phone) || coalesce((
    select jsonb_build_object('name', c.name, 'email', c.email, 'wants_news', c.wants_news)
    from public.customers as c where c.store_id = v_shopper.store_id and c.id = v_shopper.customer_id
  ), '{"name": null, "email": null, "wants_news": false}') || jsonb_build_object('addresses', (
    select coalesce(jsonb_agg(to_jsonb(a) order by a.is_default desc, a.kept_at desc nulls last, a.id desc), '[]')
    from (
      select a.id, a.area, a.landmark, a.directions, a.second_phone, a.pin_lat, a.pin_lng, a.is_default, a.kept_at
      from public.addresses as a
      where a.store_id = v_shopper.store_id and a.customer_id = v_shopper.customer_id and a.removed_at is null
      order by a.is_default desc, a.kept_at desc nulls last, a.id desc limit 20
    ) as a));
end $$;
comment on function private.get_shopper is
  'Who is signed in here, with their addresses, the one to fill in first; null without a session. Definer: the token is the permission.';

create function private.assert_profile(input jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if length(coalesce(trim(input ->> 'name'), '')) not between 1 and 120 or input ->> 'name' ~ '[[:cntrl:]]'
    or (coalesce(input ->> 'email', '') <> '' and (length(input ->> 'email') > 254
      or not input ->> 'email' ~ '^[^@\s]+@[^@\s]+$'))
    or coalesce(jsonb_typeof(input -> 'wants_news'), 'boolean') <> 'boolean'
  then
    raise exception 'Profile is not valid' using errcode = 'AF422';
  end if;
end $$;

create function private.save_shopper_profile(store_slug text, session_token text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_shopper private.shopper := private.find_shopper(store_slug, session_token);
begin
  if v_shopper.store_id is null then
    return private.refusal('signed_out');
  end if;
  perform private.assert_profile(input);
  insert into public.customers as c (store_id, phone, name, email, wants_news)
  values (v_shopper.store_id, v_shopper.phone, trim(input ->> 'name'), nullif(input ->> 'email', ''),
    coalesce((input ->> 'wants_news')::boolean, false))
  on conflict on constraint customers_store_id_phone_key do update
    set name = excluded.name, email = excluded.email, wants_news = excluded.wants_news;
  return jsonb_build_object('ok', true);
end $$;
comment on function private.save_shopper_profile is
  'Name, email and consent of whoever is signed in. input: {name, email, wants_news}. Refuses: signed_out. Errors: AF422. Definer: the token is the permission.';

create function private.assert_address(input jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if length(coalesce(trim(input ->> 'area'), '')) not between 1 and 120
    or length(coalesce(trim(input ->> 'landmark'), '')) not between 1 and 160
    or concat(input ->> 'area', input ->> 'landmark') ~ '[[:cntrl:]]'
    or length(coalesce(input ->> 'directions', '')) > 500
    or not coalesce(input ->> 'second_phone', '') ~ '^(\+[1-9][0-9]{6,14})?$'
    or coalesce(jsonb_typeof(input -> 'pin_lat'), 'null') not in ('null', 'number')
    or coalesce(jsonb_typeof(input -> 'pin_lng'), 'null') not in ('null', 'number')
    or ((input ->> 'pin_lat') is null) <> ((input ->> 'pin_lng') is null)
    or not coalesce((input ->> 'pin_lat')::numeric, 0) between -90 and 90
    or not coalesce((input ->> 'pin_lng')::numeric, 0) between -180 and 180
    or coalesce(jsonb_typeof(input -> 'is_default'), 'boolean') <> 'boolean'
  then
    raise exception 'Address is not valid' using errcode = 'AF422';
  end if;
end $$;

create function private.set_default_address(store_id uuid, customer_id uuid, address_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.addresses as a set is_default = false
  where a.store_id = set_default_address.store_id and a.customer_id = set_default_address.customer_id
    and a.is_default and a.id <> address_id;
  update public.addresses as a set is_default = true
  where a.store_id = set_default_address.store_id and a.customer_id = set_default_address.customer_id
    and a.id = address_id;
end $$;

create function private.save_shopper_address(store_slug text, session_token text, address_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_shopper private.shopper := private.find_shopper(store_slug, session_token);
  v_others integer;
  v_same public.addresses;
  v_id uuid := address_id;
begin
  if v_shopper.store_id is null then
    return private.refusal('signed_out');
  end if;
  perform private.assert_address(input);
  -- Whoever changes addresses of a shopper takes the shopper first.
  perform from public.customers as c where c.store_id = v_shopper.store_id and c.id = v_shopper.customer_id for no key update;
  if not found and coalesce(trim(input ->> 'name'), '') = '' then
    return private.refusal('name_needed');
  end if;
  select count(*) filter (where a.kept_at is not null and a.id is distinct from address_id) into v_others
  from public.addresses as a
  where a.store_id = v_shopper.store_id and a.customer_id = v_shopper.customer_id and a.removed_at is null;
  if address_id is not null and not exists (
    select from public.addresses as a where a.store_id = v_shopper.store_id
      and a.customer_id = v_shopper.customer_id and a.id = address_id and a.removed_at is null
  ) then
    return private.refusal('address_not_found');
  end if;
  if v_others >= 20 then
    return private.refusal('too_many_addresses');
  end if;
  if not exists (select from public.delivery_zones as z
    where z.store_id = v_shopper.store_id and trim(input ->> 'area') = any (z.areas)
  ) then
    return private.refusal('area_not_served');
  end if;

  select a.* into v_same from public.addresses as a
  where a.store_id = v_shopper.store_id and a.customer_id = v_shopper.customer_id
    and a.area = trim(input ->> 'area') and lower(a.landmark) = lower(trim(input ->> 'landmark'))
    and a.id is distinct from address_id;
  if found and v_same.removed_at is null then
    return private.refusal('address_exists');
  elsif found and address_id is null then
    v_id := v_same.id;
  elsif found then
    delete from public.addresses as a where a.id = v_same.id;
  end if;

  if v_shopper.customer_id is null then
    perform private.assert_profile(input);
    insert into public.customers as c (store_id, phone, name) values (v_shopper.store_id, v_shopper.phone, trim(input ->> 'name'))
    on conflict on constraint customers_store_id_phone_key do update set name = c.name
    returning c.id into v_shopper.customer_id;
  end if;
  if v_id is null then
    insert into public.addresses (store_id, customer_id, area, landmark)
    values (v_shopper.store_id, v_shopper.customer_id, trim(input ->> 'area'), trim(input ->> 'landmark'))
    returning id into v_id;
  end if;
  update public.addresses as a
  set area = trim(input ->> 'area'), landmark = trim(input ->> 'landmark'),
      directions = coalesce(input ->> 'directions', ''), second_phone = nullif(input ->> 'second_phone', ''),
      pin_lat = (input ->> 'pin_lat')::numeric, pin_lng = (input ->> 'pin_lng')::numeric,
      kept_at = coalesce(a.kept_at, now()), removed_at = null,
      is_default = a.is_default and a.removed_at is null
  where a.id = v_id;
  if v_others = 0 or (input ->> 'is_default')::boolean then
    perform private.set_default_address(v_shopper.store_id, v_shopper.customer_id, v_id);
  end if;
  return jsonb_build_object('ok', true, 'id', v_id);
end $$;
comment on function private.save_shopper_address is
  'Changes an address of whoever is signed in, or adds one where address_id is null; the first is the default. Somebody who is not named yet brings a name. input: {name, area, landmark, directions, second_phone, pin_lat, pin_lng, is_default}. Refuses: signed_out, name_needed, address_not_found, address_exists, too_many_addresses, area_not_served. Errors: AF422. Definer: the token is the permission.';

create function private.drop_shopper_address(store_slug text, session_token text, address_id uuid, is_undone boolean) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_shopper private.shopper := private.find_shopper(store_slug, session_token);
begin
  if v_shopper.store_id is null then
    return private.refusal('signed_out');
  end if;
  perform from public.customers as c where c.store_id = v_shopper.store_id and c.id = v_shopper.customer_id for no key update;
  update public.addresses as a
  set removed_at = case when is_undone then null else coalesce(a.removed_at, now()) end,
      -- Meanwhile another may have become the default.
      is_default = a.is_default and not (is_undone and exists (
        select from public.addresses as d where d.store_id = a.store_id and d.customer_id = a.customer_id
          and d.is_default and d.removed_at is null and d.id <> a.id))
  where a.store_id = v_shopper.store_id and a.customer_id = v_shopper.customer_id and a.id = address_id;
  if not found then
    return private.refusal('address_not_found');
  end if;
  return jsonb_build_object('ok', true);
end $$;
comment on function private.drop_shopper_address is
  'Takes an address out of the list of whoever is signed in, or brings it back. Refuses: signed_out, address_not_found. Definer: the token is the permission.';

create function public.get_shopper(store_slug text, session_token text) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_shopper(store_slug, session_token);
end;
create function public.save_shopper_profile(store_slug text, session_token text, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_shopper_profile(store_slug, session_token, input);
end;
create function public.save_shopper_address(store_slug text, session_token text, address_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_shopper_address(store_slug, session_token, address_id, input);
end;
create function public.drop_shopper_address(store_slug text, session_token text, address_id uuid, is_undone boolean) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.drop_shopper_address(store_slug, session_token, address_id, is_undone);
end;
grant execute on function private.get_shopper, public.get_shopper, private.save_shopper_profile,
  public.save_shopper_profile, private.save_shopper_address, public.save_shopper_address,
  private.drop_shopper_address, public.drop_shopper_address to anon, authenticated;
