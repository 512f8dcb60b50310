insert into private.gateways values
  ('mtn', '{UGX,GHS,RWF,XOF,ZAR,NGN}', false);
