-- Collections that the front page of a shop shows as shelves.
alter table public.collections
  add column front_place integer check (front_place between 1 and 10000);
comment on column public.collections.front_place is 'Where it stands among the shelves of the front page, from 1. Null: not there.';
create index collections_front_idx on public.collections (store_id, front_place, id)
  where front_place is not null and deleted_at is null;
grant insert (front_place), update (front_place) on public.collections to authenticated;
