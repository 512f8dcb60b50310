import assert from "node:assert/strict";
import postgres from "postgres";
import { listCaughtMessages } from "@/lib/notifications/mailbox.ts";
import { visit } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { findCode, findLink } from "./mail.ts";

const platform = await startPlatform();
const open = () => visit(platform.url);
const mailbox = platform.mailbox_url;

Deno.test.afterAll(() => platform.stop());

Deno.test("an emailed link signs in, once, and mail programs that open it use nothing up", async () => {
  const email = "merchant@afrify.test";
  const asked = await open().post("/sign-in/link?next=%2Faccount", { email });
  assert.equal(asked.status, 303);
  assert.equal(asked.location, "/sign-in/code?next=%2Faccount");

  const link = await findLink(mailbox, email);
  for (let i = 0; i < 3; i++) assert.equal((await open().get(link)).status, 200);
  const reader = open();
  assert.equal((await reader.post(link, {})).location, "/dashboard");
  assert.equal((await reader.get("/dashboard")).location, "/dashboard/demo");
  assert.equal((await open().post(link, {})).status, 410);
});

Deno.test("the code of the same email signs in on another device, and leads where one wanted", async () => {
  const email = "staff@afrify.test";
  await open().post("/sign-in/link", { email });
  const code = await findCode(mailbox, email);
  const other = open();

  assert.match((await other.get("/sign-in/code")).text, /one-time-code/);
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
  const signedIn = await other.post("/sign-in/code?next=%2Faccount", { email, code: spaced });

  assert.equal(signedIn.location, "/account");
  assert.match((await other.get("/account")).text, /staff@afrify\.test/);
  const again = await open().post("/sign-in/code", { email, code });
  assert.equal(again.status, 422, "a code works once");
});

Deno.test("codes that are wrong, old or somebody else's are refused at the field", async () => {
  const email = "rival@afrify.test";
  await open().post("/sign-in/link", { email });
  const code = await findCode(mailbox, email);
  const refused = async (fields: { email: string; code: string }) => {
    const visitor = open();
    const answer = await visitor.post("/sign-in/code", fields);
    assert.equal(answer.status, 422);
    assert.match(answer.text, /id="code-error"/);
    assert.ok(answer.text.includes(`value="${fields.email}"`), "nothing typed is lost");
    assert.equal(visitor.cookies.size, 0);
  };

  await refused({ email, code: code === "000000" ? "000001" : "000000" });
  await refused({ email: "merchant@afrify.test", code });
  await refused({ email: "nobody@afrify.test", code });
  await refused({ email, code: "12345" });

  await open().post("/sign-in/link", { email });
  const newer = await findCode(mailbox, email, 2);
  if (newer !== code) await refused({ email, code });

  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  await sql`update auth.users set recovery_sent_at = now() - interval '61 minutes'
    where email = ${email}`;
  await sql.end();
  await refused({ email, code: newer });
});

Deno.test("an address without an account gets no letter and no account", async () => {
  const email = "nobody.at.all@afrify.test";
  const asked = await open().post("/sign-in/link", { email });
  assert.equal(asked.location, "/sign-in/code");

  // Letters to one address leave in order, so a later one proves that no other is on its way.
  await open().post("/sign-in/link", { email: "shopper@afrify.test" });
  await findCode(mailbox, "shopper@afrify.test");
  assert.deepEqual(await listCaughtMessages(mailbox, email), []);
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  assert.deepEqual([...await sql`select from auth.users where email = ${email}`], []);
  await sql.end();
});

Deno.test("where the letter went is told to the device that asked, and is in no address", async () => {
  const visitor = open();
  const asked = await visitor.post("/sign-in/link", { email: "nobody@afrify.test" });

  assert.ok(!asked.location!.includes("afrify.test"));
  assert.match((await visitor.get(asked.location!)).text, /value="nobody@afrify\.test"/);
  assert.ok(!(await open().get(asked.location!)).text.includes("nobody@afrify.test"));
});
