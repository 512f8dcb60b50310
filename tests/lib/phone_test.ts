import assert from "node:assert/strict";
import fc from "fast-check";
import { formatPhone, maskPhone, parsePhone } from "@/lib/phone.ts";

Deno.test("parsePhone() reads a Kenyan number in every way people write it", () => {
  for (
    const text of [
      "0712345678",
      "0712 345 678",
      "+254712345678",
      "254712345678",
      "712345678",
      "0712-345-678",
    ]
  ) {
    assert.equal(parsePhone(text, "KE"), "+254712345678", text);
  }
  assert.equal(parsePhone("0110 123 456", "KE"), "+254110123456");
});

Deno.test("parsePhone() keeps the leading zero of numbers in Côte d'Ivoire", () => {
  assert.equal(parsePhone("07 01 23 45 67", "CI"), "+2250701234567");
});

Deno.test("parsePhone() gives null for what is not a number of that country", () => {
  for (
    const text of ["", "abc", "123", "0712", "07123456789012", "+254", "0712345678".repeat(10)]
  ) {
    assert.equal(parsePhone(text, "KE"), null, text);
  }
});

Deno.test("parsePhone() never throws, and what it accepts is E.164", () => {
  fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => {
    const phone = parsePhone(text, "KE");
    assert.ok(phone === null || /^\+[1-9]\d{6,14}$/.test(phone));
  }));
});

Deno.test("numbers are shown as people at home write them, and masked in logs", () => {
  assert.equal(formatPhone("+254712345678"), "0712 345 678");
  assert.equal(maskPhone("+254712345678"), "+254*****678");
});
