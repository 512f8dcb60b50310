-- What an order says of its money, once money also goes back.
alter type public.payment_status add value 'refunding';
alter type public.payment_status add value 'partly_refunded' before 'refunded';
alter type public.payment_status add value 'disputed';
