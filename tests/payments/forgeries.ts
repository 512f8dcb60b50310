import assert from "node:assert/strict";
import type { PlacedOrder, Stage } from "./stage.ts";

/**
 * What a gateway proves its messages with: nothing but the address, a secret that comes with them, or a
 * signature over the very bytes.
 */
export type Proof = "none" | "secret" | "signature";

/** What somebody who forges messages of one gateway has to work with. */
export interface Forge {
  order: PlacedOrder;
  url: string;
  /** The same of another shop, whose owner forges. */
  rivalUrl: string;
  /** Says that the order is paid. */
  body: string;
  /** As the gateway would sign this body, where it signs. */
  sign(body: string): Record<string, string>;
  /** As somebody signs who has another key. */
  signAsOther(body: string): Record<string, string>;
}

interface Forgery {
  what: string;
  send(forge: Forge): Promise<Response>;
  status: number;
}

const post = (url: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(url, { method: "POST", body, headers });

/** Against every gateway. */
const FORGERIES: Forgery[] = [
  {
    what: "the token of nobody",
    send: ({ url, body, sign }) =>
      post(url.replace(/[0-9a-f]{32}/, "0".repeat(32)), body, sign(body)),
    status: 404,
  },
  {
    what: "a token that is nearly right",
    send: ({ url, body, sign }) =>
      post(
        url.replace(
          /([0-9a-f]{31})([0-9a-f])/,
          (_, most, last) => most + (last === "0" ? "1" : "0"),
        ),
        body,
        sign(body),
      ),
    status: 404,
  },
  {
    what: "no token",
    send: ({ url, body, sign }) => post(url.replace(/\/[0-9a-f]{32}.*/, ""), body, sign(body)),
    status: 404,
  },
  {
    what: "1 MB",
    send: ({ url, sign }) => post(url, "x".repeat(1024 * 1024), sign("x")),
    status: 413,
  },
  {
    what: "1 MB that is not announced",
    send: ({ url }) => post(url, new Blob(["x".repeat(1024 * 1024)]).stream()),
    status: 413,
  },
  {
    what: "not JSON, but from the right place",
    send: ({ url, sign }) => post(url, "{", sign("{")),
    status: 400,
  },
  {
    what: "another method",
    send: ({ url, body, sign }) => fetch(url, { method: "PATCH", body, headers: sign(body) }),
    status: 405,
  },
];

type Headers = Record<string, string>;

const changed = (headers: Headers, change: (value: string) => string): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, change(value)]));

/** Against gateways that prove what they send. */
const UNPROVEN: Forgery[] = [
  {
    what: "without a proof",
    send: ({ url, body }) => post(url, body),
    status: 401,
  },
  {
    what: "an empty proof",
    send: ({ url, body, sign }) => post(url, body, changed(sign(body), () => "")),
    status: 401,
  },
  {
    what: "a proof that was cut short",
    send: ({ url, body, sign }) => post(url, body, changed(sign(body), (it) => it.slice(0, -2))),
    status: 401,
  },
  {
    what: "a proof in other letters",
    send: ({ url, body, sign }) => post(url, body, changed(sign(body), (it) => it.toUpperCase())),
    status: 401,
  },
  {
    what: "the proof of another key",
    send: ({ url, body, signAsOther }) => post(url, body, signAsOther(body)),
    status: 401,
  },
  {
    what: "the address of another shop, with this one's proof",
    send: ({ rivalUrl, body, sign }) => post(rivalUrl, body, sign(body)),
    status: 401,
  },
];

/** Against gateways that sign. */
const UNSIGNED: Forgery[] = [
  {
    what: "a body that was changed after it was signed",
    send: ({ url, body, sign }) => post(url, body.replace('"amount":', '"amount": '), sign(body)),
    status: 401,
  },
  {
    what: "the signature of an earlier message",
    send: ({ url, body, sign }) => post(url, body, sign('{"event":"transfer.success"}')),
    status: 401,
  },
];

/** Tries every forgery against one gateway: none moves anything. */
export async function tryForgeries(
  t: Deno.TestContext,
  stage: Stage,
  { gateway, forge, proof }: { gateway: string; forge: Forge; proof: Proof },
): Promise<void> {
  const before = await stage.look(forge.order);
  const forgeries = [
    ...FORGERIES,
    ...(proof === "none" ? [] : UNPROVEN),
    ...(proof === "signature" ? UNSIGNED : []),
  ];
  for (const { what, send, status } of forgeries) {
    await t.step(`7.11 forged webhook, ${what}, ${status}: ${gateway}`, async () => {
      const response = await send(forge);
      await response.body?.cancel();
      assert.equal(response.status, status);
    });
  }

  await t.step(`7.11 forged webhook, nothing of it moved anything: ${gateway}`, async () => {
    await stage.work();
    const { events: _, ...after } = await stage.look(forge.order);
    const { events: __, ...then } = before;
    assert.deepEqual(after, then);
    const booked = await stage.sql`select from payments where order_id = ${forge.order.id}`;
    assert.equal(booked.length, 0);
    const stored = await stage.sql`select state from payment_events
      where state not in ('malformed', 'applied') and attempt_id = ${forge.order.attemptId}`;
    assert.deepEqual([...stored], []);
  });

  await t.step(
    `7.11 forged webhook, told by the right address and proven, it is still asked about: ${gateway}`,
    async () => {
      const response = await post(forge.url, forge.body, forge.sign(forge.body));
      await response.body?.cancel();
      assert.equal(response.status, 200);
      await stage.work();
      const after = await stage.look(forge.order);
      assert.deepEqual([after.order, after.payments], ["pending", []]);
    },
  );
}
