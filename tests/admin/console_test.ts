import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

let platform: Platform;
let sql: postgres.Sql;
let admin: Visitor;
let merchant: Visitor;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  [admin, merchant] = [visit(platform.url), visit(platform.url)];
  await signIn(admin, "admin@afrify.test");
  await signIn(merchant, "merchant@afrify.test");
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

const PAGES = [
  "/admin",
  "/admin/activity",
  "/admin/stores/demo",
  "/admin/stores/demo/suspend",
  "/admin/stores/demo/visit",
];
const FORMS = ["suspend", "visit", "resume", "leave"].map((verb) => `/admin/stores/demo/${verb}`);

Deno.test("whoever runs the platform and has no shop lands in the console", async () => {
  assert.equal((await admin.get("/dashboard")).location, "/admin");
  const page = await admin.get("/admin");
  assert.equal(page.status, 200);
  assert.match(page.text, /Kikapu/);
  assert.match(page.text, /href="\/admin\/stores\/zuri"/);
});

Deno.test("to everybody else, signed in or not, the console is not there", async () => {
  const strangers: Visitor[] = [visit(platform.url), merchant];
  for (const email of ["staff@afrify.test", "rival@afrify.test", "shopper@afrify.test"]) {
    const stranger = visit(platform.url);
    await signIn(stranger, email);
    strangers.push(stranger);
  }
  for (const stranger of strangers) {
    for (const path of [...PAGES, ...FORMS]) {
      const page = await stranger.get(path);
      assert.equal(page.status, 404, path);
      assert.doesNotMatch(page.text, /Console|Kikapu/, path);
    }
    for (const path of [...PAGES, ...FORMS]) {
      assert.equal((await stranger.post(path, { reason: "Because I can" })).status, 404, path);
    }
  }
  const [visits] = await sql`select from public.support_visits`;
  assert.equal(visits, undefined);
});

Deno.test("whoever stops running the platform is out with the next request", async () => {
  const former = visit(platform.url);
  await signIn(former, "admin@afrify.test");
  assert.equal((await former.get("/admin")).status, 200);

  const [row] = await sql`delete from public.platform_admins returning *`;
  try {
    assert.equal((await former.get("/admin")).status, 404);
  } finally {
    await sql`insert into public.platform_admins ${sql(row!)}`;
  }
});

Deno.test("shops are found by name, address and state", async () => {
  assert.doesNotMatch((await admin.get("/admin?q=zuri")).text, /stores\/demo"/);
  assert.match((await admin.get("/admin?q=KIKAPU")).text, /stores\/demo"/);
  assert.match((await admin.get("/admin?q=%25")).text, /No shops here/);
  assert.match((await admin.get("/admin?status=suspended")).text, /No shops here/);
});

Deno.test("without a visit the dashboard of a shop is not there, with one it is, for an hour", async () => {
  assert.equal((await admin.get("/dashboard/demo/orders")).status, 404);

  const wordless = await admin.post("/admin/stores/demo/visit", { reason: " x " });
  assert.equal(wordless.status, 422);
  assert.match(wordless.text, /id="reason-error"/);
  const opened = await admin.post("/admin/stores/demo/visit", { reason: "Prompts do not arrive" });
  assert.equal(opened.location, "/dashboard/demo/orders");
  const page = await admin.get("/dashboard/demo/orders");
  assert.equal(page.status, 200);
  assert.match(page.text, /as support until/);
  assert.equal((await admin.get("/dashboard/zuri/orders")).status, 404, "one shop, not the next");

  await sql`update public.support_visits set expires_at = now()`;
  assert.equal((await admin.get("/dashboard/demo/orders")).status, 404);
});

Deno.test("a visit ends when support leaves, and its owner reads why and what was done", async () => {
  await admin.post("/admin/stores/demo/visit", { reason: "Zones of the coast" });
  const left = await admin.post("/admin/stores/demo/leave", {});

  assert.equal(left.location, "/admin/stores/demo");
  assert.equal((await admin.get("/dashboard/demo/orders")).status, 404);
  assert.match((await admin.get("/admin/stores/demo")).text, /Zones of the coast/);
  const activity = await merchant.get("/dashboard/demo/settings/activity");
  assert.match(activity.text, /Looked inside the shop/);
  assert.match(activity.text, /Zones of the coast/);
  assert.match(activity.text, /Afrify support/);
  assert.doesNotMatch(
    activity.text,
    /admin@afrify\.test/,
    "who of the platform is not theirs to know",
  );
  assert.match((await admin.get("/admin/activity")).text, /admin@afrify\.test/);
});

Deno.test("the activity of all shops is narrowed by shop, actor, action and day", async () => {
  const rows = async (query: string) => {
    const { text } = await admin.get(`/admin/activity?${query}`);
    return [...text.matchAll(/<time class="when/g)].length;
  };
  const today = new Date().toISOString().slice(0, 10);

  assert.ok(await rows("action=support_visits.created") >= 2);
  assert.ok(await rows("action=support_visits.created&who=admin@afrify.test") >= 2);
  assert.equal(await rows("action=support_visits.created&who=merchant@afrify.test"), 0);
  assert.ok(await rows("store=demo&action=support_visits.created") >= 2);
  assert.equal(await rows("store=zuri&action=support_visits.created"), 0);
  assert.ok(await rows(`action=support_visits.created&from=${today}&to=${today}`) >= 2);
  assert.equal(await rows("action=support_visits.created&to=2026-01-01"), 0);
  assert.ok(
    await rows("from=never&before='; drop table orders&who=%00") > 0,
    "nonsense is left out",
  );
});

Deno.test("pages of the log go on where the one before ended, without gaps or repeats", async () => {
  await sql`insert into public.audit_events (actor_kind, action, entity, changes)
    select 'system', 'weather.changed', 'weather', jsonb_build_object('name', 'Day ' || n)
    from generate_series(1, 120) as n`;
  const found: string[] = [];
  let query: string | undefined = "?action=weather.changed";

  while (query) {
    const { text } = await admin.get(`/admin/activity${query}`);
    found.push(...Array.from(text.matchAll(/: (Day \d+)</g), ([, day]) => day!));
    query = /href="(\?[^"]*before=[^"]+)"/.exec(text)?.[1]?.replaceAll("&amp;", "&");
  }

  // Events of one millisecond have no order among themselves.
  assert.deepEqual([found.length, new Set(found).size], [120, 120]);
});
