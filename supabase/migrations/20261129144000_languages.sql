-- What a shop speaks, and what an order was placed in.
alter table public.stores add column languages text[] not null default '{en}';
update public.stores set languages = array[language]
where language in ('en', 'fr', 'sw', 'ar', 'pt', 'ha', 'yo', 'am');
-- As many as there are known ones among them: so each is known, and none is there twice.
alter table public.stores add constraint stores_languages_check check (
  cardinality(languages) > 0 and array_ndims(languages) = 1 and array_position(languages, null) is null
  and cardinality(languages) = ('en' = any (languages))::integer + ('fr' = any (languages))::integer
    + ('sw' = any (languages))::integer + ('ar' = any (languages))::integer + ('pt' = any (languages))::integer
    + ('ha' = any (languages))::integer + ('yo' = any (languages))::integer + ('am' = any (languages))::integer
);
comment on column public.stores.languages is
  'What the storefront speaks, ISO 639-1; the first needs no prefix in addresses.';
grant update (languages) on public.stores to authenticated;

-- One truth: the language of a store is its first.
alter table public.stores drop column language;
alter table public.stores add column language text generated always as (languages[1]) stored;

create function private.order_language() returns text
language sql stable set search_path = ''
as $$
  select nullif(current_setting('afrify.order_language', true), '');
$$;
comment on function private.order_language is
  'What the order that this transaction places is to be spoken of in; null: the first language of its store.';

alter table public.orders add column language text default private.order_language()
  check (language in ('en', 'fr', 'sw', 'ar', 'pt', 'ha', 'yo', 'am'));
comment on column public.orders.language is
  'What its shopper read when placing it; messages about it speak it. Null: the first language of the store.';
