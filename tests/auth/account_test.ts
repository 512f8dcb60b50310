import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { findLink, untilMailed } from "./mail.ts";

const PASSWORD = "a long password";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
const PHONE =
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
const mailbox = platform.mailbox_url;
const open = (userAgent = FIREFOX) => visit(platform.url, { "user-agent": userAgent });

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** Somebody with a shop of their own, signed in. */
async function newMerchant(name: string): Promise<{ visitor: Visitor; email: string }> {
  const email = `${name}@shop.test`;
  const visitor = open();
  const shop = { name: `Shop of ${name}`, country: "KE", email, password: PASSWORD };
  assert.equal((await visitor.post("/sign-up", shop)).location, "/dashboard");
  return { visitor, email };
}

Deno.test("the account asks to sign in and leads back", async () => {
  for (const path of ["/account", "/account/email", "/account/password"]) {
    const asked = await open().get(path);
    assert.equal(asked.location, `/sign-in?next=${encodeURIComponent(path)}`);
  }
  const asked = await open().post("/account/sign-out-everywhere", {});
  assert.match(asked.location!, /^\/sign-in/);
});

Deno.test("each device is listed by what people know it by, this one apart", async () => {
  const { visitor, email } = await newMerchant("amina");
  const phone = open(PHONE);
  await signIn(phone, email, PASSWORD);

  const page = await visitor.get("/account");
  assert.equal(page.status, 200);
  assert.match(page.headers.get("cache-control")!, /no-store/);
  assert.match(page.text, /Firefox on Linux/);
  assert.match(page.text, /Chrome on Android/);
  assert.equal(page.text.match(/This device/g)!.length, 1);
  assert.ok(page.text.indexOf("Firefox on Linux") < page.text.indexOf("Chrome on Android"));
});

Deno.test("a session that is ended from the list is over; others' cannot be ended", async () => {
  const { visitor, email } = await newMerchant("baraka");
  const stranger = (await newMerchant("chidi")).visitor;
  const phone = open(PHONE);
  await signIn(phone, email, PASSWORD);
  const path = /action="(\/account\/sessions\/[^"]+)"/.exec(
    (await visitor.get("/account")).text,
  )![1]!;

  await stranger.post(path, {});
  assert.equal((await phone.get("/account")).status, 200);
  assert.equal((await visitor.post(path, {})).location, "/account?done=session");
  assert.match((await phone.get("/account")).location!, /^\/sign-in/);
  assert.equal((await visitor.post(path, {})).location, "/account?done=session");
  assert.equal((await visitor.post("/account/sessions/nonsense", {})).status, 404);
});

Deno.test("a password is changed by whoever knows it, and other devices are signed out", async () => {
  const { visitor, email } = await newMerchant("dalia");
  const phone = open(PHONE);
  await signIn(phone, email, PASSWORD);
  const change = (current: string, password: string) =>
    visitor.post("/account/password", { current, password });

  const wrong = await change("not my password", "another password");
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /id="current-error"/);
  assert.match((await change(PASSWORD, "short")).text, /id="password-error"/);
  assert.match((await change(PASSWORD, PASSWORD)).text, /id="password-error"/);
  assert.equal((await phone.get("/account")).status, 200);

  assert.equal((await change(PASSWORD, "another password")).location, "/account?done=password");
  assert.equal((await visitor.get("/account")).status, 200);
  assert.match((await phone.get("/account")).location!, /^\/sign-in/);
  const sessions = await sql`select from auth.sessions as s join auth.users as u on u.id = s.user_id
    where u.email = ${email}`;
  assert.equal(sessions.length, 1, "asking for the password leaves no session behind");
  await signIn(open(), email, "another password");
});

Deno.test("an account moves to another address when both mailboxes have confirmed", async () => {
  for (const first of ["old", "new"] as const) {
    const { visitor, email } = await newMerchant(`mover.${first}`);
    const moved = `moved.${first}@shop.test`;
    const emailNow = async () => {
      const [row] = await sql`select email from auth.users where email in (${email}, ${moved})`;
      return row!.email;
    };

    const asked = await visitor.post("/account/email", { email: moved, current: PASSWORD });
    assert.equal(asked.location, "/account");
    assert.match((await visitor.get("/account")).text, /Waiting for both mailboxes/);
    const links = { old: await findLink(mailbox, email), new: await findLink(mailbox, moved) };
    assert.notEqual(links.old, links.new);

    const half = await open().post(links[first], {});
    assert.equal(half.status, 200);
    assert.match(half.text, /One mailbox to go/);
    assert.equal(await emailNow(), email, `the ${first} mailbox alone moves nothing`);
    assert.equal((await open().post(links[first], {})).status, 410, "a link works once");
    assert.equal(await emailNow(), email);

    const rest = await open().post(links[first === "old" ? "new" : "old"], {});
    assert.equal(rest.location, "/account?done=email");
    assert.equal(await emailNow(), moved);
    assert.match((await visitor.get("/account")).text, new RegExp(moved));
    assert.doesNotMatch((await visitor.get("/account")).text, /Waiting for both/);
    await signIn(open(), moved, PASSWORD);
  }
});

Deno.test("a later change of address takes the links of the earlier one back", async () => {
  const { visitor, email } = await newMerchant("eshe");
  await visitor.post("/account/email", { email: "eshe.one@shop.test", current: PASSWORD });
  const first = await findLink(mailbox, "eshe.one@shop.test");
  await visitor.post("/account/email", { email: "eshe.two@shop.test", current: PASSWORD });
  await untilMailed(mailbox, email, 2);

  assert.equal((await open().post(first, {})).status, 410);
  assert.match(
    (await open().post(await findLink(mailbox, email, 2), {})).text,
    /One mailbox to go/,
  );
});

Deno.test("links of a change of address hold for an hour", async () => {
  const { visitor, email } = await newMerchant("farida");
  await visitor.post("/account/email", { email: "farida.new@shop.test", current: PASSWORD });
  const link = await findLink(mailbox, email);
  await sql`update auth.users set email_change_sent_at = now() - interval '61 minutes'
    where email = ${email}`;

  assert.equal((await open().post(link, {})).status, 410);
});

Deno.test("an address is not changed without the password, and mistakes keep what was typed", async () => {
  const { visitor } = await newMerchant("gita");
  const change = (email: string, current: string) =>
    visitor.post("/account/email", { email, current });

  const wrong = await change("gita.new@shop.test", "not my password");
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /id="current-error"/);
  assert.match(wrong.text, /value="gita\.new@shop\.test"/);
  assert.match((await change("no address", PASSWORD)).text, /id="email-error"/);
  assert.match((await change("GITA@shop.test", PASSWORD)).text, /id="email-error"/);
  const [row] = await sql`select email_change from auth.users where email = 'gita@shop.test'`;
  assert.equal(row!.email_change, null);
});
