import assert from "node:assert/strict";
import fc from "fast-check";
import { formatPin, mapLinks, parsePin } from "@/lib/pin.ts";

const HOME = { lat: -1.292066, lng: 36.821946 };

const WRITTEN = [
  "-1.292066, 36.821946",
  "-1.292066,36.821946",
  " -1.292066 36.821946 ",
  "(-1.292066; 36.821946)",
  "geo:-1.292066,36.821946?q=-1.292066,36.821946",
  "https://www.google.com/maps/@-1.292066,36.821946,17z",
  "https://www.google.com/maps/place/Yaya/@-1.2,36.8,17z/data=!3m1!4b1!4m6!3m5!8m2!3d-1.2!4d36.8",
  "https://maps.google.com/?q=-1.292066,36.821946",
  "https://www.google.com/maps/search/?api=1&query=-1.292066%2C36.821946",
  "https://maps.google.com/?q=loc:-1.292066,36.821946",
  "https://www.openstreetmap.org/?mlat=-1.29&mlon=36.82#map=17/-1.292066/36.821946",
];

Deno.test("a pin is read as people type and paste it", () => {
  for (const text of WRITTEN) {
    const pin = parsePin(text)!;
    assert.ok(
      pin && Math.abs(pin.lat - HOME.lat) < 0.1 && Math.abs(pin.lng - HOME.lng) < 0.1,
      text,
    );
  }
  assert.deepEqual(parsePin(WRITTEN[0]!), HOME);
});

Deno.test("what is no place on a map is no pin", () => {
  const wrong = ["", "over there", "91, 0", "0, 181", "1", "1,2,3", "1e3, 4", "Infinity, 0"];
  for (const text of [...wrong, "x".repeat(600), "javascript:alert(1)", "--1, 2"]) {
    assert.equal(parsePin(text), null, text);
  }
});

Deno.test("parsePin() reads what formatPin() writes, and every link of mapLinks()", () => {
  const degrees = (max: number) =>
    fc.integer({ min: -max * 1e6, max: max * 1e6 }).map((n) => n / 1e6);
  fc.assert(fc.property(degrees(90), degrees(180), (lat, lng) => {
    const pin = { lat: lat || 0, lng: lng || 0 };
    // Smaller than a hundred-thousandth is written with an exponent, which nobody types.
    fc.pre([lat, lng].every((one) => one === 0 || Math.abs(one) >= 1e-6));
    assert.deepEqual(parsePin(formatPin(pin)), pin);
    for (const link of Object.values(mapLinks(pin))) assert.deepEqual(parsePin(link), pin, link);
  }));
});
