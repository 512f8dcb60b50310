-- Changing what an order is of: more, less, something else.
create function private.edit_changes(bought public.orders, lines jsonb)
returns table (order_item_id uuid, variant_id uuid, title text, before integer, after integer, fewest integer, most integer)
language sql stable security definer set search_path = ''
as $$
  select i.id, coalesce(i.variant_id, w.variant_id), concat_ws(', ', i.product_title, nullif(i.variant_title, '')),
    coalesce(i.quantity, 0), coalesce(w.quantity, 0),
    case when i.is_digital then i.quantity
      -- What was packed, given back or spoken of as a return stays in the order.
      else greatest(i.quantity - g.to_pack, g.refunded, case when exists (
          select from public.refund_lines as l where l.store_id = i.store_id and l.order_item_id = i.id)
        or exists (select from public.return_lines as l where l.store_id = i.store_id and l.order_item_id = i.id)
        then 1 else 0 end) end,
    case when i.is_digital then i.quantity else 999 end
  from private.read_order_lines(edit_changes.lines) as w
  full join (
    select n.* from public.order_items as n where n.store_id = bought.store_id and n.order_id = bought.id
  ) as i on i.variant_id = w.variant_id
  left join private.order_goods(bought.id) as g on g.order_item_id = i.id
  order by 2;
$$;
comment on function private.edit_changes is
  'What lines [{variant_id, quantity}] would make of an order: for each variant that it has or shall have, how many it had, shall have, and may have. Variants that it lacks have no order_item_id.';

create function private.assert_edit_input(input jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(input -> 'lines') is distinct from 'array'
    or jsonb_array_length(input -> 'lines') not between 1 and 50
    or exists (
      select from jsonb_array_elements(input -> 'lines') as line
      where jsonb_typeof(line -> 'quantity') is distinct from 'number'
        or (line ->> 'quantity')::numeric not between 1 and 999
        or (line ->> 'quantity')::numeric % 1 <> 0
        or not coalesce(line ->> 'variant_id', '') ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
    or length(coalesce(input ->> 'reason', '')) > 200 or input ->> 'reason' ~ '[[:cntrl:]]'
  then
    raise exception 'Edit is not valid' using errcode = 'AF422';
  end if;
end $$;

create function private.lines_to_add(bought public.orders, lines jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_fixed jsonb;
  v_more jsonb;
  v_answer jsonb;
begin
  perform private.lock_levels(bought.store_id, array(
    select c.variant_id from private.edit_changes(bought, lines) as c where c.before <> c.after));
  select jsonb_build_object('variant_id', c.variant_id, 'title', c.title, 'fewest', c.fewest, 'most', c.most) into v_fixed
  from private.edit_changes(bought, lines) as c
  where c.order_item_id is not null and c.after <> c.before and c.after not between c.fewest and c.most limit 1;
  if v_fixed is not null then
    perform private.undo(private.refusal('line_fixed', v_fixed));
  end if;
  v_more := private.price_order_lines(bought.store_id, (
    select jsonb_agg(jsonb_build_object('variant_id', c.variant_id, 'quantity', c.after - c.before))
    from private.edit_changes(bought, lines) as c where c.after > c.before));
  v_answer := private.unavailable_lines(v_more);
  if v_answer is not null then
    perform private.undo(private.refusal('lines_unavailable', jsonb_build_object('lines', v_answer)));
  elsif exists (select from jsonb_array_elements(v_more) as l where (l ->> 'is_digital')::boolean) then
    perform private.undo(private.refusal('files_not_added'));
  end if;
  return coalesce(v_more, '[]');
end $$;
comment on function private.lines_to_add is
  'What the order shall have more of, as price_order_lines answers, with all stock that the edit moves held. Undoes with line_fixed {fewest, most}, lines_unavailable, files_not_added.';

create function private.write_edited_lines(bought public.orders, lines jsonb, more jsonb) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_last integer := (select coalesce(max(i.position), 0) from public.order_items as i
    where i.store_id = bought.store_id and i.order_id = bought.id);
begin
  -- A share of a discount is never more than its line; all are counted anew with the new total.
  update public.order_items as i set discount_minor = 0
  where i.store_id = bought.store_id and i.order_id = bought.id and i.discount_minor > 0;
  with change as materialized (
    select c.* from private.edit_changes(bought, lines) as c where c.before <> c.after and c.order_item_id is not null
  ), gone as (
    delete from public.order_items as i using change as c where i.id = c.order_item_id and c.after = 0
  )
  update public.order_items as i set quantity = c.after, total_minor = i.unit_price_minor * c.after
  from change as c where i.id = c.order_item_id and c.after > 0;
  perform set_config('afrify.order_language', coalesce(bought.language, ''), true);
  perform private.insert_order_items(bought.store_id, bought.id, (
    select jsonb_agg(l || jsonb_build_object('position', v_last + (l ->> 'position')::integer))
    from jsonb_array_elements(more) as l
    where not exists (select from public.order_items as i where i.store_id = bought.store_id and i.order_id = bought.id
      and i.variant_id = (l ->> 'variant_id')::uuid)));
end $$;
comment on function private.write_edited_lines is 'Lines that stay keep the price that they had, new ones get that of today.';

create function private.move_edited_stock(bought public.orders, changes jsonb) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_change record;
  v_held record;
  v_less integer;
begin
  for v_change in
    select c.variant_id, c.after - c.before as more from jsonb_to_recordset(changes) as c (variant_id uuid, before integer, after integer)
    where c.after <> c.before order by c.variant_id
  loop
    if v_change.more > 0 then
      perform private.move_stock(v.id, 'reserved', 0, v_change.more, bought.id)
      from public.variants as v where v.id = v_change.variant_id and v.is_stock_tracked;
      continue;
    end if;
    v_less := -v_change.more;
    for v_held in
      select h.* from private.held_by_order(bought.id) as h where h.variant_id = v_change.variant_id
    loop
      perform private.move_stock(v_held.variant_id, 'released', 0, -least(v_less, v_held.reserved), bought.id,
        location_id => v_held.location_id);
      v_less := v_less - least(v_less, v_held.reserved);
      exit when v_less = 0;
    end loop;
    v_less := least(v_less, private.out_of_stock_by(bought.id, v_change.variant_id));
    if v_less > 0 then
      perform private.put_back(bought, v_change.variant_id, v_less, null);
    end if;
  end loop;
end $$;
comment on function private.move_edited_stock is
  'What is added is held, what is taken out is let go or, sold already, back on the shelf. changes: [{variant_id, before, after}].';

create function private.apply_edit(bought public.orders, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_more jsonb := private.lines_to_add(bought, input -> 'lines');
  v_changes jsonb := (
    select jsonb_agg(jsonb_build_object('variant_id', c.variant_id, 'title', coalesce(nullif(c.title, ''), (
        select concat_ws(', ', l ->> 'product_title', nullif(l ->> 'variant_title', '')) from jsonb_array_elements(v_more) as l
        where (l ->> 'variant_id')::uuid = c.variant_id)), 'before', c.before, 'after', c.after) order by c.title)
    from private.edit_changes(bought, input -> 'lines') as c where c.before <> c.after);
  v_after public.orders;
begin
  if v_changes is null then
    perform private.undo(private.refusal('nothing_changed'));
  end if;
  perform private.write_edited_lines(bought, input -> 'lines', v_more);
  perform private.reprice_order(bought.id, bought.delivery_minor);
  perform private.move_edited_stock(bought, v_changes);
  perform private.settle_change(bought);
  perform private.derive_fulfilment(bought.id);
  select o.* into strict v_after from public.orders as o where o.id = bought.id;
  perform private.tell_event(bought.id, 'edited', jsonb_build_object('lines', v_changes, 'reason', coalesce(trim(input ->> 'reason'), ''),
      'from_minor', bought.total_minor, 'to_minor', v_after.total_minor),
    case when coalesce((input ->> 'is_told')::boolean, true) then 'order_changed' end);
  perform private.audit('orders.edited', 'orders', bought.id::text, s.tenant_id, s.id,
    jsonb_build_object('total_minor', jsonb_build_array(bought.total_minor, v_after.total_minor)))
  from public.stores as s where s.id = bought.store_id;
  return jsonb_build_object('ok', true, 'from_minor', bought.total_minor, 'total_minor', v_after.total_minor,
    'items_minor', v_after.items_minor, 'delivery_minor', v_after.delivery_minor, 'discount_minor', v_after.discount_minor,
    'tax_minor', v_after.tax_minor, 'changes', v_changes) || private.money_to_settle(bought.id);
end $$;

create function private.edit_order(
  store_id uuid, order_number integer, idempotency_key text, input jsonb, is_preview boolean
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders := private.my_order(store_id, order_number);
  v_request jsonb := jsonb_build_object('edit', order_number, 'input', input);
  v_answer jsonb;
begin
  perform private.assert_edit_input(input);
  if v_order.id is null then
    return private.refusal('order_not_found');
  end if;
  v_answer := coalesce(private.earlier_answer(v_order.store_id, idempotency_key, v_request),
    private.why_not_changed(v_order, input ->> 'version'));
  if v_answer is not null then
    return v_answer;
  end if;
  begin
    v_answer := private.apply_edit(v_order, input);
    if is_preview then
      perform private.undo(v_answer);
    end if;
  exception when sqlstate 'AFUND' then
    return sqlerrm::jsonb;
  end;
  return private.keep_answer(v_order.store_id, idempotency_key, v_request, v_answer);
end $$;
comment on function private.edit_order is
  'Makes an order be of other lines: input {lines: [{variant_id, quantity}] (all that it shall have), version: updated_at as it was read, reason, is_told}. A preview does all of it and takes it back. Answers {ok, from_minor, total_minor, items_minor, delivery_minor, discount_minor, tax_minor, due_minor, back_minor, changes}, the same again for the same key. Refuses with order_not_found, order_changed, order_not_open, refund_under_way, prompt_live, line_fixed {title, fewest, most}, lines_unavailable {lines}, files_not_added, nothing_changed, total_not_payable, money_went_back, idempotency_key_reused. Errors: AF404 without orders.manage, AF422. Definer: no client role writes orders.';

create function public.edit_order(
  store_id uuid, order_number integer, idempotency_key text, input jsonb, is_preview boolean default false
) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.edit_order(store_id, order_number, idempotency_key, input, is_preview);
end;
grant execute on function private.edit_order, public.edit_order to authenticated;

create function private.change_address(store_id uuid, order_number integer, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_order public.orders := private.my_order(store_id, order_number);
  v_request jsonb := jsonb_build_object('address', order_number, 'input', input);
  v_answer jsonb;
begin
  if length(coalesce(trim(input ->> 'area'), '')) not between 1 and 120
    or length(coalesce(trim(input ->> 'landmark'), '')) not between 1 and 160
    or length(coalesce(input ->> 'directions', '')) > 500
    or concat(input ->> 'area', input ->> 'landmark') ~ '[[:cntrl:]]'
    or not coalesce(nullif(input ->> 'second_phone', ''), '+254700000000') ~ '^\+[1-9][0-9]{6,14}$' then
    raise exception 'Address is not valid' using errcode = 'AF422';
  elsif v_order.id is null then
    return private.refusal('order_not_found');
  end if;
  v_answer := coalesce(private.earlier_answer(v_order.store_id, idempotency_key, v_request),
    private.why_not_changed(v_order, input ->> 'version'),
    case when v_order.delivery_method <> 'delivery' or exists (
      select from public.fulfilments as f where f.store_id = v_order.store_id and f.order_id = v_order.id
        and f.state in ('shipped', 'delivered')) then private.refusal('on_its_way') end);
  if v_answer is not null then
    return v_answer;
  end if;
  begin
    v_answer := private.apply_address(v_order, input);
  exception when sqlstate 'AFUND' then
    return sqlerrm::jsonb;
  end;
  return private.keep_answer(v_order.store_id, idempotency_key, v_request, v_answer);
end $$;
comment on function private.change_address is
  'Brings an order somewhere else, before anything of it is on its way: input {area, landmark, directions, second_phone, version}. The fee is that of the new area. Answers {ok, from_minor, total_minor, due_minor, back_minor}, the same again for the same key. Refuses as edit_order, or with on_its_way, area_not_served. Errors: AF404 without orders.manage, AF422. Definer: no client role writes orders.';

create function private.apply_address(bought public.orders, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_zone public.delivery_zones;
  v_total_minor bigint;
begin
  select z.* into v_zone from public.delivery_zones as z
  where z.store_id = bought.store_id and trim(input ->> 'area') = any (z.areas) order by z.position limit 1;
  if not found then
    perform private.undo(private.refusal('area_not_served'));
  end if;
  update public.orders as o set area = trim(input ->> 'area'), landmark = trim(input ->> 'landmark'),
    directions = nullif(trim(input ->> 'directions'), ''), second_phone = nullif(input ->> 'second_phone', ''),
    delivery_promise = v_zone.promise, shown_promise = v_zone.translations #>> array[o.language, 'promise', 'text'],
    -- The pin was of the other place.
    pin_lat = case when (o.area, o.landmark) = (trim(input ->> 'area'), trim(input ->> 'landmark')) then o.pin_lat end,
    pin_lng = case when (o.area, o.landmark) = (trim(input ->> 'area'), trim(input ->> 'landmark')) then o.pin_lng end
  where o.id = bought.id;
  if v_zone.fee_minor <> bought.delivery_minor then
    perform private.reprice_order(bought.id, v_zone.fee_minor);
    perform private.settle_change(bought);
  end if;
  select o.total_minor into strict v_total_minor from public.orders as o where o.id = bought.id;
  perform private.tell_event(bought.id, 'address_changed', jsonb_build_object('from', concat_ws(', ', bought.landmark, bought.area),
      'to', concat_ws(', ', trim(input ->> 'landmark'), trim(input ->> 'area')),
      'from_minor', bought.total_minor, 'to_minor', v_total_minor),
    case when v_total_minor <> bought.total_minor then 'order_changed' end);
  return jsonb_build_object('ok', true, 'from_minor', bought.total_minor, 'total_minor', v_total_minor)
    || private.money_to_settle(bought.id);
end $$;

create function public.change_address(store_id uuid, order_number integer, idempotency_key text, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.change_address(store_id, order_number, idempotency_key, input);
end;
grant execute on function private.change_address, public.change_address to authenticated;
