-- A code comes in the language of the page that asked for it.
alter table private.shopper_codes add column language text;
comment on column private.shopper_codes.language is 'Of the page that asked; null: the first language of the store.';

drop function shoppers.request_code(text, text, text);
create function shoppers.request_code(store_slug text, phone text, ticket text, language text default null) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_store_id uuid;
  v_language text;
  v_code_id uuid := private.uuid_v7();
  v_notification_id uuid;
  v_salt text := private.random_token();
  -- 48 random bits: what is left over by a million is one in hundreds of millions.
  v_code text := lpad((('x' || substr(private.random_token(), 1, 12))::bit(48)::bigint % 1000000)::text, 6, '0');
begin
  -- Only what the store speaks: its pages have no other language either.
  select s.id, case when request_code.language = any (s.languages) then request_code.language end
  into v_store_id, v_language from public.stores as s
  where s.slug = request_code.store_slug and s.status <> 'suspended';
  if not found then
    return private.refusal('store_not_found');
  end if;
  if length(coalesce(ticket, '')) not between 16 and 64 then
    raise exception 'A ticket has 16 to 64 characters' using errcode = 'AF422';
  end if;
  perform private.sweep_shopper_secrets();

  delete from private.shopper_codes as c
  where c.store_id = v_store_id and c.phone = request_code.phone and c.ticket_hash = private.digest(ticket)
    and (c.expires_at <= now() or c.used_at is not null or c.tries >= 5);
  insert into private.shopper_codes (id, store_id, phone, ticket_hash, salt, code_hash, language)
  values (v_code_id, v_store_id, request_code.phone, private.digest(ticket), v_salt, private.digest(v_salt || v_code), v_language)
  on conflict do nothing;
  if not found then
    return jsonb_build_object('ok', true);
  end if;
  insert into public.notifications (store_id, channel, template, recipient)
  values (v_store_id, 'sms', 'shopper_code', request_code.phone) returning id into v_notification_id;
  perform private.enqueue('send_shopper_code', jsonb_build_object(
    'notification_id', v_notification_id, 'code_id', v_code_id, 'code', v_code));
  return jsonb_build_object('ok', true);
end $$;
comment on function shoppers.request_code is
  'Sends a code of six digits by SMS, in the language of the page, whether or not the phone ever bought there. The same ticket again sends nothing while its code holds. Only the job knows the code. Refuses: store_not_found. Definer: no role reads codes.';
grant execute on function shoppers.request_code to afrify_web;
