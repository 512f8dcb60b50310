import assert from "node:assert/strict";
import postgres from "postgres";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";
import { until } from "@/tests/fixtures/until.ts";
import { createPhone } from "@/tests/payments/phone.ts";

/** Where in an order's life everything dies at once; what happens before and after that moment. */
const MOMENTS: { when: string; before: (order: Order) => Promise<void> }[] = [
  { when: "the order has just been placed", before: async () => {} },
  { when: "the prompt is on the phone", before: (order) => order.promptShown() },
  {
    when: "the PIN has just been entered",
    before: async (order) => {
      await order.promptShown();
      await order.enterPin();
    },
  },
  {
    when: "M-Pesa has called back",
    before: async (order) => {
      await order.promptShown();
      await order.enterPin();
      await order.calledBack();
    },
  },
];

Deno.test("kill -9 of everything, then a new start", async (t) => {
  let platform = await startPlatform();
  const { dataDir } = platform;

  try {
    for (const [index, { when, before }] of MOMENTS.entries()) {
      await t.step(`${when}: the order ends as M-Pesa says`, async () => {
        const order = await placeOrder(platform, `07123457${10 + index}`);
        await before(order);

        await platform.end("SIGKILL");
        platform = await startPlatform({ dataDir });

        const after = await findOrder(platform, order.token, order.phone);
        await after.promptShown();
        await after.enterPin();
        await after.paid();
      });
    }
    await t.step("nothing was lost and nothing doubled", async () => {
      const sql = postgres(platform.database_url, { max: 1 });
      const [store] = await sql`select id from stores where slug = 'demo'`;
      await assertLedgerAddsUp(sql, store!.id);
      const counts = await sql`select o.status, count(p.id)::int as payments from orders o
        left join payments p on p.order_id = o.id group by o.id`;
      assert.deepEqual(
        counts.map((row) => [row.status, row.payments]),
        MOMENTS.map(() => ["paid", 1]),
      );
      await sql.end();
    });
  } finally {
    await platform.end("SIGINT");
    await Deno.remove(dataDir, { recursive: true });
  }
});

interface Order {
  token: string;
  phone: string;
  promptShown(): Promise<void>;
  /** Enters the PIN unless that was done already. */
  enterPin(): Promise<void>;
  calledBack(): Promise<void>;
  paid(): Promise<void>;
}

async function placeOrder(platform: Platform, phone: string): Promise<Order> {
  const sql = postgres(platform.database_url, { max: 1 });
  const [variant] = await sql`select v.id from variants v join products p on p.id = v.product_id
    where p.slug = 'market-basket-indigo' and v.archived_at is null`;
  await sql.end();
  const token = await createShopper(platform.url).buy(variant!.id, phone);
  return findOrder(platform, token, phone);
}

function findOrder(platform: Platform, token: string, phone: string): Order {
  const mpesa = createPhone(platform.daraja_url);
  const msisdn = "254" + phone.slice(1);
  return {
    token,
    phone,
    promptShown: () => until(async () => (await mpesa.prompts(msisdn)).length > 0),
    async enterPin() {
      const [prompt] = await mpesa.prompts(msisdn);
      if (!prompt!.end) await mpesa.approve(msisdn);
    },
    calledBack: () => until(async () => (await mpesa.callbacks(msisdn)).length > 0),
    paid: () =>
      until(async () => {
        // The page that the shopper keeps open: it leads to the receipt once the order is paid.
        const page = await createShopper(platform.url).get(`/orders/${token}`);
        return (await page.text()).includes("Paid in full");
      }),
  };
}
