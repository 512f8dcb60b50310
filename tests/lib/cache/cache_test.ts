import assert from "node:assert/strict";
import fc from "fast-check";
import { Cache, type Loaded, type ReadResult } from "@/lib/cache/mod.ts";

const MINUTE = 60_000;

function makeCache({ maxBytes = 1_000_000 } = {}) {
  const results: ReadResult[] = [];
  const clock = { now: 1 };
  const onRead = (result: ReadResult) => results.push(result);
  const cache = new Cache({ maxBytes, onRead, now: () => clock.now });
  cache.open();
  return { cache, results, clock };
}

/** A load that ends when it is told to, and knows whether it was asked. */
function slowly(keys: string[] | null = ["store:a"]) {
  const ending = Promise.withResolvers<string>();
  const load = async (): Promise<Loaded<string>> => {
    load.calls++;
    return { value: await ending.promise, keys, bytes: 10 };
  };
  load.calls = 0;
  load.end = ending.resolve;
  load.fail = ending.reject;
  return load;
}

function at(value: string, keys: string[] | null = ["store:a"], bytes = 10) {
  return () => Promise.resolve({ value, keys, bytes });
}

Deno.test("what was loaded is given again until one of its keys is dropped", async () => {
  const { cache, results } = makeCache();
  const keys = ["store:a", "products:a"];

  assert.equal(await cache.read("page", at("old", keys)), "old");
  assert.equal(await cache.read("page", at("new", keys)), "old");
  cache.drop("products:b");
  assert.equal(await cache.read("page", at("new", keys)), "old");
  cache.drop("products:a");
  assert.equal(await cache.read("page", at("new", keys)), "new");

  assert.deepEqual(results, ["miss", "hit", "hit", "miss"]);
});

Deno.test("a star drops everything", async () => {
  const { cache } = makeCache();
  await cache.read("page", at("old"));
  cache.drop("*");
  assert.equal(await cache.read("page", at("new")), "new");
});

Deno.test("what began to load before a drop is given to its reader and to nobody after", async () => {
  for (const key of ["products:a", "*"]) {
    const { cache } = makeCache();
    const load = slowly(["products:a"]);
    const first = cache.read("page", load);
    cache.drop(key);
    load.end("old");
    assert.equal(await first, "old");
    assert.equal(await cache.read("page", at("new")), "new");
  }
});

Deno.test("a drop of something else while it loads does not matter", async () => {
  const { cache } = makeCache();
  const load = slowly(["products:a"]);
  const first = cache.read("page", load);
  cache.drop("products:b");
  load.end("old");
  await first;
  assert.equal(await cache.read("page", at("new")), "old");
});

Deno.test("a hundred readers at once make one load", async () => {
  const { cache, results } = makeCache();
  const load = slowly();
  const readers = Array.from({ length: 100 }, () => cache.read("page", load));
  load.end("page");

  assert.deepEqual(new Set(await Promise.all(readers)), new Set(["page"]));
  assert.equal(load.calls, 1);
  assert.equal(results.filter((result) => result === "miss").length, 1);
});

Deno.test("who comes after a drop does not get what began to load before it", async () => {
  const { cache } = makeCache();
  const old = slowly();
  const first = cache.read("page", old);
  cache.drop("store:a");
  const second = cache.read("page", at("new"));
  old.end("old");

  assert.equal(await first, "old");
  assert.equal(await second, "new");
});

Deno.test("a load that fails fails for its own reader alone", async () => {
  const { cache } = makeCache();
  const load = slowly();
  const first = cache.read("page", load);
  const second = cache.read("page", at("page"));
  load.fail(new Error("no database"));

  await assert.rejects(first, /no database/);
  assert.equal(await second, "page");
  assert.equal(await cache.read("page", at("other")), "page");
});

Deno.test("what has no keys is loaded for each reader", async () => {
  const { cache } = makeCache();
  const reads = ["one", "two", "three"].map((value) => cache.read("page", at(value, null)));
  assert.deepEqual(await Promise.all(reads), ["one", "two", "three"]);
  assert.equal(cache.bytes, 0);
});

Deno.test("goods are kept for 15 minutes and a shop for an hour, whatever is heard of them", async () => {
  const lifetimes = [[["store:a"], 60], [["products:a"], 15], [["product:p"], 15], [
    ["store:a", "products:a"],
    15,
  ]] as [string[], number][];
  for (const [keys, minutes] of lifetimes) {
    const { cache, clock } = makeCache();
    await cache.read("page", at("old", keys));
    clock.now += minutes * MINUTE - 1;
    assert.equal(await cache.read("page", at("new", keys)), "old", String(keys));
    clock.now += 2;
    assert.equal(await cache.read("page", at("new", keys)), "new", String(keys));
  }
});

Deno.test("memory has a bound, and what was used last stays", async () => {
  const { cache } = makeCache({ maxBytes: 100 });
  await cache.read("favourite", at("page", ["store:a"], 30));
  for (let i = 0; i < 1000; i++) {
    await cache.read(`page ${i}`, at("page", [`product:${i}`], 30));
    assert.equal(await cache.read("favourite", at("lost")), "page");
  }
  assert.ok(cache.bytes <= 100);
  assert.equal(await cache.read("page 0", at("again")), "again");
});

Deno.test("what is larger than the memory is not kept, and its keys are forgotten with it", async () => {
  const { cache } = makeCache({ maxBytes: 100 });
  await cache.read("page", at("large", ["store:a"], 101));
  assert.equal(await cache.read("page", at("small", ["store:a"], 10)), "small");
  cache.drop("store:a");
  assert.equal(await cache.read("page", at("new")), "new");
});

Deno.test("a closed cache keeps and gives nothing, and begins anew when it opens", async () => {
  const { cache, results } = makeCache();
  await cache.read("page", at("kept"));
  const across = slowly();
  const slow = cache.read("slow", across);
  cache.close();
  assert.equal(cache.bytes, 0);
  assert.equal(await cache.read("page", at("closed")), "closed");
  const whileClosed = slowly();
  const bypassing = cache.read("late", whileClosed);
  cache.open();
  across.end("before");
  whileClosed.end("closed");
  await Promise.all([slow, bypassing]);

  assert.equal(await cache.read("page", at("new")), "new");
  assert.equal(await cache.read("slow", at("new")), "new");
  assert.equal(await cache.read("late", at("new")), "new");
  assert.equal(results.filter((result) => result === "bypass").length, 2);
});

Deno.test("a cache that nobody opened keeps nothing", async () => {
  const cache = new Cache({ maxBytes: 1000 });
  await cache.read("page", at("one"));
  assert.equal(await cache.read("page", at("two")), "two");
});

const SHOPS = ["a", "b", "c"];
const step = fc.oneof(
  fc.record({ kind: fc.constant("write"), shop: fc.constantFrom(...SHOPS) }),
  fc.record({ kind: fc.constant("hear"), shop: fc.constantFrom(...SHOPS) }),
  fc.record({ kind: fc.constant("read"), shop: fc.constantFrom(...SHOPS) }),
  fc.record({ kind: fc.constant("end"), shop: fc.constantFrom(...SHOPS) }),
  fc.record({ kind: fc.constantFrom("lose", "find"), shop: fc.constant("a") }),
);

Deno.test("in any order of writes, reads and drops nobody gets less than what was heard before they asked", async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
    const { cache } = makeCache({ maxBytes: 25 });
    /** What the database says, what this process has heard of, and loads that wait for their end. */
    const written = new Map(SHOPS.map((shop) => [shop, 0]));
    const heard = new Map(SHOPS.map((shop) => [shop, 0]));
    const ends: (() => void)[] = [];
    const reads: Promise<void>[] = [];
    let isListening = true;
    const load = (shop: string) => async () => {
      const value = written.get(shop)!;
      await new Promise<void>((resolve) => ends.push(resolve));
      return { value, keys: [`store:${shop}`], bytes: 10 };
    };
    for (const { kind, shop } of steps) {
      if (kind === "write") written.set(shop, written.get(shop)! + 1);
      if (kind === "hear" && isListening) {
        heard.set(shop, written.get(shop)!);
        cache.drop(`store:${shop}`);
      }
      if (kind === "lose") {
        isListening = false;
        cache.close();
      }
      if (kind === "find" && !isListening) {
        isListening = true;
        for (const one of SHOPS) heard.set(one, written.get(one)!);
        cache.open();
      }
      if (kind === "read") {
        const least = isListening ? heard.get(shop)! : written.get(shop)!;
        reads.push(
          cache.read(shop, load(shop)).then((value) => assert.ok(value >= least, `${value}`)),
        );
      }
      if (kind === "end") ends.shift()?.();
      await tick();
    }
    let isDone = false;
    const all = Promise.all(reads).finally(() => isDone = true);
    while (!isDone) {
      ends.shift()?.();
      await tick();
    }
    await all;
  }));
});

async function tick(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}
