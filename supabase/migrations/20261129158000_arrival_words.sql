-- What an order's history says when money was put to it that came without a prompt of ours.
alter type public.order_event_kind add value 'money_placed';
