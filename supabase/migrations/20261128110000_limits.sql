-- How often something may be tried, counted for all web servers together. A schema of its own, which REST does not
-- expose and only the web server's login may use: with the publishable key nobody fills another's counter.
create schema limits;
grant usage on schema limits to afrify_web;

create unlogged table limits.windows (
  key       text primary key check (length(key) = 64),
  turns     integer not null,
  resets_at timestamptz not null
);
comment on table limits.windows is
  'Turns taken since a window began. Keys are hashes: no address or account stands here. Unlogged: a crash forgets them, which is cheaper than keeping them.';
create index windows_resets_at_idx on limits.windows (resets_at);
alter table limits.windows enable row level security;

create function limits.take(keys text[], seconds integer[]) returns table (turns integer, resets_at timestamptz)
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- Now and then somebody sweeps up, a little at a time.
  if random() < 0.01 then
    delete from limits.windows as w where w.key in (
      select old.key from limits.windows as old where old.resets_at < now() limit 1000 for update skip locked);
  end if;
  -- In the order of keys, so that two callers with the same ones wait for each other and not crosswise.
  return query
  with wanted as (
    select k.key, k.seconds, k.place from unnest(take.keys, take.seconds) with ordinality as k (key, seconds, place)
    order by k.key
  ), taken as (
    insert into limits.windows as w (key, turns, resets_at)
    select wanted.key, 1, now() + make_interval(secs => wanted.seconds) from wanted
    on conflict (key) do update
      set turns = case when w.resets_at <= now() then 1 else w.turns + 1 end,
          resets_at = case when w.resets_at <= now() then excluded.resets_at else w.resets_at end
    returning w.key, w.turns, w.resets_at
  )
  select taken.turns, taken.resets_at from wanted join taken using (key) order by wanted.place;
end $$;
comment on function limits.take is
  'Takes a turn under each key, also past any limit, and answers how many were taken in its window and when that ends. Definer: the login has no rights on the table.';

create function limits.give_back(keys text[]) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update limits.windows as w set turns = greatest(w.turns - 1, 0)
  where w.key in (select old.key from limits.windows as old where old.key = any (give_back.keys) order by old.key for update);
end $$;
comment on function limits.give_back is 'A try that did not fail does not count. Definer, as take.';
grant execute on function limits.take, limits.give_back to afrify_web;
