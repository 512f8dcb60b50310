import assert from "node:assert/strict";
import { decodeJwt } from "jose";
import postgres from "postgres";
import manifest from "@/fresh.gen.ts";
import { isCsrfToken } from "@/lib/auth/mod.ts";
import { readSession, writeSession } from "@/tests/auth/stored_session.ts";
import { type Answer, signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

const FORM = "application/x-www-form-urlencoded";

/**
 * Here nobody is known by the cookie of a session of Auth: carts, bearer tokens, stand-ins, proofs by
 * mail, and shoppers, whose forms have tokens of their own.
 */
const ACTS_ON_NO_SESSION = [
  /^\/s\//,
  /^\/(api\/|graphql$)/,
  /^\/dev\//,
  /^\/(sign-in|sign-in\/code|sign-in\/link|sign-up|forgot-password|auth\/confirm)$/,
];

let platform: Platform;
let sql: postgres.Sql;
let values: Record<string, string>;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const [product] = await sql`
    select p.id from public.products as p join public.stores as s on s.id = p.store_id
    where s.slug = 'demo' limit 1`;
  const [key] = await sql`
    insert into public.api_keys (store_id, name, prefix, secret_hash, permissions)
    select id, 'Till', 'afk_', '\\xab', '{orders.view}' from public.stores where slug = 'demo'
    returning id`;
  const [place] = await sql`
    select s.tenant_id, m.user_id from public.stores as s
    join public.memberships as m on m.tenant_id = s.tenant_id and m.role = 'staff'
    where s.slug = 'demo'`;
  const [invitation] = await sql`
    insert into public.invitations (tenant_id, channel, recipient, role, is_for_all_stores, token_hash)
    values (${
    place!.tenant_id
  }, 'email', 'grace@afrify.test', 'staff', true, '\\xab') returning id`;
  values = {
    store: "demo",
    products: product!.id,
    "api-keys": key!.id,
    staff: place!.user_id,
    invitations: invitation!.id,
    leave: place!.tenant_id,
  };
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

type Handlers = Record<string, unknown> | ((req: Request) => unknown);

/** Addresses of the routes that have a handler or page for this method and act on a session. */
function pathsOf(method: "GET" | "POST"): string[] {
  return Object.entries(manifest.routes).flatMap(([file, module]) => {
    if (/\/_[^/]*$/.test(file)) return [];
    const { handler, handlers } = module as { handler?: Handlers; handlers?: Handlers };
    const own = handler ?? handlers ?? {};
    if (typeof own !== "function" && !(method in own)) return [];
    const path = file.replace("./routes", "").replace(/\.tsx?$/, "").replace(/\/index$/, "")
      .replace(/\/\([^)]*\)/g, "");
    if (ACTS_ON_NO_SESSION.some((area) => area.test(path))) return [];
    return [
      path.replace(
        /([\w-]+)\/\[(\w+)\]/g,
        (_, folder, name) => `${folder}/${values[name] ?? values[folder] ?? crypto.randomUUID()}`,
      ),
    ];
  });
}

async function signedIn(path: string): Promise<Visitor> {
  const visitor = visit(platform.url);
  await signIn(visitor, whoseIs(path));
  return visitor;
}

const whoseIs = (path: string) =>
  path.startsWith("/admin") ? "admin@afrify.test" : "merchant@afrify.test";

/** Signs in whoever an address is for, and again only after something has signed them out. */
function keepSignedIn(): (path: string) => Promise<Visitor> {
  const visitors = new Map<string, Visitor>();
  return async (path) => {
    const known = visitors.get(whoseIs(path));
    if (known && await known.csrf() !== "") return known;
    const visitor = await signedIn(path);
    visitors.set(whoseIs(path), visitor);
    return visitor;
  };
}

function assertTooOld({ status, text }: Answer, what: string): void {
  assert.equal(status, 403, what);
  assert.match(text, /<h1[^>]*>This form is too old<\/h1>/, what);
  assert.doesNotMatch(text, /csrf|token|session/i, what);
}

/** What forged posts could have changed. */
async function counts() {
  const [row] = await sql`
    select (select count(*)::int from public.audit_events) as events,
      (select count(*)::int from auth.sessions) as sessions,
      (select count(*)::int from public.products) as products`;
  return row;
}

Deno.test("every form that acts on a session is refused without its token", async (t) => {
  const paths = pathsOf("POST");
  assert.ok(paths.length >= 15, paths.join());
  const [signedInHere, signedInElsewhere] = [keepSignedIn(), keepSignedIn()];
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  for (const path of paths) {
    await t.step(path, async () => {
      const here = await signedInHere(path);
      const other = await signedInElsewhere(path);
      const own = await here.csrf();
      const bodies: Record<string, string> = {
        "without a token": "reason=because&name=x",
        "empty": "",
        "with an empty token": "csrf=&name=x",
        "with a token of another device": `csrf=${await other.csrf()}`,
        "with a token of another person": `csrf=${await rival.csrf()}`,
        "with a token that is not the first field": `name=x&csrf=${own}`,
        "with a token and something more": `csrf=${own}A`,
      };
      const before = await counts();
      for (const [what, body] of Object.entries(bodies)) {
        assertTooOld(await here.send(path, body, FORM), what);
      }
      assertTooOld(
        await here.send(path, JSON.stringify({ csrf: own }), "application/json"),
        "JSON",
      );
      assertTooOld(await here.send(path, `csrf=${own}`, "text/plain"), "text");
      const late = new FormData();
      late.append("title", "x");
      late.append("csrf", own);
      const { body, headers } = new Response(late);
      const bytes = await new Response(body).bytes();
      assertTooOld(await here.send(path, bytes, headers.get("content-type")!), "late in multipart");
      assert.deepEqual(await counts(), before, "nothing has changed");

      const right = await here.post(path, { reason: "" });
      assert.notEqual(right.status, 403, `its own token opens it: ${right.text.slice(0, 300)}`);
    });
  }
});

Deno.test("a token of before signing out opens nothing after signing in again", async () => {
  for (const path of ["/account/sign-out-others", "/admin/stores/demo/resume", "/sign-out"]) {
    const visitor = await signedIn(path);
    const former = await visitor.csrf();
    await visitor.post("/sign-out", {});
    assert.equal(await visitor.csrf(), "");
    await signIn(visitor, path.startsWith("/admin") ? "admin@afrify.test" : "merchant@afrify.test");
    assertTooOld(await visitor.send(path, `csrf=${former}`, FORM), path);
    assert.notEqual((await visitor.send(path, `csrf=${await visitor.csrf()}`, FORM)).status, 403);
  }
});

Deno.test("reading asks for no token", async () => {
  const paths = pathsOf("GET").filter((path) => /^\/(dashboard|account|admin|name)/.test(path));
  assert.ok(paths.length >= 15, paths.join());
  const signedInHere = keepSignedIn();
  for (const path of paths) {
    const visitor = await signedInHere(path);
    const { status } = await visitor.get(path);
    assert.ok(status !== 403 && status < 500, `${path}: ${status}`);
  }
});

Deno.test("every form of somebody signed in starts with a token of their session", async () => {
  const seen = new Set<string>();
  const [merchant, admin] = [await signedIn("/account"), await signedIn("/admin")];
  for (const path of pathsOf("GET")) {
    for (const visitor of [merchant, admin]) {
      const { status, text } = await visitor.get(path);
      if (status !== 200) continue;
      for (const [form, tag] of text.matchAll(/(<form\b[^>]*>)(<input\b[^>]*>)?/g)) {
        if (!/method="post"/.test(tag!)) continue;
        const token = /name="csrf" value="([^"]+)"/.exec(form)?.[1] ?? "";
        assert.ok(isCsrfToken(token, sessionOf(visitor), platform.secret_key), `${path} ${form}`);
        seen.add(path);
      }
    }
  }
  assert.ok(seen.size >= 15, [...seen].join());
});

function sessionOf(visitor: Visitor) {
  const { access_token } = readSession(visitor.cookies.get("afrify-auth")!);
  const { sub, session_id } = decodeJwt<{ session_id: string }>(access_token);
  return { claims: { sub: sub!, session_id } };
}

Deno.test("no form of ours that acts on a session is written without its token", async () => {
  const bare: string[] = [];
  for (const folder of ["components/admin", "components/dashboard", "islands", ...AREAS]) {
    for await (const file of filesUnder(new URL(`../../${folder}/`, import.meta.url))) {
      const text = await Deno.readTextFile(file);
      if (/<form\b(?=[^>]*method="post")/.test(text)) bare.push(file.pathname.split("/").pop()!);
    }
  }
  assert.deepEqual(bare.sort(), ["CartLines.tsx"], "of the cart, which has no session");
});

const AREAS = ["routes/account", "routes/admin", "routes/dashboard"];

async function* filesUnder(folder: URL): AsyncGenerator<URL> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const url = new URL(isDirectory ? `${encodeURI(name)}/` : encodeURI(name), folder);
    if (isDirectory) yield* filesUnder(url);
    else if (name.endsWith(".tsx")) yield url;
  }
}

Deno.test("a refused form still brings the session that was renewed for it", async () => {
  for (const path of ["/account/password", "/admin/stores/demo/visit", "/name-your-shop"]) {
    const visitor = await signedIn(path);
    const before = readSession(visitor.cookies.get("afrify-auth")!);
    const session = sessionOf(visitor);
    const late = { ...before, expires_at: 1 };
    visitor.cookies.set("afrify-auth", writeSession(late));
    const refused = await visitor.send(path, "current=x", FORM);
    assertTooOld(refused, path);
    assert.match(refused.headers.get("cache-control")!, /no-store/);
    const after = readSession(visitor.cookies.get("afrify-auth")!);
    assert.notEqual(after.refresh_token, before.refresh_token, path);
    assert.deepEqual(sessionOf(visitor), session);
  }
});

Deno.test("a token outlives the renewal of its session", async () => {
  const visitor = await signedIn("/account");
  const token = await visitor.csrf();
  const session = readSession(visitor.cookies.get("afrify-auth")!);
  visitor.cookies.set("afrify-auth", writeSession({ ...session, expires_at: 1 }));
  const sent = await visitor.send("/account/sign-out-others", `csrf=${token}`, FORM);
  assert.equal(sent.location, "/account?done=others");
});

Deno.test("pictures sent with an old form are answered too", async () => {
  const visitor = await signedIn("/dashboard");
  const form = new FormData();
  form.append("csrf", "A".repeat(64));
  form.append("files", new File([new Uint8Array(20 * 1024 * 1024)], "large.jpg"));
  const { body, headers } = new Response(form);
  const bytes = await new Response(body).bytes();
  const type = headers.get("content-type")!;
  assertTooOld(await visitor.send("/dashboard/demo/products/new", bytes, type), "20 MB");
});
