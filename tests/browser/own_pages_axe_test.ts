import type { Page } from "playwright-core";
import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { testAccessible } from "./axe.ts";
import { signIn } from "./sign_in.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  await furnish();
});

Deno.test.afterAll(() => platform.stop());

/** A page, places, a message and a domain whose records are half there. */
async function furnish(): Promise<void> {
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const [store] = await sql`select id from stores where slug = 'demo'`;
  await sql`insert into store_pages (store_id, kind, slug, title, body, is_published)
    values (${
    store!.id
  }, 'returns', 'returns', 'Returns', ${"Send it **back**.\n\n- Tell us"}, true)`;
  for (const name of ["Market stall", "Office"]) {
    await sql`insert into pickup_points (store_id, name, address) values (${
      store!.id
    }, ${name}, 'Moi Avenue')`;
  }
  await sql`insert into contact_messages (id, store_id, name, phone, body)
    values (gen_random_uuid(), ${store!.id}, 'Wanjiru', '+254712345678', 'Is it red?')`;
  await sql`insert into store_domains (store_id, host, has_token, points_here, checked_at)
    values (${store!.id}, 'www.a-domain-with-a-rather-long-name.co.ke', true, false, now())`;
  await sql.end();
}

/** The shop's own pages, and where its owner settles them; with and without mistakes. */
async function* visit(page: Page): AsyncGenerator<string> {
  const go = async (path: string) => {
    await page.goto(platform.url + path, { waitUntil: "networkidle" });
    return path;
  };
  yield await go("/s/demo/pages/returns");
  yield await go("/s/demo/contact");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("alert").waitFor();
  yield "a message with mistakes";
  await signIn(page, platform.url);
  const settings = "/dashboard/demo/settings";
  yield await go(`${settings}/store`);
  await page.getByLabel("Name", { exact: true }).fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  yield "settings with a mistake";
  yield await go(`${settings}/delivery`);
  yield await go(`${settings}/delivery/zones/new`);
  yield await go(`${settings}/delivery/points/new`);
  await go(`${settings}/delivery`);
  await page.getByRole("link", { name: "Market stall" }).click();
  await page.getByRole("link", { name: "Remove it" }).click();
  await page.getByRole("button", { name: /^Remove/ }).waitFor();
  yield "the question before a place goes";
  yield await go(`${settings}/pages`);
  yield await go(`${settings}/pages/new?kind=privacy`);
  yield await go(`${settings}/domain`);
  yield await go("/dashboard/demo/messages");
}

testAccessible("on a shop's own pages and in its settings", visit);
