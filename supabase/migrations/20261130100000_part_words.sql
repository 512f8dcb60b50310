-- Words that are used by the migrations after this one.
alter type public.order_event_kind add value 'pay_link_made';
alter type public.order_event_kind add value 'pay_link_ended';
