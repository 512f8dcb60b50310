-- An order keeps what was bought as the merchant calls it, and beside it as its shopper read it.
alter table public.order_items add column shown_title text, add column shown_variant text;
comment on column public.order_items.shown_title is
  'product_title as its shopper read it, in the language of the order; null where it was not translated.';
comment on column public.order_items.shown_variant is 'As shown_title, of variant_title.';
alter table public.orders add column shown_promise text;
comment on column public.orders.shown_promise is
  'delivery_promise as its shopper read it; null where it was not translated.';

create function private.tg_order_items__show() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_language text := private.order_language();
begin
  select p.translations #>> array[v_language, 'title', 'text'],
    nullif((select string_agg(coalesce(s.words #>> array[v_language, o.value], o.value), ', ' order by o.place)
      from unnest(v.option_values) with ordinality as o (value, place)), new.variant_title)
  into new.shown_title, new.shown_variant
  from public.variants as v
  join public.products as p on p.store_id = v.store_id and p.id = v.product_id
  join public.stores as s on s.id = v.store_id
  where v.store_id = new.store_id and v.id = new.variant_id;
  return new;
end $$;
comment on function private.tg_order_items__show is 'Definer: visitors place orders and read no drafts.';
create trigger _100_show before insert on public.order_items
  for each row when (private.order_language() is not null) execute function private.tg_order_items__show();

create function private.tg_orders__show() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.shown_promise := (
    select z.translations #>> array[new.language, 'promise', 'text'] from public.delivery_zones as z
    where z.store_id = new.store_id and z.promise = new.delivery_promise and new.area = any (z.areas)
    order by z.position limit 1);
  return new;
end $$;
comment on function private.tg_orders__show is 'Definer, as tg_order_items__show.';
create trigger _100_show before insert on public.orders
  for each row when (new.language is not null and new.delivery_promise <> '') execute function private.tg_orders__show();
