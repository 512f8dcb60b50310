update private.gateways set refunds = 'always' where gateway = 'flutterwave';
