import assert from "node:assert/strict";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { findLink } from "./mail.ts";
import { readSession, writeSession } from "./stored_session.ts";

const platform = await startPlatform();
const open = () => visit(platform.url);

const linkFor = (email: string) => findLink(platform.mailbox_url, email);

const SHOP = { name: "Zuri Beadwork", country: "KE", password: "a long password" };

Deno.test("signing up opens a shop and leads to it", async () => {
  const zuri = open();

  const signedUp = await zuri.post("/sign-up", { ...SHOP, email: "zuri@shop.test" });
  assert.equal(signedUp.location, "/dashboard");
  assert.equal((await zuri.get("/dashboard")).location, "/dashboard/zuri-beadwork");
  const home = await zuri.get("/dashboard/zuri-beadwork");
  assert.equal(home.status, 200);
  assert.match(home.text, /Three steps to your first sale/);
  assert.match(home.headers.get("cache-control")!, /no-store/);
});

Deno.test("the session is a cookie that scripts and other sites cannot use", async () => {
  const visitor = open();
  const answer = await visitor.post("/sign-in", {
    email: "merchant@afrify.test",
    password: "afrify-demo",
  });

  const cookies = answer.headers.getSetCookie();
  assert.ok(cookies.length > 0);
  for (const cookie of cookies) assert.match(cookie, /HttpOnly/i);
  for (const cookie of cookies) assert.match(cookie, /SameSite=Lax/i);
});

Deno.test("the sign-up form sent twice makes one shop", async () => {
  const form = { ...SHOP, name: "Twice Told", email: "twice@shop.test" };
  const [first, second] = [open(), open()];

  await Promise.all([first.post("/sign-up", form), second.post("/sign-up", form)]);
  await second.post("/sign-up", form);

  assert.equal((await second.get("/dashboard")).location, "/dashboard/twice-told");
});

Deno.test("a name that is taken keeps the account and asks for another address", async () => {
  const visitor = open();

  const signedUp = await visitor.post("/sign-up", {
    ...SHOP,
    name: "Demo",
    email: "demo2@shop.test",
  });
  assert.equal(signedUp.location, "/name-your-shop?taken=1");
  const asked = await visitor.get(signedUp.location!);
  assert.match(asked.text, /Another shop has this address/);
  assert.match(asked.text, /value="Demo"/);
  // Whoever leaves here finds the same question after signing in.
  assert.equal((await visitor.get("/dashboard")).location, "/name-your-shop");

  const named = await visitor.post("/name-your-shop", {
    name: "Demo",
    slug: "demo",
    country: "KE",
  });
  assert.equal(named.status, 422);
  await visitor.post("/name-your-shop", { name: "Demo", slug: "demo-two", country: "NG" });
  assert.equal((await visitor.get("/dashboard")).location, "/dashboard/demo-two");
});

Deno.test("mistakes in the sign-up form are told at the field, and what was typed stays", async () => {
  const answer = await open().post("/sign-up", {
    name: "",
    country: "XX",
    email: "not an address",
    password: "short",
  });

  assert.equal(answer.status, 422);
  for (const field of ["name", "country", "email", "password"]) {
    assert.match(answer.text, new RegExp(`id="${field}-error"`), field);
  }
  assert.match(answer.text, /value="not an address"/);
  assert.ok(!answer.text.includes("short"), "a password is never sent back");
});

Deno.test("forms that are too large, broken or from elsewhere change nothing", async () => {
  const visitor = open();
  const urlencoded = "application/x-www-form-urlencoded";

  const huge = await visitor.post("/sign-up", {
    ...SHOP,
    name: "x".repeat(1_000_000),
    email: "h@x.test",
  });
  assert.equal(huge.status, 413);
  const broken = await visitor.send("/sign-in", "email=%ff%fe&password=x", urlencoded);
  assert.equal(broken.status, 422);
  const elsewhere = await fetch(`${platform.url}/sign-in`, {
    method: "POST",
    body: new URLSearchParams({ email: "merchant@afrify.test", password: "afrify-demo" }),
    headers: { origin: "https://evil.example" },
    redirect: "manual",
  });
  await elsewhere.body?.cancel();
  assert.equal(elsewhere.status, 403);
  assert.deepEqual(elsewhere.headers.getSetCookie(), []);
});

Deno.test("signing up with somebody's email signs nobody in and tells the owner", async () => {
  const visitor = open();
  const answer = await visitor.post("/sign-up", { ...SHOP, email: "staff@afrify.test" });

  assert.equal(answer.status, 200);
  assert.match(answer.text, /Look into your mail/);
  assert.equal((await visitor.get("/dashboard")).location, "/sign-in?next=%2Fdashboard");
  assert.match(await linkFor("staff@afrify.test"), /type=recovery/);
});

Deno.test("signed out, every page of the dashboard asks to sign in and leads back", async () => {
  const visitor = open();
  const wanted = "/dashboard/demo/orders?tab=to_pack";

  const asked = await visitor.get(wanted);
  assert.equal(asked.location, `/sign-in?next=${encodeURIComponent(wanted)}`);
  const signedIn = await visitor.post(asked.location!, {
    email: "merchant@afrify.test",
    password: "afrify-demo",
  });
  assert.equal(signedIn.location, wanted);
});

Deno.test("no link signs one in to another site", async () => {
  const credentials = { email: "merchant@afrify.test", password: "afrify-demo" };
  const answer = await open().post("/sign-in?next=//evil.example/", credentials);

  assert.equal(answer.location, "/dashboard");
});

Deno.test("signing out ends the session, and only by a form", async () => {
  const visitor = open();
  await signIn(visitor, "merchant@afrify.test");

  assert.equal((await visitor.get("/sign-out")).status, 405);
  const before = new Map(visitor.cookies);
  await visitor.post("/sign-out", {});
  assert.equal(visitor.cookies.size, 0);
  assert.equal((await visitor.get("/dashboard")).location, "/sign-in?next=%2Fdashboard");
  assert.ok(before.size > 0);
});

Deno.test("a token that we did not sign is nobody's", async () => {
  const visitor = open();
  await signIn(visitor, "merchant@afrify.test");
  const [[name, cookie]] = [...visitor.cookies] as [[string, string]];
  const session = readSession(cookie);
  const [head, payload, signature] = session.access_token.split(".");
  const forged = JSON.parse(atob(payload!.replaceAll("-", "+").replaceAll("_", "/")));
  const body = btoa(JSON.stringify({ ...forged, sub: crypto.randomUUID() })).replace(/=+$/, "");

  for (const token of [`${head}.${body}.${signature}`, `${btoa('{"alg":"none"}')}.${body}.`, "x"]) {
    visitor.cookies.set(name, writeSession({ ...session, access_token: token }));
    assert.equal((await visitor.get("/dashboard")).location, "/sign-in?next=%2Fdashboard");
  }
});

Deno.test("an access token that is over is renewed once, however many requests come at once", async () => {
  const visitor = open();
  await signIn(visitor, "merchant@afrify.test");
  const [[name, cookie]] = [...visitor.cookies] as [[string, string]];
  const over = writeSession({ ...readSession(cookie), expires_at: 1 });

  const answers = await Promise.all(Array.from({ length: 8 }, () => {
    const tab = open();
    tab.cookies.set(name, over);
    return tab.get("/dashboard/demo/orders");
  }));

  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  const renewed = answers.map(({ headers }) => headers.getSetCookie().join());
  assert.equal(new Set(renewed).size, 1, "all were given the same session");
  assert.ok(renewed[0]!.startsWith(name));
});

Deno.test("a session that was renewed on the way to a page that is not there is kept", async () => {
  const visitor = open();
  await signIn(visitor, "merchant@afrify.test");
  const [[name, cookie]] = [...visitor.cookies] as [[string, string]];
  visitor.cookies.set(name, writeSession({ ...readSession(cookie), expires_at: 1 }));

  const answer = await visitor.get("/dashboard/demo/orders/999999");

  assert.equal(answer.status, 404);
  assert.match(answer.headers.get("cache-control")!, /no-store/);
  assert.ok(readSession(visitor.cookies.get(name)!).expires_at > 1);
});

Deno.test("a forgotten password is replaced through the mailbox, by a link that works once", async () => {
  const email = "zuri2@shop.test";
  const visitor = open();
  await visitor.post("/sign-up", { ...SHOP, name: "Zuri Two", email });
  const elsewhere = open();
  await signIn(elsewhere, email, SHOP.password);

  const reader = open();
  await reader.post("/forgot-password", { email });
  const link = await linkFor(email);
  // Mail programs open links by themselves; that must not use it up.
  for (let i = 0; i < 3; i++) assert.equal((await open().get(link)).status, 200);

  assert.equal((await reader.post(link, { password: "short" })).status, 422);
  const same = await reader.post(link, { password: SHOP.password });
  assert.equal(same.status, 422);
  const followed = /name="followed" value="([^"]+)"/.exec(same.text)![1]!;
  // Whoever is signed in as the same person elsewhere cannot use what this form was given.
  assert.equal((await elsewhere.post(link, { password: "third password", followed })).status, 410);
  const retried = await reader.post(link, { password: "another password", followed });
  assert.equal(retried.location, "/dashboard");
  assert.equal((await reader.get("/dashboard")).location, "/dashboard/zuri-two");
  assert.equal((await open().post(link, { password: "third password" })).status, 410);
});

Deno.test("an address that is no link of ours says so", async () => {
  for (const query of ["", "?type=recovery", "?type=evil&token_hash=x"]) {
    assert.equal((await open().get(`/auth/confirm${query}`)).status, 400);
  }
  const followed = await open().post("/auth/confirm?type=magiclink&token_hash=x", {});
  assert.equal(followed.status, 410);
});

Deno.test("being signed in is not enough to change a password", async () => {
  const visitor = open();
  await visitor.post("/sign-up", { ...SHOP, name: "Zuri Three", email: "zuri3@shop.test" });

  for (const followed of ["1", "", "e30.e30.e30"]) {
    const address = "/auth/confirm?type=recovery&token_hash=x";
    const answer = await visitor.post(address, { password: "a long password", followed });
    assert.equal(answer.status, 410, followed);
  }
});

Deno.test.afterAll(() => platform.stop());
