-- Whoever takes a copy of goods, buyers, orders or the log is in the log.
create function private.may_export(store_id uuid, entity text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return case entity
    when 'products' then store_id in (select private.my_store_ids('products.view'))
    when 'customers' then store_id in (select private.my_store_ids('customers.view'))
    when 'orders' then store_id in (select private.my_store_ids('orders.view'))
    when 'audit_events' then private.is_platform_admin() or exists (
      select from public.stores as s
      where s.id = may_export.store_id and s.tenant_id in (select private.my_merchant_tenant_ids()))
    else false
  end;
end $$;
comment on function private.may_export is
  'True when the caller may take a copy of these rows of a store. Definer: reads stores whoever asks.';

create function private.log_export(store_id uuid, entity text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_tenant_id uuid := (select s.tenant_id from public.stores as s where s.id = log_export.store_id);
begin
  if v_tenant_id is null or not private.may_export(store_id, entity) then
    raise exception 'Store not found' using errcode = 'AF404';
  end if;
  perform private.audit(entity || '.exported', entity, null, v_tenant_id, log_export.store_id);
end $$;
comment on function private.log_export is
  'Says in the log that somebody took a copy. Definer: no client role writes the log.';

create function public.log_export(store_id uuid, entity text) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.log_export(store_id, entity);
end;
comment on function public.log_export is
  'Says in the log that the caller takes a copy of `products`, `customers`, `orders` or `audit_events`. Error: AF404 without the permission to read them.';
grant execute on function private.log_export to authenticated;
grant execute on function public.log_export to authenticated;

drop function public.log_activity_export(uuid);
drop function private.log_activity_export(uuid);
