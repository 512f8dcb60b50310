-- With keys of MTN's product Disbursements money goes back by it.
update private.gateways set refunds = 'when_set_up' where gateway = 'mtn';
