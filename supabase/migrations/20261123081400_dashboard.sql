-- What the dashboard's lists and counts read. Only orders that are still somebody's work are in these
-- indexes, so that the counts in the navigation stay cheap however old a shop is.
create index orders_open_idx on public.orders (store_id, status, id desc) where status in ('pending', 'paid');
create index orders_review_idx on public.orders (store_id, id desc) where needs_review;

-- What people counted in, apart from the many sales: the product form compares its sum.
create index inventory_movements_counted_idx on public.inventory_movements (store_id, variant_id)
  include (on_hand_delta) where kind in ('received', 'adjusted');

-- A shop at `admin.<platform>` or `pay.<platform>` would pass for the platform.
alter table public.stores add constraint stores_slug_reserved check (slug <> all (array[
  'account', 'admin', 'afrify', 'api', 'app', 'assets', 'auth', 'billing', 'blog', 'cdn', 'dashboard', 'dev',
  'docs', 'graphql', 'help', 'login', 'mail', 'mpesa', 'pay', 'secure', 'signin', 'signup', 'static', 'status',
  'support', 'webhooks', 'www'
]));
