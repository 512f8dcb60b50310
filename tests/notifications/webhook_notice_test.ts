import assert from "node:assert/strict";
import type postgres from "postgres";
import { withNotifications } from "./bench.ts";

async function addEndpoint(sql: postgres.Sql, storeId: string): Promise<string> {
  const [row] = await sql`insert into webhook_endpoints (store_id, url, events)
    values (${storeId}, 'https://books.example/in', '{order.refunded}') returning id`;
  return row!.id;
}

for (
  const [why, words] of [
    ["gone", /answered 410 Gone/],
    ["failing", /came through for five days/],
  ] as const
) {
  Deno.test(`an endpoint that is switched off (${why}) is told to the shop once, by email`, () =>
    withNotifications(async ({ sql, shop, work, messages }) => {
      const id = await addEndpoint(sql, shop.storeId);
      await sql`select private.disable_webhook(${id}, ${why}, now())`;
      await sql`select private.disable_webhook(${id}, ${why}, now())`;
      await work(id);
      const letters = await messages(`${shop.slug}@afrify.test`);
      const about = letters.filter(({ subject }) => subject!.startsWith("Webhooks to"));
      assert.equal(about.length, 1);
      assert.equal(about[0]!.subject, "Webhooks to books.example are off");
      assert.match(about[0]!.text, words);
      assert.match(
        about[0]!.text,
        new RegExp(`/dashboard/${shop.slug}/settings/webhooks/${id}`),
      );
    }));
}

Deno.test("who switches it off, or on again before the message goes, is told nothing", () =>
  withNotifications(async ({ sql, shop, work, messages }) => {
    const id = await addEndpoint(sql, shop.storeId);
    await sql`select private.disable_webhook(${id}, 'by_hand', now())`;
    const jobs = await sql`select from graphile_worker.jobs
      where task_identifier = 'send_webhook_notice'`;
    assert.equal(jobs.length, 0);
    const switchOn = () =>
      sql`update webhook_endpoints
        set is_enabled = true, disabled_at = null, disabled_why = null where id = ${id}`;
    await switchOn();
    await sql`select private.disable_webhook(${id}, 'gone', now())`;
    await switchOn();
    await work(id);
    assert.deepEqual(
      (await messages(`${shop.slug}@afrify.test`)).filter(({ subject }) =>
        /Webhooks/.test(subject!)
      ),
      [],
    );
  }));
