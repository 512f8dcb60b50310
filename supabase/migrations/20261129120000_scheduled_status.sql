-- Alone in its migration: a new value is usable once its transaction is over.
alter type public.product_status add value 'scheduled' after 'draft';
