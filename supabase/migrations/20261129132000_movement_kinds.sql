-- Alone in its migration: a new value is usable once its transaction is over.
alter type public.movement_kind add value 'transferred';
