import assert from "node:assert/strict";
import { until } from "@/tests/fixtures/until.ts";
import { startWorker } from "@/tests/payments/worker.ts";
import { withWebhooks } from "@/tests/webhooks/bench.ts";

const CHANGES = 60;

Deno.test("a worker killed while it delivers, again and again: every event arrives, and none is skipped", () =>
  withWebhooks(async ({ database, sql, shop, receiver }) => {
    const nowhere = "http://127.0.0.1:1";
    const around = { databaseUrl: database.url, functionsUrl: nowhere, phone: { url: nowhere } };
    // Slow enough that a kill finds some under way: received, and not noted.
    receiver.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      return new Response("ok");
    };
    for (let i = 0; i < CHANGES; i++) {
      await sql`update products set title = ${`Basket ${i}`} where id = ${shop.productId}`;
    }
    const left = async () => {
      const [row] = await sql`
        select count(*)::int as n from webhook_deliveries where state = 'pending'`;
      return row!.n as number;
    };
    const jobs = async () => {
      const [row] = await sql`
        select count(*)::int as n from graphile_worker.jobs where task_identifier = 'deliver_webhook'`;
      return row!.n as number;
    };
    let kills = 0;
    for (const share of [0.9, 0.7, 0.4, 0.2]) {
      const worker = await startWorker(around);
      await until(async () => (await left()) <= share * CHANGES);
      await worker.kill();
      if (await left() > 0) kills++;
    }
    assert.ok(kills >= 2, "it was killed in the middle");

    const worker = await startWorker(around);
    // What the killed ones held is let go of, and found to be done.
    await until(async () => await left() === 0 && await jobs() === 0);
    await worker.kill();

    const events = await sql<{ id: string; sequence: number }[]>`
      select id, sequence::int as sequence from webhook_events order by sequence`;
    const arrived = new Set(receiver.received.map(({ id }) => id));
    assert.equal(events.length, CHANGES);
    assert.deepEqual(events.filter(({ id }) => !arrived.has(id)), []);
    assert.deepEqual(events.map(({ sequence }) => sequence), events.map((_, i) => i + 1));
    assert.equal(receiver.forged, 0);
    const [states] = await sql`
      select count(*) filter (where state = 'succeeded')::int as ok from webhook_deliveries`;
    assert.equal(states!.ok, CHANGES);
  }));
