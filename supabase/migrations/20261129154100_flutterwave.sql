insert into private.gateways values
  ('flutterwave', '{KES,NGN,GHS,ZAR,UGX,TZS,RWF,XOF,USD}', true);
