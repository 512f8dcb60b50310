-- A category's page shows what is in it and below it: one range of this index for each of those categories.
create index products_category_newest_idx on public.products (store_id, category_id, published_at desc, id desc)
  where status = 'published';
