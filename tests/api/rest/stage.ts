import postgres from "postgres";
import { type ApiClient, createClient } from "@/lib/client/mod.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";
import { createPhone } from "@/tests/payments/phone.ts";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";

/** What came back for a request. */
export interface Answer {
  status: number;
  headers: Headers;
  // deno-lint-ignore no-explicit-any
  body: any;
}

/** The demo shop, and whoever calls its API. */
export interface ApiStage extends AsyncDisposable {
  url: string;
  sql: postgres.Sql;
  /** Of the owner of the database. */
  databaseUrl: string;
  storeId: string;
  merchant: Visitor;
  /** An access token of somebody of the demo. */
  tokenOf(name: string): Promise<string>;
  /** The secret of a new key with these permissions. */
  makeKey(...permissions: string[]): Promise<string>;
  client(token: string): ApiClient;
  /** Requests are counted for each address; these begin to count anew. */
  forgetTurns(): Promise<void>;
  call(token: string | null, request: Call): Promise<Answer>;
  /** Enters the PIN of the prompt on this phone, and waits until the shop knows. */
  pay(phone: string): Promise<void>;
  /** Refuses the prompt on this phone, and waits until the shop knows. */
  refuse(phone: string): Promise<void>;
}

export interface Call {
  method?: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export async function startApiStage(): Promise<ApiStage> {
  const platform: Platform = await startPlatform();
  const sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
  const merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  const [store] = await sql`select id from stores where slug = 'demo'`;

  const hand = createPhone(platform.daraja_url);
  const prompted = (phone: string) =>
    until(async () => (await hand.prompts(phone.slice(1))).length > 0);

  async function call(token: string | null, { method = "GET", path, body, headers }: Call) {
    const response = await fetch(`${platform.url}/api/v1${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text && response.headers.get("content-type")?.includes("json")
        ? JSON.parse(text)
        : null,
    };
  }

  return {
    url: platform.url,
    sql,
    databaseUrl: platform.database_url,
    storeId: store!.id,
    merchant,
    call,
    async tokenOf(name) {
      const { body } = await call(null, {
        method: "POST",
        path: "/auth/login",
        body: { email: `${name}@afrify.test`, password: "afrify-demo" },
      });
      return body.access_token;
    },
    async makeKey(...permissions) {
      const made = await merchant.post("/dashboard/demo/settings/api-keys/new", {
        name: `For ${permissions.join(" and ")}`.slice(0, 80),
        ...Object.fromEntries(permissions.map((one) => [`may.${one}`, "on"])),
        life: "30",
      });
      return /value="(afk_[0-9a-f]{64})"/.exec(made.text)![1]!;
    },
    async pay(phone) {
      await prompted(phone);
      await hand.approve(phone.slice(1));
      await until(async () => {
        const [order] = await sql`select status from orders where contact_phone = ${phone}`;
        return order!.status === "paid";
      });
    },
    async refuse(phone) {
      await prompted(phone);
      await hand.refuse(phone.slice(1));
      await until(async () => {
        const [tried] = await sql`select state from payment_attempts where phone = ${phone}`;
        return tried!.state === "failed";
      });
    },
    client: (token) => createClient({ origin: platform.url, token }),
    async forgetTurns() {
      await sql`delete from limits.windows`;
    },
    async [Symbol.asyncDispose]() {
      await sql.end();
      await platform.stop();
    },
  };
}
