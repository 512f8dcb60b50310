import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";

let platform: Platform;
let merchant: Visitor;
/** Path of an order of the demo shop. */
let order: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const [variant] = await sql`select v.id from public.variants as v
    join public.products as p on p.id = v.product_id and p.slug = 'market-basket-indigo'`;
  await sql.end();
  order = `/s/demo/orders/${await createShopper(platform.url).buy(variant!.id, "0712 345 678")}`;
});

Deno.test.afterAll(() => platform.stop());

const STORED_NOWHERE = "private, no-store";
const ASKED_AGAIN = "private, no-cache";

/** Pages by who may keep them, and for how long. */
function pages(): [path: string, cacheControl: string | null][] {
  const shop = ["", "/p", "/c/baskets", "/p/market-basket-indigo", "/nothing-here"];
  const forms = ["/forgot-password", "/auth/confirm?type=recovery&token_hash=x"];
  const dashboard = ["/orders", "/orders/1001", "/products", "/products/new", "/settings/payments"];
  return [
    ["/", null],
    ...shop.map((path) => [`/s/demo${path}`, ASKED_AGAIN] as [string, string]),
    ...[
      "/s/demo/cart",
      order,
      `${order}/pay`,
      ...forms,
      ...dashboard.map((path) => `/dashboard/demo${path}`),
    ]
      .map((path) => [path, STORED_NOWHERE] as [string, string]),
  ];
}

Deno.test("a page that shows somebody's own is kept by nobody on the way", async () => {
  for (const [path, cacheControl] of pages()) {
    const { headers } = await merchant.get(path);
    assert.equal(headers.get("cache-control"), cacheControl, path);
  }
});

Deno.test("every page admits its own scripts and styles, and no others", async () => {
  for (const [path] of pages()) {
    const { headers, text } = await merchant.get(path);
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(
      policy,
      /default-src 'none'.*form-action 'self'; base-uri 'none'; frame-ancestors 'none'/,
      path,
    );
    assert.doesNotMatch(policy, /script-src[^;]*unsafe|\*/, path);
    assert.doesNotMatch(text, /<[^>]+\son[a-z]+=/, path);
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1];
    const elements = text.matchAll(/<(script|style)\b([^>]*)>(.*?)<\/\1>/gs);
    for (const [, name, attributes, content] of elements) {
      if (/type="application\/(ld\+)?json"/.test(attributes!)) continue;
      const sources = new RegExp(`${name}-src ([^;]*)`).exec(policy)![1]!.split(" ");
      const hash = createHash("sha256").update(content!).digest("base64");
      const isAdmitted = nonce
        ? attributes!.includes(`nonce="${nonce}"`)
        : sources.includes(`'sha256-${hash}'`);
      assert.ok(isAdmitted, `${path} <${name}${attributes}>`);
    }
    // Without a nonce the page is the same each time, and so are the hashes that admit its parts.
    if (!nonce) continue;
    const again = await merchant.get(path);
    assert.ok(!again.text.includes(nonce), `${path} has another nonce each time`);
  }
});

Deno.test("every answer, also a refusal, carries the headers that keep it to itself", async () => {
  const others = [
    "/healthz",
    "/metrics",
    "/assets/icon.svg",
    "/assets/none",
    "/nothing",
    "/sign-out",
  ];
  for (const path of [...pages().map(([path]) => path), ...others]) {
    const { headers } = await merchant.get(path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("x-frame-options"), "DENY", path);
    assert.equal(headers.get("referrer-policy"), "same-origin", path);
  }
});

Deno.test("HEAD answers as GET does, without the page", async () => {
  for (const [path] of pages()) {
    const cookie = [...merchant.cookies].map((pair) => pair.join("=")).join("; ");
    const head = await fetch(platform.url + path, { method: "HEAD", headers: { cookie } });
    assert.equal(head.status, (await merchant.get(path)).status, path);
    assert.equal(await head.text(), "", path);
  }
});

Deno.test("scripts are kept for a year, and what may change is asked for again", async () => {
  const page = await merchant.get("/s/demo");
  const scripts = [...page.text.matchAll(/"(\/_frsh\/js\/[^"]+)"/g)].map(([, path]) => path!);
  assert.ok(scripts.length > 0);
  for (const path of scripts) {
    const { headers } = await merchant.get(path);
    assert.equal(headers.get("cache-control"), "public, max-age=31536000, immutable", path);
  }
  const icon = await merchant.get("/assets/icon.svg");
  const etag = icon.headers.get("etag")!;
  const again = await fetch(`${platform.url}/assets/icon.svg`, {
    headers: { "if-none-match": etag },
  });
  assert.deepEqual([again.status, await again.text()], [304, ""]);
});
