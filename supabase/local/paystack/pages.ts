import { escape, html, seeOther } from "../pay_page.ts";
import type { Transaction } from "./model.ts";
import type { Network } from "./network.ts";

const TITLE = "Paystack";

/** The page on which shoppers pay, at /pay/<access code>. Works without scripts, as all of it must. */
export async function answerPage(network: Network, request: Request): Promise<Response> {
  const [, code] = /^\/pay\/(\w+)$/.exec(new URL(request.url).pathname) ?? [];
  const transaction = code ? network.transactionOnPage(code) : undefined;
  if (!transaction) return html(TITLE, ["Not found", "<h1>There is no such page.</h1>"], 404);
  if (request.method === "GET") return show(transaction);
  const form = await request.formData().catch(() => new FormData());
  const verb = form.get("verb");
  if (verb === "pay" && !transaction.paid) await network.end(transaction, "success");
  else if (verb === "fail" && !transaction.paid) {
    await network.end(transaction, "failed");
    return seeOther(`/pay/${code}?declined`);
  } else if (verb !== "pay") return html(TITLE, ["Bad request", "<h1>Choose one.</h1>"], 400);
  return seeOther(returnAddress(transaction) ?? `/pay/${code}`);
}

/** Where the browser goes back to. Never a proof of anything. */
function returnAddress({ callbackUrl, reference }: Transaction): string | null {
  if (!callbackUrl || !URL.canParse(callbackUrl)) return null;
  const url = new URL(callbackUrl);
  url.searchParams.set("trxref", reference);
  url.searchParams.set("reference", reference);
  return url.href;
}

/** Where whoever does not pay goes; nowhere unless the merchant named a place. */
function cancelAddress({ metadata }: Transaction): string | null {
  const address = (metadata as { cancel_action?: unknown } | null)?.cancel_action;
  return typeof address === "string" && /^https?:/.test(address) ? address : null;
}

function show(transaction: Transaction): Response {
  const { amount, currency, email, status, paid } = transaction;
  const sum = `${currency} ${(amount / 100).toFixed(2)}`;
  const back = paid ? returnAddress(transaction) : cancelAddress(transaction);
  const leave = back
    ? `<a href="${escape(back)}">${paid ? "Back" : "Leave without paying"}</a>`
    : "";
  if (paid) return html(TITLE, ["Paid", `<h1>${escape(sum)} paid</h1><p>${leave}</p>`]);
  const declined = status === "failed"
    ? '<p role="alert">The payment was declined. Nothing was charged. Try again?</p>'
    : "";
  return html(TITLE, [
    `Pay ${sum}`,
    `<h1>Pay ${escape(sum)}</h1>
    <p>${escape(email)}</p>${declined}
    <form method="post">
      <button name="verb" value="pay">Pay ${escape(sum)}</button>
      <button name="verb" value="fail" class="plain">Have it declined</button>
    </form>
    <p>${leave}</p>`,
  ]);
}
