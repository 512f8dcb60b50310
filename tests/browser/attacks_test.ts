import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import postgres from "postgres";
import { listCaughtMessages } from "@/lib/notifications/mailbox.ts";
import { footprint } from "@/tests/api/footprint.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { routePaths } from "@/tests/fixtures/route_paths.ts";
import { orderInput } from "@/tests/fixtures/shop.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";
import { plantTexts } from "@/tests/fixtures/text_columns.ts";
import { until } from "@/tests/fixtures/until.ts";
import { withBrowser } from "./browser.ts";
import { signIn } from "./sign_in.ts";

interface Demo {
  storeId: string;
  tenantId: string;
  productId: string;
  slug: string;
  category: string;
  variantId: string;
  token: string;
  number: number;
  keyId: string;
  importId: string;
}

let platform: Platform;
let sql: postgres.Sql;
let demo: Demo;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  demo = await furnish();
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** A row of the demo shop in every table that its own people and shoppers fill. */
async function furnish(): Promise<Demo> {
  const [row] = await sql`
    select s.id as "storeId", s.tenant_id as "tenantId", p.id as "productId", p.slug,
      c.slug as category, v.id as "variantId"
    from public.stores as s
    join public.products as p on p.store_id = s.id and p.slug = 'market-basket-indigo'
    join public.categories as c on c.id = p.category_id
    join public.variants as v on v.product_id = p.id
    where s.slug = 'demo' limit 1`;
  const token = await createShopper(platform.url).buy(row!.variantId, "0712 345 678");
  await untilQuiet();
  const [order] = await sql`select number from public.orders where token = ${token}`;
  const [key] = await sql`
    insert into public.api_keys (store_id, name, prefix, secret_hash, permissions)
    values (${row!.storeId}, 'Sheet', 'afk_00000000', '\\x00', '{orders.view}') returning id`;
  await sql`insert into public.support_visits (store_id, admin_id, reason, ended_at)
    select ${row!.storeId}, user_id, 'A look', now() from public.platform_admins`;
  const [file] = await sql`
    insert into public.imports (store_id, kind, status, file_name, header, mapping, created_by)
    select ${row!.storeId}, 'products', 'checked', 'goods.csv', '{Title}', '{"title":0}', id
    from auth.users where email = 'merchant@afrify.test' returning id`;
  const [text] = scripts("import_rows.cells");
  await sql`
    insert into public.import_rows (store_id, import_id, kind, line, item, cells, outcome, problems)
    values (${row!.storeId}, ${file!.id}, 'products', 2, 1, ${sql.json([text!])}, 'refused',
      ${sql.json([{ column: 0, text: text! }])})`;
  return { ...row, token, number: order!.number, keyId: key!.id, importId: file!.id } as Demo;
}

/** An order writes on until its prompt is on the phone and its messages are sent. */
async function untilQuiet(): Promise<void> {
  await until(async () => {
    const [message] = await sql`select from public.notifications where state = 'queued'`;
    const [attempt] = await sql`
      select from public.payment_attempts where state in ('created', 'submitted')`;
    return !message && !attempt;
  });
}

/** The worst that fits, which says where it came from should it run. */
function scripts(column: string): string[] {
  return [
    `</title></textarea></script>"'><script>pwned("${column}")</script><img src=x onerror=pwned("${column}")>` +
    `{{7*7}}\u2028\u202e<svg onload=pwned("${column}")>`,
    `</script>"'><script>pwned()</script>\u2028\u202e`,
    `"'><img src=x onerror=pwned()>`,
    `"><svg/onload=pwned()>@x.test`,
    `javascript:pwned()`,
  ];
}

/** Every page, as the demo shop has it; neither files to keep nor the stream of events, which never ends. */
function paths(): string[] {
  const { productId, keyId, importId, token, slug, category } = demo;
  const values: Record<string, string> = {
    product: slug,
    category,
    token,
    number: String(demo.number),
    variant: demo.variantId,
    store: "demo",
    rest: "no/such/page",
    checkout: "none",
  };
  return routePaths((name, file) => {
    if (name === "id") {
      if (file.includes("/products/")) return productId;
      if (file.includes("/imports/")) return importId;
      return file.includes("/mailbox/") ? "1" : keyId;
    }
    return values[name] ?? "none";
  }).filter((path) => !/\.csv$|\/live$/.test(path));
}

interface Watch {
  /** What ran, or what the policy had to stop. */
  alarms: string[];
}

/** Listens for scripts that are not ours: run, stopped by the policy, or waiting in the page. */
async function watch(page: Page): Promise<Watch> {
  const alarms: string[] = [];
  page.on("dialog", async (dialog) => {
    alarms.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) alarms.push(message.text());
  });
  await page.exposeFunction("pwned", (column: string) => alarms.push(`ran: ${column}`));
  return { alarms };
}

/** What only an attack leaves in a document. */
async function foreignParts(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        const runs = /^on/i.test(name) ||
          (/^(href|src|action|formaction)$/i.test(name) && /^\s*(javascript|data):/i.test(value));
        if (runs) found.push(element.outerHTML.slice(0, 120));
      }
      // A block of data is never run, whatever is in it.
      const isData = /^application\/(ld\+)?json$/.test(element.getAttribute("type") ?? "");
      if (element.localName === "script" && !isData && /pwned/.test(element.textContent)) {
        found.push(element.outerHTML.slice(0, 120));
      }
    }
    return found;
  });
}

Deno.test("what people write is shown everywhere and runs nowhere", async (t) => {
  const planted = await plantTexts(sql, demo, scripts);
  const columns = planted.map(({ column }) => column);
  for (
    const column of [
      ...[
        "stores.name",
        "stores.tagline",
        "stores.address",
        "stores.opening_hours",
        "tenants.name",
      ],
      ...["products.title", "products.description", "categories.name", "orders.contact_name"],
      ...["orders.landmark", "orders.note", "api_keys.name", "support_visits.reason"],
      ...["audit_events.user_agent", "audit_events.actor_name"],
    ]
  ) assert.ok(columns.includes(column), `${column} took nothing: ${columns}`);

  await withBrowser(async (browser) => {
    const page = await browser.newPage({ width: 1280, height: 800 });
    const { alarms } = await watch(page);
    for (const email of [null, "merchant@afrify.test", "admin@afrify.test"]) {
      if (email) await signIn(page, platform.url, email);
      for (const path of paths()) {
        const seen = await page.goto(platform.url + path, { waitUntil: "load" });
        assert.ok(seen!.status() < 500, `${path} answers ${seen!.status()} to ${email}`);
        assert.deepEqual(await foreignParts(page), [], `${path} as ${email}`);
        assert.deepEqual(alarms, [], `${path} as ${email}`);
      }
    }
    await t.step("the pages did show it", async () => {
      await page.goto(`${platform.url}/s/demo/p/${demo.slug}`);
      assert.match(await page.locator("h1").innerText(), /<script>pwned/);
      await signIn(page, platform.url, "merchant@afrify.test");
      await page.goto(`${platform.url}/dashboard/demo/settings/activity`);
      assert.match(await page.locator("main").innerText(), /<script>pwned/);
    });
  });
});

Deno.test("messages carry names as text, in mail readers too", async () => {
  await sql`update public.delivery_zones set areas = '{"Kilimani, Nairobi"}' where store_id = ${demo.storeId}`;
  const [other] = await sql`
    select v.id from public.variants as v join public.inventory_levels as l on l.variant_id = v.id
    where v.store_id = ${demo.storeId} and l.on_hand - l.reserved > 1 and v.archived_at is null limit 1`;
  await sql`update public.stores set contact_email = 'inbox@shop.test' where id = ${demo.storeId}`;
  const input = orderInput(other!.id, {
    name: `"><script>pwned()</script>\u2028`,
    landmark: `<img src=x onerror=pwned()>`,
    email: "shopper@mail.test",
    note: "{{constructor.constructor('pwned()')()}}",
  });
  const [row] = await sql`
    select public.place_order('demo', ${crypto.randomUUID()}, ${
    sql.json(input as never)
  }) as placed`;
  assert.equal(row!.placed.ok, true, JSON.stringify(row!.placed));

  await until(async () =>
    (await listCaughtMessages(platform.mailbox_url, "inbox@shop.test")).length > 0
  );

  for (const { html, subject } of await listCaughtMessages(platform.mailbox_url)) {
    assert.doesNotMatch(subject ?? "", /[\r\n]/);
    if (!html) continue;
    await withBrowser(async (browser) => {
      const page = await browser.newPage();
      const { alarms } = await watch(page);
      await page.setContent(html);
      assert.deepEqual([await foreignParts(page), alarms], [[], []]);
    });
  }
});

Deno.test("what watches for scripts notices those that run, that are stopped and that wait", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    const { alarms } = await watch(page);
    await page.setContent("<img src=x onerror=pwned(1)><a href='javascript:pwned()'>x</a>");
    await until(() => alarms.length > 0);
    assert.equal((await foreignParts(page)).length, 2);
    alarms.length = 0;
    await page.goto(`${platform.url}/sign-in`);
    await page.evaluate(() => {
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=pwned(1)>");
    });
    await until(() => alarms.length > 0);
  });
});

/** Another site, under several names: another port, a neighbour's subdomain, another host. */
function startOtherSite(): { origins: string[]; show(html: string): void; stop(): Promise<void> } {
  let html = "";
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () => new Response(html, { headers: { "content-type": "text/html" } }),
  );
  const names = ["localhost", "evil.localhost", "127.0.0.1"];
  return {
    origins: names.map((name) => `http://${name}:${server.addr.port}`),
    show: (text) => html = text,
    stop: () => server.shutdown(),
  };
}

Deno.test("no other site frames a page of ours", async () => {
  const other = startOtherSite();
  try {
    await withBrowser(async (browser) => {
      const page = await browser.newPage();
      await signIn(page, platform.url, "merchant@afrify.test");
      for (
        const path of ["/sign-in", "/dashboard/demo/orders", `/s/demo/orders/${demo.token}/pay`]
      ) {
        for (const origin of other.origins) {
          other.show(`<iframe src="${platform.url}${path}"></iframe>`);
          await page.goto(origin, { waitUntil: "load" });
          const frame = page.frames().find((one) => one !== page.mainFrame());
          assert.match(frame?.url() ?? "", /^chrome-error:/, `${origin} frames ${path}`);
        }
      }
    });
  } finally {
    await other.stop();
  }
});

Deno.test("no form of another site changes anything of ours", async () => {
  const other = startOtherSite();
  const writes = (): { email: string; path: string; fields: Record<string, string> }[] => [
    {
      email: "merchant@afrify.test",
      path: `/dashboard/demo/products/${demo.productId}`,
      fields: { intent: "archive", title: "Stolen" },
    },
    {
      email: "merchant@afrify.test",
      path: "/dashboard/demo/settings/payments/mpesa",
      fields: { kind: "paybill", shortCode: "555555", till: "", environment: "sandbox" },
    },
    {
      email: "merchant@afrify.test",
      path: "/dashboard/demo/settings/api-keys/new",
      fields: { name: "Theirs", "may.orders.view": "on", life: "never" },
    },
    {
      email: "merchant@afrify.test",
      path: `/dashboard/demo/settings/api-keys/${demo.keyId}`,
      fields: { intent: "revoke" },
    },
    {
      email: "merchant@afrify.test",
      path: `/s/demo/orders/${demo.token}/pay`,
      fields: { phone: "0722 000 118", country: "KE" },
    },
    { email: "merchant@afrify.test", path: "/sign-out", fields: {} },
    {
      email: "admin@afrify.test",
      path: "/admin/stores/demo/suspend",
      fields: { reason: "Because a page said so" },
    },
    {
      email: "admin@afrify.test",
      path: "/admin/stores/demo/visit",
      fields: { reason: "Because a page said so" },
    },
  ];
  try {
    await withBrowser(async (browser) => {
      const page = await browser.newPage();
      await untilQuiet();
      // So that nobody asks the gateway any more, and a form could have another try.
      await sql`delete from graphile_worker._private_jobs where locked_at is null`;
      await sql`update public.payment_attempts set state = 'failed' where state in ('pending', 'unknown')`;
      const before = await footprint(sql, demo);
      let who = "";
      for (const { email, path, fields } of writes()) {
        if (email !== who) await signIn(page, platform.url, who = email);
        for (const origin of other.origins) {
          const inputs = Object.entries(fields).map(([name, value]) =>
            `<input name="${name}" value="${value}">`
          );
          other.show(
            `<form method="post" action="${platform.url}${path}">${inputs.join("")}</form>`,
          );
          await page.goto(origin);
          const [answer] = await Promise.all([
            page.waitForResponse((response) => response.request().method() === "POST"),
            page.waitForNavigation(),
            page.evaluate(() => document.forms[0]!.submit()),
          ]);
          // 303: a cookie did not even come along, and the visitor is asked to sign in.
          const isRefused = answer.status() === 403 || answer.status() === 404 ||
            /\/sign-in/.test(await answer.headerValue("location") ?? "");
          assert.ok(isRefused, `${origin} posts to ${path}: ${answer.status()}`);
        }
        const home = await page.goto(`${platform.url}/dashboard`);
        assert.doesNotMatch(home!.url(), /sign-in/, "still signed in");
      }
      assert.deepEqual(await footprint(sql, demo), before);
    });
  } finally {
    await other.stop();
  }
});
