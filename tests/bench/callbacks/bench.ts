import { createHmac } from "node:crypto";
import { stkCallback } from "@/tests/payments/messages.ts";
import { type PageStage, startPageStage } from "@/tests/payments/page_stage.ts";
import { callbackUrl } from "@/tests/payments/stage.ts";
import { LOCAL_KEY } from "@/tests/payments/till.ts";

const WARM_UP = 50;
const MESSAGES = 500;
const LIMIT_MS = 50;

/**
 * How soon an edge function answers a gateway: each message is another one, so each is checked, written down
 * and queued. One after the other, as a gateway waits for its answer.
 */
async function main(): Promise<void> {
  await using stage = await startPageStage();
  await measure("M-Pesa", await ofMpesa(stage));
  await measure("Paystack", ofPaystack(stage));
}

type Send = (n: number) => Promise<Response>;

async function ofMpesa(stage: PageStage): Promise<Send> {
  const order = await stage.order();
  const url = await callbackUrl(stage.sql, stage.functionsUrl, order);
  return (n) =>
    fetch(url, {
      method: "POST",
      body: stkCallback({ checkoutId: `ws_CO_${n}`, amount: order.shillings }),
    });
}

function ofPaystack({ webhookUrl }: PageStage): Send {
  return (n) => {
    const data = { id: n, domain: "test", status: "success", reference: `nobody-${n}` };
    const body = JSON.stringify({ event: "charge.success", data });
    const signature = createHmac("sha512", LOCAL_KEY).update(body).digest("hex");
    return fetch(webhookUrl, {
      method: "POST",
      body,
      headers: { "x-paystack-signature": signature },
    });
  };
}

async function measure(gateway: string, send: Send): Promise<void> {
  const times: number[] = [];
  for (let n = 0; n < WARM_UP + MESSAGES; n++) {
    const started = performance.now();
    const answer = await send(n);
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`${gateway} was answered ${answer.status}`);
    if (n >= WARM_UP) times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)]!;
  console.log(
    `${gateway.padEnd(10)} p50 ${at(0.5).toFixed(1)} ms, p99 ${at(0.99).toFixed(1)} ms: ` +
      `${at(0.99) < LIMIT_MS ? "under" : "OVER"} ${LIMIT_MS} ms`,
  );
}

await main();
