import assert from "node:assert/strict";
import { actionWords, actorWords, changesOf, subjectOf } from "@/lib/audit/mod.ts";

Deno.test("an action is told by what changed, by its name, or as it is written", () => {
  const words = (action: string, changes = {}) => actionWords({ action, changes });

  assert.equal(words("stores.updated"), "Changed the shop");
  assert.equal(words("stores.updated", { status: ["active", "suspended"] }), "Suspended the shop");
  assert.equal(
    words("stores.updated", { status: ["suspended", "closed"] }),
    "Opened the shop again",
  );
  assert.equal(
    words("api_keys.updated", { revoked_at: [null, "2026-11-28"] }),
    "Revoked an API key",
  );
  assert.equal(words("gift_cards.used_up"), "Gift cards: used up");
});

Deno.test("an actor is named as they were, and those of the platform as the platform", () => {
  assert.equal(actorWords({ actorKind: "person", actorName: "a@b.test" }), "a@b.test");
  assert.equal(actorWords({ actorKind: "person", actorName: null }), "Somebody who left");
  assert.equal(actorWords({ actorKind: "support", actorName: "Afrify" }), "Afrify support");
  assert.equal(actorWords({ actorKind: "api_key", actorName: "Sheet" }), "Sheet (API key)");
  assert.equal(actorWords({ actorKind: "system", actorName: null }), "Afrify, by itself");
});

Deno.test("changes are told in the words and amounts of people", () => {
  const changes = {
    id: [null, "0193"] as [null, string],
    fee_minor: [20_000, 25_000] as [number, number],
    tax_rate_bp: [0, 1600] as [number, number],
    is_pickup_offered: [true, false] as [boolean, boolean],
    areas: [["Kilimani"], ["Kilimani", "South B"]] as [string[], string[]],
    name: ["Coast", null] as [string, null],
  };

  assert.deepEqual(changesOf({ changes }, "KES"), [
    { field: "Fee", before: "KES 200", after: "KES 250" },
    { field: "Tax rate", before: "0%", after: "16%" },
    { field: "Is pickup offered", before: "yes", after: "no" },
    { field: "Areas", before: "Kilimani", after: "Kilimani, South B" },
    { field: "Name", before: "Coast", after: "" },
  ]);
  assert.equal(subjectOf({ changes }), "Coast");
});

Deno.test("a line whose changes are no pairs is shown all the same", () => {
  const changes = { kind: "sms", devices: 3 } as never;
  assert.deepEqual(changesOf({ changes }).map(({ after }) => after), ["sms", "3"]);
  assert.equal(subjectOf({ changes }), null);
});
