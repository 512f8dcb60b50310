import type { FreshContext } from "$fresh/server.ts";
import type { Loaded } from "@/lib/cache/mod.ts";
import { type Page, readPage, sendPage, sizeOfPage } from "@/lib/http/mod.ts";
import { isLanguage, readAcceptLanguage } from "@/lib/i18n/languages.ts";
import type { StorefrontState, Visited } from "@/lib/stores/mod.ts";
import { visitedOf } from "../(_components)/note_visit.ts";
import { settleAddress } from "../(_components)/settle_address.ts";

/** What campaigns and apps hang on shared links. Pages never see it, so it makes no other page. */
const RIDERS =
  /^(utm_\w+|fbclid|gclid|gbraid|wbraid|msclkid|ttclid|twclid|igshid|igsh|mc_eid|srsltid)$/;

/**
 * Pages that are the same for everyone are kept, until something that they show changes. Who has
 * something in the cart sees prices as they are now; their pages are made for them. Whoever has the
 * page already is told so.
 */
export async function handler(
  req: Request,
  ctx: FreshContext<StorefrontState>,
): Promise<Response> {
  if (req.method !== "GET" && req.method !== "HEAD") return await ctx.next();
  const { searchParams } = ctx.url;
  for (const name of [...searchParams.keys()]) if (RIDERS.test(name)) searchParams.delete(name);
  const { app, cart, base, isOurHost, media, path } = ctx.state;
  // Anybody can invent a question: what follows one on a page's address would fill the memory.
  const isCommon = cart.lines.length === 0 &&
    [...searchParams.keys()].every((it) => it === "after");
  // Everything that a page depends on besides what its keys name.
  const name = JSON.stringify([
    ...[base, isOurHost, media.isLite, ctx.url.pathname],
    searchParams.getAll("after"),
    path === "" ? suggestible(req) : "",
  ]);
  const answer = isCommon
    ? await app.cache.read(name, () => load(req, ctx))
    : (await load(req, ctx)).value;
  if (answer instanceof Response) return answer;
  ctx.state.visited = answer.visited;
  return await sendPage(req.headers, answer.page, { isKept: isCommon });
}

/** A page, and what is counted when somebody looks at it. */
interface Shown {
  page: Page;
  visited?: Visited;
}

/** What the front page's offer of another language depends on. */
function suggestible(req: Request): string {
  if (req.headers.get("sec-fetch-site") === "same-origin") return "";
  return readAcceptLanguage(req.headers.get("accept-language")).filter(isLanguage).join();
}

async function load(
  req: Request,
  ctx: FreshContext<StorefrontState>,
): Promise<Loaded<Shown | Response>> {
  // A page that stands elsewhere is not kept here.
  const response = await settleAddress(req, ctx, await ctx.next());
  const page = await readPage(response);
  if (!page) return { value: response, keys: null, bytes: 0 };
  const value = { page, visited: visitedOf(ctx.state) };
  return { value, keys: ctx.state.shows ?? null, bytes: sizeOfPage(page) };
}
