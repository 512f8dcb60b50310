import assert from "node:assert/strict";
import type { Sql } from "@/lib/db/mod.ts";
import { getMoney } from "@/lib/ledger/mod.ts";
import { methodOf } from "@/lib/payments/mod.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { CAST } from "@/tests/fixtures/shop.ts";
import { startGatewayStage } from "./gateway_stage.ts";

Deno.test("what gateways keep is booked where they tell it, once, and shown by day", async (t) => {
  await using stage = await startGatewayStage();
  for (const stand of Object.values(stage.at)) {
    const { gateway } = stand.it;
    await t.step(gateway, async () => {
      const order = await stand.asked();
      await stand.payAndWork(order);
      // What tells of it once more books nothing more.
      await stage.passAndWork(11, 900);
      const [charge] = (await stand.counter.charge(order.attemptId)).tries;
      const fees = await stage.sql`
        select l.amount_minor::int as minor, l.from_book as from, l.way, l.payment_id is not null as is_of_payment
        from ledger_entries l where l.order_id = ${order.id} and l.kind = 'fee'`;
      if (!methodOf(gateway).tellsFees) {
        assert.deepEqual([...fees], []);
        return;
      }
      // The local gateway keeps 1.4 %, in parts of the smallest unit as the real one does.
      const scale = (order.shillings * 100) / charge!.amount;
      const kept = Math.round(Math.round(charge!.amount * 1.4) / 100 * scale);
      assert.ok(kept > 0);
      assert.deepEqual(fees.map((row) => ({ ...row })), [
        { minor: kept, from: "gateway", way: gateway, is_of_payment: true },
      ]);

      const money = await stage.sql.begin(async (sql) => {
        const claims = JSON.stringify({ sub: CAST.merchant, role: "authenticated" });
        const [row] =
          await sql`select s.time_zone, (now() at time zone s.time_zone)::date::text as today
          from stores s where s.id = ${stand.shop.storeId}`;
        await sql`select set_config('request.jwt.claims', ${claims}, true),
          set_config('role', 'authenticated', true)`;
        const days = { first: row!.today as string, last: row!.today as string };
        return await getMoney(sql as unknown as Sql, stand.shop.storeId, days);
      });
      const [day] = money.days.filter(({ way }) => way === gateway);
      assert.equal(day!.feesMinor, kept);
      await assertLedgerAddsUp(stage.sql, stand.shop.storeId);
    });
  }
});
