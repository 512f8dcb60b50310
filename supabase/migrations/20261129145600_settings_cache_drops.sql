-- What the frame of a shop's pages, its checkout and its own pages show, and under which host it is.
do $$
declare
  v_table text;
begin
  foreach v_table in array array['pickup_points', 'store_pages', 'page_redirects', 'store_domains'] loop
    execute format('create trigger _900_drop_cached_on_insert after insert on public.%I
      referencing new table as changed for each statement execute function private.tg_drop_cached(''store'')', v_table);
    execute format('create trigger _900_drop_cached_on_update after update on public.%I
      referencing new table as changed for each statement execute function private.tg_drop_cached(''store'')', v_table);
    execute format('create trigger _900_drop_cached_on_delete after delete on public.%I
      referencing old table as changed for each statement execute function private.tg_drop_cached(''store'')', v_table);
    execute format('create trigger _900_drop_cached_on_truncate after truncate on public.%I
      for each statement execute function private.tg_drop_all_cached()', v_table);
  end loop;
end $$;
