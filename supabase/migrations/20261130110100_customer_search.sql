-- How customers are found: by a part of the name, the email or the phone however it is typed; and where nobody is called
-- that, by names that look like it. One index serves every shop, and a search reads its own part of it.
create extension if not exists btree_gin with schema extensions;

create table private.customer_search (
  store_id    uuid not null,
  customer_id uuid not null,
  words       text not null,
  primary key (store_id, customer_id),
  foreign key (store_id, customer_id) references public.customers (store_id, id) on delete cascade
);
comment on table private.customer_search is
  'Of each customer who is listed: names, emails and phones, those of who was merged into them included, folded, each after a space.';
alter table private.customer_search enable row level security;
create index customer_search_words_idx on private.customer_search
  using gin (store_id extensions.uuid_ops, words extensions.gin_trgm_ops);

create function private.file_customer(store_id uuid, customer_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  delete from private.customer_search as s
  where s.store_id = file_customer.store_id and s.customer_id = file_customer.customer_id;
  insert into private.customer_search (store_id, customer_id, words)
  select c.store_id, c.id, (
    select string_agg(concat(' ', private.search_text(m.name), ' ' || lower(m.email), ' ' || substr(m.phone, 2)), '' order by m.id)
    from public.customers as m where m.store_id = c.store_id and (m.id = c.id or m.merged_into = c.id))
  from public.customers as c
  where c.store_id = file_customer.store_id and c.id = file_customer.customer_id
    and c.merged_into is null and c.erased_at is null;
end $$;
comment on function private.file_customer is 'Writes anew by what a customer is found. Definer: no role writes this table.';

create function private.tg_customers__file() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' or (new.name, new.email, new.phone, new.merged_into, new.erased_at)
    is distinct from (old.name, old.email, old.phone, old.merged_into, old.erased_at) then
    perform private.file_customer(new.store_id, new.id);
    if new.merged_into is not null then
      perform private.file_customer(new.store_id, new.merged_into);
    end if;
    if tg_op = 'UPDATE' and old.merged_into is distinct from new.merged_into and old.merged_into is not null then
      perform private.file_customer(new.store_id, old.merged_into);
    end if;
  end if;
  return null;
end $$;
comment on function private.tg_customers__file is 'Definer: whoever writes a customer may not write this table.';
create trigger _400_file after insert or update of name, email, phone, merged_into, erased_at on public.customers
  for each row execute function private.tg_customers__file();

insert into private.customer_search (store_id, customer_id, words)
select c.store_id, c.id, concat(' ', private.search_text(c.name), ' ' || lower(c.email), ' ' || substr(c.phone, 2))
from public.customers as c;

create function private.search_customers(store_id uuid, query text, max_rows integer) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_query text := lower(trim(left(query, 200)));
  v_words text[];
  v_longest text;
  v_patterns text[];
  v_found uuid[];
begin
  if v_query ~ '^[0-9+(). -]+$' then
    -- As people type it: with the code of the country, without, with the zero that stands for it.
    v_words := array[regexp_replace(regexp_replace(v_query, '[^0-9]', '', 'g'), '^0+', '')];
  elsif v_query ~ '@' then
    v_words := array[regexp_replace(v_query, '\s', '', 'g')];
  else
    v_words := array_remove((string_to_array(private.search_text(v_query), ' '))[1:6], '');
  end if;
  if coalesce(cardinality(array_remove(v_words, '')), 0) = 0 then
    return '{}';
  end if;
  select w into v_longest from unnest(v_words) as w order by length(w) desc limit 1;
  v_patterns := array(
    select case when length(w) < 3 then '% ' else '%' end || regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%'
    from unnest(v_words) as w order by length(w) desc);
  v_found := array(
    select s.customer_id from private.customer_search as s
    where s.store_id = search_customers.store_id and s.words like v_patterns[1] and s.words like all (v_patterns)
    limit max_rows);
  if cardinality(v_found) > 0 or v_query ~ '[0-9@]' or length(v_longest) < 3 then
    return v_found;
  end if;
  perform set_config('pg_trgm.word_similarity_threshold', '0.36', true);
  return array(
    select s.customer_id from private.customer_search as s
    cross join lateral (
      select min(extensions.word_similarity(w, s.words)) as worst, sum(extensions.word_similarity(w, s.words)) as total
      from unnest(v_words) as w
    ) as alike
    where s.store_id = search_customers.store_id and v_longest operator(extensions.<%) s.words and alike.worst >= 0.36
    order by alike.total desc, s.customer_id limit least(max_rows, 50));
end $$;
comment on function private.search_customers is
  'Customers of a store who this was typed for: with every word of it, or where there are none, with words like them. Definer: the callers have asked who is calling.';
