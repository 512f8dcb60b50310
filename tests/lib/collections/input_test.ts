import assert from "node:assert/strict";
import fc from "fast-check";
import { readMoves } from "@/lib/places.ts";
import {
  blankCollection,
  changeConditions,
  type CollectionDraft,
  CONDITION_FIELDS,
  readDraft,
  toDraft,
} from "@/lib/collections/draft.ts";
import { checkCollection } from "@/lib/collections/input.ts";

const rule = (conditions: CollectionDraft["conditions"]): CollectionDraft => ({
  ...blankCollection("rule"),
  title: "Small gifts",
  conditions,
});

Deno.test("a rule is kept in minor units and lower case, and its form shows what was typed", () => {
  const typed = rule([
    { field: "price_to", value: "1,300" },
    { field: "tag", value: " Gift " },
    { field: "in_stock", value: "" },
    { field: "created_within", value: "30" },
  ]);
  const checked = checkCollection(typed, "KES");
  assert.ok(checked.ok);
  assert.deepEqual(checked.value.conditions, [
    { field: "price_to", value: "130000" },
    { field: "tag", value: "gift" },
    { field: "in_stock", value: "yes" },
    { field: "created_within", value: "30" },
  ]);
  assert.equal(checked.value.slug, "small-gifts");
  const shown = toDraft({ id: "", ...checked.value }, "KES");
  assert.equal(shown.conditions[0]!.value, "1,300");
});

Deno.test("what is no condition is told at its row", () => {
  const bad: [field: string, value: string][] = [
    ["tag", " "],
    ["vendor", "x".repeat(81)],
    ["price_from", "-1"],
    ["price_to", "1.234"],
    ["created_within", "1.5"],
    ["published_within", "99999"],
    ["category", "baskets"],
    ["weight", "1"],
  ];
  for (const [field, value] of bad) {
    const checked = checkCollection(
      rule([{ field: "in_stock", value: "yes" }, { field, value }]),
      "KES",
    );
    assert.ok(!checked.ok, field);
    assert.deepEqual(Object.keys(checked.details!), ["conditions.1.value"]);
  }
  const empty = checkCollection(rule([]), "KES");
  assert.ok(!empty.ok && empty.details!.newField);
});

Deno.test("conditions added and removed leave the others as they were typed", () => {
  const condition = fc.tuple(fc.constantFrom(...CONDITION_FIELDS), fc.string())
    .map(([field, value]) => ({ field, value }));
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1, maxLength: 19 }), fc.nat(), (typed, i) => {
      const fields = Object.fromEntries(typed.flatMap(({ field, value }, row) => [
        [`conditions.${row}.field`, field],
        [`conditions.${row}.value`, value],
      ]));
      const draft = readDraft(fields, "rule");
      assert.deepEqual(draft.conditions, typed);
      const more = changeConditions(draft, { intent: "add", newField: "vendor" });
      assert.deepEqual(more.conditions, [...typed, { field: "vendor", value: "" }]);
      const row = i % typed.length;
      const less = changeConditions(draft, { intent: `remove.${row}` });
      assert.deepEqual(less.conditions, typed.toSpliced(row, 1));
    }),
  );
});

Deno.test("of typed places those count that are numbers and not what they were", () => {
  const [a, b, c] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
  const fields = {
    [`place.${a}`]: "2",
    [`was.${a}`]: "2",
    [`place.${b}`]: " 1 ",
    [`was.${b}`]: "3",
    [`place.${c}`]: "first",
    "place.x": "1",
  };
  assert.deepEqual(readMoves(fields), [{ id: b, place: 1 }]);
});
