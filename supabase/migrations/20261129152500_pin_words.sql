-- A value of an enum can be used once the transaction that adds it is committed, so it stands alone.
alter type public.order_event_kind add value 'pin_changed';
