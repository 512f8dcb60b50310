-- New keys of a payment account are logged as a fact, never as values.
create function private.tg_payment_credentials__log() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.audit('payment_credentials.replaced', 'payment_accounts', a.id::text, s.tenant_id, s.id)
  from public.payment_accounts as a join public.stores as s on s.id = a.store_id
  where a.id = new.account_id;
  return null;
end $$;
comment on function private.tg_payment_credentials__log is 'Definer: no client role writes the log.';
create trigger _900_log after insert or update of credentials on private.payment_credentials
  for each row execute function private.tg_payment_credentials__log();
