import assert from "node:assert/strict";
import type postgres from "postgres";
import { Webhook } from "standardwebhooks";
import { Order } from "@/lib/rest/resources/order_schema.ts";
import { sealSecret } from "@/lib/webhooks/secrets.ts";
import { makeSecret } from "@/lib/webhooks/sign.ts";
import { sealer } from "@/tests/fixtures/seal_keys.ts";
import { CAST, makeShop } from "@/tests/fixtures/shop.ts";
import { addEndpoint, asMerchant, type WebhookBench, withWebhooks } from "./bench.ts";
import { startReceiver } from "./receiver.ts";

/** The delivery of an order's first event to the bench's endpoint. */
async function firstOf({ sql, order, endpointId }: WebhookBench): Promise<string> {
  const id = await order();
  const [row] = await sql`select d.id from webhook_deliveries as d
    join webhook_events as e on e.id = d.event_id
    where e.subject_id = ${id} and e.type = 'order.created' and d.endpoint_id = ${endpointId}`;
  return row!.id;
}

async function rowOf(sql: postgres.Sql, id: string) {
  const [row] = await sql`select * from webhook_deliveries where id = ${id}`;
  return row!;
}

function hoursUntil(next: string | null | undefined, { now }: { now: Date }): number {
  return (new Date(next!).getTime() - now.getTime()) / 3_600_000;
}

Deno.test("what arrives is signed, in the API's own form, and noted with its answer", () =>
  withWebhooks(async (bench) => {
    const { receiver, sql, deliver, shop } = bench;
    const id = await firstOf(bench);
    assert.equal((await deliver(id))!.state, "succeeded");
    const [got] = receiver.received;
    assert.equal(receiver.forged, 0);
    assert.equal(got!.event.type, "order.created");
    assert.equal(got!.event.id, got!.id);
    assert.equal(got!.event.store_id, shop.storeId);
    assert.equal(got!.event.sequence, 2);
    Order.parse(got!.event.data);
    assert.equal(got!.headers["content-type"], "application/json");
    const row = await rowOf(sql, id);
    assert.deepEqual([row.attempts, row.response_status, row.response_body, row.error], [
      1,
      200,
      "thanks",
      null,
    ]);
    assert.equal(row.request_headers["webhook-id"], got!.id);
    assert.equal(await deliver(id), null, "once is enough");
    assert.equal(receiver.received.length, 1);
  }));

Deno.test("bytes stay the same at every try, whatever became of the thing", () =>
  withWebhooks(async (bench) => {
    const { receiver, sql, deliver, clock } = bench;
    const id = await firstOf(bench);
    receiver.answer = () => new Response("down", { status: 503 });
    await deliver(id);
    await sql`update orders set note = 'Changed'`;
    clock.now = new Date(clock.now.getTime() + 60_000);
    receiver.answer = () => new Response("up");
    await deliver(id);
    const [one, two] = receiver.received;
    assert.equal(one!.body, two!.body);
    assert.equal(one!.id, two!.id);
    assert.notEqual(one!.headers["webhook-timestamp"], two!.headers["webhook-timestamp"]);
  }));

Deno.test("a receiver that fails is asked ever more seldom, for three days and no longer", () =>
  withWebhooks(async (bench) => {
    const { receiver, sql, deliver, clock } = bench;
    receiver.answer = () => new Response("x".repeat(9000), { status: 500 });
    const id = await firstOf(bench);
    const began = (await rowOf(sql, id)).created_at as Date;
    clock.now = began;
    let tries = 0;
    for (;;) {
      const tried = await deliver(id);
      tries++;
      if (tried!.state !== "pending" || tries > 50) break;
      // The library of receivers refuses messages that are far from its own clock, so it counts those too.
      clock.now = new Date(tried!.next_at!);
    }
    assert.equal(clock.now.getTime() - began.getTime(), 3 * 86_400_000);
    assert.ok(tries >= 10 && tries <= 20, `${tries} tries`);
    const row = await rowOf(sql, id);
    assert.deepEqual([row.state, row.attempts, row.tries.length], ["failed", tries, tries]);
    const [job] = await sql`select count(*)::int as n from graphile_worker.jobs where key = ${
      "deliver_webhook:" + id
    }`;
    assert.equal(job!.n, 1, "no more than the job of the first try");
    const gaps = row.tries.slice(1).map((one: { at: string }, i: number) =>
      Date.parse(one.at) - Date.parse(row.tries[i].at)
    );
    assert.ok(gaps[0] <= 6_001 && gaps.at(-2) > 8 * 3_600_000, gaps.join());
  }));

Deno.test("who comes back after a day gets what they missed, and then it is over", () =>
  withWebhooks(async (bench) => {
    const { receiver, sql, deliver, clock } = bench;
    const { url, secret } = receiver;
    const id = await firstOf(bench);
    clock.now = (await rowOf(sql, id)).created_at;
    const end = clock.now.getTime() + 86_400_000;
    await receiver.stop();
    while (clock.now.getTime() < end) {
      const tried = await deliver(id);
      assert.equal(tried!.state, "pending");
      clock.now = new Date(tried!.next_at!);
    }
    assert.equal((await rowOf(sql, id)).error, "connection_refused");
    const back = startReceiver(secret, Number(new URL(url).port));
    try {
      // What a receiver compares the time with is its own clock: a day later there as well.
      const tried = await deliver(id, { now: () => new Date() });
      assert.equal(tried!.state, "succeeded");
      assert.equal(back.received.length, 1);
      const [endpoint] = await sql`select failing_since, is_enabled from webhook_endpoints`;
      assert.deepEqual({ ...endpoint }, { failing_since: null, is_enabled: true });
    } finally {
      await back.stop();
    }
  }));

Deno.test("who hangs is left after its time, and who redirects is not followed", () =>
  withWebhooks(async (bench) => {
    const { receiver, sql, deliver, clock } = bench;
    const id = await firstOf(bench);
    const hold = Promise.withResolvers<void>();
    receiver.answer = async () => {
      await hold.promise;
      return new Response("late");
    };
    const started = performance.now();
    const tried = await deliver(id, { patienceMs: 300 });
    assert.ok(performance.now() - started < 3_000);
    assert.equal(tried!.state, "pending");
    assert.equal((await rowOf(sql, id)).error, "timed_out");
    hold.resolve();

    receiver.answer = () =>
      new Response(null, { status: 302, headers: { location: receiver.url + "/elsewhere" } });
    clock.now = new Date(clock.now.getTime() + 1000);
    await deliver(id);
    assert.equal((await rowOf(sql, id)).error, "redirected");
    assert.deepEqual(receiver.received.map(({ path }) => path), ["/hooks", "/hooks"]);
  }));

Deno.test("a body that never ends is cut, and not waited for", () =>
  withWebhooks(async (bench) => {
    const { receiver, sql, deliver } = bench;
    const id = await firstOf(bench);
    receiver.answer = () => {
      const drip = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(new TextEncoder().encode("é\0".repeat(1000)));
        },
      });
      return new Response(drip);
    };
    assert.equal((await deliver(id, { patienceMs: 5_000 }))!.state, "succeeded");
    const body = (await rowOf(sql, id)).response_body;
    assert.ok(body.length > 1000 && body.length <= 4096 && !body.includes("\0"));
  }));

Deno.test("Retry-After is waited for, in seconds and as a date, but not for ever", () =>
  withWebhooks(async (bench) => {
    const { receiver, deliver, clock } = bench;
    const id = await firstOf(bench);
    const asks = (after: string) => {
      receiver.answer = () =>
        new Response("slow down", { status: 429, headers: { "retry-after": after } });
    };
    asks("7200");
    assert.ok(Math.abs(hoursUntil((await deliver(id))!.next_at, clock) - 2) < 0.01);
    asks(new Date(clock.now.getTime() + 5 * 3_600_000).toUTCString());
    assert.ok(Math.abs(hoursUntil((await deliver(id))!.next_at, clock) - 5) < 0.01);
    asks("99999999");
    assert.ok(Math.abs(hoursUntil((await deliver(id))!.next_at, clock) - 24) < 0.01);
    asks("soon");
    assert.ok(hoursUntil((await deliver(id))!.next_at, clock) < 0.2);
  }));

Deno.test("410 switches the endpoint off, with a notice, and nothing more is sent", () =>
  withWebhooks(async (bench) => {
    const { receiver, sql, deliver, order, deliverAll, ask, shop, endpointId } = bench;
    const id = await firstOf(bench);
    receiver.answer = () => new Response("gone", { status: 410 });
    assert.equal((await deliver(id))!.state, "failed");
    const [endpoint] = await sql`select is_enabled, disabled_why from webhook_endpoints`;
    assert.deepEqual({ ...endpoint }, { is_enabled: false, disabled_why: "gone" });
    const left = await sql`select error from webhook_deliveries where id <> ${id}`;
    assert.ok(left.length > 0 && left.every(({ error }) => error === "endpoint_off"));
    const [notice] = await sql`select payload from graphile_worker.jobs as j
      join graphile_worker._private_jobs as p using (id) where j.task_identifier = 'send_webhook_notice'`;
    assert.equal(notice!.payload.endpoint_id, endpointId);
    await order();
    await deliverAll();
    assert.equal(receiver.received.length, 1);
    assert.equal((await ask("test_webhook", shop.storeId, endpointId)).code, "endpoint_off");

    await ask("save_webhook_endpoint", shop.storeId, endpointId, {
      url: receiver.url,
      events: ["order.created"],
    });
    receiver.answer = () => new Response("back");
    const day = 86_400_000;
    const range = {
      from: new Date(Date.now() - day).toISOString(),
      until: new Date(Date.now() + day).toISOString(),
      is_failed_only: true,
    };
    assert.equal((await ask("replay_webhooks", shop.storeId, endpointId, range)).count, 1);
    await deliverAll();
    assert.equal(receiver.received.length, 2);
    assert.equal(receiver.received[0]!.id, receiver.received[1]!.id, "the same event, again");
    assert.equal((await ask("replay_webhooks", shop.storeId, endpointId, range)).count, 0);
    assert.equal(
      (await ask("replay_webhooks", shop.storeId, endpointId, { delivery_id: id })).count,
      1,
    );
  }));

Deno.test("what fails for five days on end is switched off; one event that failed long ago is no reason", () =>
  withWebhooks(async (bench) => {
    const { receiver, sql, deliver, order, clock } = bench;
    receiver.answer = () => new Response("no", { status: 500 });
    const fail = async (daysLater: number) => {
      await order();
      const [row] =
        await sql`select id from webhook_deliveries where attempts = 0 and state = 'pending' order by id desc limit 1`;
      clock.now = new Date(clock.now.getTime() + daysLater * 86_400_000);
      await deliver(row!.id);
      const [endpoint] = await sql`select is_enabled, disabled_why from webhook_endpoints`;
      return endpoint!;
    };
    await fail(0);
    assert.equal((await fail(30)).is_enabled, true, "a month without a word");
    for (const _day of [1, 2, 3, 4]) assert.equal((await fail(1)).is_enabled, true);
    assert.deepEqual({ ...await fail(1) }, { is_enabled: false, disabled_why: "failing" });
  }));

Deno.test("while a secret rotates both sign; a day later the new one alone", () =>
  withWebhooks(async (bench) => {
    const { receiver, shop, endpointId, ask, deliver, clock } = bench;
    const fresh = makeSecret();
    const sealed = await sealSecret(sealer, shop.storeId, fresh);
    await ask("rotate_webhook_secret", shop.storeId, endpointId, sealed);
    await deliver(await firstOf(bench));
    const [got] = receiver.received;
    assert.equal(got!.headers["webhook-signature"]!.split(" ").length, 2);
    new Webhook(fresh).verify(got!.body, got!.headers);
    assert.equal(receiver.forged, 0, "the old one is good for the receiver that has it");

    clock.now = new Date(Date.now() + 25 * 3_600_000);
    const later = await firstOf(bench);
    await deliver(later);
    assert.equal(receiver.forged, 1, "it knows the old secret alone");
  }));

Deno.test("secrets lie sealed, and those of another store do not open", () =>
  withWebhooks(async (bench) => {
    const { sql, receiver, deliver } = bench;
    const [row] = await sql`select secret::text from private.webhook_secrets`;
    assert.ok(!row!.secret.includes(receiver.secret.slice(6)));
    const id = await firstOf(bench);
    const foreign = await sealSecret(sealer, crypto.randomUUID(), makeSecret());
    await sql`update private.webhook_secrets set secret = ${sql.json(foreign as never)}`;
    await deliver(id);
    assert.equal((await rowOf(sql, id)).error, "secret_unreadable");
    assert.equal(receiver.received.length + receiver.forged, 0, "nothing goes out unsigned");
  }));

Deno.test("two workers with the same try note it once", () =>
  withWebhooks(async (bench) => {
    const { sql, deliver, receiver } = bench;
    const id = await firstOf(bench);
    receiver.answer = () => new Response("no", { status: 500 });
    await Promise.all([deliver(id), deliver(id)]);
    assert.equal((await rowOf(sql, id)).attempts, 1);
  }));

Deno.test("another store's people replay, test and read nothing of this one", () =>
  withWebhooks(async (bench) => {
    const { sql, shop, endpointId } = bench;
    const rival = await makeShop(sql, { merchant: CAST.rival });
    await addEndpoint(sql, rival, { url: "https://rival.example/", secret: makeSecret() }, {
      user: CAST.rival,
    });
    const id = await firstOf(bench);
    for (const storeId of [shop.storeId, rival.storeId]) {
      const calls: [string, unknown[]][] = [
        ["test_webhook", [storeId, endpointId]],
        ["replay_webhooks", [storeId, endpointId, { delivery_id: id }]],
        ["delete_webhook_endpoint", [storeId, endpointId]],
        ["rotate_webhook_secret", [storeId, endpointId, { key: "a", iv: "b", data: "c" }]],
        ["save_webhook_endpoint", [storeId, endpointId, {
          url: "https://x.example",
          events: ["order.paid"],
        }]],
      ];
      for (const [name, args] of calls) {
        await assert.rejects(asMerchant(sql, CAST.rival, name, args), { code: "AF404" }, name);
      }
    }
    await sql.begin(async (sql) => {
      await sql`select set_config('request.jwt.claims', ${
        JSON.stringify({ sub: CAST.rival, role: "authenticated" })
      }, true)`;
      await sql`set local role authenticated`;
      for (const table of ["webhook_endpoints", "webhook_events", "webhook_deliveries"]) {
        const rows = await sql`select store_id from ${sql(table)}`;
        assert.ok(rows.every(({ store_id }) => store_id === rival.storeId), table);
      }
    });
  }));
