import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { findLink } from "./mail.ts";
import { readSession, writeSession } from "./stored_session.ts";

const EMAIL = "merchant@afrify.test";
const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
const open = () => visit(platform.url);
let password = "afrify-demo";

Deno.test.beforeAll(async () => {
  await sql`insert into customers (store_id, phone, name)
    select id, '+254712345679', 'Asha' from stores where slug = 'demo'`;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** What somebody takes who copies a browser's cookies. */
interface Copy {
  visitor: Visitor;
  accessToken: string;
  refreshToken: string;
}

function copyOf(owner: Visitor): Copy {
  const visitor = open();
  for (const [name, value] of owner.cookies) visitor.cookies.set(name, value);
  const { access_token, refresh_token } = readSession([...owner.cookies.values()][0]!);
  return { visitor, accessToken: access_token, refreshToken: refresh_token };
}

async function customersThroughRest(token: string): Promise<number> {
  const response = await fetch(`${platform.supabase_url}/rest/v1/customers?select=id`, {
    headers: { apikey: platform.publishable_key, authorization: `Bearer ${token}` },
  });
  return (await response.json()).length;
}

async function refreshStatus(refreshToken: string): Promise<number> {
  const response = await fetch(`${platform.url}/api/v1/auth/refresh`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ refresh_token: refreshToken }),
  });
  await response.body?.cancel();
  return response.status;
}

const PAGES = ["/dashboard/demo/orders", "/dashboard", "/account", "/name-your-shop"];

async function assertWorks({ visitor, accessToken }: Copy): Promise<void> {
  for (const page of PAGES) {
    assert.doesNotMatch((await visitor.get(page)).location ?? "", /^\/sign-in/, page);
  }
  assert.ok(await customersThroughRest(accessToken) > 0);
}

/** Each page with the cookies as they were copied: the first refusal takes them away. */
async function assertRefused({ visitor, accessToken, refreshToken }: Copy): Promise<void> {
  const copied = new Map(visitor.cookies);
  for (const page of PAGES) {
    for (const [name, value] of copied) visitor.cookies.set(name, value);
    const answer = await visitor.get(page);
    assert.equal(answer.location, `/sign-in?next=${encodeURIComponent(page)}`, page);
    assert.equal(visitor.cookies.size, 0, "a session that is over is forgotten");
  }
  assert.equal((await visitor.get("/sign-in")).status, 200, "and one can sign in again");
  assert.equal(await customersThroughRest(accessToken), 0);
  assert.equal(await refreshStatus(refreshToken), 401);
}

/** A copied session before and after somebody ends it. */
async function assertEndedBy(end: (owner: Visitor) => Promise<unknown>): Promise<void> {
  const owner = open();
  await signIn(owner, EMAIL, password);
  const copy = copyOf(owner);
  await assertWorks(copy);

  await end(owner);

  await assertRefused(copy);
}

Deno.test("signing out ends the session for whoever copied its cookies, at once", async () => {
  await assertEndedBy((owner) => owner.post("/sign-out", {}));
});

Deno.test("signing out everywhere ends this session and all others", async () => {
  const elsewhere = open();
  await signIn(elsewhere, EMAIL, password);
  const other = copyOf(elsewhere);
  await assertEndedBy((owner) => owner.post("/account/sign-out-everywhere", {}));
  await assertRefused(other);
});

Deno.test("signing out everywhere else keeps this session alone", async () => {
  const here = open();
  await signIn(here, EMAIL, password);
  await assertEndedBy(() => here.post("/account/sign-out-others", {}));
  await assertWorks(copyOf(here));
});

Deno.test("a session ended from the list of another device is over there", async () => {
  const here = open();
  await signIn(here, EMAIL, password);
  await assertEndedBy(async () => {
    const { text } = await here.get("/account");
    for (const [, path] of text.matchAll(/action="(\/account\/sessions\/[^"]+)"/g)) {
      await here.post(path!, {});
    }
  });
  await assertWorks(copyOf(here));
});

Deno.test("a new password ends every other session", async () => {
  const here = open();
  await signIn(here, EMAIL, password);
  await assertEndedBy(async () => {
    const changed = await here.post("/account/password", {
      current: password,
      password: "another password",
    });
    assert.equal(changed.status, 303);
    password = "another password";
  });
  await assertWorks(copyOf(here));
});

Deno.test("a forgotten password that is replaced ends every other session", async () => {
  const reader = open();
  await assertEndedBy(async () => {
    await reader.post("/forgot-password", { email: EMAIL });
    const link = await findLink(platform.mailbox_url, EMAIL);
    assert.equal((await reader.post(link, { password: "third password" })).status, 303);
    password = "third password";
  });
  await assertWorks(copyOf(reader));
});

Deno.test("an old refresh token that comes again signs the browser out when its hour is over", async () => {
  const owner = open();
  await signIn(owner, EMAIL, password);
  const [[name, first]] = [...owner.cookies] as [[string, string]];
  const renew = () => {
    const stored = readSession(owner.cookies.get(name)!);
    owner.cookies.set(name, writeSession({ ...stored, expires_at: 1 }));
    return owner.get("/account");
  };
  assert.equal((await renew()).status, 200);
  assert.equal((await renew()).status, 200);

  const thief = open();
  thief.cookies.set(name, writeSession({ ...readSession(first), expires_at: 1 }));
  assert.match((await thief.get("/account")).location!, /^\/sign-in/);

  assert.match((await renew()).location!, /^\/sign-in/, "owner and thief cannot be told apart");
});
