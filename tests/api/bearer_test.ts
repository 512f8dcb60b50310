import assert from "node:assert/strict";
import { SignJWT } from "jose";
import postgres from "postgres";
import { readBearer } from "@/lib/api/mod.ts";
import { connect } from "@/lib/db/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop } from "@/tests/fixtures/shop.ts";

const SECRET = "a-secret-of-the-tests-and-of-nothing-else";
const CONFIG = {
  supabaseUrl: "http://127.0.0.1:1",
  publishableKey: "none",
  jwtSecret: SECRET,
  publicUrl: "http://localhost:8000",
};

function bearerOf(token: string, scheme = "Bearer") {
  const headers = { authorization: `${scheme} ${token}` };
  return readBearer(new Request("http://localhost:8000/api/v1", { headers }), CONFIG);
}

function sign(claims: Record<string, unknown>, secret = SECRET): Promise<string> {
  return new SignJWT({ aud: "authenticated", ...claims }).setProtectedHeader({ alg: "HS256" })
    .setExpirationTime("1 minute").sign(new TextEncoder().encode(secret));
}

Deno.test("a person's token names them without a call to anybody", async () => {
  const bearer = await bearerOf(await sign({ sub: CAST.merchant, email: "m@shop.test" }));
  assert.equal(bearer?.session?.userId, CAST.merchant);
  assert.equal((await bearerOf(await sign({ sub: CAST.merchant }), "bearer"))?.session?.email, "");
});

Deno.test("what is no token or key of ours names nobody", async () => {
  const foreign = await sign({ sub: CAST.merchant }, "another-secret-of-the-same-length-as-ours");
  const nobodys = await sign({ role: "service_role" });
  for (const token of [foreign, nobodys, "", "afk_short", "a.b.c", "x".repeat(9_000)]) {
    assert.equal(await bearerOf(token), null, token.slice(0, 20));
  }
  assert.equal(await bearerOf(await sign({ sub: CAST.merchant }), "Basic"), null);
  assert.equal(await readBearer(new Request("http://localhost:8000/"), CONFIG), null);
});

Deno.test("a key opens its shop in the database until it is revoked; a made-up one never", async () => {
  const database = await startDatabase();
  const owner = postgres(database.url, { max: 1, onnotice: () => {} });
  const db = connect({ url: database.webUrl, poolSize: 1 });
  try {
    const { storeId } = await makeShop(owner, { slug: "demo" });
    const input = { name: "Till", permissions: ["settings.manage"] };
    const [made] = await db.asUser(
      { sub: CAST.merchant },
      (sql) => sql`select public.create_api_key(${storeId}, ${sql.json(input)}) as key`,
    );
    const { secret, id } = made!.key;
    const count = async (token: string) => {
      const { claims } = (await bearerOf(token))!;
      const [row] = await db.asUser(claims, (sql) => sql`select count(*)::int as n from api_keys`);
      return row!.n;
    };

    assert.equal(await count(secret), 1);
    await assert.rejects(count(`afk_${"0".repeat(64)}`), { code: "AF401" });
    await owner`update api_keys set revoked_at = now() where id = ${id}`;
    await assert.rejects(count(secret), { code: "AF401" });
  } finally {
    await Promise.all([owner.end(), db.close()]);
    await database.stop();
  }
});
