import type { Transaction } from "./model.ts";
import type { Network } from "./network.ts";

/** The page on which shoppers pay, at /pay/<access code>. Works without scripts, as all of it must. */
export async function answerPage(network: Network, request: Request): Promise<Response> {
  const [, code] = /^\/pay\/(\w+)$/.exec(new URL(request.url).pathname) ?? [];
  const transaction = code ? network.transactionOnPage(code) : undefined;
  if (!transaction) return html("Not found", "<h1>There is no such page.</h1>", 404);
  if (request.method === "GET") return show(transaction);
  const form = await request.formData().catch(() => new FormData());
  const verb = form.get("verb");
  if (verb === "pay" && !transaction.paid) await network.end(transaction, "success");
  else if (verb === "fail" && !transaction.paid) {
    await network.end(transaction, "failed");
    return seeOther(`/pay/${code}?declined`);
  } else if (verb !== "pay") return html("Bad request", "<h1>Choose one.</h1>", 400);
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
  if (paid) return html("Paid", `<h1>${escape(sum)} paid</h1><p>${leave}</p>`);
  const declined = status === "failed"
    ? '<p role="alert">The payment was declined. Nothing was charged. Try again?</p>'
    : "";
  return html(
    `Pay ${sum}`,
    `<h1>Pay ${escape(sum)}</h1>
    <p>${escape(email)}</p>${declined}
    <form method="post">
      <button name="verb" value="pay">Pay ${escape(sum)}</button>
      <button name="verb" value="fail" class="plain">Have it declined</button>
    </form>
    <p>${leave}</p>`,
  );
}

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;margin:0;background:#f4f6f8;color:#14232f}
main{max-width:24rem;margin:2rem auto;padding:1.5rem;background:#fff;border-radius:12px}
h1{font-size:1.5rem;margin:.5rem 0}button,a{display:inline-flex;align-items:center;min-height:48px}
button{width:100%;justify-content:center;border:0;border-radius:8px;margin:.5rem 0;font:inherit;
font-weight:600;background:#0b5c80;color:#fff}.plain{background:#fff;color:#14232f;border:1px solid #8795a1}
small{color:#53626e}a{color:#0b5c80}`;

function html(title: string, content: string, status = 200): Response {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title>
<style>${STYLE}</style></head><body><main><small>Local Paystack. No money moves.</small>
${content}</main></body></html>`;
  return new Response(page, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
}
