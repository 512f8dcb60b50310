import assert from "node:assert/strict";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { startStage } from "./stage.ts";

Deno.test("sending a prompt", async (t) => {
  await using stage = await startStage();
  const { sql, phone, shop } = stage;

  await t.step(
    "7.10 gateway timeout, the prompt's answer is lost, the callback finds its attempt: mpesa",
    async () => {
      const order = await stage.order();
      await phone.plan({ match: { phone: order.phone }, push: "lost_answer" });
      await stage.work();
      assert.deepEqual((await stage.look(order)).attempts, ["unknown"]);

      await phone.approve(order.phone);
      await stage.work();

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts], ["paid", ["succeeded"]]);
      assert.equal((await phone.prompts(order.phone)).length, 1);
    },
  );

  await t.step(
    "7.10 gateway timeout, the prompt's answer is lost and its callback came first: mpesa",
    async () => {
      const order = await stage.order();
      await phone.plan({
        match: { phone: order.phone },
        push: "lost_answer",
        callback: { before_answer: true },
      });
      await stage.work();

      assert.equal((await stage.look(order)).order, "paid");
    },
  );

  await t.step(
    "7.10 gateway timeout, a prompt that never arrived is given up after three minutes, and payable again: mpesa",
    async () => {
      for (const push of ["server_error", "internal_error"] as const) {
        const order = await stage.order();
        await phone.plan({ match: { phone: order.phone }, times: 1, push });
        await stage.work();
        assert.deepEqual((await stage.look(order)).attempts, ["unknown"]);
        for (let i = 0; i < 2; i++) {
          await stage.pass(95);
          await stage.work();
        }
        assert.deepEqual((await stage.look(order)).attempts, ["expired"]);

        await stage.retry(order);
        await stage.work();
        await phone.approve(order.phone);
        await stage.work();
        assert.equal((await stage.look(order)).order, "paid");
      }
    },
  );

  await t.step(
    "to a phone that is busy with another transaction fails as M-Pesa's 1001",
    async () => {
      const order = await stage.order();
      await phone.plan({ match: { phone: order.phone }, push: "locked" });
      await stage.work();

      const after = await stage.look(order);
      assert.deepEqual([after.attempts, after.resultCode], [["failed"], "1001"]);
    },
  );

  await t.step("to M-Pesa when it is too busy is tried again until it takes it", async () => {
    const order = await stage.order();
    await phone.plan({ match: { phone: order.phone }, times: 2, push: "busy" });
    await stage.work();
    assert.deepEqual((await stage.look(order)).attempts, ["created"]);
    for (let i = 0; i < 2; i++) {
      await stage.pass(9);
      await stage.work();
    }

    assert.deepEqual((await stage.look(order)).attempts, ["pending"]);
    assert.equal((await phone.prompts(order.phone)).length, 1);
  });

  await t.step("to M-Pesa when it stays too busy fails after two minutes", async () => {
    const order = await stage.order();
    await phone.plan({ match: { phone: order.phone }, push: "busy" });
    for (let i = 0; i < 16; i++) {
      await stage.work();
      await stage.pass(9);
    }

    const after = await stage.look(order);
    assert.deepEqual([after.attempts, after.resultCode], [["failed"], "500.003.02"]);
  });

  await t.step("so late that nobody waits for it any more is not sent", async () => {
    const order = await stage.order();
    await stage.pass(301);
    await stage.work();

    const after = await stage.look(order);
    assert.deepEqual([after.attempts, after.resultCode], [["failed"], "not_sent"]);
    assert.deepEqual(await phone.prompts(order.phone), []);
  });

  await t.step(
    "7.17 token stampede, the token that M-Pesa forgot, a new one, and once more: mpesa",
    async () => {
      const order = await stage.order();
      const { consumer_key, consumer_secret } = (await credentials()).credentials;
      const stolen = await fetch(`${phone.url}/oauth/v1/generate?grant_type=client_credentials`, {
        headers: { authorization: `Basic ${btoa(`${consumer_key}:${consumer_secret}`)}` },
      });
      await stolen.body?.cancel();
      await stage.work();

      assert.deepEqual((await stage.look(order)).attempts, ["pending"]);
      assert.match(stage.log.join(""), /404\.001\.03/);
    },
  );

  for (
    const [field, code] of [
      ["consumer_secret", "400.008.01"],
      ["passkey", "500.001.1001"],
      ["missing", "not_configured"],
    ] as const
  ) {
    await t.step(`with a wrong account (${field}) fails, and says why`, async () => {
      const { credentials: right } = await credentials();
      const wrong = field === "missing" ? {} : { ...right, [field]: "wrong" };
      await giveCredentials(wrong);
      const order = await stage.order();
      await stage.work();
      await giveCredentials(right);

      const after = await stage.look(order);
      assert.deepEqual([after.attempts, after.resultCode], [["failed"], code]);
      assert.deepEqual(await phone.prompts(order.phone), []);
    });
  }

  await t.step("asked for many times at once sends one", async () => {
    const order = await stage.order();
    const { submit_payment } = stage.tasks;
    const job = { attempt_id: order.attemptId };
    await Promise.all([1, 2, 3, 4, 5].map(() => submit_payment!(job, undefined as never)));
    await stage.work();

    assert.equal((await phone.prompts(order.phone)).length, 1);
  });

  await t.step("no secret and no whole phone number reaches the log", () => {
    const log = stage.log.join("");
    assert.doesNotMatch(log, /local-passkey|local-consumer-secret|2547\d{8}/);
    assert.match(log, /"phone":"\+254\*{5}\d{3}"/);
  });

  await assertLedgerAddsUp(sql, shop.storeId);

  async function credentials() {
    const [row] = await sql`select credentials from private.payment_credentials
      where account_id = ${shop.accountId}`;
    return row as unknown as { credentials: Record<string, string> };
  }
  async function giveCredentials(value: Record<string, string>): Promise<void> {
    await sql`update private.payment_credentials set credentials = ${sql.json(value)}
      where account_id = ${shop.accountId}`;
  }
});
