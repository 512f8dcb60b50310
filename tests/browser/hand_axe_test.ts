import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { testAccessible } from "./axe.ts";
import { visitHandWays } from "./hand_pages.ts";

let platform: Platform;
let variantId: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const [variant] = await sql`select v.id from variants v join products p on p.id = v.product_id
    where p.slug = 'market-basket-indigo'`;
  variantId = variant!.id;
  await sql.end();
});

Deno.test.afterAll(() => platform.stop());

testAccessible(
  "where one pays in cash or by a transfer",
  (page, width) =>
    visitHandWays(page, {
      url: platform.url,
      variantId,
      phone: `071234${width.toString().padStart(4, "0")}`,
    }),
);
