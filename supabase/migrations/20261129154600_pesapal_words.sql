-- Pesapal takes money in five currencies on a page of its own. A word of an enum can be used once the transaction that adds it is over.
alter type public.gateway add value 'pesapal';
