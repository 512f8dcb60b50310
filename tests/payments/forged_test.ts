import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { type Gateway, GATEWAYS } from "@/lib/enums.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { makeShop } from "@/tests/fixtures/shop.ts";
import { stkCallback } from "./messages.ts";
import { givePaystack, type PageStage, startPageStage } from "./page_stage.ts";
import { callbackUrl, giveLocalAccount, type PlacedOrder } from "./stage.ts";
import { LOCAL_KEY } from "./till.ts";

/** What somebody who forges messages of one gateway has to work with. */
interface Forge {
  order: PlacedOrder;
  url: string;
  /** The same of another shop, whose owner forges. */
  rivalUrl: string;
  /** Says that the order is paid. */
  body: string;
  /** As the gateway would sign this body, where it signs. */
  sign(body: string): Record<string, string>;
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
    send: ({ url }) => {
      const large = "x".repeat(1024 * 1024);
      return post(url, large, { "x-paystack-signature": "0".repeat(128) });
    },
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
    send: ({ url, body, sign }) => fetch(url, { method: "PUT", body, headers: sign(body) }),
    status: 405,
  },
];

/** Against those that sign. */
const UNSIGNED: Forgery[] = [
  { what: "no signature", send: ({ url, body }) => post(url, body), status: 401 },
  {
    what: "a wrong signature",
    send: ({ url, body }) => post(url, body, { "x-paystack-signature": "ab".repeat(64) }),
    status: 401,
  },
  {
    what: "a truncated signature",
    send: ({ url, body, sign }) => {
      const [[name, value]] = Object.entries(sign(body)) as [[string, string]];
      return post(url, body, { [name]: value.slice(0, 64) });
    },
    status: 401,
  },
  {
    what: "a body that was changed after it was signed",
    send: ({ url, body, sign }) => post(url, body.replace('"amount":', '"amount": '), sign(body)),
    status: 401,
  },
  {
    what: "the address of another shop, signed with this one's key",
    send: ({ rivalUrl, body, sign }) => post(rivalUrl, body, sign(body)),
    status: 401,
  },
];

async function forgeMpesa(stage: PageStage): Promise<Forge> {
  const rival = await makeShop(stage.sql);
  await giveLocalAccount(stage.sql, rival);
  const order = await stage.order();
  await stage.work();
  const url = await callbackUrl(stage.sql, stage.functionsUrl, order);
  const { checkoutId } = await stage.phone.prompt(order.phone);
  return {
    order,
    url,
    rivalUrl: url.replace(stage.shop.callbackToken, rival.callbackToken),
    body: stkCallback({ checkoutId, amount: order.shillings }),
    sign: () => ({}),
  };
}

async function forgePaystack(stage: PageStage): Promise<Forge> {
  const rival = await makeShop(stage.sql);
  const rivalToken = await givePaystack(stage.sql, rival, "sk_test_rivalrival");
  const order = await stage.pageOrder();
  await stage.work();
  const data = {
    id: 1,
    domain: "test",
    status: "success",
    reference: order.attemptId,
    amount: order.shillings * 100,
    currency: "KES",
  };
  return {
    order,
    url: stage.webhookUrl,
    rivalUrl: `${stage.webhookBase}/paystack/${rivalToken}`,
    body: JSON.stringify({ event: "charge.success", data }),
    sign: (body) => ({
      "x-paystack-signature": createHmac("sha512", LOCAL_KEY).update(body).digest("hex"),
    }),
  };
}

const FORGES: Record<Gateway, (stage: PageStage) => Promise<Forge>> = {
  mpesa: forgeMpesa,
  paystack: forgePaystack,
};
const SIGNS: Record<Gateway, boolean> = { mpesa: false, paystack: true };

Deno.test("forged messages change nothing", async (t) => {
  await using stage = await startPageStage();

  for (const gateway of GATEWAYS) {
    const forge = await FORGES[gateway](stage);
    const before = await stage.look(forge.order);
    const forgeries = SIGNS[gateway] ? [...FORGERIES, ...UNSIGNED] : FORGERIES;

    for (const { what, send, status } of forgeries) {
      await t.step(`${gateway}, ${what}: ${status}`, async () => {
        const response = await send(forge);
        await response.body?.cancel();
        assert.equal(response.status, status);
      });
    }

    await t.step(`${gateway}: nothing of it moved anything`, async () => {
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
      `${gateway}: told by the right address and proven, it is still asked about`,
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

  await assertLedgerAddsUp(stage.sql, stage.shop.storeId);
});
