-- What people of a shop note about its customers, and all that one page shows of one of them.
create table public.customer_notes (
  id          uuid primary key default private.uuid_v7(),
  store_id    uuid not null,
  customer_id uuid not null,
  body        text not null check (length(body) between 1 and 2000),
  author_id   uuid,
  author_name text check (length(author_name) <= 254),
  created_at  timestamptz not null default clock_timestamp(),
  foreign key (store_id, customer_id) references public.customers (store_id, id) on delete cascade
);
comment on table public.customer_notes is 'For the team alone: the customer never reads them.';
create index customer_notes_customer_idx on public.customer_notes (store_id, customer_id, id desc);
create index contact_messages_phone_idx on public.contact_messages (store_id, phone) where phone is not null;
create index contact_messages_email_idx on public.contact_messages (store_id, lower(email)) where email is not null;

alter table public.customer_notes enable row level security;
grant select on public.customer_notes to authenticated;
create policy select_staff on public.customer_notes for select to authenticated
  using (store_id = any (array(select private.my_store_ids('customers.view'))));

create function private.read_tags(tags jsonb) returns text[]
language plpgsql immutable set search_path = ''
as $$
declare
  v_tags text[];
begin
  if coalesce(jsonb_typeof(tags), 'array') <> 'array' then
    raise exception 'Tags are not valid' using errcode = 'AF422';
  end if;
  v_tags := array(select distinct lower(regexp_replace(trim(t), '\s+', ' ', 'g')) as tag
    from jsonb_array_elements_text(tags) as t where trim(t) <> '' order by tag);
  if cardinality(v_tags) > 20 or exists (select from unnest(v_tags) as t where length(t) > 40 or t ~ '[[:cntrl:],]') then
    raise exception 'Tags are not valid' using errcode = 'AF422';
  end if;
  return v_tags;
end $$;
comment on function private.read_tags is 'Tags in lower case, each once, 20 of 40 characters at most; AF422 for others.';

create function private.add_customer(store_id uuid, customer_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_id uuid := private.id_in_store(add_customer.store_id, add_customer.customer_id);
  v_other public.customers;
begin
  perform private.assert_serves_customers(store_id);
  perform private.assert_profile(input);
  if not coalesce(input ->> 'phone', '') ~ '^\+[1-9][0-9]{6,14}$' then
    raise exception 'Phone is not valid' using errcode = 'AF422';
  end if;
  perform set_config('afrify.consent_source', 'team', true);
  insert into public.customers (id, store_id, phone, name, email, tags, consents)
  values (v_id, add_customer.store_id, input ->> 'phone', trim(input ->> 'name'), nullif(input ->> 'email', ''),
    private.read_tags(input -> 'tags'), array(select jsonb_array_elements_text(coalesce(input -> 'consents', '[]')))::public.consent_channel[])
  on conflict do nothing;
  perform set_config('afrify.consent_source', '', true);
  select c.* into v_other from public.customers as c
  where c.store_id = add_customer.store_id and c.phone = add_customer.input ->> 'phone';
  if v_other.id is distinct from v_id then
    return private.refusal('phone_taken', jsonb_build_object('customer_id', coalesce(v_other.merged_into, v_other.id)));
  end if;
  return jsonb_build_object('ok', true, 'id', v_id);
exception when data_exception or check_violation then
  raise exception 'Customer is not valid' using errcode = 'AF422';
end $$;
comment on function private.add_customer is
  'Somebody whom the shop knows and who has not ordered yet, by the random id that the form minted: {name, phone, email, tags, consents}. Refuses: phone_taken with customer_id. Errors: AF404, AF422. Definer: no client role writes customers.';

create function private.edit_customer(store_id uuid, customer_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.assert_serves_customers(store_id);
  perform private.assert_profile(input);
  perform set_config('afrify.consent_source', 'team', true);
  update public.customers as c
  set name = trim(input ->> 'name'), email = nullif(input ->> 'email', ''),
      tags = case when input ? 'tags' then private.read_tags(input -> 'tags') else c.tags end,
      consents = case when input ? 'consents'
        then array(select jsonb_array_elements_text(input -> 'consents'))::public.consent_channel[] else c.consents end
  where c.store_id = edit_customer.store_id and c.id = edit_customer.customer_id
    and c.merged_into is null and c.erased_at is null;
  if not found then
    return private.refusal('customer_gone');
  end if;
  perform set_config('afrify.consent_source', '', true);
  return jsonb_build_object('ok', true);
exception when data_exception or check_violation then
  raise exception 'Customer is not valid' using errcode = 'AF422';
end $$;
comment on function private.edit_customer is
  'Name and email of a customer; tags and consents where input has them: {name, email, tags, consents}. Refuses: customer_gone. Errors: AF404, AF422. Definer: as add_customer.';

create function private.tag_customers(store_id uuid, input jsonb) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_tags text[] := private.read_tags(jsonb_build_array(input -> 'tag'));
  v_changed integer;
begin
  perform private.assert_serves_customers(store_id);
  if cardinality(v_tags) <> 1 or jsonb_typeof(input -> 'customer_ids') is distinct from 'array'
    or jsonb_array_length(input -> 'customer_ids') > 500 then
    raise exception 'Not something to tag' using errcode = 'AF422';
  end if;
  -- In the order of their ids, so that two who tag do not wait for each other.
  perform from public.customers as c
  where c.store_id = tag_customers.store_id
    and c.id in (select e::uuid from jsonb_array_elements_text(input -> 'customer_ids') as e)
  order by c.id for no key update;
  update public.customers as c
  set tags = case when (input ->> 'is_removed')::boolean is true then array_remove(c.tags, v_tags[1])
    else array(select t from unnest(c.tags || v_tags) as t order by t) end
  where c.store_id = tag_customers.store_id
    and c.id in (select e::uuid from jsonb_array_elements_text(input -> 'customer_ids') as e)
    and c.merged_into is null and c.erased_at is null
    and (c.tags @> v_tags) = ((input ->> 'is_removed')::boolean is true)
    and ((input ->> 'is_removed')::boolean is true or cardinality(c.tags) < 20);
  get diagnostics v_changed = row_count;
  return v_changed;
exception when data_exception then
  raise exception 'Not something to tag' using errcode = 'AF422';
end $$;
comment on function private.tag_customers is
  'Puts a tag on customers, or takes it off: {customer_ids (500 at most), tag, is_removed}. Answers how many changed; who has 20 tags keeps them. Errors: AF404, AF422. Definer: as add_customer.';

create function private.save_customer_address(store_id uuid, customer_id uuid, address_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_id uuid;
begin
  perform private.assert_serves_customers(store_id);
  -- Whoever changes addresses of a customer takes the customer first.
  perform from public.customers as c where c.store_id = save_customer_address.store_id
    and c.id = save_customer_address.customer_id and c.merged_into is null and c.erased_at is null for no key update;
  if not found then
    return private.refusal('customer_gone');
  end if;
  select a.id into v_id from public.addresses as a
  where a.store_id = save_customer_address.store_id and a.customer_id = save_customer_address.customer_id
    and a.id = address_id and a.removed_at is null;
  if address_id is not null and v_id is null then
    return private.refusal('address_not_found');
  end if;
  if (input ->> 'is_removed')::boolean is true then
    update public.addresses as a set removed_at = now() where a.id = v_id;
    return jsonb_build_object('ok', true, 'id', v_id);
  end if;
  perform private.assert_address(input);
  if exists (select from public.addresses as a
    where a.store_id = save_customer_address.store_id and a.customer_id = save_customer_address.customer_id
      and a.area = trim(input ->> 'area') and lower(a.landmark) = lower(trim(input ->> 'landmark'))
      and a.id is distinct from v_id and a.removed_at is null) then
    return private.refusal('address_exists');
  elsif v_id is null and (select count(*) from public.addresses as a where a.store_id = save_customer_address.store_id
    and a.customer_id = save_customer_address.customer_id and a.removed_at is null) >= 20 then
    return private.refusal('too_many_addresses');
  end if;
  delete from public.addresses as a
  where a.store_id = save_customer_address.store_id and a.customer_id = save_customer_address.customer_id
    and a.area = trim(input ->> 'area') and lower(a.landmark) = lower(trim(input ->> 'landmark'))
    and a.id is distinct from v_id;
  if v_id is null then
    insert into public.addresses (store_id, customer_id, area, landmark)
    values (save_customer_address.store_id, save_customer_address.customer_id, trim(input ->> 'area'), trim(input ->> 'landmark'))
    returning id into v_id;
  end if;
  update public.addresses as a
  set area = trim(input ->> 'area'), landmark = trim(input ->> 'landmark'),
      directions = coalesce(input ->> 'directions', ''), second_phone = nullif(input ->> 'second_phone', '')
  where a.id = v_id;
  return jsonb_build_object('ok', true, 'id', v_id);
exception when data_exception or check_violation then
  raise exception 'Address is not valid' using errcode = 'AF422';
end $$;
comment on function private.save_customer_address is
  'Changes a place of a customer, adds one where address_id is null, or takes one away: {area, landmark, directions, second_phone, is_removed}. Refuses: customer_gone, address_not_found, address_exists, too_many_addresses (20). Errors: AF404, AF422. Definer: as add_customer.';

create function private.add_customer_note(store_id uuid, customer_id uuid, note_id uuid, body text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.assert_serves_customers(store_id);
  perform from public.customers as c where c.store_id = add_customer_note.store_id
    and c.id = add_customer_note.customer_id and c.merged_into is null and c.erased_at is null for key share;
  if not found then
    return private.refusal('customer_gone');
  end if;
  insert into public.customer_notes (id, store_id, customer_id, body, author_id, author_name)
  values (private.id_in_store(add_customer_note.store_id, note_id), add_customer_note.store_id,
    add_customer_note.customer_id, trim(add_customer_note.body), auth.uid(), private.my_name(add_customer_note.store_id))
  on conflict do nothing;
  return jsonb_build_object('ok', true);
exception when check_violation or not_null_violation then
  raise exception 'Note is not valid' using errcode = 'AF422';
end $$;
comment on function private.add_customer_note is
  'Keeps a note, once for each id that a form minted. Refuses: customer_gone. Errors: AF404, AF422. Definer: as add_customer.';

create function private.delete_customer_note(store_id uuid, note_id uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.assert_serves_customers(store_id);
  delete from public.customer_notes as n
  where n.store_id = delete_customer_note.store_id and n.id = delete_customer_note.note_id
    and (n.author_id = auth.uid() or n.store_id = any (array(select private.my_store_ids('settings.manage'))));
  return found;
end $$;
comment on function private.delete_customer_note is
  'Takes a note away: one''s own, or any for those who manage the shop. False when there is none. Definer: as add_customer.';

create function public.add_customer(store_id uuid, customer_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.add_customer(store_id, customer_id, input);
end;
create function public.edit_customer(store_id uuid, customer_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.edit_customer(store_id, customer_id, input);
end;
create function public.tag_customers(store_id uuid, input jsonb) returns integer
language sql volatile security invoker set search_path = ''
begin atomic
  select private.tag_customers(store_id, input);
end;
create function public.save_customer_address(store_id uuid, customer_id uuid, address_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_customer_address(store_id, customer_id, address_id, input);
end;
create function public.add_customer_note(store_id uuid, customer_id uuid, note_id uuid, body text) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.add_customer_note(store_id, customer_id, note_id, body);
end;
create function public.delete_customer_note(store_id uuid, note_id uuid) returns boolean
language sql volatile security invoker set search_path = ''
begin atomic
  select private.delete_customer_note(store_id, note_id);
end;
grant execute on function private.add_customer, public.add_customer, private.edit_customer, public.edit_customer,
  private.tag_customers, public.tag_customers, private.save_customer_address, public.save_customer_address,
  private.add_customer_note, public.add_customer_note, private.delete_customer_note, public.delete_customer_note
  to authenticated;
