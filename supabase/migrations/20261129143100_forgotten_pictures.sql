-- Files of pictures that nothing refers to: sent with a form that was then refused, or taken out of a product while
-- Storage could not be reached. A job removes them.
create function private.forgotten_pictures(bucket text, after text, older_than interval, count integer) returns setof text
language sql stable security definer set search_path = ''
as $$
  select o.name
  from storage.objects as o
  -- `originals` keeps a file under the picture's path, `media` one for each width in a folder of that name.
  cross join lateral (
    select case when bucket = 'media' then regexp_replace(o.name, '/[^/]*$', '') else o.name end as path
  ) as p
  where o.bucket_id = bucket and o.name > after and o.created_at < now() - older_than
    and not exists (select from public.product_images as i where i.path = p.path)
    -- Orders show what was bought in its smallest size for good; no order needs an original.
    and (bucket = 'originals' or not exists (select from public.order_items as i where i.image_path = p.path))
  order by o.name
  limit count;
$$;
comment on function private.forgotten_pictures is
  'Names in the bucket `originals` or `media`, in their order behind `after`, of files that neither a product nor, in `media`, an order shows. Definer: the job worker calls it, whose role reads no rows of Storage.';
grant execute on function private.forgotten_pictures to service_role;
