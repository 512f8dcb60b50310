import assert from "node:assert/strict";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";

const KNOWN = "staff@afrify.test";
/** Has no account, and no mailbox either: the local mail server refuses it. */
const UNKNOWN = "nobody@afrify.test";

const platform = await startPlatform();
const open = () => visit(platform.url);

Deno.test.afterAll(() => platform.stop());

/** All that an answer tells, but for the address that was asked about. */
interface Told {
  status: number;
  location: string | null;
  cookies: string[];
  body: string;
}

type Ask = (email: string) => Promise<Told>;

async function ask(visitor: Visitor, path: string, fields: Record<string, string>): Promise<Told> {
  const { status, location, headers, text } = await visitor.post(path, fields);
  const cookies = headers.getSetCookie().map((cookie) => cookie.split("=")[0]!);
  return { status, location, cookies, body: without(fields.email!, text) };
}

function without(email: string, text: string): string {
  return text
    .replaceAll(email, "X").replaceAll(encodeURIComponent(email), "X")
    .replace(/nonce[-=]"?[^" ;]+/g, "")
    .replace(/name="csrf" value="[^"]*"/g, "");
}

async function askApi(email: string): Promise<Told> {
  const response = await fetch(`${platform.url}/api/v1/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: "wrong password" }),
  });
  const cookies = response.headers.getSetCookie();
  const body = without(email, await response.text());
  return { status: response.status, location: null, cookies, body };
}

/** The page that the answer leads to counts as well. */
async function askAndFollow(
  visitor: Visitor,
  path: string,
  fields: Record<string, string>,
): Promise<Told> {
  const told = await ask(visitor, path, fields);
  assert.equal(told.status, 303);
  const { text } = await visitor.get(told.location!);
  return { ...told, body: without(fields.email!, text).replace(/\d+ \w+ ago|just now/g, "") };
}

const WAYS: Record<string, Ask> = {
  "sign-in": (email) => ask(open(), "/sign-in", { email, password: "wrong password" }),
  "forgot password": (email) => ask(open(), "/forgot-password", { email }),
  "a link by email": (email) => askAndFollow(open(), "/sign-in/link", { email }),
  "a code": (email) => ask(open(), "/sign-in/code", { email, code: "123456" }),
  "a change of address": async (email) => {
    const visitor = open();
    await signIn(visitor, "merchant@afrify.test");
    await visitor.post("/account/sign-out-others", {});
    const fields = { email, current: "afrify-demo" };
    const told = await askAndFollow(visitor, "/account/email", fields);
    return told;
  },
  "sign-in of the API": askApi,
};

for (const [way, tell] of Object.entries(WAYS)) {
  Deno.test(`${way} tells nobody whether an address has an account`, async () => {
    const took: number[] = [];
    const timed = async (email: string) => {
      const started = performance.now();
      const told = await tell(email);
      took.push(performance.now() - started);
      return told;
    };

    assert.deepEqual(await timed(KNOWN), await timed(UNKNOWN));
    assert.ok(Math.min(...took) >= 400, `${way} answers after an even time: ${took}`);
  });
}
