-- An order keeps what its shopper read, whichever way it is paid.
create function private.place_order_speaking(store_slug text, idempotency_key text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_language text := input ->> 'language';
begin
  if not coalesce(v_language in ('en', 'fr', 'sw', 'ar', 'pt', 'ha', 'yo', 'am'), true) then
    raise exception 'Order input is not valid' using errcode = 'AF422';
  end if;
  -- Only what the store speaks: its pages have no other language either.
  if not exists (
    select from public.stores as s
    where s.slug = place_order_speaking.store_slug and v_language = any (s.languages)
  ) then
    v_language := null;
  end if;
  perform set_config('afrify.order_language', coalesce(v_language, ''), true);
  -- The same order in another language is the same order: the key stands for what is bought.
  return private.place_order_paid_by(store_slug, idempotency_key, input - 'language');
end $$;
comment on function private.place_order_speaking is
  'place_order_paid_by, noting what the shopper reads. Definer: visitors write no table.';

create or replace function public.place_order(store_slug text, idempotency_key text, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.place_order_speaking(store_slug, idempotency_key, input);
end;
grant execute on function private.place_order_speaking to anon, authenticated;
-- Nobody but the function above calls it now.
revoke execute on function private.place_order_paid_by from anon, authenticated;
