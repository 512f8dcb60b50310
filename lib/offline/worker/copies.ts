import { type Place, placeOf, scope, shop } from "./scope.ts";

const OURS = `shop:${shop.root}:`;
/** Offline pages and the cart: there whenever they are needed. */
const SHELL = `${OURS}${shop.build}:shell`;
const PAGES = `${OURS}${shop.build}:pages`;
const FILES = `${OURS}${shop.build}:files`;
/** A picture's address says which bytes it is, and data is dear: these stay from build to build. */
const PICTURES = `${OURS}pictures`;

const MAX_PAGES = 40;
const MAX_FILES = 40;
const MAX_PICTURES = 80;

/** Never copied, whatever their headers say: who somebody is, what they bought, and what is here anyway. */
const PRIVATE = /^\/(account|checkout|orders|pay|cart\/|offline)/;

const ANY = { ignoreVary: true };

/** The offline page of each open page's language. */
export async function prepare(): Promise<void> {
  const open = await scope.clients.matchAll({ includeUncontrolled: true });
  const places = open.map(({ url }) => placeOf(new URL(url))).filter((place) => place !== null);
  await Promise.all(places.map(({ base }) => keepOfflinePage(base)));
}

/** What is open before there is a copy of it, and the cart. */
export async function keepOpen(url: URL): Promise<void> {
  const place = placeOf(url);
  if (!place) return;
  const cart = new URL(`${place.base}/cart`, location.origin);
  await Promise.allSettled([url, cart].map(visit));
}

/** Copies of other builds go: they name files that are not there any more. */
export async function dropOldCopies(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) =>
    name.startsWith(OURS) && ![SHELL, PAGES, FILES, PICTURES].includes(name)
  );
  await Promise.all(old.map((name) => caches.delete(name)));
}

export async function keepOfflinePage(base: string): Promise<void> {
  const shell = await caches.open(SHELL);
  const url = `${base}/offline`;
  if (!await shell.match(url, ANY)) await shell.add(url);
}

export async function offlinePage(base: string): Promise<Response | undefined> {
  return await caches.match(`${base}/offline`, { ...ANY, cacheName: SHELL });
}

/** Asks for a page that is open or will be, to have it and what it runs without a network. */
async function visit(url: URL): Promise<void> {
  const place = placeOf(url);
  if (!place || PRIVATE.test(place.path) || await copyOf(url, place)) return;
  const response = await fetch(url);
  const html = await response.clone().text();
  await keepPage(url, place, response);
  const scripts = new Set(html.match(/\/_frsh\/js\/[\w./-]+\.js/g));
  await Promise.all([...scripts].map((script) => file(new Request(script))));
}

/** Copies a page that anybody with this device may see again. */
export async function keepPage(url: URL, place: Place, response: Response): Promise<void> {
  const { headers } = response;
  const isCart = place.path === "/cart";
  const isKept = isCart ? url.search === "" : !/no-store/.test(headers.get("cache-control") ?? "");
  const isPage = response.ok && !response.redirected && response.type === "basic" &&
    /^text\/html/.test(headers.get("content-type") ?? "");
  if (!isPage || !isKept || PRIVATE.test(place.path)) return;
  if (!isCart) return await put(PAGES, url.href, response, MAX_PAGES);
  // What they wrote to the shop is theirs alone; their device keeps what they want to buy.
  const html = (await response.text()).replace(/(<textarea[^>]*>)[^<]*/g, "$1");
  await put(SHELL, url.href, page(html, response), MAX_PAGES);
}

export async function copyOf(url: URL, { path }: Place): Promise<Response | undefined> {
  const isCart = path === "/cart";
  const options = { ...ANY, ignoreSearch: isCart, cacheName: isCart ? SHELL : PAGES };
  return await caches.match(url.href.split("#")[0]!, options);
}

/** Addresses and titles of the pages that there are copies of, the last one first. */
export async function listCopies(): Promise<{ url: URL; title: string }[]> {
  const pages = await caches.open(PAGES);
  const keys = [...await pages.keys()].reverse();
  return await Promise.all(keys.map(async (key) => {
    const html = await (await pages.match(key))!.text();
    // As the server wrote it, so nothing in it is markup; without the shop's name at its end.
    const [, title = ""] = /<title>(.*?)( · [^·]*)?<\/title>/.exec(html) ?? [];
    return { url: new URL(key.url), title };
  }));
}

/** A file whose address changes with its content: asked for once. */
export async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ...ANY, cacheName: FILES });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await put(FILES, request.url, response.clone(), MAX_FILES);
  return response;
}

/** A picture, asked for in a way that shows how large it is: browsers count others as megabytes. */
export async function picture(url: string): Promise<Response> {
  const kept = await caches.match(url, { ...ANY, cacheName: PICTURES });
  const response = kept ??
    await fetch(url, { mode: "cors", credentials: "omit" }).catch(() =>
      fetch(url, { mode: "no-cors" })
    );
  // Put again what is seen again, so that the one not seen for longest goes first.
  if (response.ok) await put(PICTURES, url, response.clone(), MAX_PICTURES);
  return response;
}

async function put(name: string, url: string, response: Response, most: number): Promise<void> {
  const cache = await caches.open(name);
  await cache.delete(url, ANY);
  await cache.put(url, response);
  const keys = await cache.keys();
  for (const key of keys.slice(0, -most)) await cache.delete(key, ANY);
}

/** The same answer with another text. */
export function page(html: string, { headers }: Response): Response {
  const own = new Headers(headers);
  for (const name of ["content-encoding", "content-length"]) own.delete(name);
  return new Response(html, { headers: own });
}
