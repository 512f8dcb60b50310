insert into private.gateways values
  ('airtel', '{KES,UGX,TZS,RWF}', false);
