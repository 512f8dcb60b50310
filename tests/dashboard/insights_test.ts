import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
const PAGE = "/dashboard/demo/insights";
const merchant = visit(platform.url);
await signIn(merchant, "merchant@afrify.test");

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

const textOf = async (path = PAGE) => (await merchant.get(path)).text.replaceAll(/<[^>]+>/g, " ");

Deno.test("a shop where nobody came says so, and what to do", async () => {
  assert.match(await textOf(), /Nobody came in this time.*Share your shop/s);
});

Deno.test("what shoppers look at shows in the figures, and orders say the rest", async () => {
  const phone = visit(platform.url, {
    "user-agent":
      "Mozilla/5.0 (Linux; Android 12; TECNO KI5) Chrome/130.0.0.0 Mobile Safari/537.36",
  });
  await phone.get("/s/demo");
  for (let i = 0; i < 2; i++) await phone.get("/s/demo/p/market-basket-indigo");
  await phone.get("/s/demo/fr/p");
  await until(async () => {
    const [row] =
      await sql`select sum(count)::int as views from traffic_counts where kind = 'view'`;
    return row!.views === 4;
  });

  for (const period of ["today", "week", "month", "quarter", "year", "nonsense"]) {
    const text = await textOf(`${PAGE}?period=${period}`);
    assert.match(text, /Pages looked at\s+4\s/, period);
    assert.match(text, /Came to the shop\s+1 .*Looked at a product\s+1\s+100%/s, period);
    assert.match(text, /Market basket, indigo\s+2\s+0\s/, period);
    assert.match(text, /Français\s+25%/, period);
  }
});

Deno.test("figures are for those who may see them, of their own shop", async () => {
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  assert.equal((await staff.get(PAGE)).status, 403);
  assert.doesNotMatch((await staff.get("/dashboard/demo/orders")).text, /\/insights/);
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  assert.equal((await rival.get(PAGE)).status, 404);
});
