-- Programs of a merchant that hear of what happens in the shop: where they listen, what happened, what was sent.
create function private.webhook_types() returns text[]
language sql immutable set search_path = ''
as $$
  select array['order.created', 'order.paid', 'order.fulfilled', 'order.cancelled', 'order.refunded',
    'product.created', 'product.updated', 'product.deleted', 'inventory.low', 'customer.created',
    'payment.succeeded', 'payment.failed', 'payment.needs_review'];
$$;
comment on function private.webhook_types is 'What an endpoint may ask to hear of. lib/webhooks/events.ts says the same.';

create table public.webhook_endpoints (
  id              uuid primary key default private.uuid_v7(),
  store_id        uuid not null references public.stores on delete cascade,
  url             text not null check (url ~ '^https?://[^\s/]' and length(url) <= 500),
  description     text not null default '' check (length(description) <= 120 and description !~ '[[:cntrl:]]'),
  events          text[] not null check (cardinality(events) between 1 and 50 and events <@ private.webhook_types()),
  is_enabled      boolean not null default true,
  disabled_at     timestamptz,
  disabled_why    text check (disabled_why in ('by_hand', 'gone', 'failing')),
  failing_since   timestamptz,
  last_success_at timestamptz,
  last_failure_at timestamptz,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  unique (store_id, id),
  check (is_enabled = (disabled_at is null) and is_enabled = (disabled_why is null))
);
comment on table public.webhook_endpoints is 'Addresses of merchants'' programs, each with the events it wants. Written by functions alone.';
comment on column public.webhook_endpoints.disabled_why is
  'by_hand: somebody switched it off. gone: it answered 410. failing: nothing came through for days.';
comment on column public.webhook_endpoints.failing_since is 'First of the failures that no success and no pause of a day and a half broke off.';

create table private.webhook_secrets (
  endpoint_id uuid primary key,
  store_id    uuid not null,
  secret      jsonb not null,
  old_secret  jsonb,
  old_until   timestamptz,
  set_at      timestamptz not null default now(),
  foreign key (store_id, endpoint_id) references public.webhook_endpoints (store_id, id) on delete cascade,
  check ((old_secret is null) = (old_until is null))
);
comment on table private.webhook_secrets is
  'What messages are signed with, sealed by the web server for this store and opened by the job worker alone. The old one signs too until old_until.';
create index webhook_secrets_endpoint_idx on private.webhook_secrets (store_id, endpoint_id);
alter table private.webhook_secrets enable row level security;

create table private.webhook_sequences (
  store_id uuid primary key references public.stores on delete cascade,
  last     bigint not null
);
comment on table private.webhook_sequences is 'How many events a store has had. Locked last of all: events are written as their transaction commits.';
alter table private.webhook_sequences enable row level security;

create table public.webhook_events (
  id         uuid primary key default private.uuid_v7(),
  store_id   uuid not null references public.stores on delete cascade,
  type       text not null check (type = 'webhook.test' or type = any (private.webhook_types())),
  subject_id uuid not null,
  sequence   bigint check (sequence > 0),
  payload    text check (length(payload) <= 1000000),
  xact       xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default clock_timestamp(),
  unique (store_id, id),
  unique (store_id, sequence)
);
comment on table public.webhook_events is 'What happened, once for all endpoints that wanted to hear of it.';
comment on column public.webhook_events.sequence is 'Without gaps within a store, in the order in which transactions were committed; null for a test.';
comment on column public.webhook_events.payload is
  'The bytes that every endpoint gets, at every try. Made by the first of its deliveries, in the API''s own form; null until then.';
comment on column public.webhook_events.xact is 'In which transaction: a product saved in ten statements was changed once.';
create index webhook_events_subject_idx on public.webhook_events (store_id, subject_id);
create index webhook_events_age_idx on public.webhook_events (created_at);
create index webhook_events_range_idx on public.webhook_events (store_id, created_at);

create table public.webhook_deliveries (
  id               uuid primary key default private.uuid_v7(),
  store_id         uuid not null,
  endpoint_id      uuid not null,
  event_id         uuid not null,
  state            text not null default 'pending' check (state in ('pending', 'succeeded', 'failed')),
  is_replay        boolean not null default false,
  attempts         smallint not null default 0,
  -- {at, status, ms, error} of each try.
  tries            jsonb not null default '[]',
  next_at          timestamptz,
  request_headers  jsonb,
  response_status  smallint,
  response_headers jsonb,
  response_body    text check (length(response_body) <= 5000),
  error            text check (length(error) <= 300),
  created_at       timestamptz not null default clock_timestamp(),
  finished_at      timestamptz,
  foreign key (store_id, endpoint_id) references public.webhook_endpoints (store_id, id) on delete cascade,
  foreign key (store_id, event_id) references public.webhook_events (store_id, id) on delete cascade,
  unique (store_id, id),
  check ((state = 'pending') = (finished_at is null))
);
comment on table public.webhook_deliveries is
  'One event on its way to one endpoint. Request and answer are those of the last try; the answer''s body is cut.';
create unique index webhook_deliveries_event_key on public.webhook_deliveries (endpoint_id, event_id) where not is_replay;
create unique index webhook_deliveries_pending_key on public.webhook_deliveries (endpoint_id, event_id) where state = 'pending';
create index webhook_deliveries_endpoint_idx on public.webhook_deliveries (store_id, endpoint_id, id desc);
create index webhook_deliveries_event_idx on public.webhook_deliveries (store_id, event_id);
create index webhook_deliveries_age_idx on public.webhook_deliveries (created_at);
create index webhook_endpoints_store_idx on public.webhook_endpoints (store_id, id);

create trigger _100_touch_updated_at before update of url, description, events, is_enabled on public.webhook_endpoints
  for each row execute function private.tg__touch_updated_at();
create trigger _900_audit after insert or delete or update of url, description, events, is_enabled on public.webhook_endpoints
  for each row execute function private.tg__audit();

alter table public.webhook_endpoints enable row level security;
alter table public.webhook_events enable row level security;
alter table public.webhook_deliveries enable row level security;
grant select on public.webhook_endpoints, public.webhook_events, public.webhook_deliveries to authenticated;
create policy select_manager on public.webhook_endpoints for select to authenticated
  using (store_id = any (array(select private.my_store_ids('settings.manage'))));
create policy select_manager on public.webhook_deliveries for select to authenticated
  using (store_id = any (array(select private.my_store_ids('settings.manage'))));
-- What it tells is what the API would: whoever may not read that there does not read it here.
create policy select_manager on public.webhook_events for select to authenticated
  using (store_id = any (array(select private.my_store_ids('settings.manage')))
    and (type not like 'order.%' or store_id = any (array(select private.my_store_ids('orders.view'))))
    and (type not like 'customer.%' or store_id = any (array(select private.my_store_ids('customers.view'))))
    and (type not like 'payment.%' or store_id = any (array(select private.my_store_ids('payments.view'))))
    and (type !~ '^(product|inventory)\.' or store_id = any (array(select private.my_store_ids('products.manage')))));
