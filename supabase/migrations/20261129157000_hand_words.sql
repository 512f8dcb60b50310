-- Words that are used by the migrations after this one.
create type public.hand_way as enum ('cash', 'transfer');
comment on type public.hand_way is
  'How an order is paid without a gateway: in cash when the goods are handed over, or by a transfer to the shop''s own account.';
alter type public.ledger_kind add value 'transfer' after 'cash';
alter type public.order_event_kind add value 'hand_way_chosen';
alter type public.order_event_kind add value 'packed';
alter type public.order_event_kind add value 'shipped';
alter type public.order_event_kind add value 'delivered';
