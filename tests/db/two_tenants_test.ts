/**
 * Noninterference: two worlds hold the same rival and differ only in what a shop keeps to itself.
 * Whatever somebody of the rival's runs, with whichever ids of the shop, must come out the same in
 * both, to the last word of an error. Left out are acts that are for everybody who visits the shop
 * (buying there tells what is in stock) and secrets that stand for their holder.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { type Outcome, outcomeIn, type Rival, RIVALS, watchRows } from "./rivals/outcome.ts";
import { anyStatement } from "./rivals/statements.ts";
import { learnVocabulary } from "./rivals/vocabulary.ts";
import { makeWorlds, type Worlds } from "./rivals/worlds.ts";

const TURNS = 800;
const STATEMENTS = 3;

interface Played {
  who: Rival;
  statements: string[];
  outcome: Outcome;
}

/** Plays random turns in both worlds. Rejects with the shortest one that tells them apart. */
async function playTurns(
  worlds: Worlds,
  { turns = TURNS, heard = () => {} }: { turns?: number; heard?: (played: Played) => void } = {},
): Promise<void> {
  const { full, bare } = worlds;
  const statement = anyStatement(await learnVocabulary(worlds));
  const inFull = outcomeIn(worlds, await watchRows(worlds));
  const inBare = outcomeIn(worlds, () => Promise.resolve(true));
  const turn = fc.tuple(
    fc.constantFrom(...RIVALS),
    fc.array(statement, { minLength: STATEMENTS, maxLength: STATEMENTS }),
  );
  await fc.assert(
    fc.asyncProperty(turn, async ([who, statements]) => {
      const [outcome, other] = await Promise.all([
        inFull(full, who, statements),
        inBare(bare, who, statements),
      ]);
      heard({ who, statements, outcome });
      assert.deepEqual(outcome.answers, other.answers, "what it says depends on what is hidden");
      assert.ok(outcome.isUntouched, "a row of the shop was written");
    }),
    { numRuns: turns, endOnFailure: true },
  );
}

Deno.test("nothing that a rival runs tells of another shop or changes it, in thousands of random statements", async () => {
  const worlds = await makeWorlds();
  const tally = { statements: 0, did: new Set<string>(), errors: new Set<string>() };
  try {
    await playTurns(worlds, {
      heard: ({ who, statements, outcome }) =>
        outcome.answers.forEach((answer, i) => {
          tally.statements++;
          const [verb] = statements[i]!.split(" ");
          if (answer.startsWith("{")) tally.errors.add(JSON.parse(answer).code);
          else if (!/^0\b/.test(answer)) tally.did.add(`${who} ${verb}`);
        }),
    });
  } finally {
    await worlds.stop();
  }
  assert.ok(tally.statements >= 2_000, String(tally.statements));
  // Turns that all fail would prove nothing.
  for (const done of ["visitor select", "shopper select", "staff select", "key select"]) {
    assert.ok(tally.did.has(done), done);
  }
  for (const done of ["insert", "update", "delete"]) {
    assert.ok(tally.did.has(`merchant ${done}`) || tally.did.has(`manager ${done}`), done);
  }
  for (const code of ["42501", "23505"]) assert.ok(tally.errors.has(code), code);
});

/** Each is seen by nothing but what comes out. */
const FAULTS: Record<string, string> = {
  "a policy that shows every order": "alter policy select_staff on public.orders using (true)",
  "a policy that lets others write":
    "alter policy update_manager on public.categories using (true) with check (true)",
  "an id that a client may choose": "grant insert (id) on public.products to authenticated",
  "a code that is unique across shops":
    "create unique index on public.variants (sku) where sku like 'zq%'",
  "a function that forgets to ask": `
    create or replace function private.count_orders(store_ids uuid[])
    returns table (store_id uuid, orders integer)
    language sql stable security definer set search_path = ''
    as $$ select o.store_id, count(*)::integer from public.orders as o group by 1 $$`,
  "an error that says too much": `
    create function private.tg_tell() returns trigger language plpgsql security definer
    set search_path = '' as $$
    begin
      raise exception 'There are % orders', (select count(*) from public.orders);
    end $$;
    create trigger tell before update on public.stores for each row execute function private.tg_tell()`,
};

Deno.test("each planted fault tells the two worlds apart", async (t) => {
  for (const [name, plant] of Object.entries(FAULTS)) {
    await t.step(name, async () => {
      const worlds = await makeWorlds(plant);
      try {
        // It ends with the first that is found; there is much to do in a shop, so few turns could miss it.
        await assert.rejects(playTurns(worlds, { turns: 16_000 }), /Property failed/);
      } finally {
        await worlds.stop();
      }
    });
  }
});
