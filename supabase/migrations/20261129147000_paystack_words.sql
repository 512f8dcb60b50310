-- A second gateway. A word of an enum can be used once the transaction that adds it is over.
alter type public.gateway add value 'paystack';
alter type public.order_event_kind add value 'page_opened';
