import assert from "node:assert/strict";
import postgres from "postgres";
import { GATEWAYS } from "@/lib/enums.ts";
import { methodOf } from "@/lib/payments/methods.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";

Deno.test("the database knows the same of each gateway as the pages do", async () => {
  const database = await startDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const rows =
    await sql`select gateway, currencies, has_pages, refunds from private.gateways order by gateway`;
  assert.deepEqual(
    rows.map((row) => ({ ...row })),
    GATEWAYS.map(methodOf).map(({ gateway, currencies, kind, refunds }) => ({
      gateway,
      currencies: [...currencies],
      has_pages: kind === "page",
      refunds,
    })),
  );
  await sql.end();
  await database.stop();
});
