import assert from "node:assert/strict";
import {
  blankProduct,
  checkProduct,
  layOutVariants,
  type ProductDraft,
  readDraft,
} from "@/lib/catalog/merchant.ts";
import { arrange } from "@/lib/catalog/merchant_pictures.ts";

const IN_KENYA = {
  currency: "KES",
  timeZone: "Africa/Nairobi",
  now: new Date("2026-12-01T06:00:00Z"),
} as const;

function aProduct(change: (draft: ProductDraft) => void = () => {}): ProductDraft {
  const draft = blankProduct(() => crypto.randomUUID());
  draft.title = "Kitui sisal basket";
  draft.variants[0]!.price = "2,450";
  change(draft);
  return draft;
}

function errorsOf(draft: ProductDraft): Record<string, string> {
  const checked = checkProduct(draft, IN_KENYA);
  return checked.ok ? {} : checked.details!;
}

Deno.test("a name and a price are enough", () => {
  const checked = checkProduct(aProduct(), IN_KENYA);

  assert.ok(checked.ok);
  assert.equal(checked.value.slug, "kitui-sisal-basket");
  assert.equal(checked.value.variants[0]!.price_minor, 245_000);
  assert.equal(checked.value.variants[0]!.stock_delta, 0);
});

Deno.test("stock is sent as the change from what the form showed", () => {
  const checked = checkProduct(
    aProduct(({ variants: [only] }) => Object.assign(only!, { stock: "8", shown: 5, counted: 9 })),
    IN_KENYA,
  );

  assert.ok(checked.ok);
  assert.equal(checked.value.variants[0]!.stock_delta, 3);
  assert.equal(checked.value.variants[0]!.stock_counted, 9);
});

Deno.test("a message stands at the field that is wrong", () => {
  const wrong: [string, (draft: ProductDraft) => void][] = [
    ["title", (d) => d.title = " "],
    ["title", (d) => d.title = "x".repeat(1_000_000)],
    ["slug", (d) => d.slug = "no spaces"],
    ["status", (d) => d.status = "gone"],
    ["categoryId", (d) => d.categoryId = "1 or 1=1"],
    ["variants.0.price", (d) => d.variants[0]!.price = ""],
    ["variants.0.price", (d) => d.variants[0]!.price = "-5"],
    ["variants.0.price", (d) => d.variants[0]!.price = "12.50"],
    ["variants.0.price", (d) => d.variants[0]!.price = "1e9"],
    ["variants.0.compareAt", (d) => d.variants[0]!.compareAt = "2,000"],
    ["variants.0.stock", (d) => d.variants[0]!.stock = "-1"],
    ["variants.0.stock", (d) => d.variants[0]!.stock = "1.5"],
    ["variants.0.weight", (d) => d.variants[0]!.weight = "heavy"],
    ["variants.0.length", (d) => d.variants[0]!.length = "0"],
    ["variants.0.height", (d) => d.variants[0]!.height = "12.345"],
    ["variants.0.imageId", (d) => d.variants[0]!.imageId = "x"],
    ["tags", (d) => d.tags = "x".repeat(41)],
    ["tags", (d) => d.tags = Array.from({ length: 31 }, (_, i) => i).join()],
    ["vendor", (d) => d.vendor = "x".repeat(81)],
    ["publishAt", (d) => d.status = "scheduled"],
    ["publishAt", (d) => Object.assign(d, { status: "scheduled", publishAt: "2026-12-01T09:00" })],
    ["publishAt", (d) => Object.assign(d, { status: "scheduled", publishAt: "2026-13-01T09:00" })],
    ["variants.0.off", (d) => d.variants[0]!.isOff = true],
    ["options.0.name", (d) => d.options = [{ name: "", values: "S, M", was: [] }]],
    ["options.0.values", (d) => d.options = [{ name: "Size", values: "", was: [] }]],
  ];

  for (const [field, spoil] of wrong) {
    assert.deepEqual(Object.keys(errorsOf(aProduct(spoil))), [field]);
  }
});

Deno.test("a moment is meant as the shop's clocks show it, and forgotten with another status", () => {
  const at = (status: string) => {
    const checked = checkProduct(
      aProduct((d) => Object.assign(d, { status, publishAt: "2026-12-24T09:00" })),
      IN_KENYA,
    );
    assert.ok(checked.ok);
    return checked.value.publish_at;
  };
  assert.equal(at("scheduled"), "2026-12-24T06:00:00.000Z");
  assert.equal(at("draft"), null);
});

Deno.test("tags are words in lower case, each once; sizes are whole millimetres", () => {
  const checked = checkProduct(
    aProduct((d) => {
      d.tags = "Gift,  New , gift";
      Object.assign(d.variants[0]!, { length: "32.5", width: "7,1", height: "" });
    }),
    IN_KENYA,
  );
  assert.ok(checked.ok);
  assert.deepEqual(checked.value.tags, ["gift", "new"]);
  const { length_mm, width_mm, height_mm } = checked.value.variants[0]!;
  assert.deepEqual([length_mm, width_mm, height_mm], [325, 71, null]);
});

Deno.test("whole shillings are asked for by an example near what was typed", () => {
  const errors = errorsOf(aProduct((d) => d.variants[0]!.price = "12.50"));

  assert.equal(errors["variants.0.price"], "Write a whole amount: 13, for example.");
});

Deno.test("a currency with cents takes cents", () => {
  const checked = checkProduct(aProduct((d) => d.variants[0]!.price = "12.50"), {
    currency: "GHS",
    timeZone: "Africa/Accra",
  });

  assert.ok(checked.ok);
  assert.equal(checked.value.variants[0]!.price_minor, 1250);
});

Deno.test("two variants cannot share a SKU, and one that is off is not looked at", () => {
  const draft = aProduct((d) => {
    d.options = [{ name: "Size", values: "S, M, L", was: [] }];
    d.variants = layOutVariants(d.options, d.variants, () => crypto.randomUUID());
    d.variants.forEach((variant) => variant.sku = "KSB");
    d.variants[2]!.isOff = true;
    d.variants[2]!.price = "nonsense";
  });

  assert.deepEqual(Object.keys(errorsOf(draft)), ["variants.1.sku"]);
});

Deno.test("any fields at all read as a draft", () => {
  const fields = new URLSearchParams([
    ["variants.0.id", "x"],
    ["variants.0.values", `{"not":"a list"}`],
    ["variants.0.shown", "many"],
    ["variants.2.id", "out of reach"],
    ["options.0.name", "Size"],
    ["options.0.was", "["],
    ["__proto__.title", "x"],
  ]);

  const draft = readDraft(fields);

  assert.deepEqual(draft.variants.map(({ id, values, shown }) => ({ id, values, shown })), [
    { id: "x", values: [], shown: 0 },
  ]);
  assert.deepEqual(draft.options, [{ name: "Size", values: "", was: [] }]);
});

Deno.test("what must stay in sight is read as two numbers, and is the middle otherwise", () => {
  const focusOf = (focus: string) => {
    const [one] = arrange([{ id: "a", alt: "", position: "1", focus, isRemoved: false }]);
    return [one!.focal_x, one!.focal_y];
  };
  assert.deepEqual(focusOf("15 85"), [15, 85]);
  for (const broken of ["", "101 5", "-1 5", "left"]) assert.deepEqual(focusOf(broken), [50, 50]);
});

Deno.test("a picture moved to a place pushes aside the one that has it", () => {
  const places = (typed: string[]) =>
    arrange(
      typed.map((position, i) => ({
        id: "abc"[i]!,
        alt: "",
        position,
        focus: "",
        isRemoved: false,
      })),
    )
      .map(({ id }) => id).join("");

  assert.equal(places(["1", "2", "3"]), "abc");
  assert.equal(places(["1", "2", "1"]), "cab");
  assert.equal(places(["3", "2", "3"]), "bca");
  assert.equal(places(["", "x", "3"]), "abc");
});
