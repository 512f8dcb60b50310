import assert from "node:assert/strict";
import { sealAllCredentials, sealCredentials } from "@/lib/payments/credentials.ts";
import { createSealer, isSealed, parseSealKeys } from "@/lib/sealed.ts";
import { sealer } from "@/tests/fixtures/seal_keys.ts";
import { makeShop } from "@/tests/fixtures/shop.ts";
import { startStage } from "./stage.ts";

Deno.test("keys of accounts from before they were sealed", async (t) => {
  await using stage = await startStage();
  const { sql, phone, shop } = stage;
  const service = sql as never;
  const stored = async () => {
    const [row] = await sql`select credentials, hints from private.payment_credentials
      where account_id = ${shop.accountId}`;
    return row!;
  };

  await t.step("work as they are", async () => {
    assert.equal(isSealed((await stored()).credentials), false);
    const order = await stage.order();
    await stage.work();
    assert.equal((await phone.prompts(order.phone)).length, 1);
  });

  await t.step("are sealed by the job, keep their ends, and work as before", async () => {
    await stage.tasks.seal_credentials!({}, undefined as never);

    const { credentials, hints } = await stored();
    assert.ok(isSealed(credentials));
    assert.doesNotMatch(JSON.stringify(credentials), /local-/);
    assert.equal(hints.consumer_secret, "cret");
    const order = await stage.order();
    await stage.work();
    await phone.approve(order.phone);
    await stage.work();
    assert.equal((await stage.look(order)).order, "paid");
  });

  const keyOf = (id: string, byte: number) => `${id}:${new Uint8Array(32).fill(byte).toBase64()}`;
  const rotated = createSealer(parseSealKeys(`${keyOf("next", 8)},${keyOf("tests", 7)}`)!);
  const purpose = `payment_credentials/${shop.storeId}/mpesa`;

  await t.step("are left alone once they are sealed under the newest key", async () => {
    const before = await stored();
    assert.deepEqual(await sealAllCredentials(service, sealer), { sealed: [], broken: [] });
    assert.deepEqual(await stored(), before);
  });

  await t.step("are sealed anew when there is a newer key, whose elder may then go", async () => {
    const { sealed } = await sealAllCredentials(service, rotated);
    assert.ok(sealed.includes(shop.accountId));
    const alone = createSealer(parseSealKeys(keyOf("next", 8))!);
    const opened = await alone.open((await stored()).credentials, purpose);
    assert.deepEqual(Object.keys(opened as object).sort(), [
      ...["consumer_key", "consumer_secret", "initiator_name", "passkey"],
      ...["payout_short_code", "security_credential"],
    ]);
  });

  await t.step("that a merchant replaces meanwhile stay replaced", async () => {
    const owner = { storeId: shop.storeId, gateway: "mpesa" } as const;
    for (let time = 0; time < 20; time++) {
      await sql`update private.payment_credentials set credentials = '{"consumer_key":"old"}'
        where account_id = ${shop.accountId}`;
      const typed = await sealCredentials(sealer, owner, { consumer_key: "typed" });
      await Promise.all([
        sealAllCredentials(service, rotated),
        sql`update private.payment_credentials set credentials = ${sql.json({ ...typed })}
          where account_id = ${shop.accountId}`,
      ]);
      const opened = await rotated.open((await stored()).credentials, purpose);
      assert.deepEqual(opened, { consumer_key: "typed" });
    }
  });

  await t.step("do not open in another shop, and hold up nobody else's", async () => {
    const [other, third] = [await makeShop(sql), await makeShop(sql)];
    const stolen = await sealCredentials(
      sealer,
      { storeId: shop.storeId, gateway: "mpesa" },
      { consumer_key: "typed" },
    );
    await sql`update private.payment_credentials set credentials = ${sql.json({ ...stolen })}
      where account_id = ${other.accountId}`;
    const { sealed, broken } = await sealAllCredentials(service, rotated);
    assert.deepEqual(broken, [other.accountId]);
    assert.ok(sealed.includes(third.accountId));
  });
});
