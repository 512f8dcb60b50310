import assert from "node:assert/strict";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});

Deno.test.afterAll(() => platform.stop());

interface Read {
  status: number;
  html: string;
  /** Of the goods, in their order. */
  slugs: string[];
}

async function read(query: string): Promise<Read> {
  const response = await fetch(`${platform.url}/s/demo/search?${query}`);
  const html = await response.text();
  const goods = html.slice(html.indexOf('<ul class="goods'), html.indexOf("<footer"));
  const slugs = [...goods.matchAll(/\/p\/([a-z0-9-]+)"/g)].map(([, slug]) => slug!);
  return { status: response.status, html, slugs };
}

/** What somebody without JavaScript would send: the form's own fields, and one box ticked. */
function formFields(html: string, ticked: RegExp): string {
  const form = html.slice(html.indexOf('<details class="filters'), html.indexOf("</details>"));
  const params = new URLSearchParams();
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)![1]!;
    const value = /value="([^"]*)"/.exec(input)![1]!;
    if (input.includes('type="hidden"') || ticked.test(value)) params.append(name, value);
  }
  for (const [, name] of form.matchAll(/<select[^>]*name="([^"]*)"/g)) params.append(name!, "");
  return String(params);
}

Deno.test("a search shows the right product first, and how many there are", async () => {
  const { status, html, slugs } = await read("q=kiondo");

  assert.equal(status, 200);
  assert.equal(slugs[0], "sunrise-kiondo");
  assert.match(html, /<meta name="robots" content="noindex"/);
  assert.match(html, /<title>kiondo · Kikapu &amp; Kin<\/title>/);
  assert.match(html, new RegExp(`role="status">${slugs.length} products?<`));
});

Deno.test("what was misspelt is said, and what it was taken for", async () => {
  const { html, slugs } = await read("q=latern");

  assert.equal(slugs[0], "storm-lantern");
  assert.match(html, /Nothing here is called “latern”.*“lantern”/);
});

Deno.test("the filters are a form that works by itself and leaves what its counts say", async () => {
  const wide = await read("q=basket");
  const count = Number(/value="Colour: Rust".*?Rust \((\d+)\)/s.exec(wide.html)![1]);

  const narrow = await read(formFields(wide.html, /^Colour: Rust$/));

  assert.ok(count > 0 && count < wide.slugs.length);
  assert.equal(narrow.slugs.length, count);
  assert.match(narrow.html, /Filters \(1\)/);
});

Deno.test("links give the goods another order", async () => {
  const { html } = await read("q=basket");
  const [, href] = /href="([^"]*sort=price_up[^"]*)"/.exec(html)!;

  const prices = await read(href!.split("?")[1]!.replaceAll("&amp;", "&"));

  assert.equal(prices.slugs[0], "plant-basket-dipped");
});

Deno.test("nothing found says what to do; words are words, whatever they hold", async () => {
  assert.match((await read("q=aeroplane+wings")).html, /Try another word for it, or fewer words/);
  assert.match((await read("q=basket&price=-1")).html, /Search without filters/);
  for (const odd of ["%00", "%27%3B--", "%3Cscript%3Ealert(1)%3C/script%3E", "%", "%F0%9F%A7%BA"]) {
    const { status, html } = await read(`q=${odd}&price=9-1&option=x&tag=%00&after=%2E`);
    assert.equal(status, 200, odd);
    assert.doesNotMatch(html, /<script>alert/);
  }
});

Deno.test("a shop that is not there has no search", async () => {
  const response = await fetch(`${platform.url}/s/nobody/search?q=basket`);

  assert.equal(response.status, 404);
  await response.body?.cancel();
});

Deno.test("lists lead to the search, which keeps their category", async () => {
  const html = await (await fetch(`${platform.url}/s/demo/c/soap`)).text();
  const [, href] = /href="\/s\/demo\/search\?([^"]*sort=price_up)"/.exec(html)!;

  const { slugs } = await read(href!.replaceAll("&amp;", "&"));

  assert.match(html, /<form class="find[^>]* action="\/s\/demo\/search"/);
  assert.equal(slugs[0], "charcoal-and-mint-bar");
  assert.ok(slugs.length === 7, slugs.join());
});
