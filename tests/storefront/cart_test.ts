import assert from "node:assert/strict";
import fc from "fast-check";
import {
  addToCart,
  type Cart,
  cartCookie,
  countItems,
  decodeCart,
  EMPTY_CART,
  encodeCart,
  MAX_LINES,
  mergeLines,
  readCartCookie,
  removeLines,
  replaceLines,
  setQuantity,
} from "@/lib/carts/mod.ts";
import { cartNoteCookie, MAX_NOTE, readCartNote } from "@/lib/carts/mod.ts";
import { isNewer } from "@/lib/carts/tab.ts";

const A = "0192f0c1-2b3c-7d4e-8f50-61728394a5b6";
const B = "0192f0c1-2b3c-7d4e-8f50-61728394a5b7";

const carts: fc.Arbitrary<Cart> = fc.tuple(
  fc.uniqueArray(
    fc.tuple(
      fc.uuid(),
      fc.integer({ min: 1, max: 999 }),
      fc.option(fc.nat({ max: 10 ** 12 }), { nil: undefined }),
    ).map(([variantId, quantity, priceMinor]) => ({
      variantId,
      quantity,
      ...(priceMinor !== undefined && { priceMinor }),
    })),
    { maxLength: MAX_LINES, selector: (line) => line.variantId },
  ),
  fc.nat({ max: 2 ** 48 - 1 }),
).map(([lines, changedAt]) => ({ lines, changedAt }));

Deno.test("a cart comes back from its cookie as it went in", () => {
  fc.assert(fc.property(carts, (cart) => assert.deepEqual(decodeCart(encodeCart(cart)), cart)));
});

Deno.test("a full cart fits a cookie", () => {
  const lines = Array.from({ length: MAX_LINES }, () => ({
    variantId: crypto.randomUUID(),
    quantity: 999,
    priceMinor: 10 ** 12,
  }));

  assert.ok(cartCookie({ lines, changedAt: Date.now() }, "/s/demo").length < 2_500);
});

Deno.test("a cookie that is not a cart is an empty cart", () => {
  fc.assert(fc.property(fc.string({ maxLength: 100 }), (text) => {
    const cart = decodeCart(text);
    assert.ok(cart.lines.every(({ quantity }) => quantity >= 1 && quantity <= 999));
  }));
  for (const garbage of ["", "1", "1.!", "2.0", "1.-5", "a".repeat(5_000), null, undefined]) {
    assert.deepEqual(decodeCart(garbage), EMPTY_CART, String(garbage));
  }
});

Deno.test("what is no line of a cart is left out", () => {
  const cart = { lines: [{ variantId: A, quantity: 1 }], changedAt: 5 };
  const text = encodeCart(cart);

  assert.deepEqual(decodeCart(`${text}.zz.${"0".repeat(32)}rs`), cart);
  assert.deepEqual(decodeCart(text.slice(0, -1)).lines, []);
  for (const quantity of [0, -1, 1000, 1e9]) {
    const lines = [{ variantId: A, quantity }];
    assert.deepEqual(decodeCart(encodeCart({ ...cart, lines })).lines, [], String(quantity));
  }
});

Deno.test("a variant twice in a cookie is one line", () => {
  const twice = encodeCart({
    lines: [1, 2].map((quantity) => ({ variantId: A, quantity })),
    changedAt: 5,
  });

  assert.deepEqual(decodeCart(twice).lines, [{ variantId: A, quantity: 2 }]);
});

Deno.test("readCartCookie() finds the cart among other cookies", () => {
  const cart = setQuantity(EMPTY_CART, A, 2);
  const pair = cartCookie(cart, "").split(";")[0]!;

  assert.deepEqual(readCartCookie(`theme=dark; ${pair}; x=1`), cart);
  assert.deepEqual(readCartCookie("minicart=abc"), EMPTY_CART);
  assert.deepEqual(readCartCookie(null), EMPTY_CART);
});

Deno.test("adding the same variant twice is one line", () => {
  const cart = addToCart(addToCart(addToCart(EMPTY_CART, A, 2), B), A, 3);

  assert.deepEqual(cart.lines, [{ variantId: A, quantity: 5 }, { variantId: B, quantity: 1 }]);
  assert.equal(countItems(cart), 6);
});

Deno.test("quantities stay whole and between 1 and 999, whatever is asked", () => {
  const quantity = (asked: number) => addToCart(EMPTY_CART, A, asked).lines[0]!.quantity;

  assert.deepEqual([0, -1, 1e9, 2.9, NaN, Infinity].map(quantity), [1, 1, 999, 2, 1, 999]);
});

Deno.test("setting a quantity to zero takes the line away", () => {
  const cart = addToCart(addToCart(EMPTY_CART, A), B);

  assert.deepEqual(setQuantity(cart, A, 0).lines, [{ variantId: B, quantity: 1 }]);
  assert.deepEqual(setQuantity(cart, A, -4).lines, [{ variantId: B, quantity: 1 }]);
});

Deno.test("a full cart takes no further line, but more of what it has", () => {
  let cart: Cart = EMPTY_CART;
  const ids = Array.from({ length: MAX_LINES }, () => crypto.randomUUID());
  for (const id of ids) cart = addToCart(cart, id);

  assert.equal(addToCart(cart, A).lines.length, MAX_LINES);
  assert.equal(countItems(addToCart(cart, ids[0]!)), MAX_LINES + 1);
});

Deno.test("a change is newer than what it changes, even where the clock runs ahead", () => {
  const fromTheFuture = { lines: [{ variantId: A, quantity: 1 }], changedAt: 2 ** 45 };

  const emptied = setQuantity(fromTheFuture, A, 0);

  assert.ok(isNewer(emptied, fromTheFuture));
  assert.ok(!isNewer(fromTheFuture, emptied));
});

Deno.test("what was ordered leaves the cart, the rest stays", () => {
  const cart = addToCart(addToCart(EMPTY_CART, A, 3), B, 2);

  assert.deepEqual(removeLines(cart, [A]).lines, [{ variantId: B, quantity: 2 }]);
  assert.ok(removeLines(cart, [A, B]).changedAt > cart.changedAt);
});

Deno.test("a line keeps the price at which it was put in until more of it is", () => {
  const cart = setQuantity(addToCart(EMPTY_CART, A, 1, 500), A, 3);
  assert.deepEqual(cart.lines, [{ variantId: A, quantity: 3, priceMinor: 500 }]);

  assert.deepEqual(addToCart(cart, A, 1, 600).lines, [
    { variantId: A, quantity: 4, priceMinor: 600 },
  ]);
});

Deno.test("merging lines twice is merging them once, and loses nothing of either", () => {
  fc.assert(fc.property(carts, carts, (own, { lines }) => {
    const once = mergeLines(own, lines);
    const quantities = (cart: Cart) =>
      cart.lines.map(({ variantId, quantity }) => [variantId, quantity]);
    assert.deepEqual(quantities(mergeLines(once, lines)), quantities(once));
    assert.ok(once.changedAt > own.changedAt && once.lines.length <= MAX_LINES);
    for (const { variantId, quantity } of own.lines) {
      const now = once.lines.find((line) => line.variantId === variantId)!;
      assert.ok(now.quantity >= quantity);
    }
    if (own.lines.length + lines.length <= MAX_LINES) {
      for (const { variantId, quantity } of lines) {
        const now = once.lines.find((line) => line.variantId === variantId)!;
        assert.ok(now.quantity >= quantity);
      }
    }
  }));
});

Deno.test("replacing lines leaves those and no others", () => {
  fc.assert(fc.property(carts, carts, (own, other) => {
    const replaced = replaceLines(own, other.lines);
    assert.deepEqual(replaced.lines, other.lines);
    assert.ok(replaced.changedAt > own.changedAt);
  }));
});

Deno.test("a note comes back from its cookie in every script, and fits it", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: MAX_NOTE }), (text) => {
    const note = text.slice(0, MAX_NOTE).toWellFormed();
    const pair = cartNoteCookie(note, "/s/demo").split(";")[0]!;
    assert.equal(readCartNote(`cart=1.0; ${pair}`), note);
    assert.ok(pair.length < 2_100);
  }));
  assert.match(cartNoteCookie("", ""), /Max-Age=0/);
  for (const garbage of [null, "", "cart-note=", "cart-note=-", "cart-note=_w", "cart-note=a"]) {
    assert.equal(readCartNote(garbage), "", String(garbage));
  }
});
