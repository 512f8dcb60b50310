import type postgres from "postgres";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";
import { type PlainOrder, type PlainShop, type Quantities, totalOf } from "./plain_order.ts";
import type { Step } from "./plain_steps.ts";

export interface Answer {
  ok: boolean;
  code?: string;
  number?: number;
  total_minor?: number;
  due_minor?: number;
  back_minor?: number;
}

/** One order in a shop of its own, and what is known of both without asking. */
export interface Scene {
  shop: Shop;
  orderId: string;
  number: number;
  known: { order: PlainOrder; shop: PlainShop };
}

export interface SceneOptions {
  stock?: number[];
  lines?: Quantities;
  way?: "cash" | "transfer";
  hasCode?: boolean;
}

export async function setScene(sql: postgres.Sql, options: SceneOptions = {}): Promise<Scene> {
  const { stock = [6, 4, 2], lines = new Map([[0, 2]]), way = "cash", hasCode = false } = options;
  const shop = await makeShop(sql, { stock });
  await sql`update stores set is_cash_offered = true, is_transfer_offered = true, transfer_details = 'Bank 1'
    where id = ${shop.storeId}`;
  await sql`update variants set price_minor = 100000 + 17700 * position where store_id = ${shop.storeId}`;
  await sql`insert into discounts (store_id, name, code, kind, percent_bp)
    values (${shop.storeId}, 'Karibu', 'KARIBU', 'percent', 1000)`;
  const price = stock.map((_, place) => 100_000 + 17_700 * place);
  const input = orderInput(shop.variantIds[0]!, {
    lines: toLines(shop, lines),
    hand_way: way,
    ...(hasCode && { discount: "KARIBU" }),
  });
  const { order_id: orderId } = await placeOrder(sql, shop.slug, input);
  const [row] = await sql`select number from orders where id = ${orderId}`;
  const order: PlainOrder = {
    ...{ status: "pending", way, hasCode, parcels: [], returns: [], refunds: [] },
    ...{ paid: 0, refunded: 0, total: 0, fulfilment: "unfulfilled" },
    lines: new Map([...lines].map(([variant, quantity]) => [variant, {
      ...{ quantity, price: price[variant]!, held: quantity, gone: 0 },
    }])),
  };
  order.total = totalOf(order);
  const reserved = stock.map((_, place) => lines.get(place) ?? 0);
  const known = { order, shop: { onHand: [...stock], reserved, price } };
  return { shop, orderId, number: row!.number, known };
}

export function toLines(shop: Shop, lines: Quantities) {
  return [...lines].map(([variant, quantity]) => ({
    variant_id: shop.variantIds[variant]!,
    quantity,
  }));
}

type Call = (sql: postgres.TransactionSql) => Promise<postgres.RowList<postgres.Row[]>>;

export function asMember(
  sql: postgres.Sql,
  run: Call,
  userId: string = CAST.merchant,
): Promise<Answer> {
  return sql.begin(async (sql) => {
    const claims = JSON.stringify({ sub: userId, role: "authenticated" });
    await sql`select set_config('request.jwt.claims', ${claims}, true),
      set_config('role', 'authenticated', true)`;
    return (await run(sql))[0]!.answer as Answer;
  });
}

/** Ids of the bought lines by variant; one that is not there has an id that nothing has. */
async function itemIds(sql: postgres.Sql, { shop, orderId }: Scene): Promise<string[]> {
  const rows = await sql`select id, variant_id from order_items where order_id = ${orderId}`;
  return shop.variantIds.map((variantId) =>
    rows.find(({ variant_id }) => variant_id === variantId)?.id ?? crypto.randomUUID()
  );
}

/** Has the database take a step, as a member would. */
export async function act(
  sql: postgres.Sql,
  scene: Scene,
  step: Step,
  { key = crypto.randomUUID() as string, version = "" } = {},
): Promise<Answer> {
  const { shop: { storeId }, number } = scene;
  const ids = await itemIds(sql, scene);
  const items = (lines: Quantities) =>
    [...lines].map(([variant, quantity]) => ({ order_item_id: ids[variant], quantity }));
  const json = (value: unknown) => sql.json(value as never);
  const at = version || await versionOf(sql, scene);
  return await asMember(sql, (sql) => {
    switch (step.do) {
      case "pay":
        return sql`select record_hand_payment(${storeId}, ${number}, ${key},
          ${json({ amount_minor: step.amount, reference: "Cash" })}) as answer`;
      case "edit":
        return sql`select edit_order(${storeId}, ${number}, ${key},
          ${json({ lines: toLines(scene.shop, step.lines), version: at })}) as answer`;
      case "fulfil":
        return sql`select fulfil(${storeId}, ${number}, ${key},
          ${json({ lines: items(step.lines), state: step.state })}) as answer`;
      case "setFulfilment":
        return sql`select set_fulfilment(${storeId}, ${number}, ${step.status}) as answer`;
      case "move":
        return sql`select move_fulfilment(${storeId}, ${number}, ${step.number},
          ${json({ state: step.state })}) as answer`;
      case "openReturn":
        return sql`select open_return(${storeId}, ${number}, ${key},
          ${json({ lines: items(step.lines), reason: "Too small" })}) as answer`;
      case "receive":
        return sql`select receive_return(${storeId}, ${number}, ${step.number},
          ${json({ is_restocked: step.isRestocked })}) as answer`;
      case "close":
        return sql`select close_return(${storeId}, ${number}, ${step.number}) as answer`;
      case "refund":
        return sql`select request_refund(${storeId}, ${number}, ${key}, ${
          json({
            ...{ amount_minor: step.amount, reason: "Late", reference: "Cash" },
            ...{ lines: items(step.lines), is_restocked: step.isRestocked },
            ...(step.returnNumber > 0 && { return_number: step.returnNumber }),
          })
        }) as answer`;
      case "cancel":
        return sql`select cancel_order(${storeId}, ${number}, ${
          json({ is_restocked: step.isRestocked, is_money_kept: step.isMoneyKept, is_told: true })
        }) as answer`;
    }
  });
}

export async function versionOf(sql: postgres.Sql, { orderId }: Scene): Promise<string> {
  const [row] = await sql`select updated_at::text as version from orders where id = ${orderId}`;
  return row!.version;
}

/** What the database says of an order and the stock of its shop, as `knownAs` puts what is known. */
export async function read(sql: postgres.Sql, { shop, orderId }: Scene) {
  const [order] = await sql`select status, payment_status, fulfilment_status, total_minor::int,
    paid_minor::int, refunded_minor::int from orders where id = ${orderId}`;
  const items = await sql`select i.variant_id, i.quantity, i.unit_price_minor::int as price,
      coalesce(sum(m.reserved_delta), 0)::int as held, coalesce(-sum(m.on_hand_delta), 0)::int as gone
    from order_items i left join inventory_movements m on m.order_id = i.order_id and m.variant_id = i.variant_id
    where i.order_id = ${orderId} group by i.id`;
  const levels = await sql`select variant_id, on_hand, reserved from inventory_levels
    where store_id = ${shop.storeId}`;
  const parcels =
    await sql`select state from fulfilments where order_id = ${orderId} order by number`;
  const returns = await sql`select state from returns where order_id = ${orderId} order by number`;
  const place = (id: string) => shop.variantIds.indexOf(id);
  const level = (id: string) => levels.find(({ variant_id }) => variant_id === id)!;
  return {
    order: Object.values(order!),
    lines: items.map(({ variant_id, quantity, price, held, gone }) =>
      [place(variant_id), quantity, price, held, gone] as number[]
    ).sort(([a], [b]) => a! - b!),
    parcels: parcels.map(({ state }) => state),
    returns: returns.map(({ state }) => state),
    onHand: shop.variantIds.map((id) => level(id).on_hand),
    reserved: shop.variantIds.map((id) => level(id).reserved),
  };
}
