-- Pictures. Merchants upload into `originals`, under a folder named by their store's id; the job worker
-- alone writes `media`, which everyone may read by address.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('originals', 'originals', false, 15728640, array['image/jpeg', 'image/png', 'image/webp', 'image/avif']),
  ('media', 'media', true, 2097152, array['image/webp', 'image/avif'])
on conflict (id) do nothing;

create policy originals_select_staff on storage.objects for select to authenticated
  using (bucket_id = 'originals' and split_part(name, '/', 1) = any (array(
    select ids::text from private.my_store_ids('products.view') as ids)));
create policy originals_insert_manager on storage.objects for insert to authenticated
  with check (bucket_id = 'originals' and split_part(name, '/', 1) = any (array(
    select ids::text from private.my_store_ids('products.manage') as ids)));
create policy originals_delete_manager on storage.objects for delete to authenticated
  using (bucket_id = 'originals' and split_part(name, '/', 1) = any (array(
    select ids::text from private.my_store_ids('products.manage') as ids)));
-- No update policy: a picture is replaced by a new one, never overwritten.
