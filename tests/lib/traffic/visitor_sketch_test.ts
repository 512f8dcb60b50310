import assert from "node:assert/strict";
import fc from "fast-check";
import { markOf, VisitorSketch } from "@/lib/traffic/visitor_sketch.ts";

const SALT = "07".repeat(32);
const visitor = fc.record({
  storeId: fc.constantFrom("a", "b"),
  ip: fc.option(fc.ipV4()),
  userAgent: fc.string({ maxLength: 20 }),
});

Deno.test("a sketch is the same whatever the order, and however often somebody comes", () => {
  fc.assert(fc.property(fc.array(visitor), fc.array(visitor), (one, other) => {
    const marks = [...one, ...other].map((each) => markOf(each, SALT));
    const sketch = (of: typeof marks) => {
      const made = new VisitorSketch();
      for (const mark of of) made.add(mark);
      return made;
    };

    const whole = sketch(marks);
    const parts = sketch(marks.slice(one.length));
    parts.merge(sketch([...marks.slice(0, one.length), ...marks.slice(0, one.length)]));
    assert.deepEqual(new Map([...parts.ranks].sort()), new Map([...whole.ranks].sort()));
  }));
});

Deno.test("a mark is of one shop and of one day, and tells almost nothing", () => {
  const somebody = { storeId: "a", ip: "41.90.1.2", userAgent: "Phone" };
  const mark = markOf(somebody, SALT);

  assert.deepEqual(markOf({ ...somebody }, SALT), mark);
  assert.ok(mark.index < 1024 && mark.rank >= 1 && mark.rank <= 33);
  const others = [
    markOf({ ...somebody, storeId: "b" }, SALT),
    markOf(somebody, "08".repeat(32)),
    markOf({ ...somebody, ip: "41.90.1.3" }, SALT),
  ];
  for (const other of others) assert.notDeepEqual(other, mark);
});
