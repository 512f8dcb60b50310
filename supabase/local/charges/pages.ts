import { escape, html, seeOther } from "../pay_page.ts";
import { type Charge, endOf } from "./model.ts";
import type { Network } from "./network.ts";

/** The page on which shoppers pay, at /pay/<code>. Works without scripts, as all of it must. */
export async function answerPage(network: Network, request: Request): Promise<Response> {
  const { title } = network.protocol;
  const [, code] = /^\/pay\/([\w-]+)$/.exec(new URL(request.url).pathname) ?? [];
  const charge = code ? network.chargeByCode(code) : undefined;
  if (!charge) return html(title, ["Not found", "<h1>There is no such page.</h1>"], 404);
  if (request.method === "GET") return show(network, charge);
  const form = await request.formData().catch(() => new FormData());
  const verb = form.get("verb");
  if (verb !== "pay" && verb !== "fail") {
    return html(title, ["Bad request", "<h1>Choose one.</h1>"], 400);
  }
  if (endOf(charge) !== "paid") await network.end(charge, verb === "pay" ? "paid" : "declined");
  if (verb === "fail") return seeOther(`/pay/${code}?declined`);
  const paid = network.chargeByCode(charge.code) ?? charge;
  return seeOther(backTo(network, paid, "paid") ?? `/pay/${code}`);
}

/** Where the browser goes back to. Never a proof of anything. */
function backTo(network: Network, charge: Charge, how: "paid" | "cancelled"): string | null {
  const address = how === "cancelled" ? charge.cancelUrl ?? charge.returnUrl : charge.returnUrl;
  if (!address || !URL.canParse(address)) return null;
  const url = new URL(address);
  const params = network.protocol.returnParams?.(charge, how) ?? {};
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url.href;
}

function show(network: Network, charge: Charge): Response {
  const { title } = network.protocol;
  const { amount, currency, label } = charge;
  const sum = `${currency} ${amount}`;
  const end = endOf(charge);
  const back = backTo(network, charge, end === "paid" ? "paid" : "cancelled");
  const leave = back
    ? `<a href="${escape(back)}">${end === "paid" ? "Back" : "Leave without paying"}</a>`
    : "";
  if (end === "paid") return html(title, ["Paid", `<h1>${escape(sum)} paid</h1><p>${leave}</p>`]);
  const declined = end === "declined"
    ? '<p role="alert">The payment was declined. Nothing was charged. Try again?</p>'
    : "";
  return html(title, [
    `Pay ${sum}`,
    `<h1>Pay ${escape(sum)}</h1>
    <p>${escape(label)}</p>${declined}
    <form method="post">
      <button name="verb" value="pay">Pay ${escape(sum)}</button>
      <button name="verb" value="fail" class="plain">Have it declined</button>
    </form>
    <p>${leave}</p>`,
  ]);
}
