import type { Sql } from "@/lib/db/mod.ts";
import type { GoodsLine } from "./merchant_goods.ts";
import type { MerchantOrder } from "./merchant_order.ts";

/** What is printed of an order: what goes into the parcel, or what it costs. */
export type Paper = "slip" | "invoice";

/** More than a page of the list at once is a mistake. */
const MOST = 250;

export interface Papers {
  paper: Paper;
  /** Of orders, lowest first. */
  numbers: number[];
  /** Of the one parcel that a slip is for; null: for the whole order. */
  parcel: number | null;
}

/** Which papers an address asks for: `?numbers=1003,1001&paper=invoice`. No number where it names none. */
export function readPapers(params: URLSearchParams): Papers {
  const numbers = (params.get("numbers") ?? "").split(",").filter((one) =>
    /^[1-9]\d{0,8}$/.test(one)
  )
    .map(Number);
  const parcel = params.get("parcel") ?? "";
  return {
    paper: params.get("paper") === "invoice" ? "invoice" : "slip",
    numbers: [...new Set(numbers)].sort((a, b) => a - b).slice(0, MOST),
    parcel: /^[1-9]\d{0,3}$/.test(parcel) ? Number(parcel) : null,
  };
}

/** The shop as its papers name it. */
export interface Sender {
  address: string;
  phone: string | null;
  email: string | null;
}

/** Rejects for shops that this user does not see. */
export async function getSender(sql: Sql, storeId: string): Promise<Sender> {
  const [sender] = await sql<[Sender]>`
    select s.address, s.contact_phone as phone, s.contact_email as email
    from public.stores as s where s.id = ${storeId}`;
  return sender;
}

/** What goes into a parcel, or into all of them: goods that were given back before they went are in none. */
export function slipLines(
  order: Pick<MerchantOrder, "items" | "fulfilments" | "refundedLines">,
  parcel: number | null,
): GoodsLine[] {
  if (parcel !== null) {
    return order.fulfilments.find(({ number }) => number === parcel)?.lines ?? [];
  }
  return order.items.filter(({ isDigital }) => !isDigital).map(({ id, quantity }) => {
    const unsent = order.refundedLines.filter(({ itemId }) => itemId === id)
      .reduce((sum, line) => sum + line.unsent, 0);
    return { itemId: id, quantity: quantity - unsent };
  }).filter(({ quantity }) => quantity > 0);
}
