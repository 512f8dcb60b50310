import { type Currency, formatMoney } from "@/lib/money.ts";
import type { Happening } from "./merchant_timeline.ts";
import type { OrderEvent } from "./merchant_order.ts";

interface Change {
  title: string;
  before: number;
  after: number;
}

/** What somebody of the shop changed about an order, as a line of its timeline. */
export function changeWords(
  { kind, data }: Pick<OrderEvent, "kind" | "data">,
  currency: Currency,
): { title: string; icon: Happening["icon"] } {
  switch (kind) {
    case "edited": {
      const what = (data.lines as Change[]).map(lineWords).join("; ");
      const why = data.reason ? ` (${data.reason})` : "";
      return { title: `Changed: ${what}${why}${totalWords(data, currency)}`, icon: "orders" };
    }
    case "address_changed": {
      const title = `Goes to ${data.to} instead of ${data.from}${totalWords(data, currency)}`;
      return { title, icon: "truck" };
    }
    case "return_requested": {
      const who = data.is_from_shopper ? "The buyer wants to return goods" : "Goods will come back";
      return { title: `${who}: ${data.reason}`, icon: "undo" };
    }
    case "return_received":
      return {
        title: data.is_restocked
          ? "Goods came back, on the shelf again"
          : "Goods came back, not put on the shelf",
        icon: "box",
      };
    default:
      return {
        title: data.is_received ? "Return settled" : "Return closed, nothing came back",
        icon: "close",
      };
  }
}

/** "2 × Enamel mug instead of 1", "added 1 × Basket", "took out Basket". */
function lineWords({ title, before, after }: Change): string {
  if (before === 0) return `added ${after} × ${title}`;
  return after === 0 ? `took out ${title}` : `${after} × ${title} instead of ${before}`;
}

function totalWords({ from_minor, to_minor }: OrderEvent["data"], currency: Currency): string {
  const [from, to] = [Number(from_minor), Number(to_minor)];
  return from === to ? "" : `. ${formatMoney(to, currency)}, was ${formatMoney(from, currency)}`;
}
