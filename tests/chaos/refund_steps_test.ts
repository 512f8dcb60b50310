import assert from "node:assert/strict";
import { createLogger } from "@/lib/observability/mod.ts";
import { LOCAL_MPESA_ACCOUNT, LOCAL_PAYSTACK_ACCOUNT } from "@/lib/payments/mod.ts";
import { REGISTRY } from "@/lib/payments/registry.ts";
import type { Gateway } from "@/lib/enums.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type PageStage, startPageStage } from "@/tests/payments/page_stage.ts";
import {
  countOf,
  lookAtRefund,
  paidByMpesa,
  passAndWork,
  refund,
} from "@/tests/payments/refund_stage.ts";
import type { PlacedOrder } from "@/tests/payments/stage.ts";

/** Each step leaves the database as a worker leaves it that dies right after. */
Deno.test("a refund survives the death of its worker, and no money goes back twice", async (t) => {
  await using stage = await startPageStage();

  for (const gateway of ["mpesa", "paystack"] as const) {
    await t.step(`${gateway}: after the claim, before it was sent`, async () => {
      const { order, id } = await asked(stage, gateway);
      await claim(stage, gateway, id);

      await passAndWork(stage, 61, 31, 31, 31, 31);

      await assertBackOnce(stage, gateway, { order, id });
    });

    await t.step(`${gateway}: after it was sent, the answer lost`, async () => {
      const { order, id } = await asked(stage, gateway);
      await claim(stage, gateway, id);
      await send(stage, gateway, { order, id });

      await passAndWork(stage, 61, 31, 31, 31, 31);

      await assertBackOnce(stage, gateway, { order, id });
    });

    await t.step(`${gateway}: after the answer was stored`, async () => {
      const { order, id } = await asked(stage, gateway);
      await claim(stage, gateway, id);
      const gatewayRef = await send(stage, gateway, { order, id });
      await stage.sql`select private.accept_refund(${id}, ${gatewayRef})`;

      await passAndWork(stage, 31, 31);

      await assertBackOnce(stage, gateway, { order, id });
    });

    await t.step(`${gateway}: after it told that it would ask`, async () => {
      const { order, id } = await asked(stage, gateway);
      await claim(stage, gateway, id);
      const gatewayRef = await send(stage, gateway, { order, id });
      await stage.sql`select private.accept_refund(${id}, ${gatewayRef})`;
      await stage.sql`select private.begin_refund_question(${id}, interval '30 seconds')`;

      await passAndWork(stage, 31, 31);

      await assertBackOnce(stage, gateway, { order, id });
    });

    await t.step(`${gateway}: while jobs of the same refund run beside each other`, async () => {
      const { order, id } = await asked(stage, gateway);
      const { send_refund, poll_refund } = stage.tasks;
      const job = { refund_id: id };
      await Promise.all(
        [send_refund, poll_refund, send_refund, poll_refund].map((task) =>
          task!(job, undefined as never)
        ),
      );

      await passAndWork(stage, 31, 31, 31);

      await assertBackOnce(stage, gateway, { order, id });
    });
  }

  await assertLedgerAddsUp(stage.sql, stage.shop.storeId);
});

type Asked = { order: PlacedOrder; id: string };

async function asked(stage: PageStage, gateway: Gateway): Promise<Asked> {
  const order = gateway === "mpesa" ? await paidByMpesa(stage) : await stage.pageOrder();
  if (gateway === "paystack") {
    await stage.work();
    await stage.paystack.click(order.attemptId, "pay");
    await stage.work();
    await stage.paystack.planRefund({
      match: { reference: order.attemptId },
      webhook: { drop: true },
    });
  } else {
    await stage.phone.planPayout({ match: { phone: order.phone }, result: { drop: true } });
  }
  return { order, id: await refund(stage, order, 700) };
}

async function claim({ sql }: PageStage, gateway: Gateway, id: string): Promise<void> {
  await sql`select private.claim_refund(${id}, ${gateway === "mpesa" ? id : null})`;
  // The worker that would have sent it is gone.
  await sql`delete from graphile_worker._private_jobs where payload ->> 'refund_id' = ${id}
    and task_id = (select id from graphile_worker._private_tasks where identifier = 'send_refund')`;
}

/** Sends it and forgets what the gateway answered, but for its name. */
async function send(stage: PageStage, gateway: Gateway, { order, id }: Asked): Promise<string> {
  const baseUrl = gateway === "mpesa" ? stage.phone.url : stage.paystack.url;
  const adapter = REGISTRY[gateway].connect({
    baseUrl,
    log: createLogger("test", { level: "silent" }),
  });
  const account = gateway === "mpesa" ? LOCAL_MPESA_ACCOUNT : LOCAL_PAYSTACK_ACCOUNT;
  const [row] = await stage.sql`select c.callback_token || '/' || r.callback_ref as path,
      p.receipt, a.gateway_ref
    from refunds r join private.payment_credentials c on c.account_id = r.account_id
    join payments p on p.id = r.payment_id join payment_attempts a on a.id = p.attempt_id
    where r.id = ${id}`;
  const answer = await adapter.refunds!.send(account, {
    refundId: id,
    gatewayRef: gateway === "mpesa" ? id : null,
    otherRefs: [],
    amountMinor: 70_000,
    currency: "KES",
    reason: "Damaged",
    reference: "KK-1",
    payment: {
      gatewayRef: row!.gateway_ref,
      receipt: row!.receipt,
      phone: "+" + order.phone,
      amountMinor: order.shillings * 100,
    },
    since: new Date(),
    callbackUrl: `${stage.functionsUrl}/stk/${row!.path}`,
    timeoutUrl: `${stage.functionsUrl}/stk/${row!.path}`,
  });
  assert.equal(answer.kind, "accepted");
  return (answer as { gatewayRef: string }).gatewayRef;
}

async function assertBackOnce(
  stage: PageStage,
  gateway: Gateway,
  { order, id }: Asked,
): Promise<void> {
  const { state, backShillings, waitingShillings } = await lookAtRefund(stage, id);
  assert.deepEqual([state, backShillings, waitingShillings], ["done", 700, 0]);
  assert.equal(await countOf(stage, id), 1);
  const sent = gateway === "mpesa"
    ? await stage.phone.payouts(order.phone)
    : await stage.paystack.refunds(order.attemptId);
  assert.equal(sent.length, 1);
}
