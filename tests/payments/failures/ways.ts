import type { Gateway } from "@/lib/enums.ts";
import type { Shop } from "@/tests/fixtures/shop.ts";
import { GATEWAY_CASES } from "../gateway_cases.ts";
import { type GatewayStage, type Stand, startGatewayStage } from "../gateway_stage.ts";
import { openDoor } from "../door.ts";
import { servePaystack } from "../page_stage.ts";
import type { PlacedOrder } from "../stage.ts";

/** What becomes of the messages about an attempt. */
export interface Fate {
  drop?: boolean;
  delay_ms?: number;
}

/** A gateway, as far as a failure is the same whichever it is. */
export interface Way {
  gateway: Gateway;
  isPage: boolean;
  shop: Shop;
  /** Of the gateways of the table. */
  stand?: Stand;
  /** Keys of somebody else. */
  strange: Record<string, string>;
  /** An order whose money the gateway was asked for. */
  ask(fate?: Fate): Promise<PlacedOrder>;
  pay(order: PlacedOrder): Promise<void>;
  decline(order: PlacedOrder): Promise<void>;
  /** How often money went back. */
  countRefunds?(order: PlacedOrder): Promise<number>;
}

/** Every gateway at once, beside one shop for M-Pesa and Paystack and one for each of the others. */
export interface WaysStage extends GatewayStage {
  ways: Way[];
}

export async function startWays(): Promise<WaysStage> {
  const door = openDoor();
  const stage = await startGatewayStage({ door });
  await servePaystack(stage, door);
  const stands = GATEWAY_CASES.map(({ gateway }) => standWay(stage.at[gateway]!));
  return {
    ...stage,
    ways: [mpesaWay(stage), paystackWay(stage), ...stands],
  };
}

function mpesaWay(stage: GatewayStage): Way {
  const { phone, shop } = stage;
  return {
    gateway: "mpesa",
    isPage: false,
    shop,
    strange: { consumer_key: "nobody", consumer_secret: "nobody", passkey: "nobody" },
    async ask(callback = {}) {
      const order = await stage.order();
      await phone.plan({ match: { phone: order.phone }, callback });
      await stage.work();
      return order;
    },
    pay: (order) => phone.approve(order.phone),
    decline: (order) => phone.refuse(order.phone),
    countRefunds: async (order) => (await phone.payouts(order.phone)).length,
  };
}

function paystackWay(stage: GatewayStage): Way {
  const { paystack, shop } = stage;
  return {
    gateway: "paystack",
    isPage: true,
    shop,
    strange: { secret_key: "sk_test_nobodyhasthis" },
    async ask(webhook = {}) {
      const order = await stage.order({ gateway: "paystack" });
      await paystack.plan({ match: { reference: order.attemptId }, webhook });
      await stage.work();
      return order;
    },
    async pay(order) {
      await paystack.click(order.attemptId, "pay");
    },
    async decline(order) {
      await paystack.click(order.attemptId, "fail");
    },
    countRefunds: async (order) => (await paystack.refunds(order.attemptId)).length,
  };
}

function standWay(stand: Stand): Way {
  const { it, isPage, shop, counter } = stand;
  return {
    gateway: it.gateway,
    isPage,
    shop,
    stand,
    strange: it.strange,
    ask: (callback = {}) => stand.asked({ callback }),
    pay: stand.pay,
    decline: stand.decline,
    ...(it.refund && {
      countRefunds: async (order: PlacedOrder) => (await counter.refunds(order.attemptId)).length,
    }),
  };
}
