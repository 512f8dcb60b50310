import assert from "node:assert/strict";
import postgres from "postgres";
import sharp from "sharp";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";
import { withBrowser } from "./browser.ts";
import { signIn } from "./sign_in.ts";

let platform: Platform;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

async function photos(count: number) {
  return await Promise.all(Array.from({ length: count }, async (_, i) => {
    const background = { r: 40 * i, g: 90, b: 160 };
    const picture = sharp({ create: { width: 900, height: 700, channels: 3, background } });
    return { name: `${i}.jpg`, mimeType: "image/jpeg", buffer: await picture.jpeg().toBuffer() };
  }));
}

for (const javascript of [true, false]) {
  const how = javascript ? "with JavaScript" : "without JavaScript";

  Deno.test(`A product with 3 options, 24 variants and 5 pictures is made on a phone ${how}, and its prices are changed as a sheet`, async () => {
    const title = `Kitenge dress ${javascript ? "one" : "two"}`;
    await withBrowser(async (browser) => {
      const page = await browser.newPage({ javascript });
      await signIn(page, platform.url);
      await page.goto(`${platform.url}/dashboard/demo/products/new`);
      if (javascript) await page.waitForLoadState("networkidle");
      await page.getByLabel("Name").fill(title);
      await page.getByLabel("Price, KES").fill("3,500");
      await page.getByLabel("In stock").fill("2");
      const options = [["Size", "S, M, L, XL"], ["Colour", "Red, Blue, Green"], [
        "Sleeve",
        "Long, Short",
      ]];
      for (const [i, [name, values]] of options.entries()) {
        const field = page.locator(`[name="options.${i}.name"]`);
        if (!await field.isVisible()) {
          await page.locator("details", { has: field }).locator("summary").click();
        }
        await field.fill(name!);
        await page.locator(`[name="options.${i}.values"]`).fill(values!);
        await page.getByRole("button", { name: "Make the variants" }).click();
        await page.getByRole("heading", { name: `${[4, 12, 24][i]} variants` }).waitFor();
      }
      await page.setInputFiles("input[type=file]", await photos(5));
      await page.getByRole("button", { name: "Save" }).last().click();
      await page.getByText("Saved", { exact: true }).waitFor();

      const stored = async () => {
        const [row] = await sql`
          select (select count(*)::int from variants as v where v.product_id = p.id) as variants,
            (select count(*)::int from product_images as i where i.product_id = p.id and i.has_avif) as pictures,
            (select array_agg(distinct v.price_minor::int) from variants as v where v.product_id = p.id) as prices
          from products as p where p.title = ${title}`;
        return row!;
      };
      await until(async () => (await stored()).pictures === 5);
      assert.equal((await stored()).variants, 24);

      await page.goto(`${platform.url}/dashboard/demo/products?q=${encodeURIComponent(title)}`);
      await page.getByRole("link", { name: "Edit prices" }).click();
      await page.getByLabel("Change every price below by, percent").fill("10");
      await page.getByRole("button", { name: "Fill in" }).click();
      await page.locator('[name="rows.0.price"][value="3,850"]').waitFor();
      if (javascript) {
        await page.waitForLoadState("networkidle");
        await page.locator('[name="rows.0.price"]').focus();
        await page.keyboard.press("ArrowDown");
        await page.keyboard.type("4,000");
        await page.keyboard.press("Enter");
        const now = await page.evaluate(() => document.activeElement?.getAttribute("name"));
        assert.equal(now, "rows.2.price");
      } else {
        await page.locator('[name="rows.1.price"]').fill("4,000");
      }
      await page.getByRole("button", { name: "Save" }).last().click();
      await page.getByText("Saved", { exact: true }).waitFor();
      assert.deepEqual((await stored()).prices, [385_000, 400_000]);
    });
  });

  Deno.test(`A rule fills a collection on a phone ${how}, and goods that come to fit are in it at once`, async () => {
    const name = `Under a thousand ${javascript ? "one" : "two"}`;
    await withBrowser(async (browser) => {
      const page = await browser.newPage({ javascript });
      await signIn(page, platform.url);
      await page.goto(`${platform.url}/dashboard/demo/collections`);
      await page.getByRole("link", { name: "Add a collection" }).click();
      await page.getByRole("link", { name: "Make a rule" }).click();
      await page.getByLabel("Name", { exact: true }).fill(name);
      for (const field of ["price_to", "in_stock"]) {
        await page.getByLabel("Look at").selectOption(field);
        await page.getByRole("button", { name: "Add a condition" }).click();
        await page.locator(`input[value="${field}"]`).waitFor({ state: "attached" });
      }
      await page.getByLabel("Price up to, KES").fill("1,000");
      await page.getByLabel("Show it in the shop").check();
      await page.getByRole("button", { name: "Save" }).last().click();
      await page.waitForURL("**saved=1*");

      const shelf = `${platform.url}/s/demo/c/${name.toLowerCase().replaceAll(" ", "-")}`;
      const title = `Little bell ${javascript ? "one" : "two"}`;
      await page.goto(shelf);
      await page.getByRole("heading", { name, level: 1 }).waitFor();
      assert.equal(await page.getByRole("link", { name: title }).count(), 0);
      await page.goto(`${platform.url}/dashboard/demo/products/new`);
      if (javascript) await page.waitForLoadState("networkidle");
      await page.getByLabel("Name").fill(title);
      await page.getByLabel("Price, KES").fill("950");
      await page.getByLabel("In stock").fill("3");
      await page.getByRole("button", { name: "Save" }).last().click();
      await page.getByText("Saved", { exact: true }).waitFor();
      await page.goto(shelf);
      await page.getByRole("link", { name: title }).waitFor();
    });
  });
}
