import assert from "node:assert/strict";
import postgres from "postgres";
import { makeShop } from "@/tests/fixtures/shop.ts";
import { startStack, type TestStack } from "@/tests/fixtures/stack.ts";

type Client = ReturnType<TestStack["client"]>;

const PNG = { contentType: "image/png" };
const BYTES = new Uint8Array([1, 2, 3]);

let stack: TestStack;
let owner: postgres.Sql;
let merchant: Client;
let rival: Client;
let visitor: Client;
let service: Client;
let storeId: string;

Deno.test.beforeAll(async () => {
  stack = await startStack();
  owner = postgres(stack.database.url, { max: 1, onnotice: () => {} });
  const [mine, theirs] = await Promise.all(
    ["merchant", "rival"].map((name) => stack.signUp(`${name}@afrify.test`)),
  );
  storeId = (await makeShop(owner, { slug: "mine", merchant: mine!.id })).storeId;
  await makeShop(owner, { slug: "theirs", merchant: theirs!.id });
  merchant = mine!.client;
  rival = theirs!.client;
  visitor = stack.client(stack.publishableKey);
  service = stack.client(stack.secretKey);
});

Deno.test.afterAll(async () => {
  await owner.end();
  await stack.stop();
});

Deno.test("A merchant uploads an original of their store, reads it back and deletes it", async () => {
  const path = `${storeId}/own.png`;
  assert.equal((await upload(merchant, path)).error, null);
  assert.deepEqual(await download(merchant, path), BYTES);
  assert.deepEqual((await originals(merchant).remove([path])).data?.length, 1);
  assert.equal(await download(merchant, path), null);
});

Deno.test("Nobody else uploads into a store's folder, in whatever way they try", async () => {
  for (const client of [rival, visitor]) {
    const path = `${storeId}/${crypto.randomUUID()}.png`;
    const bucket = originals(client);
    assert.notEqual((await upload(client, path)).error, null);
    assert.notEqual((await bucket.upload(path, BYTES, { ...PNG, upsert: true })).error, null);
    assert.notEqual((await bucket.update(path, BYTES, PNG)).error, null);
    assert.notEqual((await bucket.createSignedUploadUrl(path)).error, null);
    assert.notEqual((await client.storage.from("media").upload(path, BYTES)).error, null);
    assert.equal(await download(service, path), null);
  }
});

Deno.test("Nobody else reads, lists, signs, overwrites, moves, copies or deletes an original", async () => {
  const path = `${storeId}/private.png`;
  await upload(merchant, path);
  for (const client of [rival, visitor]) {
    const bucket = originals(client);
    const elsewhere = `${storeId}/moved.png`;
    assert.equal(await download(client, path), null);
    assert.deepEqual((await bucket.list(storeId)).data ?? [], []);
    assert.notEqual((await bucket.info(path)).error, null);
    assert.notEqual((await bucket.createSignedUrl(path, 60)).error, null);
    assert.notEqual((await bucket.update(path, new Uint8Array([9]), PNG)).error, null);
    assert.notEqual((await bucket.move(path, elsewhere)).error, null);
    assert.notEqual((await bucket.copy(path, elsewhere)).error, null);
    assert.deepEqual((await bucket.remove([path])).data ?? [], []);
  }
  const open = await fetch(`${stack.url}/storage/v1/object/public/originals/${path}`);
  assert.equal(open.ok, false);
  await open.body?.cancel();

  assert.deepEqual(await download(merchant, path), BYTES);
});

Deno.test("An original is replaced by another one, never overwritten, even by its own merchant", async () => {
  const path = `${storeId}/once.png`;
  await upload(merchant, path);
  assert.notEqual((await upload(merchant, path)).error, null);
  const again = await originals(merchant).upload(path, new Uint8Array([9]), {
    ...PNG,
    upsert: true,
  });
  assert.notEqual(again.error, null);
  assert.deepEqual(await download(merchant, path), BYTES);
});

Deno.test("Only the platform writes media, and everybody reads them", async () => {
  const path = `${storeId}/picture.webp`;
  const webp = { contentType: "image/webp", cacheControl: "31536000" };
  assert.notEqual((await merchant.storage.from("media").upload(path, BYTES, webp)).error, null);
  assert.equal((await service.storage.from("media").upload(path, BYTES, webp)).error, null);

  const answer = await fetch(`${stack.url}/storage/v1/object/public/media/${path}`);
  assert.equal(answer.headers.get("content-type"), "image/webp");
  assert.match(answer.headers.get("cache-control") ?? "", /31536000/);
  assert.deepEqual(await answer.bytes(), BYTES);
  assert.deepEqual((await merchant.storage.from("media").remove([path])).data ?? [], []);
});

Deno.test("A merchant may not make, change, empty or delete buckets", async () => {
  const path = `${storeId}/kept.png`;
  await upload(merchant, path);
  for (const client of [merchant, visitor]) {
    assert.notEqual((await client.storage.createBucket("mine", { public: true })).error, null);
    assert.notEqual((await client.storage.updateBucket("originals", { public: true })).error, null);
    assert.notEqual((await client.storage.deleteBucket("media")).error, null);
    await client.storage.emptyBucket("originals");
  }
  const buckets = await owner`select id, public from storage.buckets order by id`;
  assert.deepEqual([...buckets], [
    { id: "files", public: false },
    { id: "media", public: true },
    { id: "originals", public: false },
  ]);
  assert.deepEqual(await download(merchant, path), BYTES);
});

Deno.test("A key that climbs out of its folder or is no key is refused", async () => {
  for (const key of ["../secrets.json", `${storeId}/../../x.png`, "/etc/passwd", ""]) {
    const answer = await fetch(`${stack.url}/storage/v1/object/originals/${encodeURI(key)}`, {
      method: "POST",
      headers: { apikey: stack.secretKey, "content-type": "image/png" },
      body: BYTES,
    });
    assert.equal(answer.ok, false, key);
    await answer.body?.cancel();
  }
});

Deno.test("Bytes arrive as they were sent, as a blob, as bytes or to a signed address", async () => {
  const bucket = originals(merchant);
  const blob = new Blob([BYTES], { type: "image/png" });
  assert.equal((await bucket.upload(`${storeId}/blob.png`, blob)).error, null);
  assert.deepEqual(await download(merchant, `${storeId}/blob.png`), BYTES);

  const path = `${storeId}/by_address.png`;
  const { data } = await bucket.createSignedUploadUrl(path);
  assert.equal((await originals(visitor).uploadToSignedUrl(path, data!.token, blob)).error, null);
  assert.deepEqual(await download(merchant, path), BYTES);
});

Deno.test("A token that Storage signed for one object opens no other", async () => {
  await upload(merchant, `${storeId}/signed.png`);
  await upload(merchant, `${storeId}/unsigned.png`);
  const { data } = await originals(merchant).createSignedUrl(`${storeId}/signed.png`, 60);
  const address = data!.signedUrl;
  const read = async (url: string) => {
    const answer = await fetch(url);
    await answer.body?.cancel();
    return answer.ok;
  };

  assert.equal(await read(address), true);
  assert.equal(await read(address.replace("signed.png", "unsigned.png")), false);
});

function originals(client: Client) {
  return client.storage.from("originals");
}

async function upload(client: Client, path: string) {
  return await originals(client).upload(path, BYTES, PNG);
}

async function download(client: Client, path: string): Promise<Uint8Array | null> {
  const { data } = await originals(client).download(path);
  return data ? new Uint8Array(await data.arrayBuffer()) : null;
}
