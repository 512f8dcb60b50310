-- What is packed in part is to be packed still. The conditions are those of lib/orders/queues.ts, word for word.
drop index public.orders_to_pack_idx;
create index orders_to_pack_idx on public.orders (store_id, id desc)
  where fulfilment_status in ('unfulfilled', 'partly') and payment_status <> 'refunded'
    and (status = 'paid' or (status = 'pending' and hand_way = 'cash'));

create or replace function private.order_conditions(store_id uuid, input jsonb) returns text
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select string_agg(c.condition, ' and ') from (
      select format('o.store_id = %L', store_id) as condition
      union all
      select format(known.condition, input ->> known.key)
      from (values
        ('status', 'o.status = %L::public.order_status'),
        ('payment_status', 'o.payment_status = %L::public.payment_status'),
        ('fulfilment_status', 'o.fulfilment_status = %L::public.fulfilment_status'),
        ('delivery_method', 'o.delivery_method = %L::public.delivery_method'),
        ('hand_way', 'o.hand_way = %L::public.hand_way'),
        ('area', 'o.area = %L'),
        ('from', 'o.placed_at >= %L::timestamptz'),
        ('until', 'o.placed_at < %L::timestamptz'),
        ('min_minor', 'o.total_minor >= %L::bigint'),
        ('max_minor', 'o.total_minor <= %L::bigint')
      ) as known (key, condition) where input ->> known.key is not null
      union all
      select q.condition from (values
        ('to_pay', $c$o.status = 'pending'$c$),
        ('to_pack', $c$o.fulfilment_status in ('unfulfilled', 'partly') and o.payment_status <> 'refunded'
          and (o.status = 'paid' or (o.status = 'pending' and o.hand_way = 'cash'))$c$),
        ('on_way', $c$o.fulfilment_status in ('packed', 'shipped') and o.payment_status <> 'refunded'
          and o.status in ('paid', 'pending')$c$),
        ('review', 'o.needs_review')
      ) as q (tab, condition) where q.tab = input ->> 'tab'
      union all
      select private.searched_name(store_id, input ->> 'name')
    ) as c
  );
end $$;
