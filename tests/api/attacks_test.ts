import assert from "node:assert/strict";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import postgres from "postgres";
import sharp from "sharp";
import { createPhone } from "@/tests/payments/phone.ts";
import { productForm } from "@/tests/dashboard/product_fields.ts";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { routePaths } from "@/tests/fixtures/route_paths.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";
import { plantTexts } from "@/tests/fixtures/text_columns.ts";
import { until } from "@/tests/fixtures/until.ts";
import { footprint } from "./footprint.ts";

interface Store {
  storeId: string;
  tenantId: string;
}

let platform: Platform;
let sql: postgres.Sql;
let demo: Store & { productId: string; variantId: string; original: string; token: string };
let zuri: Store;
/** Owner of zuri, who attacks. */
let rival: Visitor;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  const [row] = await sql`
    select s.id as "storeId", s.tenant_id as "tenantId", p.id as "productId", v.id as "variantId",
      i.path as original
    from public.stores as s
    join public.products as p on p.store_id = s.id and p.slug = 'market-basket-indigo'
    join public.variants as v on v.product_id = p.id
    join public.product_images as i on i.product_id = p.id
    where s.slug = 'demo' limit 1`;
  const token = await createShopper(platform.url).buy(row!.variantId, "0712 345 678");
  demo = { ...row, token } as typeof demo;
  const [other] = await sql`
    select id as "storeId", tenant_id as "tenantId" from public.stores where slug = 'zuri'`;
  zuri = other as Store;
  await refusePrompt();
  await untilJobsRest();
});

/** An attempt that is over is asked about no more: what changes later in the shop, somebody else did. */
async function refusePrompt(): Promise<void> {
  const phone = createPhone(platform.daraja_url);
  await until(async () => (await phone.prompts("254712345678")).length === 1);
  await phone.refuse("254712345678");
  await until(async () => {
    const [open] = await sql`select from public.payment_attempts as a
      where a.store_id = ${demo.storeId} and a.state in ('created', 'submitted', 'pending', 'unknown')`;
    return !open;
  });
  await untilJobsRest();
  await sql`delete from graphile_worker._private_jobs as j using public.payment_attempts as a
    where a.store_id = ${demo.storeId} and j.locked_at is null and j.payload::text like '%' || a.id || '%'`;
}

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** Resolves when the worker has nothing to do now; jobs for later may wait. */
async function untilJobsRest(): Promise<void> {
  await until(async () => {
    const [due] = await sql`
      select from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts limit 1`;
    return !due;
  });
}

async function client(email: string): Promise<SupabaseClient> {
  const db = createClient(platform.supabase_url, platform.publishable_key, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  await db.auth.signInWithPassword({ email, password: "afrify-demo" });
  return db;
}

Deno.test("no route of ours may be framed by anybody", async () => {
  const people = await Promise.all(
    [null, "merchant@afrify.test", "admin@afrify.test"].map(async (email) => {
      const visitor = visit(platform.url);
      if (email) await signIn(visitor, email);
      return visitor;
    }),
  );
  const names: Record<string, string> = { store: "demo", token: demo.token, id: demo.productId };
  const paths = routePaths((name) => names[name] ?? "none");
  assert.ok(paths.length > 40 && paths.includes("/admin"), paths.join());
  for (const visitor of people) {
    for (const path of paths) {
      const { headers, status } = await visitor.get(path);
      assert.ok(status < 500 || path === "/readyz", `${path} ${status}`);
      assert.equal(headers.get("x-frame-options"), "DENY", path);
      if (!headers.get("content-type")?.startsWith("text/html")) continue;
      assert.match(headers.get("content-security-policy") ?? "", /frame-ancestors 'none'/, path);
    }
  }
});

Deno.test("no address that a merchant writes is ever asked for by us", async (t) => {
  const heard: string[] = [];
  const listener = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (req) => {
    heard.push(req.url);
    return new Response("pwned");
  });
  const address = `http://127.0.0.1:${listener.addr.port}`;
  try {
    await t.step("in the settings of payments, known keys and others", async () => {
      const db = await client("rival@afrify.test");
      const keys = ["url", "base_url", "callback_url", "ResultURL", "environment", "host", "till"];
      for (const key of keys) {
        await db.rpc("save_payment_account", {
          store_id: zuri.storeId,
          gateway: "mpesa",
          settings: { short_code: "600000", kind: "paybill", [key]: address },
          credentials: {
            consumer_key: address,
            consumer_secret: address,
            passkey: address,
            [key]: address,
          },
        });
      }
      await db.from("payment_accounts").update({ settings: { url: address } })
        .eq("store_id", zuri.storeId);
    });

    await t.step("as the path of a picture, through REST", async () => {
      const db = await client("rival@afrify.test");
      const [product] = await sql`
        select id from public.products where store_id = ${zuri.storeId} limit 1`;
      for (const path of [address, `//${address.slice(7)}/x`, `${zuri.storeId}/../../${address}`]) {
        await db.from("product_images").insert({
          store_id: zuri.storeId,
          product_id: product!.id,
          path,
          width: 400,
          height: 400,
          position: 99,
        });
      }
    });

    await t.step(
      "in every text that the database takes, with the jobs that read them",
      async () => {
        const planted = await plantTexts(sql, zuri, () => [`${address}/x`, `${address}/@x.test`]);
        assert.ok(planted.length > 10, planted.map(({ column }) => column).join());
        await sql`select private.enqueue('process_image', jsonb_build_object('image_id', i.id))
        from public.product_images as i where i.store_id = ${zuri.storeId}`;
        for (const path of ["", "/p", "/cart"]) await rival.get(`/s/zuri${path}`);
        for (const path of ["orders", "products", "settings/activity"]) {
          await rival.get(`/dashboard/zuri/${path}`);
        }
        // Failing jobs are put off: all that are due have been tried once, and shall not come back later.
        await untilJobsRest();
        await sql`delete from graphile_worker._private_jobs where attempts > 0 and locked_at is null`;
      },
    );

    assert.deepEqual(heard, []);
  } finally {
    await listener.shutdown();
  }
});

/** Names by which an upload tries to leave its folder. */
const NAMES = [
  "../x.png",
  "../../../../../../tmp/afrify-walked.png",
  "..\\..\\x.png",
  "%2e%2e%2fx.png",
  "%252e%252e%252fx.png",
  "/tmp/afrify-walked.png",
  "C:\\afrify-walked.png",
  "x\u0000.png",
  "a".repeat(5000) + ".png",
  ".",
  "..",
  "",
];

/** Everything that Storage keeps, by bucket and name. */
async function objects(): Promise<string[]> {
  const rows = await sql<
    { name: string }[]
  >`select bucket_id || '/' || name as name from storage.objects`;
  return rows.map(({ name }) => name).sort();
}

async function nothingOfTheDemoChanges(run: () => Promise<void>): Promise<string[]> {
  const [before, known] = [await footprint(sql, demo), await objects()];
  await run();
  await untilJobsRest();
  const after = await footprint(sql, demo);
  // Which objects there are is a fact about all shops; the demo's own are compared by name.
  for (const found of [before, after]) delete found["storage.objects"];
  for (
    const table of ["private.api_key_uses", "private.payment_credentials", "public.platform_admins"]
  ) {
    assert.equal(after[table], before[table], table);
  }
  assert.deepEqual(after, before);
  const made = (await objects()).filter((name) => !known.includes(name));
  assert.deepEqual(made.filter((name) => name.split("/")[1] === demo.storeId), []);
  await assert.rejects(Deno.stat("/tmp/afrify-walked.png"), Deno.errors.NotFound);
  return made;
}

Deno.test("a picture's name leads nowhere, in the form of a product", async () => {
  const bytes = new Uint8Array(
    await sharp({ create: { width: 40, height: 40, channels: 3, background: "#0b5a41" } }).png()
      .toBuffer(),
  );
  const own = "/dashboard/zuri/products/new";
  const made = await nothingOfTheDemoChanges(async () => {
    for (const name of [...NAMES, `${demo.storeId}/x.png`, demo.original]) {
      const form = productForm({ title: `Picture ${crypto.randomUUID()}` }, [{ name, bytes }]);
      const { status } = await rival.post(own, form);
      assert.ok(
        status === 303 || status === 422 || status === 400,
        `${name.slice(0, 40)}: ${status}`,
      );
    }
  });
  assert.ok(made.length > 0, "some were pictures, whatever they are called");
  const place = new RegExp(
    `^(originals|media)/${zuri.storeId}/[0-9a-f-]{36}(\\.\\w+)?(/\\d+\\.(webp|avif))?$`,
  );
  assert.deepEqual(made.filter((name) => !place.test(name)), []);
});

Deno.test("a name leads nowhere in the Storage API", async () => {
  const db = await client("rival@afrify.test");
  const { data } = await db.auth.getSession();
  const headers = {
    authorization: `Bearer ${data.session!.access_token}`,
    apikey: platform.publishable_key,
    "content-type": "image/png",
  };
  const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background: "#fff" } })
    .png().toBuffer();
  const walks = NAMES.flatMap((name) => [name, `${zuri.storeId}/${name}`]).concat([
    `${zuri.storeId}/../${demo.storeId}/x`,
    `${zuri.storeId}/%2e%2e/${demo.storeId}/x`,
    `${zuri.storeId}%2f..%2f${demo.storeId}%2fx`,
    `${demo.storeId}/x`,
    demo.original,
  ]);

  const made = await nothingOfTheDemoChanges(async () => {
    for (const name of walks) {
      await db.storage.from("originals").upload(name, new Blob([bytes as BlobPart]), {
        contentType: "image/png",
        upsert: true,
      });
      // As it is, without what the library does to a name first.
      for (const bucket of ["originals", "media"]) {
        const url = `${platform.supabase_url}/storage/v1/object/${bucket}/${
          name.replaceAll("\0", "%00")
        }`;
        // Hanging up on such an address is an answer as well: what counts is what was made.
        const response = await fetch(url, { method: "POST", headers, body: bytes as BodyInit })
          .catch(() => null);
        await response?.body?.cancel();
      }
    }
  });

  assert.deepEqual(made.filter((name) => !name.startsWith(`originals/${zuri.storeId}/`)), []);
  assert.deepEqual(made.filter((name) => /(^|\/)\.\.?(\/|$)/.test(name)), []);
});

Deno.test("no picture of a shop is made of what another shop keeps to itself", async () => {
  const db = await client("rival@afrify.test");
  const secret = `${demo.storeId}/${crypto.randomUUID()}`;
  const service = createClient(platform.supabase_url, platform.secret_key).storage;
  const bytes = await sharp({
    create: { width: 400, height: 400, channels: 3, background: "#a00" },
  })
    .png().toBuffer();
  await service.from("originals").upload(secret, new Blob([bytes as BlobPart]), {
    contentType: "image/png",
  });
  const [product] = await sql`
    select id from public.products where store_id = ${zuri.storeId} limit 1`;

  for (
    const path of [
      secret,
      `${zuri.storeId}/../${secret}`,
      `${zuri.storeId}/%2e%2e/${secret}`,
      `${zuri.storeId}/..%2f${secret}`,
      `${zuri.storeId}/./../${secret}`,
      `${zuri.storeId}/\\..\\..\\${secret}`,
    ]
  ) {
    const { error } = await db.from("product_images").insert({
      store_id: zuri.storeId,
      product_id: product!.id,
      path,
      width: 400,
      height: 400,
      position: 98,
    });
    assert.ok(error, path);
    assert.notEqual(error.code, "PGRST204", "the columns are known");
  }
  await untilJobsRest();

  const public_ = await fetch(
    service.from("media").getPublicUrl(`${secret}/160.webp`).data.publicUrl,
  );
  await public_.body?.cancel();
  assert.ok(public_.status >= 400, "it is nobody's but the demo's");
});
