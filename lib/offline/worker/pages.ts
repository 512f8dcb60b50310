import { copyOf, keepOfflinePage, keepPage, listCopies, offlinePage, page } from "./copies.ts";
import {
  arrived,
  forgetAnswered,
  markSeen,
  type Placed,
  readOrder,
  sendAgain,
  submit,
  takeBack,
} from "./order.ts";
import type { FetchEvent, Place } from "./scope.ts";

/** A page on the slowest network that shops are made for takes half of it. */
const PATIENCE_MS = 4_000;
const MAX_LISTED = 12;

const WAITING = "/offline/order";

/** Answers the way to any page of the shop. */
export async function answer(event: FetchEvent, url: URL, place: Place): Promise<Response> {
  const { request } = event;
  const waitingUrl = `${place.base}${WAITING}`;
  if (request.method === "POST") {
    if (place.path === WAITING) return await giveBack(place);
    if (place.path !== "/checkout") return await post(request, place);
    return leadOn(await submit(request)) ?? redirect(waitingUrl);
  }
  if (place.path === WAITING) return await waitingPage(event, place);
  const order = await readOrder();
  if (order?.kind === "placed" && !order.seenAt) return await toPayment(order);
  if (order?.kind === "waiting" && order.hasAnswer) return redirect(waitingUrl);
  return await newestOf(event, url, place, order !== undefined && order.kind === "waiting");
}

/** The network's word if it comes soon, else what was seen last, else what can be done without. */
async function newestOf(
  event: FetchEvent,
  url: URL,
  place: Place,
  isWaiting: boolean,
): Promise<Response> {
  const { preloadResponse, request } = event;
  const sent = Promise.resolve(preloadResponse).then((response) => response ?? fetch(request));
  const asked = arrived(sent).then((response) => {
    if (response) event.waitUntil(keepPage(url, place, response.clone()).catch(() => {}));
    return response;
  });
  const soon = await Promise.race([asked, later()]);
  if (soon) {
    event.waitUntil(keepOfflinePage(place.base).catch(() => {}));
    const { order } = isWaiting ? await sendAgain({ isHere: false }) : {};
    return order?.kind === "placed" ? await toPayment(order) : soon;
  }
  const copy = await copyOf(url, place);
  if (copy) {
    event.waitUntil(asked);
    return await marked(copy, place, isWaiting);
  }
  return await asked ?? await offline(place, url.pathname + url.search);
}

function later(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}

/** A form that the shop has to answer; where it cannot, the page that it came from is the way on. */
async function post(request: Request, place: Place): Promise<Response> {
  const { referrer } = request;
  const isCart = place.path.startsWith("/cart");
  const again = isCart ? `${place.base}/cart` : referrer || place.base || "/";
  return await arrived(fetch(request)) ?? await offline(place, again);
}

/** A copy that says that it is one, and that an order waits where one does. */
async function marked(copy: Response, { base }: Place, isWaiting: boolean): Promise<Response> {
  const template = await (await offlinePage(base))?.text() ?? "";
  const notes = [...template.matchAll(/<template>(.*?)<\/template>/gs)].map(([, note]) => note);
  const html = await copy.text();
  return page(html.replace(/<main[^>]*>/, (main) => main + (notes[isWaiting ? 1 : 0] ?? "")), copy);
}

/** The offline page, with the way on and what was seen before. */
async function offline({ base }: Place, again: string, isWaiting = false): Promise<Response> {
  const template = await offlinePage(base);
  if (!template) return Response.error();
  const links = (await listCopies()).slice(0, MAX_LISTED).map(({ url, title }) =>
    `<li><a href="${escaped(url.pathname + url.search)}">${title}</a></li>`
  );
  const html = (await template.text())
    .replace(/(id="again" href=")[^"]*/, (_all, start) => start + escaped(again))
    .replace(/<ul id="seen"[^>]*>/, (list) => list + links.join(""));
  if (!isWaiting) return page(html, template);
  const waiting = html.replace('id="off"', 'id="off" hidden')
    .replace(/(id="waits"[^>]*) hidden/, "$1");
  return page(waiting, template);
}

function escaped(address: string): string {
  return address.replace(/&/g, "&amp;").replace(/"/g, "%22");
}

/** Sends what waits, and shows where that leads; without a network, that it waits. */
async function waitingPage(event: FetchEvent, place: Place): Promise<Response> {
  const sending = sendAgain({ isHere: true });
  event.waitUntil(sending);
  const sent = await Promise.race([sending, later()]);
  if (sent?.answer) {
    await forgetAnswered();
    return leadOn(sent.answer)!;
  }
  if (sent?.order?.kind === "placed") return await toPayment(sent.order);
  if (sent && !sent.order) return redirect(`${place.base}/checkout`);
  return await offline(place, `${place.base}${WAITING}`, true);
}

async function giveBack({ base }: Place): Promise<Response> {
  const order = await takeBack();
  return order?.kind === "placed" ? await toPayment(order) : redirect(`${base}/cart`);
}

async function toPayment(order: Placed): Promise<Response> {
  await markSeen();
  return redirect(order.url);
}

/** A browser that asked for a page takes no answer that was led elsewhere: it goes there itself. */
function leadOn(answer: Response | undefined): Response | undefined {
  return answer?.redirected ? redirect(answer.url) : answer;
}

function redirect(url: string): Response {
  return Response.redirect(new URL(url, location.origin), 303);
}
