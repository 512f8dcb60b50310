import assert from "node:assert/strict";
import postgres from "postgres";
import { readFormFields } from "@/tests/dashboard/product_fields.ts";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
const PAGES = "/dashboard/demo/settings/pages";
const [demo] = await sql`select id from stores where slug = 'demo'`;
const storeId = demo!.id as string;
const merchant = visit(platform.url);
await signIn(merchant, "merchant@afrify.test");
const shopper = visit(platform.url);

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

const fieldsOf = async (path: string) => readFormFields((await merchant.get(path)).text, "page");
const idOf = async (slug: string) =>
  (await sql`select id from store_pages where store_id = ${storeId} and slug = ${slug}`)[0]!.id;

Deno.test("a policy starts from a text for the shop's country, hidden until the owner shows it", async () => {
  const page = `${PAGES}/new?kind=privacy`;
  const fields = await fieldsOf(page);
  assert.match(fields.body!, /Data Protection Act, 2019/);
  assert.match(fields.body!, /Kikapu &/);
  assert.equal(fields.isPublished, undefined);

  assert.equal((await merchant.post(`${PAGES}/new`, fields)).location, `${PAGES}?done=saved`);
  assert.equal((await shopper.get("/s/demo/pages/privacy")).status, 404);
  assert.doesNotMatch((await shopper.get("/s/demo")).text, /pages\/privacy/);

  const own = `${PAGES}/${await idOf("privacy")}`;
  const shown = { ...await fieldsOf(own), isPublished: "1" };
  assert.equal((await merchant.post(own, shown)).status, 303);
  const { status, text } = await shopper.get("/s/demo/pages/privacy");
  assert.equal(status, 200);
  assert.match(text, /<strong>Who sees it<\/strong>/);
  assert.match((await shopper.get("/s/demo")).text, /href="\/s\/demo\/pages\/privacy">Privacy</);

  const second = await merchant.post(`${PAGES}/new`, {
    ...await fieldsOf(page),
    slug: "privacy-2",
  });
  assert.equal(second.status, 422);
  assert.match(second.text, /has this policy already/);
});

Deno.test("a page of one's own is plain Markdown: nothing in it runs", async () => {
  const fields = await fieldsOf(`${PAGES}/new`);
  const saved = await merchant.post(`${PAGES}/new`, {
    ...fields,
    title: "About  us",
    body: "Hello **there**\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))",
  });
  assert.equal(saved.status, 303);

  const { text } = await shopper.get("/s/demo/pages/about-us");
  assert.match(text, /<h1[^>]*><span dir="auto">About us</);
  assert.match(text, /<strong>there<\/strong>/);
  assert.doesNotMatch(text, /<script>alert|href="javascript/);
});

Deno.test("a page that moved is found under its old address, for good, query and all", async () => {
  const own = `${PAGES}/${await idOf("about-us")}`;
  await merchant.post(own, { ...await fieldsOf(own), slug: "who-we-are" });
  await merchant.post(own, { ...await fieldsOf(own), slug: "our-story" });

  for (const old of ["about-us", "who-we-are"]) {
    const { status, location } = await shopper.get(`/s/demo/pages/${old}?a=1`);
    assert.deepEqual([status, location], [301, "/s/demo/pages/our-story?a=1"]);
  }
  const { isPublished: _, ...hidden } = await fieldsOf(own);
  await merchant.post(own, hidden);
  assert.equal((await shopper.get("/s/demo/pages/about-us")).status, 404);
});

Deno.test("two pages cannot have one address, and the later of two changes is told of the first", async () => {
  const fields = await fieldsOf(`${PAGES}/new`);
  const page = { ...fields, title: "Sizes", body: "Small and large." };
  await merchant.post(`${PAGES}/new`, page);
  const twin = await merchant.post(`${PAGES}/new`, { ...page, id: crypto.randomUUID() });
  assert.match(twin.text, /id="slug-error"/);

  const own = `${PAGES}/${await idOf("sizes")}`;
  const before = await fieldsOf(own);
  await merchant.post(own, { ...before, body: "Theirs." });
  const late = await merchant.post(own, { ...before, body: "Mine." });
  assert.equal(late.status, 409);
  assert.match(late.text, /Mine\./);
  const again = await merchant.post(own, readFormFields(late.text, "page"));
  assert.equal(again.status, 303);

  assert.equal((await merchant.post(`${own}/delete`, {})).location, `${PAGES}?done=deleted`);
  assert.equal((await merchant.get(own)).status, 404);
});

Deno.test("a message is left without scripts, once, and reaches the shop by letter and in the dashboard", async () => {
  const { text } = await shopper.get("/s/demo/contact");
  assert.match(text, /tel:\+254700000111/);
  assert.match(text, /google\.com\/maps\/search/);
  const id = /name="id" value="([^"]+)"/.exec(text)![1]!;
  const message = { id, name: "Wanjiru", reply: "0712 345 678", body: "Is it red?", website: "" };

  const wrong = await shopper.post("/s/demo/contact", { ...message, reply: "me", body: " " });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /id="reply-error"/);
  assert.match(wrong.text, /id="body-error"/);
  for (let i = 0; i < 2; i++) {
    const sent = await shopper.post("/s/demo/contact", message);
    assert.equal(sent.location, "/s/demo/contact?sent=1");
  }

  const rows = await sql`select name, phone, email, body from contact_messages`;
  assert.deepEqual([...rows], [
    { name: "Wanjiru", phone: "+254712345678", email: null, body: "Is it red?" },
  ]);
  const inbox = await merchant.get("/dashboard/demo/messages");
  assert.match(inbox.text, /Is it red\?/);
  assert.match(inbox.text, /Messages<span class="[^"]*">1</);
  for (let tries = 0; tries < 50; tries++) {
    const [one] =
      await sql`select state, body from notifications where template = 'merchant_message'`;
    if (one?.state === "sent") {
      assert.match(one.body, /Is it red\?/);
      break;
    }
    assert.ok(tries < 49, "the letter goes out");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const [row] = await sql`select id from contact_messages`;
  await merchant.post(`/dashboard/demo/messages/${row!.id}/read`, { isRead: "1" });
  assert.doesNotMatch((await merchant.get("/dashboard/demo/messages")).text, />New</);
});

Deno.test("programs that fill in what people do not see hear that all went well", async () => {
  const message = { id: crypto.randomUUID(), name: "Bot", reply: "b@b.example", body: "Buy" };
  const sent = await shopper.post("/s/demo/contact", { ...message, website: "https://b.example" });

  assert.equal(sent.location, "/s/demo/contact?sent=1");
  assert.equal((await sql`select from contact_messages where name = 'Bot'`).length, 0);
});

Deno.test("one network writes a few messages an hour, and another shop's messages are not ours to read", async () => {
  let refused = 0;
  for (let i = 0; i < 8; i++) {
    const { status } = await shopper.post("/s/zuri/contact", {
      ...{ id: crypto.randomUUID(), name: "Kip", reply: "kip@example.com", body: `No. ${i}` },
    });
    if (status === 429) refused++;
  }
  assert.ok(refused > 0);
  assert.doesNotMatch((await merchant.get("/dashboard/demo/messages")).text, /No\. 0/);
  const [theirs] = await sql`select id from contact_messages where name = 'Kip' limit 1`;
  await merchant.post(`/dashboard/demo/messages/${theirs!.id}/read`, { isRead: "1" });
  const [after] = await sql`select read_at from contact_messages where id = ${theirs!.id}`;
  assert.equal(after!.read_at, null);
});

Deno.test("what is not there offers a search and the shelves; a shop that is not there says what to do", async () => {
  const missing = await shopper.get("/s/demo/pages/nothing");
  assert.equal(missing.status, 404);
  assert.match(missing.text, /role="search"/);
  assert.match(missing.text, /aria-label="Shelves"/);
  const nowhere = await shopper.get("/s/no-such-shop");
  assert.equal(nowhere.status, 404);
  assert.match(nowhere.text, /There is no shop at this address/);
  assert.match(nowhere.text, /It is mine: sign in/);
});
