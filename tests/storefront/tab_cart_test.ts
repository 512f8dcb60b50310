import assert from "node:assert/strict";
import fc from "fast-check";
import {
  addToCart,
  type Cart,
  cartCookie,
  decodeCart,
  EMPTY_CART,
  encodeCart,
  readCartCookie,
  setQuantity,
} from "@/lib/carts/mod.ts";
import { type CartKeeper, type CartStep, openTabCart } from "@/lib/carts/tab.ts";

const VARIANTS = [1, 2, 3].map((n) => `0192f0c1-2b3c-7d4e-8f50-61728394a5b${n}`);
const PRICE = 1_000;

/** A browser: one cookie, one storage, and tabs that hold what they saw last. */
class Device {
  cookie = "";
  storage = "";
  tabs: (CartStep | null)[] = [null, null];

  constructor(readonly refuses: "cookies" | "storage" | "nothing" = "nothing") {}

  keepers(): CartKeeper[] {
    return [
      { read: () => this.told(), write: (cart) => this.setCookie(cart) },
      {
        read: () => this.kept(),
        write: (cart) => {
          if (this.refuses !== "storage") this.storage = encodeCart(cart);
        },
      },
    ];
  }

  setCookie(cart: Cart): void {
    if (this.refuses !== "cookies") this.cookie = cartCookie(cart, "").split(";")[0]!;
  }

  /** Scripts run on this page from now on. */
  load(tab: number): CartStep {
    const cart = this.tabs[tab] = openTabCart(this.keepers());
    cart();
    return cart;
  }

  told(): Cart {
    return readCartCookie(this.cookie);
  }

  kept(): Cart {
    return decodeCart(this.storage);
  }
}

type Change = { variantId: string; how: "add" | "set"; quantity: number };

type Action =
  | { kind: "load"; tab: number }
  /** Scripts change the cart of the device. */
  | { kind: "script"; tab: number; change: Change }
  /** A form goes to the server, which answers with a cookie. */
  | { kind: "form"; change: Change }
  /** A form is sent; its answer comes later, or never. */
  | { kind: "send"; change: Change }
  | { kind: "answer" }
  /** The tab is looked at again, or hears of another. */
  | { kind: "follow"; tab: number }
  | { kind: "forget cookies" };

const change: fc.Arbitrary<Change> = fc.record({
  variantId: fc.constantFrom(...VARIANTS),
  how: fc.constantFrom("add", "set"),
  quantity: fc.integer({ min: 0, max: 5 }),
});
const tab = fc.integer({ min: 0, max: 1 });
const load = fc.record({ kind: fc.constant("load" as const), tab });
const script = fc.record({ kind: fc.constant("script" as const), tab, change });
const form = fc.record({ kind: fc.constant("form" as const), change });
const follow = fc.record({ kind: fc.constant("follow" as const), tab });

function apply(cart: Cart, { variantId, how, quantity }: Change): Cart {
  return how === "add"
    ? addToCart(cart, variantId, quantity, PRICE)
    : setQuantity(cart, variantId, quantity);
}

function run(device: Device, actions: Action[]): void {
  const underWay: Cart[] = [];
  for (const action of actions) {
    if (action.kind === "load") device.load(action.tab);
    if (action.kind === "follow") device.tabs[action.tab]?.();
    if (action.kind === "forget cookies") device.cookie = "";
    if (action.kind === "form") device.setCookie(apply(device.told(), action.change));
    if (action.kind === "send") underWay.push(apply(device.told(), action.change));
    if (action.kind === "answer" && underWay.length > 0) device.setCookie(underWay.shift()!);
    if (action.kind === "script") {
      const open = device.tabs[action.tab] ?? device.load(action.tab);
      open((cart) => apply(cart, action.change));
      if (device.refuses === "nothing") assert.deepEqual(device.told(), device.kept());
    }
  }
}

/** What a device with one tab, where everything happens one after the other, would have. */
function expected(actions: Action[]): Cart["lines"] {
  let cart = EMPTY_CART;
  for (const action of actions) if ("change" in action) cart = apply(cart, action.change);
  return cart.lines;
}

Deno.test("whatever two tabs do, with scripts and by forms, one after the other, none of it is lost", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(load, script, form, follow), { maxLength: 30 }), (actions) => {
      const device = new Device();
      run(device, actions);
      const first = device.load(0)();
      const second = device.load(1)();

      assert.deepEqual(first.lines, expected(actions));
      assert.deepEqual(second, first);
      assert.deepEqual(device.told(), first);
      assert.deepEqual(device.kept(), first);
    }),
    { numRuns: 2_000 },
  );
});

const loose: fc.Arbitrary<Action> = fc.oneof(
  load,
  script,
  form,
  follow,
  fc.record({ kind: fc.constant("send" as const), change }),
  fc.constant({ kind: "answer" as const }),
  fc.constant({ kind: "forget cookies" as const }),
);

Deno.test("also with answers that come late and cookies that are gone, all copies agree", () => {
  const refuses = fc.constantFrom("nothing", "cookies", "storage");
  fc.assert(
    fc.property(fc.array(loose, { maxLength: 40 }), refuses, (actions, refuses) => {
      const device = new Device(refuses as Device["refuses"]);
      run(device, actions);
      const open = device.tabs.map((tab) => tab ?? device.load(0));
      for (const one of [...open, ...open]) one();

      const [first, second] = open.map((one) => one());
      assert.deepEqual(second, first);
      if (refuses !== "cookies") assert.deepEqual(device.told(), first);
      if (refuses !== "storage") assert.deepEqual(device.kept(), first);
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("tabs that hear each other come to rest", () => {
  fc.assert(
    fc.property(fc.array(loose, { maxLength: 30 }), (actions) => {
      const device = new Device();
      run(device, actions);
      const open = [device.load(0), device.load(1)];
      const before = [device.cookie, device.storage];
      for (const one of [...open, ...open]) one();
      assert.deepEqual([device.cookie, device.storage], before);
    }),
  );
});
