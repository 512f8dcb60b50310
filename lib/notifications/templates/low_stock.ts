import type { StockFacts } from "../stock_facts.ts";
import type { Letter } from "./texts.ts";

/** To the merchant, when a variant has fallen to the level that asks for more. */
export function lowStockLetter(facts: StockFacts, publicUrl: string): Letter {
  const { available, lowStockLevel, sku, store, title, variant, variantId } = facts;
  const name = variant ? `${title}, ${variant}` : title;
  const left = available > 0 ? `${available} left` : "none left";
  const details: Letter["details"] = [["To sell", String(available)]];
  if (sku) details.push(["SKU", sku]);
  return {
    subject: `Running low: ${name}, ${left}`,
    title: `${name} is running low`,
    paragraphs: [
      available > 0
        ? `There ${available === 1 ? "is" : "are"} ${available} left to sell. ` +
          `You asked to hear of it at ${lowStockLevel}.`
        : "There are none left to sell.",
      "The next message about it comes when it has been filled up and falls again.",
    ],
    lines: [],
    totals: [],
    details,
    action: {
      label: "See its stock",
      url: `${publicUrl}/dashboard/${store.slug}/inventory/${variantId}`,
    },
    footer: `Sent to the contact address of ${store.name}.`,
  };
}
