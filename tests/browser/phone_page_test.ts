import assert from "node:assert/strict";
import { connect, type Db } from "@/lib/db/mod.ts";
import { withBrowser } from "@/tests/browser/browser.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { orderInput, placeOrder } from "@/tests/fixtures/shop.ts";
import { createPhone } from "@/tests/payments/phone.ts";

Deno.test("a shopper's phone at /dev/phone, without JavaScript", async (t) => {
  const platform = await startPlatform();
  const db = connect({ url: platform.web_database_url, poolSize: 2 });

  try {
    await withBrowser(async (browser) => {
      const page = await browser.newPage({ javascript: false });
      const open = async (phone: string) => {
        const response = await page.goto(`${platform.url}/dev/phone?phone=${phone}`);
        return Number(response!.headers().refresh);
      };

      await t.step("looks again by itself while nothing is there", async () => {
        assert.ok(await open("0712345001") < 10);
        assert.equal(await page.textContent("h2"), "No prompt on the phone");
      });

      await t.step(
        "takes a wrong PIN with a sentence and the right one with a receipt",
        async () => {
          await placeAndAwaitPrompt(platform, db, "+254712345002");
          assert.ok(await open("0712 345 002") > 10, "nobody loses the PIN they are typing");
          await page.fill("input[name=pin]", "9999");
          await page.click("text=Approve");
          assert.match(await page.textContent("main") ?? "", /not the PIN. 2 tries left/);
          await page.fill("input[name=pin]", "1234");
          await page.click("text=Approve");
          assert.match(await page.textContent("main") ?? "", /Paid.*Receipt T/);
          assert.equal(new URL(page.url()).searchParams.get("phone"), "0712 345 002");
        },
      );

      for (
        const [button, number, word] of [
          ["Refuse", "+254712345003", "Refused"],
          ["Let it time out", "+254712345004", "Timed out"],
        ] as const
      ) {
        await t.step(`${button}: the prompt has ended, the shop is told`, async () => {
          await placeAndAwaitPrompt(platform, db, number);
          await open(encodeURIComponent(number));
          await page.click(`text=${button}`);
          const text = await page.textContent("main") ?? "";
          assert.ok(text.includes(word) && text.includes("The shop was told."), text);
        });
      }

      await t.step("a prompt that nobody sent changes nothing", async () => {
        const headers = { "content-type": "application/x-www-form-urlencoded" };
        const address = `${platform.url}/dev/phone/ws_CO_nobody/approve`;
        const response = await fetch(address, {
          method: "POST",
          headers: { ...headers, origin: platform.url },
          body: "pin=1234",
          redirect: "manual",
        });
        assert.equal(response.status, 303);
        await response.body?.cancel();
      });
    });
  } finally {
    await db.close();
    await platform.stop();
  }
});

async function placeAndAwaitPrompt(platform: Platform, db: Db, phone: string): Promise<void> {
  const [offer] = await db.public`
    select v.id, z.areas[1] as area from stores s
    join variants v on v.store_id = s.id join delivery_zones z on z.store_id = s.id
    where s.slug = 'demo' and coalesce(v.stock_hint, 5) > 1 limit 1`;
  const input = orderInput(offer!.id, { area: offer!.area, payer_phone: phone });
  const placed = await placeOrder(db.public as never, "demo", input);
  assert.equal(placed.ok, true, JSON.stringify(placed));
  const { prompts } = createPhone(platform.daraja_url);
  while ((await prompts(phone.slice(1))).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
