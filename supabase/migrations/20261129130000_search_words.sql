-- How words are read: folded, stemmed and, where a shop has no such word, understood otherwise.
create extension if not exists pg_trgm with schema extensions;
create extension if not exists unaccent with schema extensions;
create extension if not exists fuzzystrmatch with schema extensions;

-- English endings without English stop words: what is one there may be a name in Swahili. French plurals end alike.
create text search dictionary private.stems (template = pg_catalog.snowball, language = english);
create text search configuration private.stemmed (copy = pg_catalog.simple);
alter text search configuration private.stemmed alter mapping for asciiword, word with private.stems;

-- plpgsql, whose plans are kept for the session: these run for each word and each text.
create function private.search_text(text text) returns text
language plpgsql stable set search_path = ''
as $$
begin
  -- "300ml" and "300 ml", "bird's" and "birds" are the same to whoever types them.
  return trim(regexp_replace(
    regexp_replace(
      translate(lower(extensions.unaccent('extensions.unaccent', search_text.text)), '''’`', ''),
      '[^[:alnum:]]+', ' ', 'g'),
    '([0-9])([[:alpha:]])', '\1 \2', 'g'));
end $$;
comment on function private.search_text is 'Lower case without accents and signs, words apart by one space.';

create function private.search_vector(text text) returns tsvector
language plpgsql stable set search_path = ''
as $$
declare
  v_text text := private.search_text(search_vector.text);
begin
  return to_tsvector('pg_catalog.simple', v_text) || to_tsvector('private.stemmed', v_text);
end $$;
comment on function private.search_vector is 'Words as written, which one may begin to type, and their stems, which plurals share.';

create function private.stem_of(word text) returns text
language plpgsql stable set search_path = ''
as $$
begin
  return coalesce((ts_lexize('private.stems', stem_of.word))[1], stem_of.word);
end $$;

-- What the same thing is called in the languages of our shops' customers.
create table private.word_meanings (
  stem  text not null,
  means text not null,
  primary key (stem, means)
);
comment on table private.word_meanings is
  'Words of one meaning in English, Swahili and French, by the stem of each of the others: a shopper need not know in which language a shop writes.';
alter table private.word_meanings enable row level security;

insert into private.word_meanings (stem, means)
select distinct private.stem_of(a.word), b.word
from unnest(array[
  'basket kikapu kapu panier corbeille', 'bag mfuko begi mkoba sac', 'tote cabas', 'soap sabuni savon',
  'oil mafuta huile', 'salt chumvi sel', 'sugar sukari sucre', 'honey asali miel', 'tea chai', 'coffee kahawa cafe',
  'milk maziwa lait', 'rice mchele riz', 'flour unga farine', 'bread mkate pain', 'egg yai mayai oeuf', 'water maji eau',
  'chilli chili pepper pilipili piment', 'spice kiungo viungo epice', 'fruit tunda matunda', 'vegetable mboga legume',
  'meat nyama viande', 'fish samaki poisson', 'candle mshumaa bougie', 'lamp taa lampe', 'lantern fanosi lanterne',
  'mug cup kikombe tasse', 'glass tumbler gilasi verre', 'plate sahani assiette', 'bowl bakuli bol', 'spoon kijiko cuillere',
  'fork uma fourchette', 'knife kisu couteau', 'pot chungu sufuria marmite casserole', 'pan kikaango poele',
  'kettle birika bouilloire', 'tray trei sinia plateau', 'bottle chupa bouteille', 'jar mtungi bocal', 'vase chombo',
  'table meza', 'chair kiti chaise', 'stool kigoda tabouret', 'bed kitanda lit', 'mattress godoro matelas',
  'pillow cushion mto oreiller coussin', 'blanket blanketi couverture', 'sheet shuka drap', 'curtain pazia rideau',
  'towel taulo serviette', 'napkin kitambaa', 'rug carpet mat mkeka zulia tapis', 'mirror kioo miroir',
  'cloth fabric kitambaa tissu etoffe', 'cotton pamba coton', 'wool sufu laine', 'leather ngozi cuir', 'wood mbao bois',
  'clay udongo argile', 'gold dhahabu', 'silver fedha argent', 'bead shanga perle', 'dress gauni nguo robe',
  'shirt shati chemise', 'trousers suruali pantalon', 'skirt sketi jupe', 'apron aproni tablier', 'hat kofia chapeau',
  'shoe kiatu viatu chaussure', 'sandal ndala sandale', 'belt mshipi ceinture', 'scarf skafu foulard echarpe',
  'earring hereni boucle', 'necklace mkufu kidani collier', 'bracelet bangili', 'ring pete bague', 'watch saa montre',
  'book kitabu vitabu livre', 'notebook daftari carnet cahier', 'paper karatasi papier', 'pen kalamu stylo',
  'toy mwanasesere jouet', 'game mchezo jeu', 'gift zawadi cadeau', 'flower ua maua fleur', 'leaf leaves jani majani feuille', 'plant mmea mimea plante',
  'fig figue', 'lemon limau ndimu citron', 'mint mnanaa menthe', 'coconut nazi coco', 'mango embe mangue',
  'banana ndizi banane', 'nut karanga noix', 'butter siagi beurre', 'cream krimu creme', 'skin peau', 'hair nywele cheveux',
  'perfume manukato marashi parfum', 'phone simu telephone', 'charger chaja chargeur', 'battery betri pile', 'radio redio',
  'computer kompyuta ordinateur', 'bicycle baiskeli velo', 'tool kifaa outil', 'nail msumari clou', 'rope kamba corde',
  'broom fagio ufagio balai', 'bucket ndoo seau', 'child mtoto watoto enfant', 'baby bebe', 'woman mwanamke femme',
  'man mwanaume homme', 'red nyekundu rouge', 'blue bluu bleu', 'green kijani vert', 'black nyeusi noir',
  'white nyeupe blanc', 'yellow njano manjano jaune', 'small ndogo petit', 'large big kubwa grand', 'new mpya nouveau'
]) as line (words),
  unnest(string_to_array(line.words, ' ')) as a (word), unnest(string_to_array(line.words, ' ')) as b (word)
where a.word <> b.word;

create function private.search_words(query text) returns text[]
language plpgsql stable set search_path = ''
as $$
declare
  v_all text[] := (string_to_array(left(private.search_text(left(query, 200)), 200), ' '))[1:8];
  v_said text[] := array(
    select w.word from unnest(v_all) with ordinality as w (word, place)
    where w.word <> '' and w.word <> all ('{a,an,the,of,and,or,for,with,in,to,by,from,de,du,des,d,la,le,les,l,un,une,et,ou,pour,avec,en,au,aux,ya,wa,na,za,cha,vya,la,kwa,katika,ni}'::text[])
    order by w.place);
begin
  return case when cardinality(v_said) > 0 then v_said else array_remove(v_all, '') end;
end $$;
comment on function private.search_words is 'What was typed as words, the small ones left out unless there are no others. Eight at most.';
