import type { Sql } from "@/lib/db/mod.ts";
import { hasBrokenText } from "@/lib/http/read_form.ts";
import { customerItems } from "../customers/customers.ts";
import type { ImportKind } from "../fields.ts";
import { type ImportRun, type Item, type ItemKind, type Plan, Problems } from "../item.ts";
import { productItems } from "../products/products.ts";

const KINDS: Record<ImportKind, () => ItemKind> = {
  products: productItems as () => ItemKind,
  customers: customerItems as () => ItemKind,
};

export function itemsOf({ kind }: ImportRun): ItemKind {
  return KINDS[kind]();
}

/** What comes of each item. Text that did not survive its way here is refused, whatever it says. */
export async function planItems(
  sql: Sql,
  { run, kind, items, isHeld }: { run: ImportRun; kind: ItemKind; items: Item[]; isHeld: boolean },
): Promise<Plan[]> {
  const broken = new Map(items.map((item) => [item, brokenCells(run, item)]));
  const whole = items.filter((item) => broken.get(item)!.length === 0);
  const plans = await kind.plan(sql, run, whole, isHeld);
  return items.map((item) => {
    const problems = broken.get(item)!;
    return problems.length > 0 ? { outcome: "refused", problems } : plans[whole.indexOf(item)]!;
  });
}

function brokenCells(run: ImportRun, { rows }: Item): Plan["problems"] {
  const problems = new Problems(run);
  for (const row of rows) {
    for (const [field, column] of Object.entries(run.mapping)) {
      if (hasBrokenText(row.cells[column] ?? "")) {
        problems.add(row, field, "Some characters here are broken. Type it again.");
      }
    }
  }
  return problems.found;
}
