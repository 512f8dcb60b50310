-- The job worker reads and writes where a path says, with the rights of the platform: "{own}/../{other}/x"
-- would make it publish what another shop keeps to itself.
alter table public.product_images
  add constraint product_images_path_plain check (path ~ '^[0-9a-f-]{36}(/[A-Za-z0-9_-]+)+$');
