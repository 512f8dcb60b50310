import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

const BASE = "/dashboard/demo/discounts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

const FORM = {
  intent: "save",
  name: "Karibu",
  how: "code",
  kind: "percent",
  percent: "10",
  scope: "order",
};

/** Makes a discount that must be accepted; resolves with its id. */
async function make(fields: Record<string, string>): Promise<string> {
  const form = { ...FORM, id: crypto.randomUUID(), ...fields };
  const saved = await merchant.post(`${BASE}/new`, form);
  assert.equal(saved.status, 303, saved.text);
  return /discounts\/([0-9a-f-]{36})/.exec(saved.location!)![1]!;
}

const textOf = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

Deno.test("a discount is made for some of the goods, and its sentence says so", async () => {
  const [category] = await sql`select c.id, c.name from categories as c
    join stores as s on s.id = c.store_id and s.slug = 'demo' where c.slug = 'baskets'`;
  const page = await merchant.get(`${BASE}/new`);
  assert.ok(page.text.includes(`category:${category!.id}`));

  const found = await merchant.post(`${BASE}/new`, {
    ...FORM,
    intent: "find",
    search: "enamel",
    name: "Half typed",
    targets: `category:${category!.id}`,
    scope: "chosen",
  });
  assert.match(found.text, /value="Half typed"/, "nothing typed is lost");
  assert.match(
    found.text,
    new RegExp(`category:${category!.id}"[^>]*checked|checked[^>]*category:${category!.id}`),
  );
  assert.match(textOf(found.text), /Products .*[Ee]namel/);
  const id = await make({
    code: "baskets10",
    scope: "chosen",
    targets: `category:${category!.id}`,
    minQuantity: "2",
  });

  const saved = textOf((await merchant.get(`${BASE}/${id}`)).text);
  assert.ok(
    saved.includes(`10 % off ${category!.name} when they buy 2 or more, with code BASKETS10 .`) ||
      saved.includes(`10 % off ${category!.name} when they buy 2 or more, with code BASKETS10.`),
    saved,
  );
  assert.match(textOf((await merchant.get(BASE)).text), /with code BASKETS10 Used 0 times Active/);
});

Deno.test("codes are made up, and one that is taken or cannot be typed is told at its field", async () => {
  const made = await merchant.post(`${BASE}/new`, { ...FORM, intent: "generate" });
  assert.match(
    made.text,
    /name="code"[^>]*value="[A-Z2-9]{10}"|value="[A-Z2-9]{10}"[^>]*name="code"/,
  );
  await make({ code: "TAKEN" });

  const taken = await merchant.post(`${BASE}/new`, { ...FORM, code: "taken" });
  assert.equal(taken.status, 422);
  assert.match(taken.text, /id="code-error"[\s\S]*Another discount has this code/);
  const wrong = await merchant.post(`${BASE}/new`, { ...FORM, code: "a b", percent: "110" });
  assert.match(wrong.text, /id="code-error"/);
  assert.match(wrong.text, /id="percent-error"/);
});

Deno.test("the same form sent twice makes one, and the tenth without a code is the last", async () => {
  const id = crypto.randomUUID();
  const form = { ...FORM, id, code: "TWICE" };
  const [first, second] = [
    await merchant.post(`${BASE}/new`, form),
    await merchant.post(`${BASE}/new`, form),
  ];
  assert.equal(first.location, second.location);

  const later = { how: "automatic", startsAt: "2099-01-01T09:00" };
  const made: string[] = [];
  for (let i = 0; i < 10; i++) made.push(await make(later));
  const refused = await merchant.post(`${BASE}/new`, { ...FORM, ...later });
  assert.equal(refused.status, 422);
  assert.match(refused.text, /Ten discounts without a code/);
  assert.match(
    textOf((await merchant.get(`${BASE}?view=scheduled`)).text),
    /from 1 Jan .*Scheduled/,
  );
  for (const one of made) await merchant.post(`${BASE}/${one}/delete`, {});
  const [left] = await sql`select count(*)::int as count from discounts where code is null`;
  assert.equal(left!.count, 0);
});

Deno.test("one is ended at once, copied, and deleted only while no order has it", async () => {
  const id = await make({ code: "BRIEF" });
  const copy = await merchant.get(`${BASE}/new?copy=${id}`);
  assert.match(copy.text, /value="Karibu again"/);
  assert.doesNotMatch(copy.text, /value="BRIEF"/);

  const ended = await merchant.post(`${BASE}/${id}/end`, {});
  assert.equal(ended.location, `${BASE}?view=ended&done=ended`);
  assert.match(textOf((await merchant.get(ended.location!)).text), /with code BRIEF/);
  assert.equal((await merchant.get(`${BASE}/${id}/end`)).location, `${BASE}/${id}`);
  await sql`update discounts set used = 1 where id = ${id}`;
  const kept = await merchant.post(`${BASE}/${id}/delete`, {});
  assert.equal(kept.location, `${BASE}?done=in_use`);
  await sql`update discounts set used = 0 where id = ${id}`;
  assert.equal((await merchant.post(`${BASE}/${id}/delete`, {})).location, `${BASE}?done=deleted`);
  assert.equal((await merchant.get(`${BASE}/${id}`)).status, 404);
  const log = await sql`select action from audit_events where entity_id = ${id} order by id`;
  assert.deepEqual(log.map(({ action }) => action), [
    "discounts.created",
    "discounts.updated",
    "discounts.deleted",
  ]);
});

Deno.test("a cart is tried: what applied, and why the others did not", async () => {
  await make({ code: "TENOFF" });
  await make({ code: "THREE", minQuantity: "3" });
  const query = (code: string, more = "") => `${BASE}/try?g0=Kitui+sisal&n0=2&code=${code}${more}`;

  const applied = textOf((await merchant.get(query("tenoff"))).text);
  assert.match(applied, /Karibu Takes off KES [\d,]+\. Applied/);
  assert.match(
    textOf((await merchant.get(query("three"))).text),
    /Needs 1 more of its goods\. Not applied/,
  );
  assert.match(textOf((await merchant.get(query("nosuch"))).text), /There is no code NOSUCH/);
  assert.match(
    textOf((await merchant.get(query("tenoff", "&g1=Moon+rock"))).text),
    /Nothing on sale is called “Moon rock”/,
  );
  for (const odd of ["?g0=%25&n0=x", "?n0=-1&g0=&code=%27", "?g0=a&n0=999999&phone=zzz&area=%00"]) {
    assert.ok((await merchant.get(`${BASE}/try${odd}`)).status < 500, odd);
  }
});

Deno.test("staff see discounts and make none; strangers see nothing", async () => {
  const id = await make({ code: "OURS" });
  const [staff, rival] = [visit(platform.url), visit(platform.url)];
  await signIn(staff, "staff@afrify.test");
  await signIn(rival, "rival@afrify.test");

  assert.equal((await staff.get(BASE)).status, 200);
  assert.doesNotMatch((await staff.get(BASE)).text, /Add a discount/);
  assert.equal((await staff.get(`${BASE}/new`)).status, 403);
  const mine = { ...FORM, code: "MINE" };
  assert.equal((await staff.post(`${BASE}/new`, mine)).status, 403);
  for (const path of ["", "/new", "/try", `/${id}`, `/${id}/delete`, `/${id}/end`]) {
    assert.equal((await rival.get(BASE + path)).status, 404, path);
  }
  for (const path of ["/new", `/${id}`, `/${id}/delete`, `/${id}/end`]) {
    assert.equal((await rival.post(BASE + path, mine)).status, 404, path);
    if (path !== "/new") assert.equal((await staff.post(BASE + path, mine)).status, 403, path);
  }
  const own = (await rival.get("/dashboard")).location!.replace(/\/orders$/, "");
  assert.equal((await rival.get(`${own}/discounts/${id}`)).status, 404);
  const stolen = await rival.post(`${own}/discounts/new`, { ...mine, id });
  assert.doesNotMatch(stolen.location ?? "", new RegExp(id));
  const [row] = await sql`select code, ends_at from discounts where id = ${id}`;
  assert.deepEqual({ ...row }, { code: "OURS", ends_at: null });
});
