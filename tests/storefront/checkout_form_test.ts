import assert from "node:assert/strict";
import { encodeCart } from "@/lib/carts/mod.ts";
import { CheckoutForm } from "@/lib/checkout/mod.ts";
import { RetryForm } from "@/lib/orders/shopper.ts";
import { type FormErrors, readForm } from "@/lib/http/mod.ts";

const VARIANT = "0192f0c1-2b3c-7d4e-8f50-61728394a5b6";

/** What a browser sends for a delivery to Kilimani; override any field. */
function aForm(fields: Record<string, string> = {}): Request {
  const body = new URLSearchParams({
    key: "0192f0c1-2b3c-7d4e-8f50-000000000001",
    cart: encodeCart({ lines: [{ variantId: VARIANT, quantity: 2 }], changedAt: 0 }),
    shownTotal: "395000",
    country: "KE",
    phone: "0712 345 678",
    name: " Wanjiru Kamau ",
    method: "delivery",
    area: "Kilimani, Nairobi",
    landmark: "Tumaini Chemist, Gitanga Rd",
    directions: "Blue gate",
    secondPhone: "",
    payerPhone: "",
    email: "",
    note: "",
    ...fields,
  });
  return new Request("http://demo.localhost/checkout", { method: "POST", body });
}

async function read(fields: Record<string, string> = {}) {
  const form = await readForm(aForm(fields), CheckoutForm);
  const errors: FormErrors = form.ok ? {} : form.errors;
  return { value: form.ok ? form.value : null, errors };
}

Deno.test("a complete form is an order to place", async () => {
  const { value } = await read();

  assert.equal(value?.method, "delivery");
  assert.deepEqual(value?.lines, [{ variantId: VARIANT, quantity: 2 }]);
  assert.equal(value?.name, "Wanjiru Kamau");
  assert.equal(value?.phone, "+254712345678");
  assert.equal(value?.payerPhone, "+254712345678");
  assert.equal(value?.shownTotalMinor, 395_000);
  assert.equal(value?.wantsNews, false);
});

Deno.test("every problem is said at its field, all at once", async () => {
  const { errors } = await read({
    phone: "12",
    name: "",
    area: "",
    landmark: " ",
    email: "nobody",
    secondPhone: "hello",
  });

  assert.deepEqual(
    Object.keys(errors).sort(),
    ["area", "email", "landmark", "name", "phone", "secondPhone"],
  );
  assert.equal(errors.landmark, "Add a landmark so the rider can find you.");
});

Deno.test("a pick up needs no address", async () => {
  const { value } = await read({ method: "pickup", area: "", landmark: "" });

  assert.equal(value?.method, "pickup");
});

Deno.test("an unknown way to get it is refused", async () => {
  assert.deepEqual(Object.keys((await read({ method: "drone" })).errors), ["method"]);
});

Deno.test("another phone pays when one is given", async () => {
  const { value } = await read({ payerPhone: "0722 000 118" });

  assert.equal(value?.phone, "+254712345678");
  assert.equal(value?.payerPhone, "+254722000118");
});

Deno.test("a shopper abroad names the Kenyan phone that pays", async () => {
  const abroad = { country: "UG", phone: "0772 123 456" };

  assert.deepEqual(Object.keys((await read(abroad)).errors), ["payerPhone"]);
  const { value } = await read({ ...abroad, payerPhone: "+254 722 000 118" });
  assert.deepEqual([value?.phone, value?.payerPhone], ["+256772123456", "+254722000118"]);
});

Deno.test("a prompt goes to numbers of the countries that its gateway is in", async () => {
  const inUganda = { country: "UG", phone: "0772 123 456", gateway: "mtn" };

  assert.equal((await read(inUganda)).value?.payerPhone, "+256772123456");
  const kenyan = { ...inUganda, payerPhone: "+254 722 000 118" };
  assert.deepEqual((await read(kenyan)).errors, {
    payerPhone:
      "That number cannot pay this way. Write a mobile money number of the shop’s country.",
  });
  const onPage = { ...inUganda, country: "KE", phone: "0712 345 678", gateway: "flutterwave" };
  assert.equal((await read(onPage)).value?.payerPhone, "+254712345678");
});

Deno.test("another try reads a number as it is written where the shop sells", async () => {
  const retry = async (fields: Record<string, string>) => {
    const body = new URLSearchParams(fields);
    return await readForm(new Request("http://shop/pay", { method: "POST", body }), RetryForm);
  };

  const ugandan = await retry({ gateway: "mtn", phone: "0772 123 456", country: "UG" });
  const phone = "+256772123456";
  assert.ok(ugandan.ok);
  const { typed, ...read } = ugandan.value;
  assert.deepEqual(read, { gateway: "mtn", handWay: null, phone, amountMinor: null });
  assert.deepEqual(typed, { gateway: "mtn", phone: "0772 123 456", amount: "" });
  const again = await retry({ gateway: "mtn", phone: "+256772123456" });
  assert.equal(again.ok && again.value.phone, "+256772123456");
  const cash = await retry({ gateway: "cash" });
  assert.ok(cash.ok);
  assert.deepEqual([cash.value.gateway, cash.value.handWay, cash.value.phone], [null, "cash", ""]);
  const kenyan = await retry({ gateway: "mpesa", phone: "0712 345 678" });
  assert.equal(kenyan.ok && kenyan.value.phone, "+254712345678");
  for (
    const wrong of [
      { gateway: "mtn", phone: "0712 345 678", country: "KE" },
      { gateway: "mpesa", phone: "0772 123 456", country: "UG" },
      { gateway: "mtn", phone: "12", country: "nowhere" },
    ]
  ) {
    const { ok, errors } = await retry(wrong) as { ok: false; errors: FormErrors };
    assert.deepEqual([ok, Object.keys(errors)], [false, ["phone"]]);
  }
});

Deno.test("a phone that is none is said once, not again at the phone that pays", async () => {
  assert.deepEqual(Object.keys((await read({ phone: "0" })).errors), ["phone"]);
});

Deno.test("text beyond its field's length is refused, not cut", async () => {
  const long = "x".repeat(2_000);
  const { errors } = await read({ name: long, landmark: long, note: long, directions: long });

  assert.deepEqual(Object.keys(errors).sort(), ["directions", "landmark", "name", "note"]);
});

Deno.test("broken UTF-8 is said at its field", async () => {
  const request = new Request("http://demo.localhost/checkout", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "name=%ff%fe&phone=0712345678",
  });

  const form = await readForm(request, CheckoutForm);

  assert.ok(!form.ok && "name" in form.errors);
});

Deno.test("a megabyte as a name is too much, and nothing throws", async () => {
  const form = await readForm(aForm({ name: "x".repeat(1_000_000) }), CheckoutForm);

  assert.ok(!form.ok && form.status === 413);
});

Deno.test("a total that depended on the area is none that was shown", async () => {
  assert.equal((await read({ shownTotal: "" })).value?.shownTotalMinor, null);
});

Deno.test("what was typed comes back as it was typed", async () => {
  const { value } = await read({ phone: "0712-345-678", wantsNews: "1" });

  assert.equal(value?.typed.phone, "0712-345-678");
  assert.equal(value?.typed.name, " Wanjiru Kamau ");
  assert.equal(value?.wantsNews, true);
});
