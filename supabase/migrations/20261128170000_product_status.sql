-- Variants and pictures are as visible as their product. Looking the product up for each of their rows was most of
-- what policies cost a shop's list. Now each row carries its product's status, and the foreign key keeps it true.
alter table public.products add unique (store_id, id, status);

alter table public.variants add column product_status public.product_status;
alter table public.product_images add column product_status public.product_status;
-- Nothing of a variant changed: `updated_at` and the log stay as they are.
alter table public.variants disable trigger user;
alter table public.product_images disable trigger user;
update public.variants as v set product_status = p.status
from public.products as p where p.store_id = v.store_id and p.id = v.product_id;
update public.product_images as i set product_status = p.status
from public.products as p where p.store_id = i.store_id and p.id = i.product_id;
alter table public.variants enable trigger user;
alter table public.product_images enable trigger user;

alter table public.variants alter column product_status set not null,
  drop constraint variants_store_id_product_id_fkey,
  add foreign key (store_id, product_id, product_status) references public.products (store_id, id, status)
    on update cascade on delete cascade;
alter table public.product_images alter column product_status set not null,
  drop constraint product_images_store_id_product_id_fkey,
  add foreign key (store_id, product_id, product_status) references public.products (store_id, id, status)
    on update cascade on delete cascade;
comment on column public.variants.product_status is 'Of the product, which the foreign key holds it to. Filled by a trigger.';
comment on column public.product_images.product_status is 'Of the product, which the foreign key holds it to. Filled by a trigger.';

-- Whole, where it was for living variants alone: a change of status looks for all of a product's.
drop index public.variants_product_idx;
create index variants_product_idx on public.variants (store_id, product_id, position);

create function private.tg__take_product_status() returns trigger
language plpgsql set search_path = ''
as $$
begin
  -- A product of another shop, or none, has no status here: the foreign key then refuses the row as it always did.
  new.product_status := coalesce((
    select p.status from public.products as p where p.store_id = new.store_id and p.id = new.product_id
  ), 'draft');
  return new;
end $$;
create trigger _050_take_product_status before insert on public.variants
  for each row execute function private.tg__take_product_status();
create trigger _050_take_product_status before insert on public.product_images
  for each row execute function private.tg__take_product_status();

alter policy select_visitor on public.variants
  using (product_status = 'published' and archived_at is null
    and store_id <> all (array(select private.suspended_store_ids())));
alter policy select_visitor_or_staff on public.variants
  using ((product_status = 'published' and archived_at is null
      and store_id <> all (array(select private.suspended_store_ids())))
    or store_id = any (array(select private.my_store_ids('products.view'))));
alter policy select_visitor on public.product_images
  using (product_status = 'published' and store_id <> all (array(select private.suspended_store_ids())));
alter policy select_visitor_or_staff on public.product_images
  using ((product_status = 'published' and store_id <> all (array(select private.suspended_store_ids())))
    or store_id = any (array(select private.my_store_ids('products.view'))));
