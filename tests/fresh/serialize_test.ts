import { computed, Signal, signal } from "@preact/signals";
import { h } from "preact";
import assert from "node:assert/strict";
import fc from "fast-check";
import { revive } from "../../lib/fresh/islands/revive.ts";
import { serializeProps } from "../../lib/fresh/islands/serialize.ts";

function roundTrip<T>(props: T): T {
  const [[, revived]] = revive(JSON.parse(serializeProps([[0, props]])), signal) as [[number, T]];
  return revived;
}

const leaf = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.double(),
  fc.bigInt(),
  fc.boolean(),
  fc.constantFrom(null, undefined),
  fc.uint8Array({ maxLength: 8 }),
);
const key = fc.string().filter((name) => name !== "__proto__");
const { value: anyProps } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

Deno.test("Whatever props are made of, they arrive as they were", () => {
  fc.assert(
    fc.property(anyProps, (props) => {
      assert.deepEqual(roundTrip({ props }), { props });
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("No text in props can end the script element or a line of script", () => {
  const text = fc.array(fc.constantFrom("</script", "<!--", "\u2028", "\u2029", ">", '"', "\\"))
    .map((parts) => parts.join(""));
  fc.assert(fc.property(text, (part) => {
    const json = serializeProps([[0, { [part || "x"]: part }]]);
    assert.doesNotMatch(json, /[<\u2028\u2029]/);
    assert.deepEqual(roundTrip({ part }), { part });
  }));
});

Deno.test("A signal arrives as one signal wherever it is used, with the value it had", () => {
  const count = signal(0);
  const { a, b, list } = roundTrip({ a: count, b: count, list: [count] });

  assert.ok(a instanceof Signal);
  assert.equal(a.value, 0);
  assert.equal(b, a);
  assert.equal(list[0], a);
});

Deno.test("A signal may hold nothing, a list, another signal, or what holds itself", () => {
  const self: Record<string, unknown> = {};
  self.me = signal(self);
  const revived = roundTrip({
    none: signal(undefined),
    list: signal([1]),
    deep: signal(signal(2)),
  });

  assert.equal(revived.none.value, undefined);
  assert.deepEqual(revived.list.value, [1]);
  assert.equal(revived.deep.value.value, 2);
  const circle = roundTrip(self) as { me: Signal };
  assert.equal(circle.me.value, circle);
});

Deno.test("A computed signal arrives as a signal with its present value", () => {
  const count = signal(2);

  assert.equal(roundTrip({ double: computed(() => count.value * 2) }).double.value, 4);
});

Deno.test("Objects that occur twice stay one object, also in a circle", () => {
  const shared = { name: "one" };
  const { a, b } = roundTrip({ a: shared, b: shared });
  assert.equal(a, b);

  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const revived = roundTrip(circle);
  assert.equal(revived.self, revived);
});

Deno.test("What cannot travel is refused with its kind", () => {
  class Money {}
  const refusals: [unknown, RegExp][] = [
    [() => {}, /function/],
    [Symbol("x"), /Symbol/],
    [new Date(0), /Date/],
    [new Map(), /Map/],
    [/x/, /RegExp/],
    [new URL("http://x"), /URL/],
    [new Float64Array(1), /Float64Array/],
    [new Money(), /non-POJO|Money/],
    [Object.create(null), /without prototype/],
    [h("p", null), /only be handed to an island as its children/],
    [JSON.parse('{"__proto__":{"admin":true}}'), /__proto__/],
  ];
  for (const [value, message] of refusals) {
    assert.throws(() => serializeProps([[0, { value }]]), message);
  }
});
