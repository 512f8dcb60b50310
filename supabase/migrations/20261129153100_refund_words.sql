-- What happens to an order when its money goes back.
alter type public.order_event_kind add value 'refund_requested';
alter type public.order_event_kind add value 'refund_sent';
alter type public.order_event_kind add value 'refunded';
alter type public.order_event_kind add value 'refund_failed';
