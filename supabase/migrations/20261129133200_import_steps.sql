-- The steps of an import: upload, say what the columns hold, look at what would happen, apply.
create function private.may_import(store_id uuid, kind public.import_kind) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  -- What a file brings is written in somebody's name: a program has none.
  return private.my_user_id() is not null and case kind
    when 'products' then store_id in (select private.my_store_ids('products.manage'))
    else store_id in (select private.my_store_ids('customers.view'))
      and store_id in (select private.my_store_ids('settings.manage'))
  end;
end $$;
comment on function private.may_import is
  'True when the caller, a person, may bring files of this kind to a store. Definer, as my_store_ids.';

create function private.create_import(store_id uuid, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_id uuid;
  v_kind public.import_kind := input ->> 'kind';
begin
  if not coalesce(private.may_import(store_id, v_kind), false) then
    raise exception 'Store not found' using errcode = 'AF404';
  elsif jsonb_typeof(input -> 'rows') is distinct from 'array'
    or jsonb_typeof(input -> 'header') is distinct from 'array'
    or pg_column_size(input) > 24 * 1024 * 1024
    or jsonb_array_length(input -> 'rows') not between 1 and 10000
  then
    raise exception 'Not a file to import' using errcode = 'AF422';
  elsif (select t.turns > 50 from limits.take(
    array[encode(sha256(convert_to('imports: ' || store_id, 'utf8')), 'hex')], array[86400]) as t)
  then
    return private.refusal('too_many_imports');
  end if;
  insert into public.imports (store_id, kind, file_name, header, created_by)
  values (create_import.store_id, v_kind, input ->> 'file_name',
    array(select jsonb_array_elements_text(input -> 'header')), private.my_user_id())
  returning id into v_id;
  insert into public.import_rows (store_id, import_id, kind, line, cells)
  select create_import.store_id, v_id, v_kind, (r ->> 'line')::integer, r -> 'cells'
  from jsonb_array_elements(input -> 'rows') as r;
  perform private.enqueue('forget_import', jsonb_build_object('import_id', v_id), run_at => now() + interval '30 days');
  return jsonb_build_object('ok', true, 'id', v_id);
exception when check_violation or not_null_violation or unique_violation or invalid_text_representation then
  raise exception 'Not a file to import' using errcode = 'AF422';
end $$;
comment on function private.create_import is
  'See public.create_import. Definer: no client role writes imports; it asks whether the caller may.';

create function private.my_import(import_id uuid) returns public.imports
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_import public.imports;
begin
  select i.* into v_import from public.imports as i where i.id = my_import.import_id;
  if v_import.id is null or not private.may_import(v_import.store_id, v_import.kind) then
    raise exception 'Import not found' using errcode = 'AF404';
  end if;
  -- Only now: strangers hold no locks.
  select i.* into v_import from public.imports as i where i.id = my_import.import_id for no key update;
  return v_import;
end $$;
comment on function private.my_import is
  'An import that the caller may go on with, held until the end of the transaction; AF404 for everyone else. Definer, as may_import.';

create function private.check_import(import_id uuid, mapping jsonb) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_import public.imports := private.my_import(import_id);
begin
  if jsonb_typeof(mapping) is distinct from 'object' or pg_column_size(mapping) > 10000 then
    raise exception 'Not what columns can hold' using errcode = 'AF422';
  end if;
  if v_import.status not in ('uploaded', 'checked', 'stopped') then
    return;
  end if;
  update public.imports as i set status = 'checking', mapping = check_import.mapping, stop_code = null
  where i.id = v_import.id;
  update public.import_rows as r set item = null, key = null, outcome = null, problems = '[]', is_applied = false
  where r.store_id = v_import.store_id and r.import_id = v_import.id;
  perform private.enqueue('run_import', jsonb_build_object('import_id', v_import.id),
    job_key => 'import:' || v_import.id, max_attempts => 5);
end $$;
comment on function private.check_import is 'See public.check_import. Definer, as create_import.';

create function private.apply_import(import_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_import public.imports := private.my_import(import_id);
begin
  if v_import.status <> 'checked' then
    return;
  end if;
  update public.imports as i set status = 'applying', created_by = private.my_user_id() where i.id = v_import.id;
  perform private.enqueue('run_import', jsonb_build_object('import_id', v_import.id),
    job_key => 'import:' || v_import.id, max_attempts => 5);
  perform private.audit('imports.applied', 'imports', v_import.id::text,
    (select s.tenant_id from public.stores as s where s.id = v_import.store_id), v_import.store_id,
    jsonb_build_object('name', v_import.file_name, 'kind', v_import.kind));
end $$;
comment on function private.apply_import is 'See public.apply_import. Definer, as create_import.';

create function public.create_import(store_id uuid, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.create_import(store_id, input);
end;
comment on function public.create_import is
  'Keeps a file: {kind, file_name, header (texts), rows ([{line, cells (texts)}], 10,000 at most)}. Answers its id, or refuses as too_many_imports (50 a day). Errors: AF404 without the permission, AF422.';

create function public.check_import(import_id uuid, mapping jsonb) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.check_import(import_id, mapping);
end;
comment on function public.check_import is
  'Has the rows looked at, with these columns as {field: number from 0}; nothing of the shop changes. Does nothing while a job is at it and once it is applied. Errors: AF404, AF422.';

create function public.apply_import(import_id uuid) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.apply_import(import_id);
end;
comment on function public.apply_import is
  'Has the rows that were looked at written, by a job and in the caller''s name. Does nothing unless they were looked at. Error: AF404.';

grant execute on function private.create_import, private.check_import, private.apply_import to authenticated;
grant execute on function public.create_import, public.check_import, public.apply_import to authenticated;
