-- Alone in their migration: new values are usable once its transaction is over.
alter type public.delivery_method add value 'download';
alter type public.order_event_kind add value 'downloads_given';
