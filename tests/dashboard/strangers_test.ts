import assert from "node:assert/strict";
import { openAccount } from "@/lib/payments/credentials.ts";
import { createSealer, parseSealKeys } from "@/lib/sealed.ts";
import postgres from "postgres";
import { createClient } from "@supabase/supabase-js";
import { productForm, readFormFields, variantFields } from "@/tests/dashboard/product_fields.ts";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";

const SEALED = { key: "k", iv: "AAAA", data: "AAAA" };

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });

async function signedIn(email: string): Promise<Visitor> {
  const visitor = visit(platform.url);
  await signIn(visitor, email);
  return visitor;
}

const [demo] = await sql`
  select s.id as store, p.id as product, v.id as variant, i.id as image
  from public.stores s join public.products p on p.store_id = s.id
  join public.variants v on v.product_id = p.id join public.product_images i on i.product_id = p.id
  where s.slug = 'demo' limit 1` as [Record<"store" | "product" | "variant" | "image", string>];

const MPESA = {
  kind: "paybill",
  shortCode: "555555",
  till: "",
  environment: "sandbox",
  consumerKey: "stolen",
  consumerSecret: "stolen",
  passkey: "stolen",
};

/** Everything of the demo shop that its dashboard can change. */
async function snapshot(): Promise<unknown> {
  return (await sql`
    select jsonb_build_object(
      'products', (select jsonb_agg(p order by p.id) from public.products p where p.store_id = ${demo.store}),
      'variants', (select jsonb_agg(v order by v.id) from public.variants v where v.store_id = ${demo.store}),
      'costs', (select jsonb_agg(c order by c.variant_id) from public.variant_costs c where c.store_id = ${demo.store}),
      'levels', (select jsonb_agg(l order by l.variant_id) from public.inventory_levels l where l.store_id = ${demo.store}),
      'images', (select jsonb_agg(i order by i.id) from public.product_images i where i.store_id = ${demo.store}),
      'categories', (select jsonb_agg(c order by c.id) from public.categories c where c.store_id = ${demo.store}),
      'accounts', (select jsonb_agg(a order by a.id) from public.payment_accounts a where a.store_id = ${demo.store}),
      'keys', (select jsonb_agg(k order by k.account_id) from private.payment_credentials k)
    ) as everything`)[0]!.everything;
}

Deno.test("to a rival every page of the demo shop's dashboard is nothing", async () => {
  const rival = await signedIn("rival@afrify.test");
  const before = await snapshot();
  const base = "/dashboard/demo";

  for (
    const path of [
      "",
      "/orders",
      "/orders?tab=review",
      "/orders/1001",
      "/orders/1001/refund",
      "/orders/1001/received",
      "/orders/1001/goods",
      "/orders/1001/cancel",
      "/money",
      "/money/entries",
      "/money/days.csv",
      "/money/entries.csv",
      "/products",
      "/products?q=a",
      "/products/new",
      `/products/${demo.product}`,
      "/settings/payments",
      "/settings/payments/by-hand",
      "/settings/payments/mpesa",
      "/settings/payments/paystack",
      "/settings/payments/flutterwave",
    ]
  ) {
    const answer = await rival.get(base + path);
    assert.equal(answer.status, 404, path);
    assert.ok(!answer.text.includes("Kikapu"), path);
  }
  for (const path of ["/products/new", `/products/${demo.product}`]) {
    assert.equal((await rival.post(base + path, productForm())).status, 404, path);
  }
  assert.equal((await rival.post(`${base}/settings/payments/mpesa`, MPESA)).status, 404);
  assert.deepEqual(await snapshot(), before);
});

Deno.test("a shop that does not exist looks the same as somebody else's", async () => {
  const rival = await signedIn("rival@afrify.test");
  const strip = (text: string) => text.replace(/nonce[-=]"?[^" ;>]+/g, "");

  const [theirs, nobodys] = [
    await rival.get("/dashboard/demo/orders"),
    await rival.get("/dashboard/no-such-shop/orders"),
  ];

  assert.equal(strip(theirs.text), strip(nobodys.text));
});

Deno.test("a rival cannot reach into the demo shop through the own shop's forms", async () => {
  const rival = await signedIn("rival@afrify.test");
  const own = (await rival.get("/dashboard")).location!.replace(/\/orders$/, "");
  const before = await snapshot();

  assert.equal((await rival.get(`${own}/products/${demo.product}`)).status, 404);
  const takeover = productForm({ productId: demo.product, title: "Mine" });
  const made = await rival.post(`${own}/products/new`, takeover);
  assert.ok(made.location!.startsWith(`${own}/products/`), "it is a product of one's own");
  assert.ok(!made.location!.includes(demo.product));
  const variant = productForm({ title: "Mine too", ...variantFields(0, { id: demo.variant }) });
  assert.equal((await rival.post(`${own}/products/new`, variant)).status, 303);
  const picture = productForm({
    title: "Mine",
    "pictures.0.id": demo.image,
    "pictures.0.alt": "stolen",
    "pictures.0.position": "1",
    "pictures.0.remove": "on",
  });
  await rival.post(`${own}/products/new`, picture);
  assert.deepEqual(await snapshot(), before);
});

Deno.test("staff see products and orders, and change neither products nor payments", async () => {
  const staff = await signedIn("staff@afrify.test");
  const before = await snapshot();

  assert.equal((await staff.get("/dashboard")).location, "/dashboard/demo");
  for (const path of ["/orders", "/products", `/products/${demo.product}`]) {
    assert.equal((await staff.get(`/dashboard/demo${path}`)).status, 200, path);
  }
  const page = await staff.get(`/dashboard/demo/products/${demo.product}`);
  assert.match(page.text, /<fieldset disabled/);
  const fields: Record<string, string> = {
    ...readFormFields(page.text),
    title: "Changed by staff",
  };
  assert.equal(fields["variants.0.cost"], "", "what it costs is not for everyone");
  const saved = await staff.post(`/dashboard/demo/products/${demo.product}`, productForm(fields));
  assert.equal(saved.status, 403);
  assert.equal((await staff.get("/dashboard/demo/settings/payments")).status, 403);
  assert.equal((await staff.post("/dashboard/demo/settings/payments/mpesa", MPESA)).status, 403);
  assert.deepEqual(await snapshot(), before);
});

Deno.test("a member who is suspended is a stranger with the next request", async () => {
  const staff = await signedIn("staff@afrify.test");
  assert.equal((await staff.get("/dashboard/demo/orders")).status, 200);

  await sql`update public.memberships set suspended_at = now() where role = 'staff'`;
  try {
    assert.equal((await staff.get("/dashboard/demo/orders")).status, 404);
  } finally {
    await sql`update public.memberships set suspended_at = null where role = 'staff'`;
  }
});

Deno.test("M-Pesa keys go in, serve the worker, and never come out", async () => {
  const visitor = visit(platform.url);
  await visitor.post("/sign-up", {
    name: "Keys And Co",
    country: "KE",
    email: "keys@shop.test",
    password: "a long password",
  });
  const path = "/dashboard/keys-and-co/settings/payments/mpesa";
  const form = {
    ...MPESA,
    consumerKey: "ck-1-key-of-theirs",
    consumerSecret: "cs-1",
    passkey: "pk-1",
  };

  const keyless = await visitor.post(path, {
    ...form,
    consumerKey: "",
    consumerSecret: "",
    passkey: "",
  });
  assert.equal(keyless.status, 422);
  const till = await visitor.post(path, { ...form, kind: "till" });
  assert.match(till.text, /id="till-error"/);
  assert.ok(!till.text.includes("ck-1-key"), "a key that was typed is not sent back");
  assert.equal((await visitor.post(path, form)).location, `${path}?saved=1`);
  assert.equal(
    (await visitor.post(path, {
      ...form,
      shortCode: "600000",
      consumerKey: "",
      consumerSecret: "",
      passkey: "",
    })).status,
    303,
  );

  const shown = await visitor.get(path);
  assert.match(shown.text, /value="600000"/);
  for (const secret of ["ck-1", "cs-1", "pk-1"]) assert.ok(!shown.text.includes(secret));
  const [kept] = await sql`select k.credentials, a.store_id from private.payment_credentials k
    join public.payment_accounts a on a.id = k.account_id
    join public.stores s on s.id = a.store_id where s.slug = 'keys-and-co'`;
  assert.match(shown.text, /Saved, ends in eirs/);
  assert.deepEqual(Object.keys(kept!.credentials).sort(), ["data", "iv", "key"]);
  assert.doesNotMatch(JSON.stringify(kept!.credentials), /ck-1|cs-1|pk-1/);
  const keys = parseSealKeys(platform.credentials_keys)!;
  const opened = await openAccount(createSealer(keys), {
    storeId: kept!.store_id,
    gateway: "mpesa",
    settings: null,
    credentials: kept!.credentials,
  });
  assert.deepEqual(opened.credentials, {
    consumer_key: "ck-1-key-of-theirs",
    consumer_secret: "cs-1",
    passkey: "pk-1",
  });
});

Deno.test("with supabase-js a rival changes no payment account of the demo shop", async () => {
  const client = createClient(platform.supabase_url, platform.publishable_key, {
    auth: { persistSession: false },
  });
  await client.auth.signInWithPassword({ email: "rival@afrify.test", password: "afrify-demo" });
  const before = await snapshot();

  const { error } = await client.rpc("save_payment_account", {
    store_id: demo.store,
    gateway: "mpesa",
    settings: { short_code: "555555", kind: "paybill" },
    credentials: SEALED,
  });

  assert.ok(error);
  assert.deepEqual(await snapshot(), before);
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});
