-- Goods of many orders go forward together.
create function private.set_fulfilments(store_id uuid, order_numbers integer[], status public.fulfilment_status) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_number integer;
  v_answers jsonb := '[]';
begin
  perform private.assert_holds('orders.manage', store_id);
  if cardinality(order_numbers) > 250 then
    raise exception 'Too many orders' using errcode = 'AF422';
  end if;
  -- From the lowest number up, whoever asks: two of them never wait for each other.
  for v_number in select distinct n.number from unnest(order_numbers) as n (number) where n.number is not null order by 1
  loop
    v_answers := v_answers || (jsonb_build_object('number', v_number) || private.set_fulfilment(store_id, v_number, status));
  end loop;
  return v_answers;
end $$;
comment on function private.set_fulfilments is
  'set_fulfilment for each of these orders, 250 at most: [{number, ok, code}], lowest number first. What one refuses keeps no other back. AF404 without orders.manage, AF422 for more. Definer, as that is.';

create function public.set_fulfilments(store_id uuid, order_numbers integer[], status public.fulfilment_status) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.set_fulfilments(store_id, order_numbers, status);
end;
grant execute on function private.set_fulfilments, public.set_fulfilments to authenticated;
