import assert from "node:assert/strict";
import postgres from "postgres";
import { productForm, readFormFields } from "@/tests/dashboard/product_fields.ts";
import { type Answer, signIn, visit } from "@/tests/dashboard/visitor.ts";
import { payOrder } from "@/tests/fixtures/digital.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: ReturnType<typeof visit>;

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

const BASE = "/dashboard/demo/products";
const PAGE = `<script>document.title = "run"</script><svg onload="alert(1)"/>`;
let titles = 0;

interface Sent {
  name: string;
  text: string;
  field?: string;
}

function digitalForm(change: Record<string, string> = {}, files: Sent[] = []): FormData {
  const form = productForm({
    title: `Pattern ${++titles}`,
    isDigital: "1",
    "variants.0.stock": "",
    ...change,
  });
  for (const { name, text, field = "newDownloads" } of files) {
    form.append(field, new File([text], name));
  }
  return form;
}

/** Saves a product that must be accepted; resolves with its id. */
async function save(form: FormData): Promise<string> {
  const saved = await merchant.post(`${BASE}/new`, form);
  assert.equal(saved.status, 303, errorsOf(saved));
  return /products\/([^?]+)/.exec(saved.location!)![1]!;
}

const errorsOf = ({ text }: Answer) => /role="alert"[\s\S]*?<\/div>/.exec(text)?.[0] ?? "";

const filesOf = (productId: string) =>
  sql`select id, name, size_bytes::int, path, removed_at from product_files
    where product_id = ${productId} order by position, id`;

/** Sends the form that the product's page shows, with these changes. */
async function resend(id: string, change: Record<string, string>, files: Sent[] = []) {
  const { text } = await merchant.get(`${BASE}/${id}`);
  const form = new FormData();
  const fields = { ...readFormFields(text), ...change };
  for (const [name, value] of Object.entries(fields)) if (value !== "-") form.set(name, value);
  for (const { name, text, field = "newDownloads" } of files) {
    form.append(field, new File([text], name));
  }
  return await merchant.post(`${BASE}/${id}`, form);
}

/** Buys it with nothing but a phone and a name, and pays. Resolves with the order's token. */
async function buy(productId: string, phone: string): Promise<string> {
  const [variant] = await sql`select id from variants where product_id = ${productId}`;
  const shopper = createShopper(platform.url);
  const hidden = await shopper.openCheckout(variant!.id);
  assert.equal(hidden.method, "download");
  const form = { ...hidden, country: "KE", phone, name: "Wanjiru Kamau" };
  const placed = await shopper.post("/checkout", form);
  assert.equal(placed.status, 303, await placed.text());
  return /orders\/([0-9a-f]{32})\/pay/.exec(placed.headers.get("location")!)![1]!;
}

async function pay(token: string): Promise<void> {
  const [order] = await sql`select id from orders where token = ${token}`;
  await payOrder(sql, order!.id);
}

/** Presses the first Download of the order's page. Answers where that leads. */
async function takeFirst(token: string): Promise<string> {
  const shopper = createShopper(platform.url);
  const page = await (await shopper.get(`/orders/${token}`)).text();
  const value = (name: string) =>
    new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? "";
  const taken = await shopper.post(`/orders/${token}/downloads`, {
    item: value("item"),
    file: value("file"),
  });
  await taken.body?.cancel();
  assert.equal(taken.status, 303);
  return taken.headers.get("location")!;
}

/** Follows an open download to Storage's address of the file. */
async function addressOf(order: string, location: string): Promise<string> {
  const download = /taken=([0-9a-f]{32})/.exec(location)![1]!;
  const found = await createShopper(platform.url).get(`/orders/${order}/downloads/${download}`);
  await found.body?.cancel();
  assert.equal(found.status, 302);
  return found.headers.get("location")!;
}

Deno.test("a digital product is saved with its files, is bought without an address, and its bytes arrive under their name", async () => {
  const id = await save(
    digitalForm({ downloadLimit: "2" }, [{ name: "Kitui/Página 1.html", text: PAGE }]),
  );
  const [file] = await filesOf(id);
  assert.deepEqual([file!.name, file!.size_bytes], ["Página 1.html", PAGE.length]);

  const token = await buy(id, "0712 000 001");
  const before = await (await createShopper(platform.url).get(`/orders/${token}`)).text();
  assert.match(before, /Your files are here as soon as it is paid/);
  assert.doesNotMatch(before, /Página/);
  await pay(token);

  const location = await takeFirst(token);
  const page = await createShopper(platform.url).get(location.replace("/s/demo", ""));
  assert.match(
    page.headers.get("refresh") ?? "",
    /^1; url=\/s\/demo\/orders\/.*\/downloads\/[0-9a-f]{32}$/,
  );
  assert.match(await page.text(), /Your download begins by itself[\s\S]*1 of 2 downloads left/);

  const address = await addressOf(token, location);
  assert.notEqual(new URL(address).origin, new URL(platform.url).origin);
  const bytes = await fetch(address);
  assert.equal(await bytes.text(), PAGE);
  assert.equal(bytes.headers.get("content-type"), "application/octet-stream");
  assert.match(
    bytes.headers.get("content-disposition") ?? "",
    /^attachment; .*filename\*=UTF-8''P%C3%A1gina%201\.html/,
  );
});

Deno.test("a lost connection is taken up where it broke off; the address is worth nothing to the wrong bucket or later", async () => {
  const id = await save(digitalForm({}, [{ name: "song.mp3", text: "0123456789" }]));
  const token = await buy(id, "0712 000 002");
  await pay(token);
  const location = await takeFirst(token);
  const address = await addressOf(token, location);

  const rest = await fetch(address, { headers: { range: "bytes=4-" } });
  assert.deepEqual([rest.status, await rest.text()], [206, "456789"]);
  assert.equal(rest.headers.get("content-range"), "bytes 4-9/10");
  const beyond = await fetch(address, { headers: { range: "bytes=10-" } });
  await beyond.body?.cancel();
  assert.equal(beyond.status, 416);

  const claims = JSON.parse(atob(new URL(address).searchParams.get("token")!.split(".")[1]!));
  assert.ok(claims.exp - Date.now() / 1000 <= 600);
  const [{ path }] = await filesOf(id) as unknown as [{ path: string }];
  for (
    const way of [
      `object/public/files/${path}`,
      `object/files/${path}`,
      `object/sign/files/${path}?token=x`,
    ]
  ) {
    const refused = await fetch(`${platform.supabase_url}/storage/v1/${way}`);
    await refused.body?.cancel();
    assert.ok(refused.status >= 400, way);
  }

  await sql`update order_downloads set open_until = now()`;
  const over = await createShopper(platform.url)
    .get(`/orders/${token}/downloads/${/taken=(\w+)/.exec(location)![1]}`);
  await over.body?.cancel();
  assert.match(over.headers.get("location") ?? "", /problem=link_over#files$/);
});

Deno.test("what only looks at an order takes nothing, and the last download says whom to ask", async () => {
  const id = await save(digitalForm({ downloadLimit: "1" }, [{ name: "a.pdf", text: "a" }]));
  const token = await buy(id, "0712 000 003");
  await pay(token);
  const shopper = createShopper(platform.url);
  for (
    const path of [`/orders/${token}`, `/orders/${token}/downloads`, `/orders/${token}/downloads/x`]
  ) {
    await (await shopper.get(path)).body?.cancel();
  }
  const count = async () =>
    (await sql`select count(*)::int as n from order_downloads as d
    join order_items as i on i.id = d.order_item_id join orders as o on o.id = i.order_id
    where o.token = ${token}`)[0]!.n;
  assert.equal(await count(), 0);

  const location = await takeFirst(token);
  assert.equal(await count(), 1);
  await sql`update order_downloads set open_until = now()`;
  const page = await (await shopper.get(`/orders/${token}`)).text();
  assert.match(page, /No downloads left: you took it 1 time\.[\s\S]*Ask the shop for more/);
  const [row] =
    await sql`select d.order_item_id as item, d.file_id as file from order_downloads as d
    where d.token = ${/taken=(\w+)/.exec(location)![1]!}`;
  const again = await shopper.post(`/orders/${token}/downloads`, {
    item: row!.item,
    file: row!.file,
  });
  await again.body?.cancel();
  assert.match(again.headers.get("location") ?? "", /problem=downloads_used_up#files$/);
  const said = await (await shopper.get(`/orders/${token}?problem=downloads_used_up`)).text();
  assert.match(said, /There are no downloads left for that file/);
});

Deno.test("the merchant sees what was downloaded and gives more, with an error at the field", async () => {
  const id = await save(
    digitalForm({ downloadLimit: "1", downloadDays: "30" }, [{ name: "b.pdf", text: "b" }]),
  );
  const token = await buy(id, "0712 000 004");
  await pay(token);
  await takeFirst(token);
  const [order] = await sql`select number from orders where token = ${token}`;
  const path = `/dashboard/demo/orders/${order!.number}`;
  const { text } = await merchant.get(path);
  assert.match(text, /Each file once, until [\s\S]*b\.pdf[\s\S]*Downloaded once, last/);

  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)![1]!;
  const shown = {
    item: value("item"),
    shownLimit: value("shownLimit"),
    shownUntil: value("shownUntil"),
  };
  const wrong = await merchant.post(path, { ...shown, downloads: "many", days: "0" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Write a whole number/);
  for (let times = 0; times < 2; times++) {
    const given = await merchant.post(path, { ...shown, downloads: "2", days: "0" });
    assert.equal(given.status, 303);
  }
  await sql`update order_downloads set open_until = now()`;
  const page = await (await createShopper(platform.url).get(`/orders/${token}`)).text();
  assert.match(page, /2 of 3 downloads left/);
});

Deno.test("errors stand at their fields and nothing is saved: no file, too heavy, limits that are none", async () => {
  const none = await merchant.post(`${BASE}/new`, digitalForm({ title: "Nothing in it" }));
  assert.equal(none.status, 422);
  assert.match(none.text, /id="newDownloads-error"[\s\S]*?Add a file before it shows in the shop/);
  const draft = await merchant.post(
    `${BASE}/new`,
    digitalForm({ title: "Draft", status: "draft" }),
  );
  assert.equal(draft.status, 303);

  const heavy = await merchant.post(
    `${BASE}/new`,
    digitalForm({ title: "Heavy" }, [{ name: "film.mp4", text: "x".repeat(40 * 1024 * 1024 + 1) }]),
  );
  assert.equal(heavy.status, 422);
  assert.match(heavy.text, /film\.mp4 is over 40 MB/);
  const limits = { title: "Limits", downloadLimit: "0", downloadDays: "1.5" };
  const wrong = await merchant.post(`${BASE}/new`, digitalForm(limits, [{ name: "c", text: "c" }]));
  assert.match(wrong.text, /id="downloadLimit-error"[\s\S]*id="downloadDays-error"/);
  const empty = await merchant.post(
    `${BASE}/new`,
    digitalForm({ title: "Empty" }, [{ name: "c", text: "" }]),
  );
  assert.match(empty.text, /c is empty/);
  const found =
    await sql`select from products where title in ('Nothing in it', 'Heavy', 'Limits', 'Empty')`;
  assert.equal(found.length, 0);
});

Deno.test("a file is replaced for those who bought it, removed, put back, and placed first", async () => {
  const id = await save(
    digitalForm({}, [{ name: "one.txt", text: "old" }, { name: "two.txt", text: "two" }]),
  );
  const token = await buy(id, "0712 000 005");
  await pay(token);
  const [one] = await filesOf(id);

  const replaced = await resend(id, {}, [
    { name: "better.txt", text: "new", field: "downloads.0.replacement" },
  ]);
  assert.equal(replaced.status, 303, errorsOf(replaced));
  const location = await takeFirst(token);
  assert.equal(await (await fetch(await addressOf(token, location))).text(), "new");
  assert.deepEqual((await filesOf(id)).map(({ id, name }) => [id, name])[0], [
    one!.id,
    "better.txt",
  ]);

  assert.equal((await resend(id, { "downloads.0.remove": "on" })).status, 303);
  const removed = await merchant.get(`${BASE}/${id}`);
  assert.match(removed.text, /1 removed file/);
  const page = await (await createShopper(platform.url).get(`/orders/${token}`)).text();
  assert.match(page, /better\.txt/, "whoever bought it still has it");
  assert.equal((await resend(id, { "downloads.1.remove": "-" })).status, 303);
  assert.ok((await filesOf(id)).every(({ removed_at }) => removed_at === null));

  const [first, second] = await filesOf(id);
  await resend(id, { "downloads.1.position": "1" });
  assert.deepEqual((await filesOf(id)).map(({ id }) => id), [second!.id, first!.id]);
  assert.equal(
    (await resend(id, { "downloads.0.remove": "on", "downloads.1.remove": "on" })).status,
    422,
  );
});

Deno.test("the paid messages say that files wait", async () => {
  const id = await save(digitalForm({}, [{ name: "d.pdf", text: "d" }]));
  const token = await buy(id, "0712 000 006");
  await pay(token);
  for (let tries = 0; tries < 50; tries++) {
    const { messages } = await (await fetch(`${platform.mailbox_url}/messages`)).json() as {
      messages: { channel: string; text: string }[];
    };
    const about = messages.filter(({ text }) => text.includes(token) && /paid/i.test(text));
    if (about.some(({ text }) => /Your files: http/.test(text))) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  assert.fail("no message about files");
});
