-- A cart as a link, for another phone or another person. Making one is for the web server, which counts; opening one
-- is for whoever has the link.
create table private.shared_carts (
  id         uuid primary key default private.uuid_v7(),
  store_id   uuid not null references public.stores on delete cascade,
  token_hash bytea not null unique,
  lines      jsonb not null check (jsonb_array_length(lines) between 1 and 50),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '30 days'
);
comment on table private.shared_carts is
  'What stood in a cart when its link was made: variants and quantities, no prices and nobody''s name. The token is kept as its SHA-256.';
create index shared_carts_store_idx on private.shared_carts (store_id);
create index shared_carts_expires_at_idx on private.shared_carts (expires_at);
alter table private.shared_carts enable row level security;

create function shoppers.share_cart(store_slug text, lines jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_store_id uuid;
  v_token text := substr(private.random_token(), 1, 20);
begin
  select s.id into v_store_id from public.stores as s
  where s.slug = share_cart.store_slug and s.status <> 'suspended';
  if not found then
    return private.refusal('store_not_found');
  end if;
  delete from private.shared_carts as c where c.id in (
    select old.id from private.shared_carts as old where old.expires_at < now()
    order by old.expires_at limit 20 for update skip locked);
  insert into private.shared_carts (store_id, token_hash, lines)
  select v_store_id, private.digest(v_token), jsonb_agg(jsonb_build_object('variant_id', l.variant_id, 'quantity', l.quantity)
    order by l.position)
  from rows from (jsonb_to_recordset(share_cart.lines) as (variant_id uuid, quantity integer))
    with ordinality as l (variant_id, quantity, position)
  where l.quantity between 1 and 999;
  return jsonb_build_object('ok', true, 'token', v_token);
end $$;
comment on function shoppers.share_cart is
  'Keeps these lines for 30 days under a token of 80 random bits; answers {token}. Refuses: store_not_found. Definer: no role writes carts.';
grant execute on function shoppers.share_cart to afrify_web;

create function private.get_shared_cart(store_slug text, cart_token text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select c.lines from private.shared_carts as c
  join public.stores as s on s.id = c.store_id and s.slug = get_shared_cart.store_slug and s.status <> 'suspended'
  where c.token_hash = private.digest(get_shared_cart.cart_token) and c.expires_at > now();
$$;
comment on function private.get_shared_cart is
  'Lines of a shared cart; null when the link is over or of another shop. Definer: the token is the permission.';

create function public.get_shared_cart(store_slug text, cart_token text) returns jsonb
language sql stable security invoker set search_path = ''
begin atomic
  select private.get_shared_cart(store_slug, cart_token);
end;
grant execute on function private.get_shared_cart, public.get_shared_cart to anon, authenticated;
