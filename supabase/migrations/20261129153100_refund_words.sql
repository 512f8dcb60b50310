-- What happens to an order when its money goes back, or when its buyer's bank wants it back.
alter type public.order_event_kind add value 'refund_requested';
alter type public.order_event_kind add value 'refund_sent';
alter type public.order_event_kind add value 'refunded';
alter type public.order_event_kind add value 'refund_failed';
alter type public.order_event_kind add value 'disputed';
alter type public.order_event_kind add value 'dispute_won';
alter type public.order_event_kind add value 'dispute_lost';
-- Money that came past every gateway.
alter type public.order_event_kind add value 'hand_payment';
