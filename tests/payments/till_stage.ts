import { CAST } from "@/tests/fixtures/shop.ts";
import { openDoor } from "./door.ts";
import { type PlacedOrder, type Stage, startStage } from "./stage.ts";

/** A stage whose M-Pesa account hears of payments by hand. */
export interface TillStage extends Stage {
  /** Where M-Pesa tells of them. */
  tillUrl: string;
  labelOf(order: PlacedOrder): Promise<string>;
  /** What came without a prompt, first to last: state, shillings, reference. */
  arrivals(receipt?: string): Promise<string[]>;
}

/** Registers the address as a merchant does, by the job that the settings page queues. */
export async function startTillStage(): Promise<TillStage> {
  const door = openDoor();
  const stage = await startStage({ functionsUrl: door.url });
  door.leadsTo.set("stk", stage.functionsUrl);
  door.leadsTo.set("till", (await stage.startFunction("till")).url);
  const { sql, shop } = stage;
  await sql.begin(async (sql) => {
    const claims = JSON.stringify({ sub: CAST.merchant, role: "authenticated" });
    await sql`select set_config('request.jwt.claims', ${claims}, true),
      set_config('role', 'authenticated', true)`;
    await sql`select request_till_address(${shop.storeId})`;
  });
  await stage.work();
  const [address] = await sql`select token, result from private.till_addresses`;
  if (address?.result !== "ok") throw new Error(`M-Pesa was not told: ${address?.result}`);
  return {
    ...stage,
    tillUrl: `${door.url}/till/${address.token}`,
    async labelOf({ id }) {
      const [row] = await sql`
        select private.order_label(store_id, number) as label from orders where id = ${id}`;
      return row!.label;
    },
    async arrivals(receipt) {
      const rows = await sql`
        select state || ' ' || amount_minor / 100 || ' ' || reference as said from arrivals
        where ${receipt ?? null}::text is null or receipt = ${receipt ?? null} order by id`;
      return rows.map(({ said }) => said);
    },
    async [Symbol.asyncDispose]() {
      await stage[Symbol.asyncDispose]();
      await door.stop();
    },
  };
}
