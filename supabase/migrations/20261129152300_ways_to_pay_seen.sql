-- The front page and products say how one pays. Only what is offered is seen: an account that is asked about, or that
-- gets other keys, leaves the kept pages as they are.
create function private.tg_payment_accounts__drop_cached() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.drop_cached(array(
    select distinct 'store:' || d.store_id
    from (select n.store_id, n.gateway, n.is_enabled from new_rows as n
      except select o.store_id, o.gateway, o.is_enabled from old_rows as o) as d
  ));
  return null;
end $$;
comment on function private.tg_payment_accounts__drop_cached is 'Definer, as tg_drop_cached.';

create trigger _900_drop_cached_on_insert after insert on public.payment_accounts
  referencing new table as changed for each statement execute function private.tg_drop_cached('store');
create trigger _900_drop_cached_on_update after update on public.payment_accounts
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_payment_accounts__drop_cached();
create trigger _900_drop_cached_on_delete after delete on public.payment_accounts
  referencing old table as changed for each statement execute function private.tg_drop_cached('store');
create trigger _900_drop_cached_on_truncate after truncate on public.payment_accounts
  for each statement execute function private.tg_drop_all_cached();
