-- A merchant's accounts with gateways: keys go in sealed and never come out, the callback address can be changed.
drop function public.save_payment_account(uuid, public.gateway, jsonb, jsonb);
drop function private.keep_credentials(uuid, jsonb);
-- New keys are logged by the function that takes them, so that sealing them anew is not taken for a change.
drop trigger _900_log on private.payment_credentials;
drop function private.tg_payment_credentials__log();

alter table private.payment_credentials
  add column check_asked_at timestamptz,
  add column checked_at timestamptz,
  add column check_result text check (check_result in ('ok', 'not_configured', 'refused', 'unreachable'));
comment on column private.payment_credentials.check_result is 'What the gateway said of the keys when they were tried last; null since they were replaced.';

create function private.my_payment_account(store_id uuid, gateway public.gateway) returns public.payment_accounts
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_account public.payment_accounts;
begin
  select * into v_account from public.payment_accounts as a
  where a.store_id = my_payment_account.store_id and a.gateway = my_payment_account.gateway
    and a.store_id = any (array(select private.my_store_ids('settings.manage')));
  if not found then
    raise exception 'Payment account not found' using errcode = 'AF404';
  end if;
  return v_account;
end $$;

create function private.keep_credentials(store_id uuid, gateway public.gateway, credentials jsonb, hints jsonb) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_account public.payment_accounts := private.my_payment_account(store_id, gateway);
begin
  if keep_credentials.credentials is null then
    return;
  end if;
  if keep_credentials.credentials - '{key,iv,data}'::text[] <> '{}'
    or not keep_credentials.credentials ?& '{key,iv,data}'::text[]
    or jsonb_typeof(keep_credentials.hints) is distinct from 'object'
    or exists (select from jsonb_each_text(keep_credentials.hints) as h where length(h.value) > 4)
  then
    raise exception 'Keys of a payment account come sealed' using errcode = 'AF422';
  end if;
  if length(keep_credentials.credentials::text) > 4000 or length(keep_credentials.hints::text) > 400 then
    raise exception 'Credentials are too long' using errcode = 'AF422';
  end if;
  insert into private.payment_credentials as c (account_id, credentials, hints)
  values (v_account.id, keep_credentials.credentials, keep_credentials.hints)
  on conflict on constraint payment_credentials_pkey do update
    set credentials = excluded.credentials, hints = excluded.hints, check_asked_at = null, checked_at = null,
      check_result = null;
  perform private.audit('payment_credentials.replaced', 'payment_accounts', v_account.id::text, s.tenant_id, s.id)
  from public.stores as s where s.id = v_account.store_id;
end $$;
comment on function private.keep_credentials is
  'Write-only for members who manage settings: no client role can read the table. The callback token stays, so callbacks under way still find the account. Logged as a fact, never as values. Definer: the table has no client grants.';
grant execute on function private.keep_credentials to authenticated;

create function public.save_payment_account(
  store_id uuid,
  gateway public.gateway,
  settings jsonb,
  credentials jsonb default null,
  hints jsonb default '{}'
) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  insert into public.payment_accounts as a (store_id, gateway, settings)
  values (save_payment_account.store_id, save_payment_account.gateway, save_payment_account.settings)
  on conflict on constraint payment_accounts_store_id_gateway_key do update set settings = excluded.settings;

  select private.keep_credentials(save_payment_account.store_id, save_payment_account.gateway,
    save_payment_account.credentials, save_payment_account.hints);
end;
comment on function public.save_payment_account is
  'Creates or changes a store''s account with a gateway. Keys come sealed (AF422 otherwise), with the last four characters of each as hints; without keys those that are there stay. Invoker: the policies of payment_accounts decide.';
grant execute on function public.save_payment_account to authenticated;

create function private.list_payment_accounts(store_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
      'gateway', a.gateway, 'is_enabled', a.is_enabled, 'settings', a.settings,
      'has_keys', c.account_id is not null, 'hints', coalesce(c.hints, '{}'),
      'callback_token', c.callback_token,
      'is_checking', coalesce(c.check_asked_at > coalesce(c.checked_at, '-infinity'), false),
      'check_result', c.check_result, 'checked_at', c.checked_at,
      'previous_until', case when c.previous_until > now() then c.previous_until end
    ) order by a.gateway), '[]')
  from public.payment_accounts as a
  left join private.payment_credentials as c on c.account_id = a.id
  where a.store_id = list_payment_accounts.store_id
    and a.store_id = any (array(select private.my_store_ids('settings.manage')));
$$;
comment on function private.list_payment_accounts is
  'The accounts of a store as those see them who manage its settings: callback tokens, and of keys their last four characters. Definer: no client role reads payment_credentials.';
create function public.list_payment_accounts(store_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.list_payment_accounts(store_id);
end;
grant execute on function private.list_payment_accounts, public.list_payment_accounts to authenticated;

create function private.request_account_check(store_id uuid, gateway public.gateway) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_account public.payment_accounts := private.my_payment_account(store_id, gateway);
begin
  -- A gateway is not asked more than every 5 s, however often someone taps.
  update private.payment_credentials as c set check_asked_at = now()
  where c.account_id = v_account.id and coalesce(c.check_asked_at, '-infinity') < now() - interval '5 seconds';
  if found then
    perform private.enqueue('check_payment_account', jsonb_build_object('account_id', v_account.id),
      job_key => 'check_payment_account:' || v_account.id);
  end if;
end $$;
comment on function private.request_account_check is
  'Has the job worker try the keys of an account. Only it opens them. Definer: no client role writes payment_credentials.';
create function public.request_account_check(store_id uuid, gateway public.gateway) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.request_account_check(store_id, gateway);
end;
grant execute on function private.request_account_check, public.request_account_check to authenticated;

create function private.change_callback_token(store_id uuid, gateway public.gateway) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_account public.payment_accounts := private.my_payment_account(store_id, gateway);
begin
  update private.payment_credentials as c
  set previous_token = c.callback_token, previous_until = now() + interval '7 days',
      callback_token = private.random_token()
  where c.account_id = v_account.id;
  if not found then
    raise exception 'Payment account not found' using errcode = 'AF404';
  end if;
  perform private.audit('payment_credentials.address_changed', 'payment_accounts', v_account.id::text, s.tenant_id, s.id)
  from public.stores as s where s.id = v_account.store_id;
end $$;
comment on function private.change_callback_token is
  'A new callback address; the one before stays good for 7 days, any older one is gone. Definer: no client role writes payment_credentials.';
create function public.change_callback_token(store_id uuid, gateway public.gateway) returns void
language sql volatile security invoker set search_path = ''
begin atomic
  select private.change_callback_token(store_id, gateway);
end;
grant execute on function private.change_callback_token, public.change_callback_token to authenticated;
