-- Words that are used by the migrations after this one.
create type public.fulfilment_state as enum ('packed', 'shipped', 'delivered', 'cancelled');
comment on type public.fulfilment_state is
  'How far one part of an order is: packed; with the rider or carrier; with the buyer; or unpacked again, come back undelivered.';
-- Some of the goods are packed or further, others are still to pack.
alter type public.fulfilment_status add value 'partly' before 'packed';
create type public.return_state as enum ('requested', 'received', 'closed');
comment on type public.return_state is
  'How far goods are on their way back: somebody asked; they are with the shop; nothing more comes of it.';
alter type public.order_event_kind add value 'unpacked';
alter type public.order_event_kind add value 'edited';
alter type public.order_event_kind add value 'address_changed';
alter type public.order_event_kind add value 'return_requested';
alter type public.order_event_kind add value 'return_received';
alter type public.order_event_kind add value 'return_closed';
