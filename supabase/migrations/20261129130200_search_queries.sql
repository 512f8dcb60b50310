-- One word of a search, as a query of product_search.
create type private.search_piece as (typed tsquery, wide tsquery);
comment on type private.search_piece is
  'The word itself, which ranks first, and what else counts as it, if anything: the same in other languages, and the categories called so.';

create function private.read_search_word(store_id uuid, word text, beside text[], is_begun boolean) returns private.search_piece
language plpgsql stable set search_path = ''
as $$
declare
  v_typed tsquery := format(case when is_begun then '%1$L:*|%2$L' else '%1$L|%2$L' end, word, private.stem_of(word))::tsquery;
  v_others text[] := array(
    select m.means from private.word_meanings as m where m.stem = private.stem_of(word)
    union select private.stem_of(m.means) from private.word_meanings as m where m.stem = private.stem_of(word)
    -- "sun bird" may be one word where it is sold; its two words are then found by it.
    union select unnest(beside)
    -- Things in Swahili: kiondo, viondo.
    union select 'ki' || substr(word, 3) where word like 'vi%'
    union select 'm' || substr(word, 3) where word like 'mi%');
  v_shelves text[] := array(
    with recursive called as (
      select c.category_id as id from private.category_search as c
      where c.store_id = read_search_word.store_id and c.name @@ v_typed
      union
      select c.id from public.categories as c join called on c.parent_id = called.id
      where c.store_id = read_search_word.store_id
    )
    select 'c' || called.id from called);
begin
  return (v_typed, (select string_agg(format('%L', o.word), '|') from unnest(v_others || v_shelves) as o (word))::tsquery);
end $$;

create function private.in_shop(query tsquery, store_id uuid) returns tsquery
language plpgsql immutable set search_path = ''
as $$
begin
  -- Each lexeme of a query stands in quotes, and none of ours holds one.
  return regexp_replace(in_shop.query::text, '''([^'']+)''', '''' || private.search_prefix(in_shop.store_id) || '\1''', 'g')::tsquery;
end $$;
comment on function private.in_shop is 'The same query of the lexemes of `document`, which begin with their shop''s prefix.';

create function private.shows_any(store_id uuid, query tsquery, statuses public.product_status[]) returns boolean
language plpgsql stable set search_path = '' set enable_seqscan = off
as $$
begin
  return exists (
    select from private.product_search as d
    where d.document @@ query and d.store_id = shows_any.store_id and d.status = any (statuses)
  );
end $$;

create function private.nearest_words(store_id uuid, word text, is_begun boolean) returns setof text
language plpgsql stable set search_path = ''
as $$
begin
  -- Words that differ by few letters, the fewest first, and have groups of three letters in common. All of them:
  -- were it so many, words of drafts among them would keep out others, and be told by that.
  return query select near.word from (
    select w.word, extensions.similarity(w.word, nearest_words.word) as likeness, a.letters, least(
      extensions.levenshtein_less_equal(w.word, nearest_words.word, a.letters),
      case when is_begun and length(nearest_words.word) > 3
        then extensions.levenshtein_less_equal(left(w.word, length(nearest_words.word)), nearest_words.word, a.letters) + 0.5 end
    ) as distance
    from private.shop_words as w
    cross join (select case when length(nearest_words.word) <= 4 then 1 when length(nearest_words.word) <= 8 then 2 else 3 end) as a (letters)
    where w.store_id = nearest_words.store_id and length(nearest_words.word) > 2
      and length(w.word) between length(nearest_words.word) - a.letters
        and length(nearest_words.word) + case when is_begun then 40 else a.letters end
  ) as near
  where near.distance <= near.letters and (near.distance < 2 or near.likeness >= 0.25)
  order by near.distance - near.likeness, near.word;
end $$;

create type private.search_query as (matching tsquery, ranking tsquery, widely tsquery, pieces tsquery[], words text[]);
comment on type private.search_query is '`pieces` are empty where each match has them all.';

create function private.read_words(store_id uuid, words text[], statuses public.product_status[]) returns private.search_query
language plpgsql stable set search_path = ''
as $$
declare
  v_count integer := cardinality(words);
  v_piece private.search_piece;
  v_all tsquery;
  v_word text;
  v_near text;
  v_is_begun boolean;
  v_read private.search_query := (null, null, null, '{}', '{}');
begin
  for i in 1..v_count loop
    v_word := words[i];
    -- One letter or digit of a code that nothing has is no reason to show all that have it.
    continue when statuses is not null and v_count > 1 and length(v_word) = 1;
    -- Two letters are a unit more often than a beginning, and begin very much: tried when nothing has them as they are.
    v_is_begun := i = v_count and length(v_word) > case when statuses is null then 2 else 1 end;
    v_piece := private.read_search_word(store_id, v_word,
      array_remove(array[words[i - 1] || v_word, v_word || words[i + 1]], null), v_is_begun);
    v_all := private.in_shop(coalesce(v_piece.typed || v_piece.wide, v_piece.typed), store_id);
    if statuses is not null and not private.shows_any(store_id, v_all, statuses) then
      v_all := null;
      for v_near in select private.nearest_words(store_id, v_word, v_is_begun) loop
        v_piece := private.read_search_word(store_id, v_near, '{}', false);
        v_all := private.in_shop(coalesce(v_piece.typed || v_piece.wide, v_piece.typed), store_id);
        exit when private.shows_any(store_id, v_all, statuses);
        v_all := null;
      end loop;
      v_word := v_near;
    end if;
    -- A word that nothing here is called, nor anything like it, does not keep the others from being found.
    continue when v_all is null;
    v_read.ranking := coalesce(v_read.ranking || v_piece.typed, v_piece.typed);
    v_read.widely := coalesce(v_read.widely || v_piece.wide, v_read.widely, v_piece.wide);
    v_read.pieces := v_read.pieces || v_all;
    v_read.words := v_read.words || v_word;
  end loop;
  return v_read;
end $$;
comment on function private.read_words is
  'Words as queries. With `statuses`, a word that no such product has gives way to the nearest that one has, or is left out.';

create function private.all_of(pieces tsquery[], operator text) returns tsquery
language plpgsql immutable set search_path = ''
as $$
begin
  return (select string_agg(format('(%s)', p.piece), operator)::tsquery from unnest(pieces) as p (piece));
end $$;

create function private.read_as_typed(store_id uuid, query text) returns private.search_query
language plpgsql stable set search_path = ''
as $$
declare
  v_words text[] := private.search_words(query);
  v_read private.search_query := private.read_words(store_id, v_words, null);
begin
  -- When nothing was asked: the prefix alone stands in every document of the shop. Signs alone find nothing.
  v_read.matching := case when trim(query) = '' then format('%L', private.search_prefix(store_id))::tsquery
    else private.all_of(v_read.pieces, '&') end;
  v_read.pieces := '{}';
  return v_read;
end $$;
comment on function private.read_as_typed is 'What was typed, as queries for whatever has all of its words.';

create function private.read_as_meant(store_id uuid, query text, statuses public.product_status[]) returns private.search_query
language plpgsql stable set search_path = ''
as $$
declare
  v_read private.search_query := private.read_words(store_id, private.search_words(query), statuses);
begin
  v_read.matching := private.all_of(v_read.pieces, '&');
  if cardinality(v_read.pieces) > 1 and not private.shows_any(store_id, v_read.matching, statuses) then
    -- Nothing has them all: whatever has any, the more the better.
    v_read.matching := private.all_of(v_read.pieces, '|');
  else
    v_read.pieces := '{}';
  end if;
  return v_read;
end $$;
comment on function private.read_as_meant is
  'The same when nothing is found as typed: unknown words by the nearest that the shop shows. `statuses` are those of products that the caller may see: words of others are not known.';
