import assert from "node:assert/strict";
import fc from "fast-check";
import { createSealer, isSealed, parseSealKeys } from "@/lib/sealed.ts";

const keyText = (id: string, byte: number) => `${id}:${new Uint8Array(32).fill(byte).toBase64()}`;
const sealerOf = (text: string) => createSealer(parseSealKeys(text)!);
const NEW = sealerOf(`${keyText("b", 2)},${keyText("a", 1)}`);
const OLD = sealerOf(keyText("a", 1));

Deno.test("what was sealed opens as it was, and does not show", async () => {
  await fc.assert(fc.asyncProperty(fc.dictionary(fc.string(), fc.string()), async (value) => {
    const sealed = await NEW.seal(value, "here");
    assert.ok(isSealed(sealed));
    assert.deepEqual({ ...(await NEW.open(sealed, "here") as object) }, { ...value });
  }));
  const secret = "sk_live_very_secret";
  const sealed = await NEW.seal({ secret }, "here");
  assert.ok(!JSON.stringify(sealed).includes(secret));
  assert.notDeepEqual(sealed, await NEW.seal({ secret }, "here"), "twice is not the same");
});

Deno.test("moved elsewhere, changed or under a key that is gone it does not open", async () => {
  const sealed = await NEW.seal({ secret: 1 }, "shop-1");
  await assert.rejects(NEW.open(sealed, "shop-2"));
  await assert.rejects(OLD.open(sealed, "shop-1"), /no key "b"/);
  const data = Uint8Array.fromBase64(sealed.data);
  for (let at = 0; at < data.length; at++) {
    const changed = data.slice();
    changed[at] = changed[at]! ^ 1;
    await assert.rejects(NEW.open({ ...sealed, data: changed.toBase64() }, "shop-1"));
  }
});

Deno.test("a new key seals, and older ones still open", async () => {
  const sealed = await OLD.seal({ secret: 1 }, "here");
  assert.deepEqual(await NEW.open(sealed, "here"), { secret: 1 });
  assert.equal(NEW.isCurrent(sealed), false);
  assert.equal(NEW.isCurrent(await NEW.seal({}, "here")), true);
  assert.equal(NEW.isCurrent({ consumer_key: "plain" }), false);
});

Deno.test("keys are ids with 32 bytes each, or nothing", () => {
  const [first, second] = parseSealKeys(` ${keyText("2026b", 2)} , ${keyText("2026a", 1)},`)!;
  assert.deepEqual([first!.id, second!.id, first!.bytes.length], ["2026b", "2026a", 32]);
  const short = `a:${new Uint8Array(16).toBase64()}`;
  for (
    const wrong of [
      "",
      ",",
      "a",
      "a:",
      short,
      keyText("a b", 1),
      `${keyText("a", 1)},${keyText("a", 2)}`,
    ]
  ) {
    assert.equal(parseSealKeys(wrong), null, wrong);
  }
});
