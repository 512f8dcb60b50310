import assert from "node:assert/strict";
import fc from "fast-check";
import { countSms, fitsOneSms, pickSms, toGsm7 } from "@/lib/notifications/gsm7.ts";

Deno.test("160 plain characters fit one message, 161 do not", () => {
  assert.equal(fitsOneSms("a".repeat(160)), true);
  assert.equal(fitsOneSms("a".repeat(161)), false);
});

Deno.test("characters of the extension table count twice", () => {
  assert.equal(fitsOneSms("€".repeat(80)), true);
  assert.equal(fitsOneSms("€".repeat(80) + "a"), false);
});

Deno.test("one character outside the alphabet leaves room for 70", () => {
  assert.equal(fitsOneSms("ሰ" + "a".repeat(69)), true);
  assert.equal(fitsOneSms("ሰ" + "a".repeat(70)), false);
});

Deno.test("accents and typographic marks that the alphabet lacks are written plainly", () => {
  assert.equal(toGsm7("Chez Aïcha – “crêpes”… l’été"), 'Chez Aicha - "crepes"... l\'été');
});

Deno.test("other scripts stay as they are", () => {
  assert.equal(toGsm7("ሰላም مرحبا"), "ሰላም مرحبا");
});

Deno.test("the first wording that fits is sent, the last when none does", () => {
  assert.equal(pickSms(["a".repeat(161), "b".repeat(160), "c"]), "b".repeat(160));
  assert.equal(pickSms(["a".repeat(200), "b".repeat(161)]), "b".repeat(161));
});

Deno.test("writing plainly is done once: doing it again changes nothing", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    assert.equal(toGsm7(toGsm7(text)), toGsm7(text));
  }));
});

Deno.test("a text is billed by the messages that it takes", () => {
  const cases: [text: string, messages: number][] = [
    ["x".repeat(160), 1],
    ["x".repeat(161), 2],
    ["x".repeat(306), 2],
    ["x".repeat(307), 3],
    ["€".repeat(80), 1],
    ["€".repeat(81), 2],
    ["ሰ".repeat(70), 1],
    ["ሰ".repeat(71), 2],
    ["ሰ".repeat(135), 3],
  ];
  for (const [text, messages] of cases) assert.equal(countSms(text), messages, `${text.length}`);
});

Deno.test("letters with two marks lose both", () => {
  assert.equal(toGsm7("Ọ́dà yín, Adébọ̀wálé"), "Odà yin, Adébowalé");
});
