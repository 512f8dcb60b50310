import assert from "node:assert/strict";
import postgres from "postgres";
import { type Language, LANGUAGE_CODES, LANGUAGES, wordsIn } from "@/lib/i18n/mod.ts";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

let platform: Platform;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

function assertSpeaks(html: string, language: Language): void {
  assert.match(html, new RegExp(`<html lang="${language}" dir="${LANGUAGES[language].dir}">`));
}

Deno.test("an address where nothing is says so in the language of the browser, of the eight", async () => {
  for (const path of ["/nothing-here", "/s/nobody", "/s/nobody/p/x"]) {
    for (const language of LANGUAGE_CODES) {
      const answer = await fetch(platform.url + path, {
        headers: { "accept-language": `de, ${language}-XX;q=0.8, en;q=0.5` },
      });
      const html = await answer.text();
      assert.equal(answer.status, 404);
      assert.match(answer.headers.get("vary") ?? "", /accept-language/i);
      assertSpeaks(html, language);
      const { say } = wordsIn(language);
      assert.ok(
        html.includes(say(path === "/nothing-here" ? "frame.nothingHere" : "frame.noShop")),
      );
    }
    assertSpeaks(await (await fetch(platform.url + path)).text(), "en");
  }
});

Deno.test("a page of a shop that is not there speaks the shop's language, whatever the browser reads", async () => {
  for (
    const [path, language] of [["/s/demo/nothing", "en"], ["/s/demo/fr/nothing", "fr"]] as const
  ) {
    const answer = await fetch(platform.url + path, { headers: { "accept-language": "sw" } });
    assertSpeaks(await answer.text(), language);
  }
});

Deno.test("a suspended shop is told to its shoppers and its people in what they read", async () => {
  const reads = { "accept-language": "fr-CI,fr;q=0.9" };
  const rival = visit(platform.url, reads);
  await signIn(rival, "rival@afrify.test");
  const [store] = await sql`select slug from stores where slug <> 'demo'`;
  await sql`update stores set status = 'suspended', suspension_reason = 'why'
    where slug = ${store!.slug}`;
  const own = await rival.get(`/dashboard/${store!.slug}/orders`);
  assert.equal(own.status, 403);
  assertSpeaks(own.text, "fr");
  assert.match(own.text, /Cette boutique est suspendue/);
  const shop = await fetch(`${platform.url}/s/${store!.slug}`, { headers: reads });
  const html = await shop.text();
  assert.equal(shop.status, 404);
  assertSpeaks(html, "fr");
});

Deno.test("what is said in English alone stands on an English page", async () => {
  const staff = visit(platform.url, { "accept-language": "fr" });
  await signIn(staff, "staff@afrify.test");
  const refused = await staff.get("/dashboard/demo/settings/languages");
  assert.equal(refused.status, 403);
  assertSpeaks(refused.text, "en");
  assert.match(refused.text, /Your role does not change settings/);
});
