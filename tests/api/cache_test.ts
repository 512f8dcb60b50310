import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { addToCart, cartCookie, EMPTY_CART } from "@/lib/carts/mod.ts";
import { readFormFields } from "@/tests/dashboard/product_fields.ts";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { type SecondServer, startSecondServer } from "@/tests/fixtures/second_server.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";
import { until } from "@/tests/fixtures/until.ts";

let platform: Platform;
let second: SecondServer;
let sql: postgres.Sql;
let merchant: Visitor;
let storeId: string;
let productId: string;
let variantId: string;

const BASKET = "/p/market-basket-indigo";
/** What shoppers may see of a write, from its answer on, on every server. */
const SHOWN_WITHIN_MS = 1_000;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  second = await startSecondServer(platform);
  sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
  const [product] = await sql`select p.id, p.store_id, v.id as variant
    from public.products as p join public.variants as v on v.product_id = p.id
    where p.slug = 'market-basket-indigo'`;
  productId = product!.id;
  storeId = product!.store_id;
  variantId = product!.variant;
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  for (const server of [platform, second]) {
    await until(async () => (await read(server.url, ""), (await hits(server.url)) > 0));
  }
});

Deno.test.afterAll(async () => {
  await sql.end();
  await second.stop();
  await platform.stop();
});

interface Seen {
  status: number;
  text: string;
  etag: string;
}

async function read(server: string, path: string, headers: HeadersInit = {}): Promise<Seen> {
  const response = await fetch(`${server}/s/demo${path}`, { headers, redirect: "manual" });
  const text = await response.text();
  return { status: response.status, text, etag: response.headers.get("etag") ?? "" };
}

async function hits(server: string): Promise<number> {
  const text = await (await fetch(`${server}/metrics`)).text();
  return Number(/cache_reads_total\{result="hit"\} (\d+)/.exec(text)?.[1] ?? 0);
}

/** Both servers keep the page first; the write is done; both show what is new within a second. */
async function assertShown(
  paths: string[],
  write: () => Promise<unknown>,
  isNew: (seen: Seen, path: string) => boolean,
): Promise<void> {
  const servers = [platform.url, second.url];
  for (const server of servers) {
    for (const path of paths) {
      await read(server, path);
      assert.ok(!isNew(await read(server, path), path), `${path} shows it before`);
    }
  }
  await write();
  const written = performance.now();
  for (const server of servers) {
    for (const path of paths) {
      await until(async () => {
        const isShown = isNew(await read(server, path), path);
        const ms = performance.now() - written;
        assert.ok(isShown || ms < SHOWN_WITHIN_MS, `${path} is old after ${ms} ms`);
        return isShown;
      });
    }
  }
}

Deno.test("a product that is edited on one server is new on the other", async () => {
  const form = async (change: Record<string, string>) => {
    const fields = readFormFields(
      (await merchant.get(`/dashboard/demo/products/${productId}`)).text,
    );
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...change })) body.set(name, value);
    const saved = await merchant.post(`/dashboard/demo/products/${productId}`, body);
    assert.equal(saved.status, 303);
  };
  const title = "Market basket, blue";
  await assertShown(
    ["", BASKET, "/c/baskets"],
    () => form({ title }),
    ({ text }) => text.includes(title),
  );
  const description = "Woven in a week.";
  await assertShown(
    [BASKET],
    () => form({ description }),
    ({ text }) => text.includes(description),
  );
  await assertShown(
    [BASKET, "/p"],
    () => form({ "variants.0.price": "9,871" }),
    ({ text }) => text.includes("9,871"),
  );
});

Deno.test("the last one that is sold is sold out everywhere", async () => {
  await sql`select private.move_stock(l.variant_id, 'adjusted', 1 - l.on_hand + l.reserved, 0)
    from public.inventory_levels as l
    join public.locations as k on k.id = l.location_id and k.is_default
    where l.variant_id = ${variantId}`;
  await assertShown(
    [BASKET],
    () => createShopper(platform.url).buy(variantId, "0712 345 678"),
    ({ text }) => text.includes("schema.org/OutOfStock"),
  );
});

Deno.test("what a collection's rule finds, and where a category stands, is shown at once", async () => {
  const [{ id }] = await sql`insert into public.collections
      (store_id, slug, title, kind, conditions, is_published)
    values (${storeId}, 'blue', 'Everything blue', 'rule', ${
    sql.json([{ field: "title", value: "no such word" }])
  }, true) returning id` as [{ id: string }];
  await assertShown(
    ["", "/c/blue"],
    () =>
      sql`update public.collections set conditions = ${
        sql.json([{ field: "tag", value: "seen" }])
      }, slug = 'blue' where id = ${id}`.then(() =>
        sql`update public.products set tags = tags || ${["seen"]}::text[] where id = ${productId}`
      ),
    ({ text }, path) => path === "" ? text.includes("Everything blue") : text.includes(BASKET),
  );
  const first = () =>
    sql`select slug, name from public.categories
    where store_id = ${storeId} and parent_id is null order by position, name`;
  const [, other] = await first();
  await assertShown(
    ["", "/p"],
    () =>
      sql`update public.categories set position = -1 where store_id = ${storeId} and slug = ${
        other!.slug
      }`,
    ({ text }) =>
      new RegExp(`href="[^"]*/p"[^>]*>All</a></li><li><a href="[^"]*/c/${other!.slug}"`).test(text),
  );
});

Deno.test("a picture that is added and a review that is published are shown at once", async () => {
  const path = `${storeId}/a-new-picture`;
  await assertShown(
    [BASKET],
    () =>
      sql`insert into public.product_images (store_id, product_id, path, width, height, widths, position)
        values (${storeId}, ${productId}, ${path}, 320, 320, '{320}', 99)`,
    ({ text }) => text.includes("a-new-picture"),
  );
  const [other] = await sql`select v.id from public.variants as v
    where v.store_id = ${storeId} and v.stock_hint = 5 and v.archived_at is null limit 1`;
  const token = await createShopper(platform.url).buy(other!.id, "0712 345 679");
  const [order] = await sql`select id from public.orders where token = ${token}`;
  const [review] = await sql`insert into public.reviews
      (store_id, product_id, order_id, stars, body, author_name)
    values (${storeId}, ${productId}, ${
    order!.id
  }, 5, 'It holds everything', 'Akinyi') returning id`;
  await assertShown(
    [BASKET],
    async () => {
      const answer = { state: "published", answer: "" };
      const saved = await merchant.post(`/dashboard/demo/reviews/${review!.id}`, answer);
      assert.equal(saved.status, 303);
    },
    ({ text }) => text.includes("It holds everything"),
  );
});

Deno.test("a product that moves leaves its old address, and one that is hidden is gone", async () => {
  const moved = "/p/market-basket-moved";
  await assertShown(
    [BASKET, moved],
    () => sql`update public.products set slug = 'market-basket-moved' where id = ${productId}`,
    ({ status }, path) => status === (path === moved ? 200 : 301),
  );
  const set = (status: string) => () =>
    sql`update public.products set status = ${status} where id = ${productId}`;
  await assertShown([moved], set("archived"), ({ status }) => status === 404);
  await assertShown([moved], set("published"), ({ status }) => status === 200);
  await sql`update public.products set slug = 'market-basket-indigo' where id = ${productId}`;
});

Deno.test("a product that was to appear appears by itself", async () => {
  await sql`update public.products set status = 'archived' where id = ${productId}`;
  await assertShown(
    [BASKET],
    async () => {
      await sql`update public.products set status = 'scheduled', publish_at = now() where id = ${productId}`;
      await until(async () => {
        const [row] = await sql`select status from public.products where id = ${productId}`;
        return row!.status === "published";
      });
    },
    ({ status }) => status === 200,
  );
});

Deno.test("a shop that is suspended is closed on every server, and open again with its pages", async () => {
  const admin = visit(platform.url);
  await signIn(admin, "admin@afrify.test");
  const paths = ["", "/p", BASKET];
  await assertShown(
    paths,
    () => admin.post("/admin/stores/demo/suspend", { reason: "Goods never arrive" }),
    ({ status }) => status === 404,
  );
  await assertShown(
    paths,
    () => admin.post("/admin/stores/demo/resume", {}),
    ({ status }) => status === 200,
  );
});

Deno.test("a revisit costs a few hundred bytes, and both servers know each other's pages", async () => {
  for (const path of ["", "/p", "/c/baskets", BASKET, "/search?q=basket"]) {
    const { etag } = await read(platform.url, path);
    assert.match(etag, /^W\/"/, path);
    const again = await fetch(`${second.url}/s/demo${path}`, {
      headers: { "if-none-match": etag },
    });
    assert.equal(again.status, 304, path);
    assert.equal(await again.text(), "");
    const size = [...again.headers].join("\r\n").length;
    assert.ok(size < 500, `${path}: ${size} bytes of headers`);
    assert.equal(again.headers.get("cache-control"), "private, no-cache");
    assert.equal(again.headers.get("content-security-policy"), null);
  }
});

Deno.test("a page is another for another cart, device, host and query, and is never mixed up", async () => {
  const cart = (quantity: number) => ({
    cookie: cartCookie(addToCart(EMPTY_CART, variantId, quantity), "").split(";")[0]!,
  });
  const { etag, text } = await read(platform.url, BASKET);
  const others: [string, HeadersInit][] = [
    [BASKET, cart(1)],
    [BASKET, cart(2)],
    [BASKET, { "save-data": "on" }],
    [`${BASKET}?problem=out_of_stock`, {}],
  ];
  const seen = new Set([etag]);
  for (const [path, headers] of others) {
    const one = await read(platform.url, path, headers);
    assert.ok(!seen.has(one.etag), path + JSON.stringify(headers));
    seen.add(one.etag);
    const again = await read(platform.url, path, { ...headers, "if-none-match": one.etag });
    assert.equal(again.status, 304);
    const stale = await read(platform.url, path, { ...headers, "if-none-match": etag });
    assert.equal(stale.status, 200);
  }
  assert.deepEqual(await read(platform.url, BASKET), { status: 200, text, etag });
  const shared = await read(platform.url, `${BASKET}?utm_source=x&fbclid=${crypto.randomUUID()}`);
  assert.equal(shared.etag, etag);

  const port = new URL(platform.url).port;
  const own = await new Deno.Command("curl", {
    args: ["-s", "-H", `host: demo.localhost:${port}`, `${platform.url}${BASKET}`],
  }).output();
  const html = new TextDecoder().decode(own.stdout);
  assert.ok(html.includes('href="/c/baskets"') && !html.includes("/s/demo/"));
});

Deno.test("prices in a cart are those of now, on the page of a shop that is kept, too", async () => {
  const headers = { cookie: cartCookie(addToCart(EMPTY_CART, variantId, 1), "").split(";")[0]! };
  for (const price of [765_400, 876_500]) {
    await sql`update public.variants set price_minor = ${price} where id = ${variantId}`;
    const { text } = await read(second.url, "", headers);
    assert.ok(text.includes((price / 100).toLocaleString("en")));
  }
});

Deno.test("a kept page costs no statement, and questions that somebody invents are not kept", async () => {
  const paths = ["", "/p", "/c/baskets", BASKET];
  for (const path of paths) await read(platform.url, path);
  await sql.begin(async (sql) => {
    await sql`lock table public.stores, public.products in access exclusive mode`;
    for (let i = 0; i < 40; i++) {
      assert.equal((await read(platform.url, paths[i % 4]!)).status, 200);
    }
    const signal = AbortSignal.timeout(300);
    await assert.rejects(fetch(`${platform.url}/s/demo/search?q=basket`, { signal }), /timeout/);
  });

  const start = await hits(platform.url);
  for (let i = 0; i < 20; i++) {
    for (const path of [`/p?after=${i}`, `/p/none-${i % 2}`, `/c/none`, `/p?x=${i % 2}`]) {
      await read(platform.url, path);
    }
  }
  assert.equal(await hits(platform.url), start);
});

const versionIn = (text: string) => Number(/v(\d+)v/.exec(text)?.[1] ?? 0);
let version = 1_000_000;

/** The version is in the description, which only the product's page shows; more may change with it. */
async function write(kind: "title" | "price" | "text", version: number): Promise<void> {
  await sql.begin(async (sql) => {
    await sql`update public.products set description = ${`v${version}v`} where id = ${productId}`;
    if (kind === "title") {
      await sql`update public.products set title = ${`T${version}`} where id = ${productId}`;
    }
    if (kind === "price") {
      await sql`update public.variants set price_minor = ${version} where id = ${variantId}`;
    }
  });
}

Deno.test("whatever is written while two servers are read, neither goes back to what was before", async () => {
  const servers = [platform.url, second.url];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("title" as const, "price" as const, "text" as const), {
        minLength: 4,
        maxLength: 8,
      }),
      fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 8, maxLength: 8 }),
      async (writes, pauses) => {
        const latest = servers.map(() => 0);
        let isReading = true;
        const readers = servers.flatMap((server, i) =>
          [1, 2].map(async () => {
            while (isReading) {
              const least = latest[i]!;
              const seen = versionIn((await read(server, BASKET)).text);
              assert.ok(seen >= least, `${server} showed ${least} and then ${seen}`);
              latest[i] = Math.max(latest[i]!, seen);
            }
          })
        );
        const reading = Promise.all(readers).finally(() => isReading = false);
        try {
          for (const [i, kind] of writes.entries()) {
            await write(kind, ++version);
            await new Promise((resolve) => setTimeout(resolve, pauses[i]!));
          }
          const written = performance.now();
          await until(() => {
            const ms = performance.now() - written;
            if (!isReading || latest.every((one) => one === version)) return true;
            assert.ok(ms < SHOWN_WITHIN_MS, `${latest} and not ${version} after ${ms} ms`);
            return false;
          });
        } finally {
          isReading = false;
          await reading;
        }
      },
    ),
    { numRuns: 6 },
  );
});
