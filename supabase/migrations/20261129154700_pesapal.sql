insert into private.gateways values
  ('pesapal', '{KES,UGX,TZS,RWF,USD}', true);

-- Pesapal's notifications say that something changed, in the same words each time.
create function private.ask_about(gateway public.gateway, callback_token text, gateway_ref text) returns void
language sql volatile security definer set search_path = ''
as $$
  select private.enqueue('poll_payment', jsonb_build_object('attempt_id', a.id),
    run_at => now() + interval '5 seconds', job_key => 'poll_payment:' || a.id)
  from public.payment_attempts as a
  where a.account_id = private.account_by_token(ask_about.gateway, ask_about.callback_token)
    and a.gateway_ref = ask_about.gateway_ref and a.state <> 'succeeded';
$$;
comment on function private.ask_about is
  'Has a gateway asked about an attempt of the account with this callback address: a message that says the same as an earlier one, and not how it ended, may be about something new.';
