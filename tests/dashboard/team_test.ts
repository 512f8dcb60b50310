import assert from "node:assert/strict";
import postgres from "postgres";
import { untilMailed } from "@/tests/auth/mail.ts";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

const PATH = "/dashboard/demo/settings/staff";
const PASSWORD = "a long password";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

let people = 0;

/** Path of the link in the newest message to this email or phone. */
async function linkFor(to: string, count = 1): Promise<string> {
  const { text } = await untilMailed(platform.mailbox_url, to, count);
  return new URL(/https?:\S+\/join\/[0-9a-f]{32}/.exec(text)![0]).pathname;
}

/** Somebody new who was invited with these boxes ticked and has joined. */
async function joined(boxes: Record<string, string> = {}): Promise<Visitor & { id: string }> {
  const email = `person-${++people}@afrify.test`;
  const sent = await merchant.post(`${PATH}/invite`, { contact: email, role: "staff", ...boxes });
  assert.equal(sent.status, 200, sent.text);
  const visitor = visit(platform.url);
  const answer = await visitor.post(`${await linkFor(email)}/sign-up`, {
    email,
    password: PASSWORD,
  });
  assert.equal(answer.location, "/dashboard", answer.text);
  const [user] = await sql`select id from auth.users where email = ${email}`;
  return { ...visitor, id: user!.id };
}

const ORDERS = "/dashboard/demo/orders";

Deno.test("somebody is invited by email, makes an account with the link, and works there", async () => {
  assert.match((await merchant.get(PATH)).text, /merchant@afrify\.test/);
  const form = { contact: "Grace@Afrify.test", role: "staff", "may.products.manage": "on" };

  const sent = await merchant.post(`${PATH}/invite`, form);

  assert.equal(sent.status, 200);
  assert.equal(sent.headers.get("cache-control"), "private, no-store");
  const path = await linkFor("grace@afrify.test");
  assert.ok(sent.text.includes(`${platform.url}${path}`), "it can be passed on by hand");
  assert.match(sent.text, /https:\/\/wa\.me\/\?text=/);
  assert.match((await merchant.get(PATH)).text, /grace@afrify\.test/);

  const grace = visit(platform.url);
  const seen = await grace.get(path);
  assert.match(seen.text, /Join Kikapu &amp; Kin/);
  assert.match(seen.text, /Change products and stock/);
  assert.doesNotMatch(seen.text, /Change settings/);
  const page = await grace.get(`${path}/sign-up`);
  assert.match(page.text, /value="grace@afrify\.test"/);
  const short = await grace.post(`${path}/sign-up`, { email: "grace@afrify.test", password: "x" });
  assert.equal(short.status, 422);
  assert.match(short.text, /id="password-error"/);
  const made = await grace.post(`${path}/sign-up`, {
    email: "grace@afrify.test",
    password: PASSWORD,
  });
  assert.equal(made.location, "/dashboard");
  assert.equal((await grace.get("/dashboard")).location, "/dashboard/demo");
  assert.equal((await grace.get("/dashboard/demo/products/new")).status, 200);
  assert.equal((await grace.get(PATH)).status, 403);

  const again = await visit(platform.url).get(path);
  assert.equal(again.status, 410);
  assert.match(again.text, /Somebody has used this link/);
  assert.doesNotMatch(again.text, /Kikapu/, "a link that is over says nothing of the shop");
});

Deno.test("somebody with an account is invited by phone, signs in and joins", async () => {
  const sent = await merchant.post(`${PATH}/invite`, { contact: "0722 000 118", role: "staff" });
  assert.equal(sent.status, 200);
  assert.match(sent.text, /https:\/\/wa\.me\/254722000118\?text=/);
  const path = await linkFor("+254722000118");
  const shopper = visit(platform.url);
  assert.ok((await shopper.get(path)).text.includes(`/sign-in?next=${path}`));

  const signedIn = await shopper.post(`/sign-in?next=${path}`, {
    email: "shopper@afrify.test",
    password: "afrify-demo",
  });

  assert.equal(signedIn.location, path);
  assert.match((await shopper.get(path)).text, /Join as shopper@afrify\.test/);
  assert.equal((await shopper.get(ORDERS)).status, 404, "looking is not joining");
  assert.equal((await shopper.post(path, {})).location, ORDERS);
  assert.equal((await shopper.get(ORDERS)).status, 200);
  const [user] = await sql`select id from auth.users where email = 'shopper@afrify.test'`;
  await merchant.post(`${PATH}/${user!.id}/remove`, {});
});

Deno.test("what a member may do changes with their next request, and so does being one", async () => {
  const person = await joined({ "may.products.manage": "on", "may.settings.manage": "on" });
  const status = async (path: string) => (await person.get(path)).status;
  assert.equal(await status("/dashboard/demo/settings/payments"), 200);

  const lowered = await merchant.post(`${PATH}/${person.id}`, { role: "staff" });
  assert.equal(lowered.location, `${PATH}?done=saved`);
  assert.equal(await status("/dashboard/demo/settings/payments"), 403);
  assert.equal((await person.post("/dashboard/demo/settings/api-keys/new", {})).status, 403);
  assert.equal(await status(ORDERS), 200);

  assert.equal((await merchant.post(`${PATH}/${person.id}/suspend`, {})).status, 303);
  assert.equal(await status(ORDERS), 404);
  assert.match((await merchant.get(`${PATH}/${person.id}`)).text, /Let them work again/);
  assert.equal((await merchant.post(`${PATH}/${person.id}/resume`, {})).status, 303);
  assert.equal(await status(ORDERS), 200);

  const removed = await merchant.post(`${PATH}/${person.id}/remove`, {});
  assert.equal(removed.location, `${PATH}?done=removed`);
  assert.equal(await status(ORDERS), 404);
  assert.equal((await person.post(PATH + "/invite", {})).status, 404);
  assert.equal(await status("/account"), 200, "their account is theirs");
});

Deno.test("mistakes are told at the field, and nothing typed is lost", async () => {
  const bad = await merchant.post(`${PATH}/invite`, {
    contact: "0712",
    role: "staff",
    "may.payments.view": "on",
  });
  assert.equal(bad.status, 422);
  assert.match(bad.text, /id="contact-error"/);
  assert.match(bad.text, /value="0712"/);
  assert.match(bad.text, /name="may\.payments\.view"[^>]*checked|checked[^>]*name="may\.payments/);
  const colleague = await merchant.post(`${PATH}/invite`, {
    contact: "staff@afrify.test",
    role: "staff",
  });
  assert.equal(colleague.status, 422);
  assert.match(colleague.text, /They are in your team already/);
  assert.equal((await merchant.post(`${PATH}/invite`, { contact: "x@y.test" })).status, 422);
});

Deno.test("an invitation is sent again with a new link, and taken back", async () => {
  await merchant.post(`${PATH}/invite`, { contact: "late@afrify.test", role: "staff" });
  const first = await linkFor("late@afrify.test");
  const [{ id }] = await sql`select id from invitations where recipient = 'late@afrify.test'` as [
    { id: string },
  ];

  const renewed = await merchant.post(`${PATH}/invitations/${id}/renew`, {});

  assert.equal(renewed.status, 200);
  const second = await linkFor("late@afrify.test", 2);
  assert.ok(renewed.text.includes(second));
  const visitor = visit(platform.url);
  assert.equal((await visitor.get(first)).status, 404);
  assert.equal((await visitor.get(second)).status, 200);
  const revoked = await merchant.post(`${PATH}/invitations/${id}/revoke`, {});
  assert.equal(revoked.location, `${PATH}?done=revoked`);
  const over = await visitor.get(second);
  assert.equal(over.status, 410);
  assert.match(over.text, /taken back/);
  assert.equal((await merchant.post(`${PATH}/invitations/${id}/renew`, {})).status, 404);
  const post = await visitor.post(`${second}/sign-up`, { email: "a@b.test", password: PASSWORD });
  assert.equal(post.location, second, "no account is made with a link that is over");
});

Deno.test("the team is for those who manage it, and its owner for owners", async () => {
  const manager = await joined({ "may.staff.manage": "on", "may.payments.view": "on" });
  const [owner] = await sql`select id from auth.users where email = 'merchant@afrify.test'`;
  const page = await manager.get(`${PATH}/invite`);
  assert.match(page.text, /may\.payments\.view/);
  assert.doesNotMatch(page.text, /may\.payments\.refund|value="merchant"/);
  assert.equal((await manager.get(`${PATH}/${owner!.id}`)).status, 404);
  assert.equal((await manager.post(`${PATH}/${owner!.id}/remove`, {})).status, 404);
  assert.equal((await manager.post(`${PATH}/${manager.id}`, { role: "staff" })).status, 404);
  const high = await manager.post(`${PATH}/invite`, {
    contact: "high@afrify.test",
    role: "merchant",
  });
  assert.equal(high.status, 422);
  assert.match(high.text, /Only an owner can do that/);
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  assert.equal((await rival.get(`/dashboard/zuri/settings/staff/${manager.id}`)).status, 404);
  assert.equal(
    (await rival.post(`/dashboard/zuri/settings/staff/${manager.id}/remove`, {})).status,
    404,
  );
  assert.equal((await manager.get(ORDERS)).status, 200);
});

Deno.test("the business is handed over with a password, and whoever handed it over leaves", async () => {
  const heir = await joined();
  const path = `${PATH}/${heir.id}/make-owner`;
  const wrong = await merchant.post(path, { current: "not it" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /id="current-error"/);
  assert.equal((await heir.get(PATH)).status, 403);

  assert.equal((await merchant.post(path, { current: "afrify-demo" })).status, 303);

  assert.equal((await heir.get(PATH)).status, 200);
  assert.equal((await merchant.get(PATH)).status, 200, "with every permission");
  assert.equal((await merchant.get("/dashboard/demo/settings/activity")).status, 403);
  const [place] = await sql`select tenant_id from stores where slug = 'demo'`;
  const leave = `/account/leave/${place!.tenant_id}`;
  const alone = await heir.post(leave, {});
  assert.equal(alone.status, 422);
  assert.match(alone.text, /A business keeps one owner/);
  assert.match((await merchant.get(leave)).text, /Leave Kikapu/);
  assert.equal((await merchant.post(leave, {})).location, "/account?done=left");
  assert.equal((await merchant.get(ORDERS)).status, 404);
  assert.equal((await merchant.get(leave)).status, 404);
});
