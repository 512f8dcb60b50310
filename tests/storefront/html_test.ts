import assert from "node:assert/strict";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import postgres from "postgres";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";

let platform: Platform;
let sql: postgres.Sql;

/** What the HTML standard says (https://html.spec.whatwg.org), as far as pages are written by hand. */
const validator = new HtmlValidate(
  new StaticConfigLoader({ root: true, extends: ["html-validate:standard"] }),
);

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  await sql`insert into store_pages (store_id, kind, slug, title, body, is_published)
    select id, 'returns', 'returns', 'Returns', ${"Send it back **within 14 days**.\n\n- unused"}, true
    from stores where slug = 'demo'`;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

async function findings(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    // Without it Firefox puts what a hidden field had before a reload in the place of what the page says.
    messages.filter(({ message }) => message !== `"off" cannot be used on <input type="hidden">`)
      .map(({ ruleId, message, line, column }) => {
        const from = html.split("\n")[line - 1]!.slice(Math.max(0, column - 40), column + 80);
        return `${ruleId}: ${message} at ${from}`;
      })
  );
}

for (const language of ["", "/ar"]) {
  Deno.test(`every page of the shop is HTML as the standard has it, in ${language || "its first language"}`, async () => {
    const [variant] = await sql`select v.id from variants as v
      join products as p on p.id = v.product_id and p.slug = 'market-basket-indigo'`;
    const shopper = createShopper(platform.url, `demo${language}`);
    const found: Record<string, string[]> = {};
    const look = async (path: string) => {
      const all = await findings(await (await shopper.get(path)).text());
      if (all.length > 0) found[path] = [...new Set(all)];
    };
    for (
      const path of [
        ...[
          "",
          "/p",
          "/c/baskets",
          "/c/nothing",
          "/search?q=basket",
          "/search?q=qqqqqq",
          "/contact",
        ],
        ...["/pages/returns", "/account", "/cart", "/p/kitui-sisal-basket"],
        ...["/p/kitui-sisal-basket?problem=gone"],
      ]
    ) await look(path);
    const token = await shopper.buy(variant!.id, "0712 345 677");
    await shopper.openCheckout(variant!.id);
    for (const path of ["/cart", "/checkout"]) await look(path);
    for (const path of ["", "/pay", "/pay?other=1", "/receipt"]) {
      await look(`/orders/${token}${path}`);
    }
    assert.deepEqual(found, {});
  });
}

Deno.test("so are the platform's own pages, and what a merchant sees", async () => {
  const merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  const [ids] = await sql`select p.id as product, c.id as category from products as p
    join categories as c on c.id = p.category_id where p.slug = 'kitui-sisal-basket'`;
  const found: Record<string, string[]> = {};
  const shop = "/dashboard/demo";
  for (
    const path of [
      ...["/", "/sign-in", "/sign-up", "/nothing-here", "/s/nobody", "/account"],
      ...["/orders", "/products", "/products/new", `/products/${ids!.product}`, "/inventory"]
        .map((one) => shop + one),
      ...["/collections", "/products/categories", "/messages", "/reviews"].map((one) => shop + one),
      ...["store", "delivery", "pages", "pages/new", "languages", "payments", "staff", "data"]
        .map((one) => `${shop}/settings/${one}`),
      ...[
        "",
        "?language=ar&kind=page",
        "/words?language=ar",
        `/product/${ids!.product}?language=ar`,
      ]
        .map((one) => `${shop}/translations${one}`),
    ]
  ) {
    const all = await findings((await merchant.get(path)).text);
    if (all.length > 0) found[path] = [...new Set(all)];
  }
  assert.deepEqual(found, {});
});
