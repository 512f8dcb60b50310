-- A merchant's own account with a gateway. Keys go in and never come out again.
create function private.keep_credentials(account_id uuid, credentials jsonb) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not exists (
    select from public.payment_accounts as a
    where a.id = keep_credentials.account_id and a.store_id = any (array(select private.my_store_ids('settings.manage')))
  ) then
    raise exception 'Payment account not found' using errcode = 'AF404';
  end if;
  if keep_credentials.credentials is null then
    return;
  end if;
  if length(keep_credentials.credentials::text) > 2000 then
    raise exception 'Credentials are too long' using errcode = 'AF422';
  end if;
  insert into private.payment_credentials as c (account_id, credentials)
  values (keep_credentials.account_id, keep_credentials.credentials)
  on conflict on constraint payment_credentials_pkey do update set credentials = excluded.credentials;
end $$;
comment on function private.keep_credentials is
  'Write-only for members who manage settings: no client role can read the table. The callback token stays, so callbacks under way still find the account. Definer: the table has no client grants.';
grant execute on function private.keep_credentials to authenticated;

create function public.save_payment_account(
  store_id uuid,
  gateway public.gateway,
  settings jsonb,
  credentials jsonb default null
) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  insert into public.payment_accounts as a (store_id, gateway, settings)
  values (save_payment_account.store_id, save_payment_account.gateway, save_payment_account.settings)
  on conflict on constraint payment_accounts_store_id_gateway_key do update set settings = excluded.settings;

  select private.keep_credentials(a.id, save_payment_account.credentials)
  from public.payment_accounts as a
  where a.store_id = save_payment_account.store_id and a.gateway = save_payment_account.gateway;
end;
comment on function public.save_payment_account is
  'Creates or changes a store''s account with a gateway. Without credentials those that are there stay. Invoker: the policies of payment_accounts decide.';
grant execute on function public.save_payment_account to authenticated;
