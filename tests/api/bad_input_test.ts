import assert from "node:assert/strict";
import postgres from "postgres";
import sharp from "sharp";
import { encodeCart } from "@/lib/carts/mod.ts";
import { productForm, variantFields } from "@/tests/dashboard/product_fields.ts";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";
import { type Reply, sendRaw } from "./raw_request.ts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;
let variantId: string;
/** Token of an order of the demo shop. */
let token: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  const [variant] = await sql`select v.id from public.variants as v
    join public.products as p on p.id = v.product_id and p.slug = 'market-basket-indigo'`;
  variantId = variant!.id;
  merchant.cookies.set("cart", cartOf(variantId));
  token = await createShopper(platform.url).buy(variantId, "0712 345 678");
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

function cartOf(variantId: string): string {
  return encodeCart({ lines: [{ variantId, quantity: 1 }], changedAt: 1 });
}

const FORM = "application/x-www-form-urlencoded";
const MEGABYTE = "x".repeat(1_000_000);
const NOBODYS_TOKEN = "0".repeat(32);
const INSIDES =
  /\n\s+at |\.tsx?:\d|PostgresError|node_modules|from public\.|expected \w+, received/;

/** A refusal that a person can read: a 4xx without a word of what is inside. */
function assertRefused({ status, text }: Reply, expected: number, what: string): void {
  assert.equal(status, expected, what);
  assert.doesNotMatch(text, INSIDES, what);
}

async function send(path: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(platform.url + path, { redirect: "manual", ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Runs it, and fails when the platform keeps anything of what it sent. */
async function keepsNothing(run: () => Promise<void>): Promise<void> {
  const before = await countAll();
  await run();
  assert.deepEqual(await countAll(), before);
}

async function countAll(): Promise<Record<string, number>> {
  const tables = [
    ...["orders", "order_items", "payment_attempts", "customers", "addresses", "products"],
    ...["variants", "categories", "product_images", "inventory_movements", "stores", "tenants"],
  ].map((name) => `public.${name}`);
  const counts: Record<string, number> = {};
  for (const table of [...tables, "storage.objects", "auth.users"]) {
    const [row] = await sql`select count(*)::int as n from ${sql(table)}`;
    counts[table] = row!.n;
  }
  return counts;
}

Deno.test("an address that leads nowhere is a page that says so", async () => {
  const broken = ["%ff", "%00", "%ED%A0%80", "%", "%zz", "..%2f..%2fdeno.json", "constructor"];
  const wrong = [...broken, "a".repeat(3_000), "'--", "<script>", "é😀"];
  const folders = [
    ...["/", "/s/", "/s/demo/", "/s/demo/p/", "/s/demo/c/", "/s/demo/orders/", "/assets/"],
    ...["/_frsh/", "/dashboard/", "/dashboard/demo/orders/", "/dashboard/demo/products/"],
  ];
  for (const folder of folders) {
    for (const name of wrong) {
      assertRefused(await merchant.get(folder + name), 404, folder + name);
    }
  }
  const tokens = [NOBODYS_TOKEN, token.toUpperCase(), token.slice(1), `${token}%00`, `${token}0`];
  for (const other of tokens) {
    for (const page of ["", "/pay"]) {
      const path = `/s/demo/orders/${other}${page}`;
      assertRefused(await send(path), 404, path);
    }
  }
});

Deno.test("an order is found in its own shop alone", async () => {
  await keepsNothing(async () => {
    for (const path of [`/s/zuri/orders/${token}`, `/s/zuri/orders/${token}/pay`]) {
      assertRefused(await send(path), 404, path);
    }
    for (const action of ["pay", "check"]) {
      const body = new URLSearchParams({ phone: "0712 345 678" });
      const path = `/s/zuri/orders/${token}/${action}`;
      const { headers } = await send(path, { method: "POST", body });
      assertRefused(await send(headers.get("location")!), 404, path);
    }
  });
});

Deno.test("nothing outside the public folders can be walked to", async () => {
  const ups = ["../../deno.json", "..%2f..%2fdeno.json", "..%5c..%5cdeno.json", ".%2e/deno.json"];
  for (const folder of ["/assets/", "/_frsh/js/", "/s/demo/"]) {
    for (const up of ups) {
      const reply = await sendRaw(platform.url, { path: folder + up });
      assertRefused(reply, 404, folder + up);
    }
  }
  for (const up of [...ups, "../originals/x", "..%2foriginals%2fx"]) {
    const path = `/storage/v1/object/public/media/${up}`;
    const { status, text } = await sendRaw(platform.supabase_url, { path });
    assert.ok(status >= 400 && status < 500, `${path}: ${status}`);
    assert.ok(!text.includes('"imports"'), path);
  }
});

Deno.test("a query that means nothing is passed over or refused", async () => {
  const values = ["%ff", "%00", "%ED%A0%80", "constructor", "__proto__", "1e9", "-1", "%27--"];
  const queries = [
    ...[
      "/s/demo/p?after",
      "/s/demo/c/baskets?after",
      "/s/demo/cart?problem",
      "/s/demo/cart?removed",
    ],
    ...["/s/demo/p/kitui-sisal-basket?o0", "/s/demo/p/kitui-sisal-basket?problem"],
    ...["/auth/confirm?type", "/auth/confirm?type=recovery&token_hash", "/sign-in?next"],
    ...["/dashboard/demo/orders?tab", "/dashboard/demo/orders?before"],
    ...["/dashboard/demo/products?status", "/dashboard/demo/products?after"],
    ...["/dashboard/demo/products?q", "/dev/mailbox?to", "/dev/phone?phone"],
  ];
  for (const query of queries) {
    for (const value of values) {
      const path = `${query}=${value}`;
      const { status, text } = await merchant.get(path);
      assert.ok(status < 500, `${path}: ${status}`);
      assert.doesNotMatch(text, INSIDES, path);
    }
  }
});

Deno.test("a method that a page does not know is refused and says which it does", async () => {
  const pages = ["/", "/s/demo", "/s/demo/p", "/s/demo/search", "/healthz", "/readyz", "/metrics"];
  const actions = ["/sign-out", "/s/demo/cart/items", `/s/demo/orders/${token}/check`];
  const tries = [
    ...pages.flatMap((path) => ["POST", "PUT", "DELETE", "PATCH"].map((m) => [m, path] as const)),
    ...actions.flatMap((path) => ["GET", "HEAD", "PUT", "DELETE"].map((m) => [m, path] as const)),
  ];
  await keepsNothing(async () => {
    for (const [method, path] of tries) {
      const reply = await send(path, { method });
      assertRefused(reply, 405, `${method} ${path}`);
      assert.ok(reply.headers.get("allow"), `${method} ${path}`);
    }
  });
});

/** Every address that takes a form, with the fields that a person would send. */
function forms(): [path: string, fields: Record<string, string>][] {
  const email = "bad@input.test";
  const shop = { name: "Bad Input", country: "KE" };
  return [
    ["/sign-in", { email, password: "a long password" }],
    ["/sign-up", { ...shop, email, password: "a long password" }],
    ["/forgot-password", { email }],
    ["/auth/confirm?type=recovery&token_hash=x", { password: "a long password" }],
    ["/s/demo/cart/items", { variant: variantId, quantity: "1" }],
    ["/s/demo/cart", { note: "For a gift" }],
    ["/s/demo/checkout", checkout()],
    [`/s/demo/orders/${token}/pay`, { phone: "0712 345 678" }],
    ["/dashboard/demo/settings/payments/mpesa", mpesa()],
  ];
}

/** What the forms of somebody signed in start with. */
async function tokenFor(path: string): Promise<Record<string, string>> {
  return path.startsWith("/dashboard") ? { csrf: await merchant.csrf() } : {};
}

function checkout(change: Record<string, string> = {}): Record<string, string> {
  return {
    key: crypto.randomUUID(),
    cart: cartOf(variantId),
    shownTotal: "",
    country: "KE",
    phone: "0712 345 678",
    name: "Wanjiru Kamau",
    method: "delivery",
    area: "Kilimani, Nairobi",
    landmark: "Tumaini Chemist",
    ...change,
  };
}

function mpesa(change: Record<string, string> = {}): Record<string, string> {
  const account = { kind: "paybill", shortCode: "174379", till: "", environment: "sandbox" };
  return { ...account, consumerKey: "a", consumerSecret: "b", passkey: "c", ...change };
}

Deno.test("a form that another site sent is refused", async () => {
  await keepsNothing(async () => {
    for (const [path, fields] of forms()) {
      for (const origin of ["https://evil.example", "null", "http://demo.localhost", "x"]) {
        const cookie = [...merchant.cookies].map((pair) => pair.join("=")).join("; ");
        const headers = { origin, cookie };
        const reply = await send(path, {
          method: "POST",
          headers,
          body: new URLSearchParams(fields),
        });
        assertRefused(reply, 403, `${path} from ${origin}`);
        assert.match(reply.text, /came from another site/);
      }
    }
  });
});

Deno.test("what is not a form, or too much of one, is refused", async () => {
  await keepsNothing(async () => {
    for (const [path, fields] of forms()) {
      const large = new URLSearchParams({ ...await tokenFor(path), ...fields, name: MEGABYTE });
      // In the dashboard it is no form of ours before it is one that cannot be read.
      const unreadable = path.startsWith("/dashboard") ? 403 : 400;
      const bodies: [status: number, type: string, body: string][] = [
        [unreadable, "application/json", JSON.stringify(fields)],
        [unreadable, "text/plain", new URLSearchParams(fields).toString()],
        [unreadable, "multipart/form-data; boundary=x", "--x--"],
        [413, FORM, large.toString()],
      ];
      for (const [status, type, body] of bodies) {
        assertRefused(await merchant.send(path, body, type), status, `${path} as ${type}`);
      }
    }
  });
});

Deno.test("a form with broken UTF-8 or without its fields is refused at the field", async () => {
  await keepsNothing(async () => {
    for (const [path, fields] of forms()) {
      if (path.includes("/cart/items")) continue;
      const csrf = await tokenFor(path);
      for (const broken of ["%ff%fe", "%00", "%ED%A0%80", "a%1b%5b31m"]) {
        for (const name of Object.keys(fields)) {
          // A cart that is not one is an empty one.
          if (name === "cart") continue;
          const form = { ...csrf, ...fields, [name]: "BROKEN" };
          const body = new URLSearchParams(form).toString();
          const reply = await merchant.send(path, body.replace("BROKEN", broken), FORM);
          assertRefused(reply, 422, `${path} ${name}=${broken}`);
          assert.match(reply.text, /Some characters here are broken|role="alert"/, path);
        }
      }
      const without = await merchant.post(path, { unknown: "1" });
      // A cart has no field that must be there: without any it stays as it is.
      assert.ok(
        without.status === 422 || path === "/s/demo/cart",
        `${path} without fields: ${without.status}`,
      );
      assert.doesNotMatch(without.text, INSIDES, path);
    }
  });
});

/** Field by field, what a person may get wrong and what they are told. */
const mistakes: [form: string, says: RegExp, wrong: Record<string, string[]>][] = [
  ["/s/demo/checkout", /does not look like a phone number/, {
    phone: ["12", "phone", "+1", "0".repeat(40), "٠٧١٢"],
    secondPhone: ["12"],
    payerPhone: ["12"],
  }],
  ["/s/demo/checkout", /Add your name/, { name: ["", "   ", "\t\r\n"] }],
  ["/s/demo/checkout", /too long for a name/, { name: ["x".repeat(121), "😀".repeat(5_000)] }],
  ["/s/demo/checkout", /does not look like an email/, {
    email: ["x", "a@b", `${"x".repeat(300)}@b.test`, "a@b.test\r\nBcc: all@x.test", "a b@c.test"],
  }],
  ["/s/demo/checkout", /Choose your area/, { area: ["", "x".repeat(200)] }],
  ["/s/demo/checkout", /Choose delivery or pick up/, { method: ["", "drone"] }],
  ["/s/demo/checkout", /under 500/, { note: ["x".repeat(501)], directions: ["x".repeat(501)] }],
  ["/sign-up", /Write an email address/, { email: ["", "x", "a@b", "a@b.test\nBcc: x@y.test"] }],
  ["/sign-up", /8 characters/, { password: ["", "short"] }],
  ["/sign-up", /72 characters/, { password: ["é".repeat(40)] }],
  ["/sign-up", /Give your shop a name/, { name: ["", "  "] }],
  ["/sign-up", /Choose the country/, { country: ["", "XX", "constructor"] }],
  ["/dashboard/demo/settings/payments/mpesa", /5 to 7 digits/, {
    shortCode: ["", "12", "17437x", "1".repeat(500), "١٧٤٣٧٩"],
  }],
  ["/dashboard/demo/settings/payments/mpesa", /Choose one/, {
    kind: ["", "bank"],
    environment: ["x"],
  }],
];

Deno.test("every mistake is told in words, and nothing is kept", async () => {
  const known = new Map(forms());
  await keepsNothing(async () => {
    for (const [path, says, wrong] of mistakes) {
      for (const [name, values] of Object.entries(wrong)) {
        for (const value of values) {
          const what = `${path} ${name}=${value.slice(0, 40)}`;
          const fields = path.endsWith("checkout") ? checkout() : known.get(path)!;
          const reply = await merchant.post(path, { ...fields, [name]: value });
          assertRefused(reply, 422, what);
          assert.match(reply.text, says, what);
        }
      }
    }
  });
});

Deno.test("an address for a shop that cannot be one is told at the field", async () => {
  const visitor = visit(platform.url);
  await visitor.post("/sign-up", {
    name: "Demo",
    country: "KE",
    email: "no-shop-yet@afrify.test",
    password: "a long password",
  });
  await keepsNothing(async () => {
    for (const slug of ["a b", "%", "[::1]", "xn--a", "..", "a.b", "", "x".repeat(300), "é😀"]) {
      const reply = await visitor.post("/name-your-shop", { name: "Demo", slug, country: "KE" });
      assertRefused(reply, 422, slug);
      assert.match(reply.text, /id="slug-error"/, slug);
    }
  });
});

Deno.test("a name that breaks the line is one line", async () => {
  const name = "Two\r\nBcc: x@evil.test";
  const account = { email: "two-lines@afrify.test", password: "a long password" };
  await visit(platform.url).post("/sign-up", { name, country: "KE", ...account });
  const placed = await visit(platform.url).post(
    "/s/demo/checkout",
    checkout({ name, method: "pickup", shownTotal: "285000" }),
  );

  assert.match(placed.location!, /\/pay$/);
  const [last] = await sql`select
    (select name from public.stores order by created_at desc limit 1) as store,
    (select contact_name from public.orders order by id desc limit 1) as contact`;
  assert.deepEqual({ ...last }, { store: "Two Bcc: x@evil.test", contact: "Two Bcc: x@evil.test" });
});

Deno.test("a quantity that is none never reaches the cart or an order", async () => {
  await keepsNothing(async () => {
    for (const quantity of ["0", "-1", "1000000000", "1.5", "1e2", "NaN", "", " 1", "٣"]) {
      const changed = { [`was.${variantId}`]: "1", [`q.${variantId}`]: quantity };
      for (
        const [path, fields] of [
          ["/s/demo/cart/items", { variant: variantId, quantity }],
          ["/s/demo/cart", changed],
        ] as const
      ) {
        const visitor = visit(platform.url);
        visitor.cookies.set("cart", cartOf(variantId));
        const reply = await visitor.post(path, { ...fields });
        assert.equal(reply.status, 303, `${path} ${quantity}`);
        assert.match(reply.location!, /problem=quantity/);
        assert.equal(reply.headers.get("set-cookie"), null);
      }
    }
    const id = variantId.replaceAll("-", "");
    for (const cart of ["", "x", `1.1.${id}0`, `1.1.${id}zz`, `1.1.${id}-1`, "1.1.__proto__"]) {
      const reply = await visit(platform.url).post("/s/demo/checkout", checkout({ cart }));
      assert.equal(reply.location, "/s/demo/cart", cart);
    }
  });
});

Deno.test("goods that are gone, foreign or unknown are not ordered", async () => {
  const [foreign] = await sql`select v.id from public.variants as v
    join public.stores as s on s.id = v.store_id and s.slug = 'zuri' limit 1`;
  await keepsNothing(async () => {
    for (const id of [crypto.randomUUID(), foreign!.id]) {
      const cart = cartOf(id);
      const visitor = visit(platform.url);
      const { status, location } = await visitor.post("/s/demo/checkout", checkout({ cart }));
      assert.ok(status === 409 || location === "/s/demo/cart", `${id}: ${status}`);
      await visitor.post("/s/demo/cart/items", { variant: id, quantity: "1" });
      assert.equal((await visitor.get("/s/demo/checkout")).location, "/s/demo/cart");
    }
  });
});

Deno.test("a file that is not a picture is told, and not stored", async () => {
  const png = await sharp({ create: { width: 300, height: 300, channels: 3, background: "#a52" } })
    .png().toBuffer();
  const bytes = (text: string) => new TextEncoder().encode(text);
  const bomb = Uint8Array.from(png);
  new DataView(bomb.buffer).setUint32(16, 60_000);
  const files: [name: string, content: Uint8Array][] = [
    ["logo.svg", bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["page.jpg", bytes("<!doctype html><script>alert(1)</script>")],
    ["half.png", png.subarray(0, png.length / 2)],
    ["both.png", new Uint8Array([...png, ...bytes("<script>alert(1)</script>")])],
    ["bomb.png", bomb],
    ["big.png", new Uint8Array([...png, ...new Uint8Array(20 * 1024 * 1024)])],
    ["none.png", new Uint8Array()],
    ["<img src=x onerror=alert(1)>.png", bytes("x")],
  ];
  await keepsNothing(async () => {
    for (const [name, content] of files) {
      const form = productForm({ title: "Bad picture" }, [{ name, bytes: content }]);
      const reply = await merchant.post("/dashboard/demo/products/new", form);
      assertRefused(reply, 422, name);
      assert.match(reply.text, /id="files-error"/, name);
      assert.ok(!reply.text.includes("<img src=x"), name);
    }
  });
});

Deno.test("a product with impossible fields is told at each, and not stored", async () => {
  const wrong: [field: string, values: string[]][] = [
    ["title", ["", "   ", "x".repeat(500)]],
    ["variants.0.price", ["", "-1", "1.5", "1e9", "9".repeat(30), "٣", "NaN"]],
    ["variants.0.stock", ["-1", "1.5", "1e9", "9".repeat(30), "x"]],
    ["variants.0.cost", ["-1", "x"]],
    ["variants.0.weight", ["-1", "9".repeat(30)]],
    ["slug", ["a b", "../x", "é", "-a"]],
  ];
  await keepsNothing(async () => {
    for (const [field, values] of wrong) {
      for (const value of values) {
        const form = productForm({ ...variantFields(0, {}), [field]: value });
        const reply = await merchant.post("/dashboard/demo/products/new", form);
        assertRefused(reply, 422, `${field}=${value.slice(0, 40)}`);
        assert.ok(reply.text.includes(`id="${field}-error"`), `${field}=${value.slice(0, 40)}`);
      }
    }
  });
});

Deno.test("answering a prompt that never was shows the phone again", async () => {
  for (const id of ["x", "%ff", "%2525", "..%2f..", "constructor"]) {
    for (const answer of ["approve", "refuse", "timeout"]) {
      const { location } = await merchant.post(`/dev/phone/${id}/${answer}`, { pin: "1234" });
      assert.equal(location, "/dev/phone", id);
    }
  }
});

Deno.test("cookies that nobody set are as good as none", async () => {
  const session = (value: unknown) => `afrify-auth=${encodeURIComponent(JSON.stringify(value))}`;
  const cookies = [
    ...["afrify-auth=x", "afrify-auth=base64-!!!", "afrify-auth=%ff", "afrify-auth=base64-W10"],
    session({ access_token: "x", refresh_token: "y", expires_at: 1 }),
    session({ access_token: "a.b.c", refresh_token: "y", expires_at: 9_999_999_999 }),
    session({ access_token: {}, refresh_token: [], expires_at: "x" }),
    session("text"),
    `afrify-auth.0=${"x".repeat(7_000)}`,
    ...["cart=x", "cart=%ff", "cart=1.zzzzzzzzzz.", `cart=1.1.${"f".repeat(32)}zz`, ";;=;="],
    `cart=1.1.${Array.from({ length: 200 }, (_, i) => `${i}`.padStart(32, "0") + "1").join(".")}`,
  ];
  for (const cookie of cookies) {
    const asked = await send("/dashboard/demo/orders", { headers: { cookie } });
    assert.equal(asked.status, 303, cookie.slice(0, 80));
    assert.match(asked.headers.get("location")!, /^\/sign-in\?/);
    for (const path of ["/s/demo", "/s/demo/cart", "/s/demo/checkout", "/sign-in"]) {
      const { status } = await send(path, { headers: { cookie } });
      assert.ok(status < 400, `${path} with ${cookie.slice(0, 80)}: ${status}`);
    }
  }
});

Deno.test("a request that no browser sends is refused, never failed at", async () => {
  const hosts = ["demo.localhost:99999", "demo.localhost:x", "[", "%ff.localhost", "a b", "@"];
  for (const host of hosts) {
    const { status } = await sendRaw(platform.url, { path: "/", host });
    assert.ok(status < 500, `${host}: ${status}`);
  }
  const headers = [`x-long: ${"x".repeat(300_000)}`, `cookie: ${"a=b; ".repeat(60_000)}`];
  for (const header of headers) {
    const { status } = await sendRaw(platform.url, { path: "/s/demo", header });
    assert.ok(status >= 400 && status < 500, `${header.slice(0, 20)}: ${status}`);
  }
  assert.equal((await send("/healthz")).status, 200);
});
