/** A test of the test: each planted fault must turn the matrix or the linter red. */
import assert from "node:assert/strict";
import { lint } from "./tenancy/lint.ts";
import { listFunctions, listTables, measure, readMatrix } from "./tenancy/matrix.ts";
import { MATRIX_FILE } from "./tenancy/document.ts";
import { setStage, type Stage } from "./tenancy/stage.ts";

interface Fault {
  plant: string;
  /** Which lines of the matrix change, or what the linter says. */
  breaks: RegExp;
  /** Tables to try; none when the linter alone can see it. */
  tables?: string[];
}

const MINE = "store_id = any (array(select private.my_store_ids('orders.view')))";

const FAULTS: Record<string, Fault> = {
  "a dropped policy": {
    plant: "drop policy select_staff on public.orders",
    tables: ["public.orders"],
    breaks: /^select public\.orders$/m,
  },
  "a policy that lets everybody who signed in read": {
    plant: "alter policy select_staff on public.customers using (true)",
    tables: ["public.customers"],
    breaks: /^count public\.customers$/m,
  },
  "row-level security switched off": {
    plant: "alter table public.payments disable row level security",
    tables: ["public.payments"],
    breaks: /^payments has no row-level security$/m,
  },
  "a widened grant": {
    plant: "grant update (store_id, token) on public.orders to authenticated",
    tables: ["public.orders"],
    breaks: /^update public\.orders$/m,
  },
  "a row that its merchant may give to another shop": {
    plant: `grant update (store_id) on public.categories to authenticated;
      alter policy update_manager on public.categories with check (true)`,
    tables: ["public.categories"],
    breaks: /^move public\.categories$/m,
  },
  "a foreign key without the shop": {
    plant:
      `alter table public.variants drop constraint variants_store_id_product_id_product_status_fkey;
      alter table public.variants add foreign key (product_id) references public.products (id)`,
    tables: ["public.variants"],
    breaks: /^adopt public\.variants$[^]*lets a row point into another shop$/m,
  },
  "a definer without a search_path": {
    plant: "alter function private.adjust_stock reset search_path",
    breaks: /adjust_stock\(.*\) is a definer without search_path = ''$/m,
  },
  "an exposed definer": {
    plant: "alter function public.save_product security definer",
    breaks: /save_product\(.*\) is a definer in the exposed schema$/m,
  },
  "a policy that passes a row's column to a function": {
    plant:
      `create function private.is_mine(id uuid) returns boolean language sql stable set search_path = ''
        as $$ select true $$;
      revoke execute on function private.is_mine from public;
      alter policy select_staff on public.orders using (private.is_mine(store_id) and ${MINE})`,
    breaks: /orders\.select_staff passes a row's column to a function of ours$/m,
  },
  "auth.uid() asked for each row": {
    plant: "alter policy select_own on public.memberships using (user_id = auth.uid())",
    breaks: /memberships\.select_own asks who is calling for each row$/m,
  },
  "a grant to everybody": {
    plant: "grant execute on function private.my_store_ids to public",
    breaks: /my_store_ids\(.*\) is granted to everybody$/m,
  },
  "an id that a client may choose": {
    plant: "grant insert (id) on public.products to authenticated",
    breaks: /^products lets clients choose ids/m,
  },
  "a missing index": {
    plant: "drop index public.orders_customer_idx",
    breaks: /orders\..*customer_id_fkey has no index that begins with its columns$/m,
  },
  "a new table that nobody wrote into the matrix": {
    plant:
      `create table public.secrets (store_id uuid primary key references public.stores on delete cascade);
      alter table public.secrets enable row level security`,
    breaks: /^unlisted: public\.secrets$/m,
  },
  "a new function that nobody wrote into the matrix": {
    plant:
      `create function public.peek() returns void language sql set search_path = '' begin atomic select; end;
      grant execute on function public.peek to anon`,
    breaks: /^unlisted: peek$/m,
  },
  "a bucket that opens to every folder": {
    plant: `alter policy originals_select_staff on storage.objects using (bucket_id = 'originals')`,
    tables: ["storage.originals"],
    breaks: /^select storage\.originals$/m,
  },
};

/** Everything that the proof says against the schema as it stands. */
async function complaints(stage: Stage, { tables = [] }: Fault): Promise<string> {
  const expected = readMatrix(await Deno.readTextFile(MATRIX_FILE));
  const known = new Set([...expected.keys()].map((line) => line.split(" ")[1]!));
  const there = [...await listTables(stage), ...await listFunctions(stage)];
  const unlisted = there.filter((name) => !known.has(name)).map((name) => `unlisted: ${name}`);
  const changed = [...await measure(stage, { tables })]
    .filter(([line, cells]) => cells.join() !== expected.get(line)?.join()).map(([line]) => line);
  return [...changed, ...unlisted, ...await lint(stage.sql)].join("\n");
}

Deno.test("each planted fault is found", async (t) => {
  for (const [name, fault] of Object.entries(FAULTS)) {
    await t.step(name, async () => {
      const stage = await setStage();
      try {
        assert.equal(await complaints(stage, fault), "", "nothing is wrong before");
        await stage.sql.unsafe(fault.plant);
        assert.match(await complaints(stage, fault), fault.breaks);
      } finally {
        await stage.stop();
      }
    });
  }
});
