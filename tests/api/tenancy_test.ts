import assert from "node:assert/strict";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import postgres from "postgres";
import manifest from "@/fresh.gen.ts";
import { answerLocalPrompt, listLocalPrompts } from "@/lib/payments/local_phone.ts";
import { productForm } from "@/tests/dashboard/product_fields.ts";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";
import { until } from "@/tests/fixtures/until.ts";
import { callsOf, type Demo } from "./function_calls.ts";
import { footprint } from "./footprint.ts";

const STRANGERS = ["rival@afrify.test", "shopper@afrify.test", "admin@afrify.test"];
const PASSWORD = "afrify-demo";

let platform: Platform;
let sql: postgres.Sql;
let demo: Demo;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  demo = await makePaidOrder();
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

async function makePaidOrder(): Promise<Demo> {
  const [goods] = await sql`
    select s.id as "storeId", s.tenant_id as "tenantId", p.id as "productId", v.id as "variantId",
      i.path as original
    from public.stores as s
    join public.products as p on p.store_id = s.id and p.slug = 'market-basket-indigo'
    join public.variants as v on v.product_id = p.id
    join public.product_images as i on i.product_id = p.id
    where s.slug = 'demo' limit 1`;
  await createShopper(platform.url).buy(goods!.variantId, "0712 345 678");
  await until(async () => {
    const [prompt] = await listLocalPrompts(platform.daraja_url, "254712345678");
    const answer = { verb: "approve", pin: "1234" } as const;
    return !!prompt && await answerLocalPrompt(platform.daraja_url, prompt.id, answer);
  });
  // The messages are the last that an order writes of itself.
  await until(async () => {
    const [open] = await sql`select from public.notifications where state <> 'sent'`;
    const [paid] = await sql`select from public.orders where status = 'paid'`;
    return !!paid && !open;
  });
  await sql`insert into public.product_redirects (store_id, slug, product_id, product_status)
    values (${goods!.storeId}, 'market-basket', ${goods!.productId}, 'published')`;
  await sql`insert into public.pickup_points (store_id, name, address)
    values (${goods!.storeId}, 'Market stall', 'Moi Avenue')`;
  await sql`insert into public.store_pages (store_id, slug, title, body, is_published)
    values (${goods!.storeId}, 'our-story', 'Our story', 'Baskets.', true),
      (${goods!.storeId}, 'secret', 'Secret', 'Not yet.', false)`;
  await sql`update public.store_pages set slug = 'story' where slug = 'our-story'`;
  await sql`insert into public.contact_messages (id, store_id, name, email, body)
    values (gen_random_uuid(), ${goods!.storeId}, 'Wanjiru', 'wanjiru@afrify.test', 'Is it red?')`;
  await sql`insert into public.store_domains (store_id, host, verified_at)
    values (${goods!.storeId}, 'www.kikapu.example', now())`;
  const [view] =
    await sql`insert into public.order_views (store_id, user_id, name, filter, is_shared)
    select ${goods!.storeId}, u.id, 'In cash', '{"method":"cash"}', true
    from auth.users as u where u.email = 'merchant@afrify.test' returning id as "viewId"`;
  const [draft] = await sql`insert into public.products (store_id, slug, title)
    values (${goods!.storeId}, 'a-draft', 'A draft') returning id as "draftId"`;
  const [count] = await sql`
    insert into public.stock_counts (store_id, location_id)
    select store_id, id from public.locations where store_id = ${goods!.storeId} and is_default
    returning id as "countId", location_id as "locationId"`;
  await sql`insert into public.stock_count_lines (store_id, count_id, variant_id, counted, expected)
    values (${goods!.storeId}, ${count!.countId}, ${goods!.variantId}, 1, 1)`;
  const [order] = await sql`select id as "orderId", number as "orderNumber" from public.orders`;
  const [arrival] = await sql`
    insert into public.arrivals (store_id, account_id, source, state, receipt, amount_minor, currency)
    select store_id, id, 'till', 'open', 'TJ45XAB12D', 1, 'KES' from public.payment_accounts
    where store_id = ${goods!.storeId} limit 1 returning id as "arrivalId"`;
  const [address] =
    await sql`select id as "addressId", customer_id as "customerId" from public.addresses`;
  await sql`insert into public.customer_notes (store_id, customer_id, body)
    values (${goods!.storeId}, ${address!.customerId}, 'Rings twice')`;
  await sql`update public.customers set wants_news = true where id = ${address!.customerId}`;
  await sql`insert into public.customer_segments (store_id, name, rule)
    values (${goods!.storeId}, 'Regulars', '{"orders_from":1}')`;
  const [merged] = await sql`insert into public.customers (store_id, phone, name)
    values (${goods!.storeId}, '+254733000001', 'Merged') returning id`;
  await sql`insert into public.customer_merges (store_id, kept_id, merged_id, order_ids, address_ids, note_ids, follower_ids)
    values (${goods!.storeId}, ${address!.customerId}, ${merged!.id}, '{}', '{}', '{}', '{}')`;
  await sql`insert into public.reviews (store_id, product_id, order_id, stars, author_name, state)
    values (${goods!.storeId}, ${goods!.productId}, ${order!.orderId}, 5, 'Wanjiru', 'published')`;
  const [key] = await sql`
    insert into public.api_keys (store_id, name, prefix, secret_hash, permissions)
    values (${
    goods!.storeId
  }, 'Accounts', 'afk_', '\\xab', '{orders.view}') returning id as "keyId"`;
  const [session] = await sql`
    insert into auth.sessions (id, user_id)
    select gen_random_uuid(), id from auth.users where email = 'merchant@afrify.test'
    returning id as "sessionId"`;
  const [invitation] = await sql`
    insert into public.invitations (tenant_id, channel, recipient, role, is_for_all_stores, token_hash)
    values (${goods!.tenantId}, 'email', 'grace@afrify.test', 'staff', true, '\\xab')
    returning id as "invitationId"`;
  const [file] = await sql`
    insert into public.imports (store_id, kind, status, file_name, header, created_by)
    select ${goods!.storeId}, 'products', 'checked', 'goods.csv', '{Title}', user_id
    from auth.sessions where id = ${session!.sessionId} returning id as "importId"`;
  await sql`insert into public.import_rows (store_id, import_id, kind, line, cells)
    values (${goods!.storeId}, ${file!.importId}, 'products', 2, '["Basket"]')`;
  const [staff] = await sql`
    select id as "staffId" from auth.users where email = 'staff@afrify.test'`;
  return {
    ...goods,
    ...draft,
    ...view,
    ...order,
    ...arrival,
    ...address,
    ...key,
    ...session,
    ...invitation,
    ...file,
    ...count,
    ...staff,
  } as Demo;
}

/** Runs it, and fails when anything of the demo shop was written meanwhile. */
async function changesNothing(run: () => Promise<void>): Promise<void> {
  const before = await footprint(sql, demo);
  await run();
  assert.deepEqual(await footprint(sql, demo), before);
}

async function client(email?: string): Promise<SupabaseClient> {
  const { supabase_url, publishable_key } = platform;
  const client = createClient(supabase_url, publishable_key, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  if (email) {
    const { error } = await client.auth.signInWithPassword({ email, password: PASSWORD });
    assert.equal(error, null);
  }
  return client;
}

/** Every address of the demo shop's dashboard, as the routes have them. */
function dashboardPaths(): string[] {
  const names: Record<string, string> = {
    store: "demo",
    id: demo.productId,
    number: String(demo.orderNumber),
  };
  return Object.keys(manifest.routes)
    .filter((file) => /\/dashboard\/\[store\]\//.test(file) && !/\/_|\(_/.test(file))
    .map((file) =>
      file.replace("./routes", "").replace(/(\/index)?\.tsx?$/, "")
        .replace(/\[(\w+)\]/g, (_, name) => names[name]!)
    );
}

Deno.test("to strangers the dashboard of the demo shop is not there", async () => {
  const paths = dashboardPaths();
  assert.ok(paths.length >= 7, paths.join());
  await changesNothing(async () => {
    for (const email of STRANGERS) {
      const stranger = visit(platform.url);
      await signIn(stranger, email);
      for (const path of paths) {
        const page = await stranger.get(path);
        assert.equal(page.status, 404, `${email} ${path}`);
        assert.doesNotMatch(page.text, /Kikapu|Market basket|Wanjiru/, `${email} ${path}`);
        for (const form of [productForm({ title: "Stolen" }), { kind: "paybill" }]) {
          const { status } = await stranger.post(path, form);
          // 405: the page takes no form, from nobody.
          assert.ok(
            status === 404 || status === 405 || status === 400,
            `${email} ${path} ${status}`,
          );
        }
      }
    }
  });
});

Deno.test("signed out, every page and form of the dashboard leads to the sign-in", async () => {
  await changesNothing(async () => {
    const visitor = visit(platform.url);
    for (const path of dashboardPaths()) {
      for (const answer of [await visitor.get(path), await visitor.post(path, productForm())]) {
        assert.equal(answer.status, 303, path);
        assert.match(answer.location!, /^\/sign-in\?next=/, path);
      }
    }
  });
});

/** What anybody may read of a shop; of every other table not one row. */
const PUBLIC_TABLES = [
  ...["categories", "collection_products", "collections", "delivery_zones", "payment_accounts"],
  ...[
    "page_redirects",
    "pickup_points",
    "product_images",
    "product_redirects",
    "products",
    "reviews",
  ],
  ...["store_domains", "store_pages", "stores", "variants"],
];

interface Table {
  name: string;
  /** Columns that a visitor may ask for; all where there is none. */
  open: string;
  /** Which rows are the demo shop's. */
  key: { column: string; value: string } | null;
  /** One of them, as the owner sees it. */
  row: Record<string, unknown> | undefined;
}

async function tables(): Promise<Table[]> {
  const found = await sql<{ name: string; columns: string[]; open: string | null }[]>`
    select c.relname as name, array_agg(a.attname::text) as columns,
      string_agg(a.attname, ',') filter (where has_column_privilege('anon', c.oid, a.attnum, 'select')) as open
    from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p')
    group by 1 order by 1`;
  return await Promise.all(found.map(async ({ name, columns, open }) => {
    const key = keyOf(name, columns);
    const where = key ? sql`where ${sql(key.column)} = ${key.value}` : sql``;
    const [row] = await sql`select to_jsonb(t) as row from ${sql(name)} as t ${where} limit 1`;
    return { name, open: open ?? "*", key, row: row?.row };
  }));
}

function keyOf(name: string, columns: string[]): Table["key"] {
  if (name === "stores") return { column: "id", value: demo.storeId };
  if (name === "tenants") return { column: "id", value: demo.tenantId };
  if (columns.includes("store_id")) return { column: "store_id", value: demo.storeId };
  if (columns.includes("tenant_id")) return { column: "tenant_id", value: demo.tenantId };
  return null;
}

/** What those who run the platform read of every shop, without a visit. */
const ADMIN_TABLES = ["audit_events", "memberships", "support_visits", "tenants"];

async function readAll(db: SupabaseClient, { name, open, key }: Table): Promise<unknown[]> {
  const all = db.from(name).select(open as "*");
  const { data } = await (key ? all.eq(key.column, key.value) : all);
  return (data ?? []).map((row) => JSON.stringify(row)).sort();
}

Deno.test("with supabase-js nobody reads more of a shop than its visitors see", async () => {
  const visitor = await client();
  const strangers = await Promise.all(
    STRANGERS.map(async (email) => ({ email, db: await client(email) })),
  );
  for (const table of await tables()) {
    const seen = await readAll(visitor, table);
    assert.equal(seen.length > 0, PUBLIC_TABLES.includes(table.name), table.name);
    for (const { email, db } of strangers) {
      if (email.startsWith("admin") && ADMIN_TABLES.includes(table.name)) continue;
      assert.deepEqual(await readAll(db, table), seen, `${email} ${table.name}`);
    }
  }
});

Deno.test("with supabase-js no other schema opens", async () => {
  const hidden = [
    ["private", "payment_credentials"],
    ["storage", "objects"],
    ["auth", "users"],
    ["graphile_worker", "jobs"],
    ["pg_catalog", "pg_authid"],
  ] as const;
  for (const db of [await client(), await client("rival@afrify.test")]) {
    for (const [schema, table] of hidden) {
      const { data, error } = await db.schema(schema as "public").from(table).select("*");
      assert.ok(error && !data, `${schema}.${table}`);
    }
  }
});

Deno.test("with supabase-js strangers and staff write nothing", async (t) => {
  const all = await tables();
  for (const email of [undefined, "staff@afrify.test", ...STRANGERS]) {
    await t.step(email ?? "visitor", async () => {
      const db = await client(email);
      await changesNothing(async () => {
        for (const table of all) await tryToWrite(db, table);
      });
    });
  }
});

async function tryToWrite(db: SupabaseClient, { name, key, row }: Table): Promise<void> {
  const sample = row ?? { user_id: crypto.randomUUID() };
  const renewed = "id" in sample ? { ...sample, id: crypto.randomUUID() } : sample;
  await db.from(name).insert(renewed);
  await db.from(name).upsert(sample);
  // One column at a time: what one column refuses must not hide what another would allow.
  for (const [column, value] of Object.entries(sample)) {
    const changed = db.from(name).update({ [column]: value });
    await (key ? changed.eq(key.column, key.value) : changed.neq(column, ""));
  }
  const gone = db.from(name).delete();
  await (key ? gone.eq(key.column, key.value) : gone.not("user_id", "is", null));
}

/** What those who run the platform may do to every shop. */
const ADMIN_CALLS = [
  ...["count_orders", "list_platform_admins", "log_export", "open_support_visit"],
  ...["resume_store", "suspend_store"],
];

/**
 * What those who work there may do: leave, look orders and goods up, keep lists of their own, see what
 * drafts are, send goods, try discounts, keep what is known of customers, and end links to pay.
 */
const STAFF_CALLS = [
  ...["find_orders", "find_products", "leave_tenant", "preview_collection", "product_fingerprint"],
  ...["save_order_view", "set_fulfilment", "set_fulfilments", "try_discounts"],
  ...["add_customer", "add_customer_note", "count_customers", "edit_customer", "find_customers"],
  ...["get_customer", "list_duplicate_customers", "save_customer_address"],
  ...["save_customer_segment", "tag_customers", "withdraw_pay_link"],
];

Deno.test("with supabase-js no function reaches into the demo shop", async () => {
  const exposed = await sql`
    select distinct p.proname as name from pg_proc as p
    where p.pronamespace = 'public'::regnamespace
      and (has_function_privilege('anon', p.oid, 'execute')
        or has_function_privilege('authenticated', p.oid, 'execute')) order by 1`;
  const known = callsOf(demo);
  assert.deepEqual(exposed.map(({ name }) => name), Object.keys(known), "each has a call here");

  await changesNothing(async () => {
    for (const email of [undefined, "staff@afrify.test", ...STRANGERS]) {
      const db = await client(email);
      for (const [name, inputs] of Object.entries(known)) {
        if (email?.startsWith("admin") && ADMIN_CALLS.includes(name)) continue;
        if (email?.startsWith("staff") && STAFF_CALLS.includes(name)) continue;
        for (const input of inputs) {
          const { data, error } = await db.rpc(name, input);
          const isRefused = error !== null || !data || data.ok === false || data.length === 0;
          assert.ok(isRefused, `${email} ${name}: ${JSON.stringify(data)}`);
        }
      }
    }
  });
  assert.equal((await sql`select from auth.sessions where id = ${demo.sessionId}`).length, 1);
});

Deno.test("originals in Storage are for the shop that owns them", async (t) => {
  const owner = createClient(platform.supabase_url, platform.secret_key).storage.from("originals");
  const bytes = async () => await (await owner.download(demo.original)).data!.bytes();
  const before = await bytes();
  const picture = new Blob([before as BlobPart], { type: "image/webp" });
  const [rival] = await sql`select id from public.stores where slug = 'zuri'`;
  const inOwnFolder = `${rival!.id}/${crypto.randomUUID()}`;

  for (const email of [undefined, ...STRANGERS]) {
    await t.step(email ?? "visitor", async () => {
      const { storage } = await client(email);
      const originals = storage.from("originals");
      await changesNothing(async () => {
        for (const folder of ["", demo.storeId]) {
          const { data } = await originals.list(folder);
          assert.ok(!JSON.stringify(data ?? []).includes(demo.original.split("/")[1]!));
        }
        const reads = {
          download: originals.download(demo.original),
          sign: originals.createSignedUrl(demo.original, 60),
          copy: originals.copy(demo.original, inOwnFolder),
          info: originals.info(demo.original),
        };
        for (const [what, tried] of Object.entries(reads)) assert.ok((await tried).error, what);
        const { data: publicUrl } = originals.getPublicUrl(demo.original);
        const response = await fetch(publicUrl.publicUrl);
        await response.body?.cancel();
        assert.ok(response.status >= 400, "a private bucket has no public addresses");

        for (const bucket of ["originals", "media"]) {
          const files = storage.from(bucket);
          const path = bucket === "media" ? `${demo.original}/160.webp` : demo.original;
          const writes = {
            upload: files.upload(`${demo.storeId}/${crypto.randomUUID()}`, picture),
            overwrite: files.upload(path, picture, { upsert: true }),
            update: files.update(path, picture),
            move: files.move(path, `${demo.storeId}/moved`),
            walk: files.upload(`${rival!.id}/../${demo.storeId}/walked`, picture),
          };
          for (const [what, tried] of Object.entries(writes)) {
            assert.ok((await tried).error, `${what} in ${bucket}`);
          }
          await files.remove([path]);
          await storage.updateBucket(bucket, { public: true });
          await storage.emptyBucket(bucket);
          await storage.deleteBucket(bucket);
        }
        assert.ok((await storage.createBucket("mine", { public: true })).error);
      });
    });
  }
  assert.deepEqual(await bytes(), before, "not a byte of the original is another one");
});

Deno.test("an account that opens shops all at once has one", async () => {
  const db = await client();
  await db.auth.signUp({ email: "greedy@afrify.test", password: PASSWORD });
  const place = { country: "KE", currency: "KES", time_zone: "Africa/Nairobi", order_prefix: "GR" };

  const answers = await Promise.all(
    Array.from(
      { length: 8 },
      (_, i) =>
        db.rpc("create_store", { input: { slug: `greedy-${i}`, name: "Greedy", ...place } }),
    ),
  );

  const codes = answers.map(({ data }) => data.ok ? "opened" : data.code).sort();
  assert.deepEqual(codes, ["opened", ...Array(7).fill("store_exists")]);
});
