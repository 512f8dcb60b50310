-- What programs were answered, so that a request that is sent again is done once.
create schema api;
comment on schema api is 'What the API of programs needs beside the shop itself. REST does not expose it.';
grant usage on schema api to authenticated;

create table api.answers (
  store_id     uuid not null references public.stores on delete cascade,
  -- The session's person, or the hash of a key.
  actor        text not null check (length(actor) <= 128),
  key          text not null check (key ~ '^[\w-]{8,128}$'),
  request_hash bytea not null,
  status       integer check (status between 200 and 299),
  value        jsonb,
  created_at   timestamptz not null default now(),
  primary key (store_id, actor, key)
);
comment on table api.answers is 'Answers by idempotency key, kept for a day at least.';
create index answers_age_idx on api.answers (store_id, created_at);
alter table api.answers enable row level security;

create function private.api_actor() returns text
language sql stable set search_path = ''
return coalesce(
  nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'api_key_hash',
  nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
);
comment on function private.api_actor is 'Whose idempotency keys these are: a program''s by its own key, a person''s by their id.';

create function api.begin_answer(store_id uuid, key text, request text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_kept api.answers;
  v_hash bytea := sha256(convert_to(request, 'UTF8'));
begin
  if not exists (select from public.list_my_stores() as s where s.id = begin_answer.store_id) then
    raise exception 'This store is not yours' using errcode = '42501';
  end if;
  -- Waits for a request with the same key that is under way, then reads what it was answered.
  insert into api.answers as a (store_id, actor, key, request_hash)
  values (begin_answer.store_id, private.api_actor(), begin_answer.key, v_hash)
  on conflict do nothing;
  if found then
    return null;
  end if;
  select * into v_kept from api.answers as a
  where a.store_id = begin_answer.store_id and a.actor = private.api_actor() and a.key = begin_answer.key;
  return jsonb_build_object('is_other', v_kept.request_hash <> v_hash, 'status', v_kept.status, 'value', v_kept.value);
end $$;
comment on function api.begin_answer is
  'What this caller was answered to the same key, {is_other, status, value}; null for a new key, which is theirs from then on. Definer: answers are read by their key alone.';

create function api.keep_answer(store_id uuid, key text, status integer, value jsonb) returns void
language sql volatile security definer set search_path = ''
begin atomic
  update api.answers as a set status = keep_answer.status, value = keep_answer.value
  where a.store_id = keep_answer.store_id and a.actor = private.api_actor() and a.key = keep_answer.key;
  -- A few of the old go with each new one.
  delete from api.answers as a
  where (a.store_id, a.actor, a.key) in (
    select o.store_id, o.actor, o.key from api.answers as o
    where o.store_id = keep_answer.store_id and o.created_at < now() - interval '1 day'
    order by o.created_at limit 5 for update skip locked
  );
end;
comment on function api.keep_answer is 'Notes the answer to a key, in the transaction that did what it says. Definer, as api.begin_answer.';
revoke execute on function api.begin_answer, api.keep_answer, private.api_actor from public;
grant execute on function api.begin_answer, api.keep_answer to authenticated;
