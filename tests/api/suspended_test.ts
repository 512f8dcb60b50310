import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { orderInput } from "@/tests/fixtures/shop.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";
import { footprint } from "./footprint.ts";

let platform: Platform;
let sql: postgres.Sql;
let admin: Visitor;
let merchant: Visitor;
let shop: { storeId: string; tenantId: string; variantId: string; original: string };
/** Path of an order that was placed before. */
let order: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  [admin, merchant] = [visit(platform.url), visit(platform.url)];
  await signIn(admin, "admin@afrify.test");
  await signIn(merchant, "merchant@afrify.test");
  const [row] = await sql`select s.id as "storeId", s.tenant_id as "tenantId", v.id as "variantId",
      i.path as original
    from public.stores as s join public.products as p on p.store_id = s.id
    join public.variants as v on v.product_id = p.id join public.product_images as i on i.product_id = p.id
    where s.slug = 'demo' and v.stock_hint > 1 limit 1`;
  shop = row as typeof shop;
  order = `/s/demo/orders/${await createShopper(platform.url).buy(shop.variantId, "0712 345 678")}`;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

async function client(email?: string) {
  const db = createClient(platform.supabase_url, platform.publishable_key, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  if (email) await db.auth.signInWithPassword({ email, password: "afrify-demo" });
  return db;
}

const TABLES = [
  ...["products", "variants", "product_images", "categories", "delivery_zones", "payment_accounts"],
  ...[
    "orders",
    "order_items",
    "customers",
    "payments",
    "inventory_levels",
    "audit_events",
    "api_keys",
  ],
];

Deno.test("a suspended shop is nothing to anybody from the next request on, and comes back whole", async (t) => {
  const member = await client("merchant@afrify.test");
  const visitor = await client();
  const rows = async (db: typeof member) => {
    const counts: Record<string, number> = {};
    for (const table of TABLES) {
      const { data } = await db.from(table).select("*").eq("store_id", shop.storeId).limit(5);
      counts[table] = data?.length ?? 0;
    }
    return counts;
  };
  const before = { member: await rows(member), visitor: await rows(visitor) };
  assert.ok(before.member.orders! > 0 && before.visitor.products! > 0);

  const suspended = await admin.post("/admin/stores/demo/suspend", {
    reason: "Sells what is not theirs",
  });
  assert.equal(suspended.location, "/admin/stores/demo");
  const stands = await footprint(sql, shop);

  await t.step("shoppers find no shop, by either address, and no order of theirs", async () => {
    const shopper = visit(platform.url);
    for (const path of ["", "/p", "/p/market-basket-indigo", "/cart", "/checkout"]) {
      const page = await shopper.get(`/s/demo${path}`);
      assert.equal(page.status, 404, path);
      assert.doesNotMatch(page.text, /Kikapu/, path);
    }
    for (const path of [order, `${order}/pay`]) {
      const page = await shopper.get(path);
      assert.equal(page.status, 404, path);
      assert.doesNotMatch(page.text, /Wanjiru/);
    }
  });

  await t.step("nothing sells, through REST either", async () => {
    const { data } = await visitor.rpc("place_order", {
      store_slug: "demo",
      idempotency_key: crypto.randomUUID(),
      input: orderInput(shop.variantId),
    });
    assert.equal(data?.ok, false);
    const paid = await visitor.rpc("retry_payment", {
      store_slug: "demo",
      order_token: order.split("/").at(-1),
      payer_phone: "+254712345678",
    });
    assert.equal(paid.data?.ok, false);
    assert.equal((await visitor.from("stores").select("id").eq("slug", "demo")).data?.length, 0);
  });

  await t.step("its people read why not, and nothing else", async () => {
    for (
      const path of ["orders", "products", "products/new", "settings/payments", "settings/activity"]
    ) {
      const page = await merchant.get(`/dashboard/demo/${path}`);
      assert.equal(page.status, 403, path);
      assert.match(page.text, /This shop is suspended/, path);
      assert.match(page.text, /support@afrify\.test/, path);
      assert.doesNotMatch(page.text, /Kikapu/, path);
    }
    const form = { kind: "paybill", shortCode: "555555", till: "", environment: "sandbox" };
    assert.equal(
      (await merchant.post("/dashboard/demo/settings/payments/mpesa", form)).status,
      403,
    );
    assert.equal((await merchant.get("/dashboard/demo/settings/activity.csv")).status, 403);
  });

  await t.step("the token from before opens neither tables, functions nor files", async () => {
    for (const db of [member, visitor]) {
      const counts = await rows(db);
      assert.deepEqual(Object.values(counts).filter(Boolean), [], JSON.stringify(counts));
    }
    await member.from("stores").update({ tagline: "Still here" }).eq("id", shop.storeId);
    await member.from("products").update({ title: "Still here" }).eq("store_id", shop.storeId);
    const { error } = await member.rpc("create_api_key", {
      store_id: shop.storeId,
      input: { name: "Back door", permissions: ["orders.view"] },
    });
    assert.ok(error);
    const originals = member.storage.from("originals");
    assert.ok((await originals.download(shop.original)).error);
    assert.ok(
      (await originals.upload(`${shop.storeId}/${crypto.randomUUID()}`, new Blob(["x"]))).error,
    );
  });
  assert.deepEqual(await footprint(sql, shop), stands);

  await t.step("support can still look inside", async () => {
    await admin.post("/admin/stores/demo/visit", { reason: "What went wrong" });
    assert.equal((await admin.get("/dashboard/demo/orders")).status, 200);
    await admin.post("/admin/stores/demo/leave", {});
  });

  await t.step("resumed, everything is back", async () => {
    await admin.post("/admin/stores/demo/resume", {});
    assert.equal((await merchant.get("/dashboard/demo/orders")).status, 200);
    assert.equal((await visit(platform.url).get("/s/demo")).status, 200);
    assert.equal((await visit(platform.url).get(order)).status, 200);
    const after = { member: await rows(member), visitor: await rows(visitor) };
    assert.deepEqual(after.visitor, before.visitor);
    assert.equal(after.member.orders, before.member.orders);
    await createShopper(platform.url).buy(shop.variantId, "0722 000 118");
  });
});
