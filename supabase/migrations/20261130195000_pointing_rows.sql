-- Rows that point at a product or an admin are found by that, all of them: what goes looks for them.
create index reviews_product_id_idx on public.reviews (store_id, product_id);
create index support_visits_admin_idx on public.support_visits (admin_id);
