-- What a merchant wrote, in the other languages of the shop. It stands in the row of what it translates, so it is seen by
-- whoever sees that, is gone with it, and costs a page no look-up: {"fr": {"title": {"text": "Panier", "of": "9d3b01c2"}}}.
-- `of` is the fingerprint of the original that was translated, left(md5(original), 8).
do $$
declare
  v_table text;
begin
  foreach v_table in array array['stores', 'products', 'categories', 'collections', 'store_pages', 'delivery_zones', 'pickup_points'] loop
    execute format('alter table public.%I add column translations jsonb not null default ''{}''
      check (jsonb_typeof(translations) = ''object'')', v_table);
    execute format('comment on column public.%I.translations is %L', v_table,
      'By language and column: {text, of}. `of` is the fingerprint of the original that was translated.');
  end loop;
end $$;

-- Names and values of options, and tags: the same ones come with many products, so each is translated once.
alter table public.stores add column words jsonb not null default '{}' check (jsonb_typeof(words) = 'object');
comment on column public.stores.words is
  'Names and values of options and tags in other languages: {"fr": {"Red": "Rouge"}}.';

-- The log is about who may do what and where money goes; thousands of words would bury that.
drop trigger _900_audit on public.stores;
create trigger _900_audit after insert or delete on public.stores
  for each row execute function private.tg__audit();
create trigger _900_audit_update after update on public.stores
  for each row when (old.words = new.words) execute function private.tg__audit();

create function private.translatable_fields(kind text) returns jsonb
language sql immutable set search_path = ''
as $$
  select case kind
    when 'store' then '{"tagline": 160, "address": 200, "opening_hours": 120, "pickup_note": 160, "closed_note": 300}'
    when 'product' then '{"title": 120, "description": 5000, "seo_title": 120, "seo_description": 320}'
    when 'category' then '{"name": 60, "seo_title": 120, "seo_description": 320}'
    when 'collection' then '{"title": 60, "description": 2000, "seo_title": 120, "seo_description": 320}'
    when 'page' then '{"title": 80, "body": 20000}'
    when 'zone' then '{"name": 80, "promise": 120}'
    when 'pickup' then '{"name": 80, "address": 200, "opening_hours": 120}'
  end::jsonb;
$$;
comment on function private.translatable_fields is 'The columns of a kind with how long each may be; null for another kind.';

create function private.translatable_table(kind text) returns text
language sql immutable set search_path = ''
as $$
  select case kind when 'category' then 'categories' when 'page' then 'store_pages' when 'zone' then 'delivery_zones'
    when 'pickup' then 'pickup_points' else kind || 's' end;
$$;

create function private.translation_permission(kind text) returns public.permission
language sql immutable set search_path = ''
as $$
  select case when kind in ('product', 'category', 'collection', 'words') then 'products.manage'
    else 'settings.manage' end::public.permission;
$$;

create function private.assert_translation_input(fields jsonb, input jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(input) is distinct from 'object' or exists (
    select from jsonb_each(input) as i (field, given)
    where not fields ? i.field or jsonb_typeof(i.given) <> 'object'
      or jsonb_typeof(i.given -> 'text') is distinct from 'string'
      or length(i.given ->> 'text') > (fields ->> i.field)::integer
      or coalesce(i.given ->> 'of', '') !~ '^[0-9a-f]{8}$'
      -- Only longer texts have lines.
      or case when i.field in ('description', 'body', 'closed_note') then translate(i.given ->> 'text', E'\n\t', '')
        else i.given ->> 'text' end ~ '[[:cntrl:]]'
  ) then
    raise exception 'Translation is not valid' using errcode = 'AF422';
  end if;
end $$;

create function private.save_translations(store_id uuid, kind text, subject_id uuid, language text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_fields jsonb := private.translatable_fields(kind);
  v_is_found boolean;
begin
  if v_fields is null then
    raise exception 'Translation is not valid' using errcode = 'AF422';
  end if;
  perform private.assert_holds(private.translation_permission(kind), store_id);
  perform private.assert_translation_input(v_fields, input);
  -- The first language is that of the originals.
  if not exists (select from public.stores as s
    where s.id = save_translations.store_id and save_translations.language = any (s.languages[2:])
  ) then
    return private.refusal('language_not_offered');
  end if;
  -- An empty text takes the translation away; fields that are not named stay.
  execute format($update$
    update public.%I as t set translations = jsonb_strip_nulls(t.translations || jsonb_build_object($3,
      coalesce(t.translations -> $3, '{}') || (
        select coalesce(jsonb_object_agg(i.field, case when trim(i.given ->> 'text') <> '' then jsonb_build_object(
          'text', i.given ->> 'text', 'of', i.given ->> 'of') end), '{}')
        from jsonb_each($4) as i (field, given))))
    where %s and t.id = $2
    returning true$update$, private.translatable_table(kind), case when kind = 'store' then 't.id = $1' else 't.store_id = $1' end)
  into v_is_found using store_id, subject_id, language, input;
  return case when v_is_found then '{"ok": true}' else private.refusal('subject_not_found') end;
end $$;
comment on function private.save_translations is
  'Sets what the merchant''s texts are in one of the shop''s other languages: input {field: {text, of}}, an empty text takes it away. Refuses: language_not_offered, subject_not_found. Errors: AF404, AF422. Definer: it asks for the permission that the originals need.';

create function private.save_words(store_id uuid, language text, input jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_words jsonb;
begin
  perform private.assert_holds(private.translation_permission('words'), store_id);
  if jsonb_typeof(input) is distinct from 'object' or exists (
    select from jsonb_each(input) as i (word, given)
    where jsonb_typeof(i.given) <> 'string' or length(i.word) not between 1 and 120
      or length(i.given #>> '{}') > 120 or i.given #>> '{}' ~ '[[:cntrl:]]'
  ) then
    raise exception 'Translation is not valid' using errcode = 'AF422';
  end if;
  select coalesce(s.words -> save_words.language, '{}') || input into v_words from public.stores as s
  where s.id = save_words.store_id and save_words.language = any (s.languages[2:]) for no key update;
  if not found then
    return private.refusal('language_not_offered');
  end if;
  v_words := (select coalesce(jsonb_object_agg(w.word, w.given), '{}') from jsonb_each_text(v_words) as w (word, given)
    where trim(w.given) <> '');
  if (select count(*) from jsonb_object_keys(v_words)) > 3000 then
    return private.refusal('too_many_words');
  end if;
  update public.stores as s set words = s.words || jsonb_build_object(save_words.language, v_words)
  where s.id = save_words.store_id;
  return '{"ok": true}';
end $$;
comment on function private.save_words is
  'Sets names and values of options and tags in one of the shop''s other languages: input {original: text}, an empty text takes it away. Refuses: language_not_offered, too_many_words. Errors: AF404, AF422. Definer: it asks for products.manage.';

create function public.save_translations(store_id uuid, kind text, subject_id uuid, language text, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_translations(store_id, kind, subject_id, language, input);
end;
create function public.save_words(store_id uuid, language text, input jsonb) returns jsonb
language sql volatile security invoker set search_path = ''
begin atomic
  select private.save_words(store_id, language, input);
end;
grant execute on function private.save_translations, public.save_translations, private.save_words, public.save_words to authenticated;
