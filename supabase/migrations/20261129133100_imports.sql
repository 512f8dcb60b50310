-- Files of goods and buyers that a merchant brings: the rows as they came, what was found out about them, and how
-- far they are applied.
create type public.import_kind as enum ('products', 'customers');
create type public.import_status as enum ('uploaded', 'checking', 'checked', 'applying', 'applied', 'stopped');
create type public.import_outcome as enum ('new', 'changed', 'unchanged', 'refused');

create table public.imports (
  id          uuid primary key default private.uuid_v7(),
  store_id    uuid not null references public.stores on delete cascade,
  kind        public.import_kind not null,
  status      public.import_status not null default 'uploaded',
  file_name   text not null check (length(file_name) between 1 and 200),
  header      text[] not null check (cardinality(header) between 1 and 200),
  mapping     jsonb not null default '{}' check (jsonb_typeof(mapping) = 'object'),
  stop_code   text check (stop_code in ('not_allowed', 'fault')),
  created_by  uuid not null references auth.users on delete cascade,
  created_at  timestamptz not null default now(),
  finished_at timestamptz,
  unique (store_id, id, kind),
  check ((status = 'stopped') = (stop_code is not null))
);
comment on table public.imports is
  'A file that somebody brought. It and its rows are forgotten 30 days later. `created_by` uploaded it, or applied it: what it brings is written in that name.';
comment on column public.imports.mapping is 'What columns hold, as {field: number of the column from 0}.';
create index imports_store_idx on public.imports (store_id, kind, id desc);
create index imports_created_by_idx on public.imports (created_by);

create table public.import_rows (
  store_id   uuid not null,
  import_id  uuid not null,
  kind       public.import_kind not null,
  line       integer not null check (line between 1 and 10000000),
  cells      jsonb not null check (jsonb_typeof(cells) = 'array' and jsonb_array_length(cells) between 1 and 200
    and not jsonb_path_exists(cells, '$[*] ? (@.type() != "string")')),
  item       integer,
  key        text,
  outcome    public.import_outcome,
  problems   jsonb not null default '[]',
  is_applied boolean not null default false,
  primary key (store_id, import_id, line),
  foreign key (store_id, import_id, kind) references public.imports (store_id, id, kind) on delete cascade
);
comment on table public.import_rows is 'A row of the file, as it was. Rows with one `item` belong to one product or customer and are written together or not at all.';
comment on column public.import_rows.line is 'Of the file, where the row begins, as spreadsheets count.';
comment on column public.import_rows.key is 'How the item is known: the address of a product, the phone of a customer.';
comment on column public.import_rows.problems is 'What is wrong, as [{column (from 0, or null), text}].';
-- Serves the job, item by item, and the counts of the page.
create index import_rows_item_idx on public.import_rows (store_id, import_id, item, outcome);

alter table public.imports enable row level security;
alter table public.import_rows enable row level security;

-- No write grants: functions write them, and the job.
grant select on public.imports, public.import_rows to authenticated;

-- Rows of buyers need both: to see buyers, and to change what is the shop's.
create policy select_importer on public.imports for select to authenticated
  using ((kind = 'products' and store_id = any (array(select private.my_store_ids('products.manage'))))
    or (kind = 'customers' and store_id = any (array(select private.my_store_ids('customers.view')))
      and store_id = any (array(select private.my_store_ids('settings.manage')))));
create policy select_importer on public.import_rows for select to authenticated
  using ((kind = 'products' and store_id = any (array(select private.my_store_ids('products.manage'))))
    or (kind = 'customers' and store_id = any (array(select private.my_store_ids('customers.view')))
      and store_id = any (array(select private.my_store_ids('settings.manage')))));
