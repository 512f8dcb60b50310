import assert from "node:assert/strict";
import postgres from "postgres";
import { type Answer, signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;

const PATH = "/dashboard/demo/settings/languages";

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

/** Sends the form, in which a name may be there several times. */
async function choose(who: Visitor, fields: [name: string, value: string][]): Promise<Answer> {
  const form = new URLSearchParams([["csrf", await who.csrf()], ...fields]);
  return await who.send(PATH, form.toString(), "application/x-www-form-urlencoded");
}

async function languages(): Promise<string[]> {
  const [store] = await sql`select languages from stores where slug = 'demo'`;
  return store!.languages;
}

async function languageOf(path: string): Promise<string> {
  const html = await (await fetch(platform.url + path)).text();
  return /<html lang="(\w+)"/.exec(html)![1]!;
}

Deno.test("an owner chooses what the shop speaks, and its pages follow at once", async () => {
  const page = await merchant.get(PATH);
  assert.match(page.text, /<option[^>]*value="en"[^>]*selected/);

  const saved = await choose(merchant, [["first", "sw"], ["also", "fr"], ["also", "en"]]);

  assert.deepEqual([saved.status, saved.location], [303, `${PATH}?saved=1`]);
  assert.deepEqual(await languages(), ["sw", "en", "fr"]);
  assert.equal(await languageOf("/s/demo"), "sw");
  assert.equal(await languageOf("/s/demo/en"), "en");
  const gone = await fetch(`${platform.url}/s/demo/ar`);
  assert.equal(gone.status, 404);
  await gone.body?.cancel();
  assert.match((await merchant.get(`${PATH}?saved=1`)).text, /role="status"/);
});

Deno.test("the first language is there once, however often it was ticked", async () => {
  await choose(merchant, [["first", "am"], ["also", "am"]]);
  assert.deepEqual(await languages(), ["am"]);
  await choose(merchant, [["first", "en"]]);
  assert.deepEqual(await languages(), ["en"]);
});

Deno.test("a language that nobody knows is refused at its field and changes nothing", async () => {
  const before = await languages();
  for (
    const fields of [[["first", "de"]], [["first", ""]], [], [["first", "en"], ["also", "xx"]]]
  ) {
    const { status, text } = await choose(merchant, fields as [string, string][]);
    assert.equal(status, 422);
    assert.match(text, /thing to fix|role="alert"/);
  }
  assert.deepEqual(await languages(), before);
});

Deno.test("staff without the settings and owners of other shops change nothing", async () => {
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  const before = await languages();
  assert.equal((await staff.get(PATH)).status, 403);
  assert.equal((await choose(staff, [["first", "fr"]])).status, 403);
  assert.equal((await rival.get(PATH)).status, 404);
  assert.equal((await choose(rival, [["first", "fr"]])).status, 404);
  assert.deepEqual(await languages(), before);
});
