import assert from "node:assert/strict";
import postgres from "postgres";
import { OPERATIONS } from "@/lib/rest/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";

/** The function of the database whose refusals an operation passes on. */
const FUNCTIONS: Record<string, string[]> = {
  create_order: ["place_order"],
  update_order: ["cancel_order", "set_fulfilment"],
  create_payment: ["retry_payment"],
  refund_payment: ["request_refund"],
  create_customer: ["add_customer"],
  update_customer: ["edit_customer"],
  create_discount: ["save_discount"],
  update_discount: ["save_discount"],
  update_store: ["save_store_settings"],
  delete_store: ["save_store_settings"],
  create_store: ["create_store"],
  adjust_inventory: ["adjust_inventory"],
  transfer_inventory: ["transfer_inventory"],
  create_api_key: ["create_api_key"],
  replace_api_key: ["replace_api_key"],
  create_webhook: ["save_webhook_endpoint"],
  update_webhook: ["save_webhook_endpoint"],
  replay_webhook: ["replay_webhooks"],
  test_webhook: ["test_webhook"],
};

/** What an operation cannot be refused with, although its function refuses others so; and why. */
const NEVER: Record<string, Record<string, string>> = {
  create_order: {
    idempotency_key_reused: "the function gets a key of its own each time",
    parts_not_offered: "nobody can ask for parts",
    deposit_changed: "nobody can ask for parts",
    too_many_orders: "phones are not counted for those who work in the shop",
    too_many_cash_orders: "phones are not counted for those who work in the shop",
    too_many_prompts: "phones are not counted for those who work in the shop",
  },
  update_order: { order_not_found: "it was read in this transaction" },
  update_customer: { customer_gone: "it is answered as not_found" },
  update_discount: { discount_gone: "it is answered as not_found" },
  adjust_inventory: {
    idempotency_key_reused: "the function gets a key of its own each time",
  },
  transfer_inventory: {
    idempotency_key_reused: "the function gets a key of its own each time",
  },
  create_payment: {
    part_too_big: "nobody can ask for a part",
    part_too_small: "nobody can ask for a part",
    too_many_prompts: "phones are not counted for those who work in the shop",
  },
  refund_payment: {
    idempotency_key_reused: "the function gets a key of its own each time",
    order_not_found: "it was read in this transaction",
    return_not_found: "nobody can name a return",
  },
  create_discount: { discount_gone: "it has no id yet" },
};

interface Source {
  name: string;
  source: string;
}

/** All that a function, and what it calls, refuses with. */
function refusalsOf(functions: Map<string, string>, name: string): Set<string> {
  const seen = new Set<string>();
  const codes = new Set<string>();
  const waiting = [`public.${name}`];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const source = functions.get(next);
    if (source === undefined || seen.has(next)) continue;
    seen.add(next);
    for (const [, called] of source.matchAll(/((?:private|public)\.\w+)\s*\(/g)) {
      waiting.push(called!);
    }
    // Codes stand first, or after "then" and "else" where one of several is chosen.
    for (const [, first] of source.matchAll(/refusal\('(\w+)'/g)) codes.add(first!);
    for (const [, chosen] of source.matchAll(/refusal\((case\b.*?\bend)\b/gs)) {
      for (const [, code] of chosen!.matchAll(/(?:then|else)\s+'(\w+)'/g)) codes.add(code!);
    }
  }
  assert.ok(seen.size > 0, `There is no public.${name}`);
  return codes;
}

Deno.test("an operation knows every refusal of the function that it calls", async (t) => {
  const database = await startDatabase();
  const sql = postgres(database.superuserUrl, { onnotice: () => {}, max: 1 });
  try {
    const rows = await sql<Source[]>`
      select n.nspname || '.' || p.proname as name,
        concat(p.prosrc, pg_get_function_sqlbody(p.oid)) as source
      from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
      where n.nspname in ('public', 'private')`;
    const functions = new Map(rows.map(({ name, source }) => [name, source]));
    for (const [id, names] of Object.entries(FUNCTIONS)) {
      await t.step(id, () => {
        const operation = OPERATIONS.find((one) => one.id === id)!;
        const never = Object.keys(NEVER[id] ?? {});
        const given = new Set(names.flatMap((name) => [...refusalsOf(functions, name)]));
        const unknown = [...given].filter((code) =>
          !(code in operation.refusals) && !never.includes(code)
        );
        assert.deepEqual(unknown, []);
        assert.deepEqual(never.filter((code) => !given.has(code)), [], "nothing refuses so");
      });
    }
  } finally {
    await sql.end();
    await database.stop();
  }
});
