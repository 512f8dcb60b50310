import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { orderInput } from "@/tests/fixtures/shop.ts";
import { until } from "@/tests/fixtures/until.ts";
import { createPhone } from "@/tests/payments/phone.ts";

const BASE = "/dashboard/demo/customers";

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

const textOf = (html: string) =>
  html.slice(html.indexOf("<body")).replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

/** Orders something in the demo shop; answers order and customer. */
async function order(phone: string, name: string) {
  const [variant] = await sql`
    select v.id from variants as v join stores as s on s.id = v.store_id and s.slug = 'demo'
    where v.stock_hint > 1 limit 1`;
  const input = orderInput(variant!.id, { phone, payer_phone: phone, name });
  const [row] = await sql`select place_order('demo', ${crypto.randomUUID()}, ${
    sql.json(input as never)
  }) as placed`;
  assert.equal(row!.placed.ok, true, JSON.stringify(row!.placed));
  const [made] = await sql`select id, customer_id from orders where id = ${row!.placed.order_id}`;
  return { orderId: made!.id as string, customerId: made!.customer_id as string };
}

/** Adds somebody by hand; resolves with the path of their page. */
async function add(fields: Record<string, string>): Promise<string> {
  const form = { id: crypto.randomUUID(), name: "Halima", email: "", tags: "", ...fields };
  const saved = await merchant.post(`${BASE}/new`, form);
  assert.equal(saved.status, 303, textOf(saved.text));
  return saved.location!.split("?")[0]!;
}

Deno.test("somebody is added, found however they are typed, changed, and found under that", async () => {
  const path = await add({
    phone: "0712 900 001",
    email: "halima@yusuf.example",
    tags: "VIP, wholesale",
    consents: "whatsapp",
  });
  const page = textOf((await merchant.get(path)).text);
  assert.match(page, /Halima .*0712 900 001/);
  assert.match(page, /vip wholesale/);
  assert.match(page, /WhatsApp Said yes .* noted by merchant@afrify\.test/);
  for (const query of ["hal", "haleema", "+254712900001", "900 001", "yusuf.example"]) {
    const list = await merchant.get(`${BASE}?q=${encodeURIComponent(query)}`);
    assert.ok(list.text.includes(path), query);
  }

  const wrong = await merchant.post(`${path}/edit`, { name: " ", email: "nonsense", tags: "a" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /id="name-error"/);
  assert.match(wrong.text, /value="nonsense"/, "nothing typed is lost");
  const form = { name: "Halima Yusuf", email: "", tags: "vip", consents: "sms" };
  assert.equal((await merchant.post(`${path}/edit`, form)).location, `${path}?done=saved`);
  const changed = textOf((await merchant.get(path)).text);
  assert.match(changed, /SMS Said yes/);
  assert.match(changed, /WhatsApp Said no/);
  assert.doesNotMatch(changed, /yusuf\.example/);
});

Deno.test("a number that somebody has is told with a way to them; a form sent twice adds one", async () => {
  const path = await add({ phone: "0712900002" });
  const again = await merchant.post(`${BASE}/new`, {
    id: crypto.randomUUID(),
    name: "Halima again",
    phone: "+254 712 900002",
    email: "",
    tags: "",
    consents: "sms",
  });
  assert.equal(again.status, 422);
  assert.match(again.text, /id="phone-error"/);
  assert.ok(again.text.includes(`href="${path}"`));
  assert.match(again.text, /value="Halima again"/);
  assert.match(again.text, /value="sms"[^>]*checked|checked[^>]*value="sms"/);

  const id = crypto.randomUUID();
  const form = { id, name: "Twice", phone: "0712 900 003", email: "", tags: "" };
  const [one, two] = [
    await merchant.post(`${BASE}/new`, form),
    await merchant.post(`${BASE}/new`, form),
  ];
  assert.equal(one.location, two.location);
  const nobody = await merchant.post(`${BASE}/new`, {
    ...form,
    id: crypto.randomUUID(),
    phone: "12",
  });
  assert.match(nobody.text, /id="phone-error"/);
});

Deno.test("a profile tells money by the ledger, and one timeline of orders, money, notes and messages", async () => {
  const phone = "+254712900010";
  const { orderId, customerId } = await order(phone, "Amina Odhiambo");
  await sql`select private.book_entry(${orderId}, 'a-key-of-theirs', 'adjustment', 'buyer', 'hand', 100000, 'KES')`;
  await sql`select private.book_entry(${orderId}, 'a-key-back', 'adjustment', 'hand', 'buyer', 25000, 'KES')`;
  await sql`insert into contact_messages (id, store_id, name, phone, body)
    select gen_random_uuid(), store_id, 'Amina', ${phone}, 'Is it red?' from orders where id = ${orderId}`;
  const path = `${BASE}/${customerId}`;
  const note = { id: crypto.randomUUID(), body: "Rings twice" };
  assert.equal(
    (await merchant.post(path, note)).location,
    `${path}?done=noted#timeline`.replace("#timeline", ""),
  );
  await merchant.post(path, note);

  const { text } = await merchant.get(path);
  const page = textOf(text);
  assert.match(page, /Spent in all KES 750 /);
  assert.match(page, /KES 1,000 came, KES 250 went back/);
  assert.match(page, /Is it red\?/);
  assert.match(page, /KES 1,000 came .*Ordered for KES/);
  assert.equal(page.match(/Rings twice/g)!.length, 1, "a note sent twice is kept once");
  assert.match(text, /href="https:\/\/wa\.me\/254712900010\?text=/);
  assert.match(text, /href="tel:\+254712900010"/);
  const empty = await merchant.post(path, { id: crypto.randomUUID(), body: " " });
  assert.equal(empty.status, 422);
  assert.match(empty.text, /id="body-error"/);
  const noteId = /customers\/[0-9a-f-]{36}\/notes\/([0-9a-f-]{36})/.exec(text)![1]!;
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  assert.equal((await staff.post(`${path}/notes/${noteId}`, {})).status, 404, "another's note");
  assert.equal((await merchant.post(`${path}/notes/${noteId}`, {})).status, 303);
  assert.doesNotMatch(textOf((await merchant.get(path)).text), /Rings twice/);
  assert.ok((await merchant.get("/dashboard/demo/orders")).text.includes("Customers"));
});

Deno.test("addresses are added, changed and taken away; what is missing is told at its field", async () => {
  const path = await add({ phone: "0712900020" });
  const form = {
    area: "Kilimani, Nairobi",
    landmark: "Blue gate",
    directions: "",
    secondPhone: "",
  };
  const wrong = await merchant.post(`${path}/addresses/new`, {
    ...form,
    landmark: "",
    secondPhone: "1",
  });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /id="landmark-error"/);
  assert.match(wrong.text, /id="secondPhone-error"/);
  assert.equal((await merchant.post(`${path}/addresses/new`, form)).status, 303);
  assert.match(
    (await merchant.post(`${path}/addresses/new`, form)).text,
    /has this area and landmark/,
  );
  const { text } = await merchant.get(path);
  const address = /addresses\/([0-9a-f-]{36})/.exec(text)![1]!;
  await merchant.post(`${path}/addresses/${address}`, {
    ...form,
    landmark: "Green gate",
    secondPhone: "0733 900 020",
  });
  assert.match(textOf((await merchant.get(path)).text), /Green gate .*Or call 0733 900 020/);
  await merchant.post(`${path}/addresses/${address}`, { intent: "remove" });
  assert.doesNotMatch(textOf((await merchant.get(path)).text), /Green gate/);
  assert.equal((await merchant.get(`${path}/addresses/${address}`)).status, 404);
});

Deno.test("many are tagged at once, and the list is narrowed to a tag, to consent and to a rule", async () => {
  const ids = await Promise.all(["0712900031", "0712900032"].map((phone) => add({ phone })))
    .then((paths) => paths.map((path) => path.split("/").at(-1)!));
  const form = new FormData();
  for (const id of ids) form.append("customers", id);
  form.append("tag", "Market day");
  form.append("intent", "add");
  form.append("back", "?sort=spent");
  const body = new URLSearchParams([
    ["csrf", await merchant.csrf()],
    ...form as unknown as [string, string][],
  ]);
  const tagged = await merchant.send(`${BASE}/tag`, body, "application/x-www-form-urlencoded");
  assert.equal(tagged.location, `${BASE}?sort=spent&tagged=2`);
  const narrowed = textOf((await merchant.get(`${BASE}?tag=market+day`)).text);
  assert.match(narrowed, /2 customers/);
  const nothing = await merchant.post(`${BASE}/tag`, { tag: "" });
  assert.match(nothing.location!, /problem=tag/);

  const draft = { id: crypto.randomUUID(), name: "Stall", match: "all", tags: "market day" };
  const counted = await merchant.post(`${BASE}/segments/new`, { ...draft, intent: "count" });
  assert.match(textOf(counted.text), /2 customers meet this rule now/);
  assert.match(counted.text, /value="market day"/);
  const none = await merchant.post(`${BASE}/segments/new`, {
    id: draft.id,
    name: "All",
    match: "all",
  });
  assert.match(textOf(none.text), /Fill in at least one line/);
  const odd = await merchant.post(`${BASE}/segments/new`, {
    ...draft,
    spentFrom: "lots",
    quietFor: "0",
  });
  assert.match(odd.text, /id="spentFrom-error"/);
  assert.match(odd.text, /id="quietFor-error"/);
  assert.equal(
    (await merchant.post(`${BASE}/segments/new`, { ...draft, intent: "save" })).status,
    303,
  );
  const list = await merchant.get(`${BASE}/segments`);
  assert.match(textOf(list.text), /Stall Has the tag market day 2 customers/);
  const id = /segment=([0-9a-f-]{36})/.exec(list.text)![1]!;
  assert.match(textOf((await merchant.get(`${BASE}?segment=${id}`)).text), /2 customers/);
  const file = (await merchant.get(`${BASE}/customers.csv?segment=${id}`)).text;
  assert.equal(file.trim().split("\r\n").length, 3);
  assert.match(file, /'\+254712900031,Halima/);
  await merchant.post(`${BASE}/segments/${id}/delete`, {});
  assert.equal((await merchant.get(`${BASE}/segments/${id}`)).status, 404);
  for (
    const query of ["?segment=zzz", "?after=1", "?sort=x&consent=fax", `?segment=${id}`]
  ) {
    assert.equal((await merchant.get(BASE + query)).status, 200, query);
  }
});

Deno.test("two who are one are suggested, compared, merged and taken apart", async () => {
  const one = await order("+254712900041", "Baraka");
  const two = await order("+254712900042", "Baraka K");
  await sql`update customers set email = 'baraka@k.example' where id = any (${[
    one.customerId,
    two.customerId,
  ]})`;
  const kept = `${BASE}/${one.customerId}`;
  assert.match(
    textOf((await merchant.get(`${BASE}/duplicates`)).text),
    /same email Baraka .*Baraka K/,
  );
  assert.ok((await merchant.get(`${kept}/merge`)).text.includes(`?with=${two.customerId}`));
  const preview = textOf((await merchant.get(`${kept}/merge?with=${two.customerId}`)).text);
  assert.match(preview, /The name stays Baraka ; Baraka K goes/);
  assert.match(preview, /1 order of 0712 900 042 come over/);

  const merged = await merchant.post(`${kept}/merge`, { with: two.customerId });
  assert.equal(merged.location, `${kept}?done=merged`);
  assert.equal((await merchant.get(`${BASE}/${two.customerId}`)).location, kept);
  const { text } = await merchant.get(kept);
  assert.match(textOf(text), /0712 900 041 .*0712 900 042/);
  const narrowed = await merchant.get(`${kept}?phone=%2B254712900042`);
  assert.equal(narrowed.text.match(/Ordered for/g)!.length, 1);
  const merge = /name="merge" value="([0-9a-f-]{36})"/.exec(text)![1]!;
  assert.equal(
    (await merchant.post(`${kept}/unmerge`, { merge })).location,
    `${kept}?done=unmerged`,
  );
  assert.equal((await merchant.get(`${BASE}/${two.customerId}`)).status, 200);
});

Deno.test("who asks gets a copy; who wants to go is asked for twice, and gone", async () => {
  const { orderId, customerId } = await order("+254712900051", "Chausiku Mwaura");
  const path = `${BASE}/${customerId}`;
  const json = await merchant.get(`${path}/copy.json`);
  const copy = JSON.parse(json.text);
  assert.equal(copy.customer.name, "Chausiku Mwaura");
  assert.deepEqual(copy.customer.phones, ["+254712900051"]);
  assert.match(
    (await merchant.get(`${path}/copy.txt`)).text,
    /Phone: 0712 900 051 .*\nEmail: none/,
  );
  const [log] =
    await sql`select count(*)::int as count from audit_events where action = 'customers.exported'`;
  assert.ok(log!.count >= 2);

  assert.doesNotMatch((await merchant.get(`${path}/erase`)).text, /name="name"/);
  assert.match((await merchant.get(`${path}/erase?sure=1`)).text, /name="name"/);
  const name = "chausiku  mwaura";
  assert.equal((await merchant.post(`${path}/erase`, { name: "No" })).status, 422);
  const open = await merchant.post(`${path}/erase`, { name });
  assert.match(textOf(open.text), /order of theirs is still open/);
  const phone = createPhone(platform.daraja_url);
  await until(async () => (await phone.prompts("254712900051")).length === 1);
  await phone.refuse("254712900051");
  await until(async () =>
    (await sql`select from payment_attempts
      where order_id = ${orderId} and state = 'failed'`).length > 0
  );
  await sql`update orders set status = 'cancelled' where id = ${orderId}`;
  const erased = await merchant.post(`${path}/erase`, { name });
  assert.equal(erased.location, `${BASE}?done=erased`, textOf(erased.text));
  assert.equal((await merchant.get(path)).status, 404);
  assert.doesNotMatch((await merchant.get(`${BASE}?q=chausiku`)).text, /Mwaura/);
  const [row] = await sql`select contact_name from orders where id = ${orderId}`;
  assert.equal(row!.contact_name, "Erased");
});

Deno.test("staff keep notes and neither merge nor erase; to a rival nothing of it is there", async () => {
  const { customerId } = await order("+254712900061", "Dalila");
  const path = `${BASE}/${customerId}`;
  const [staff, rival] = [visit(platform.url), visit(platform.url)];
  await signIn(staff, "staff@afrify.test");
  await signIn(rival, "rival@afrify.test");

  assert.equal((await staff.get(path)).status, 200);
  assert.doesNotMatch((await staff.get(path)).text, /\/erase"/);
  assert.equal((await staff.post(path, { id: crypto.randomUUID(), body: "Hello" })).status, 303);
  for (const page of ["/merge", "/erase", "/erase?sure=1"]) {
    assert.equal((await staff.get(path + page)).status, 403, page);
  }
  for (
    const [page, form] of [["/merge", { with: customerId }], ["/erase", {
      name: "Dalila",
    }]] as const
  ) {
    assert.equal((await staff.post(path + page, form as Record<string, string>)).status, 403, page);
  }
  const pages = ["", "/new", "/duplicates", "/segments", "/segments/new", "/customers.csv", "/tag"];
  const own = [
    "",
    "/edit",
    "/merge",
    "/erase",
    "/copy.json",
    "/copy.txt",
    "/addresses/new",
    "/unmerge",
  ];
  for (const page of [...pages, ...own.map((one) => `/${customerId}${one}`)]) {
    assert.equal((await rival.get(BASE + page)).status, 404, page);
  }
  const note = { id: crypto.randomUUID(), body: "Mine", name: "Dalila", with: customerId };
  for (
    const page of [
      "/tag",
      "/new",
      "/segments/new",
      ...own.slice(0, 4).map((one) => `/${customerId}${one}`),
    ]
  ) {
    assert.equal((await rival.post(BASE + page, note)).status, 404, page);
  }
  const theirs = (await rival.get("/dashboard")).location!.replace(/\/orders$/, "");
  for (const page of own) {
    assert.equal((await rival.get(`${theirs}/customers/${customerId}${page}`)).status, 404, page);
  }
  assert.doesNotMatch((await rival.get(`${theirs}/customers?q=dalila`)).text, /900 061/);
});
