-- What a picture weighs, so that a page can say it before anything is fetched.
alter table public.product_images
  add column webp_bytes integer[] not null default '{}',
  add column avif_bytes integer[] not null default '{}';
comment on column public.product_images.webp_bytes is
  'Bytes of {width}.webp for each of widths; empty until it is known. Set by the job.';
comment on column public.product_images.avif_bytes is
  'Bytes of {width}.avif for each of widths; empty where there are none, or nobody has weighed them. Set by the job.';

-- Pictures that were made before are weighed by being made once more.
select private.enqueue('process_image', jsonb_build_object('image_id', i.id))
from public.product_images as i where cardinality(i.widths) > 0;
