import assert from "node:assert/strict";
import { createHandler, type Manifest } from "$fresh/server.ts";
import * as list from "@/routes/dev/mailbox/index.tsx";
import * as message from "@/routes/dev/mailbox/[id].tsx";
import { type Mailbox, type NewMessage, startMailbox } from "@/supabase/local/mailbox/mod.ts";

type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

async function pages(mailboxUrl: string | null): Promise<Fetch> {
  const manifest = {
    routes: {
      "./routes/_middleware.ts": {
        handler: (_req: Request, ctx: { state: object; next(): Promise<Response> }) => {
          Object.assign(ctx.state, { app: { config: { mailboxUrl } } });
          return ctx.next();
        },
      },
      "./routes/dev/mailbox/index.tsx": list,
      "./routes/dev/mailbox/[id].tsx": message,
    },
    islands: {},
    baseUrl: new URL("../../", import.meta.url).href,
  } as unknown as Manifest;
  const handler = await createHandler(manifest);
  return (path, init) => handler(new Request(`http://localhost${path}`, init));
}

async function withPages(run: (get: Fetch, mailbox: Mailbox) => Promise<void>): Promise<void> {
  const dataDir = await Deno.makeTempDir();
  const mailbox = await startMailbox({ dataDir });
  try {
    await run(await pages(mailbox.url), mailbox);
  } finally {
    await mailbox.stop();
    await Deno.remove(dataDir, { recursive: true });
  }
}

function aMessage(overrides: Partial<NewMessage> = {}): NewMessage {
  return {
    channel: "email",
    from: "Kikapu & Kin <no-reply@afrify.test>",
    to: ["asha@example.com"],
    subject: "Your order KK-1042",
    text: "Follow it: https://afrify.example/s/demo/orders/abc.",
    html: null,
    message_id: null,
    ...overrides,
  };
}

Deno.test("the mailbox lists messages and narrows them to one recipient", () =>
  withPages(async (get, mailbox) => {
    await mailbox.deliver(aMessage());
    await mailbox.deliver(aMessage({ to: ["juma@example.com"], subject: "For Juma" }));
    const all = await (await get("/dev/mailbox")).text();
    assert.match(all, /Your order KK-1042/);
    assert.match(all, /For Juma/);
    const narrowed = await (await get("/dev/mailbox?to=juma@example.com")).text();
    assert.doesNotMatch(narrowed, /Your order KK-1042/);
    assert.match(narrowed, /For Juma/);
  }));

Deno.test("an empty mailbox says what to do", () =>
  withPages(async (get) => {
    assert.match(await (await get("/dev/mailbox")).text(), /Place an order/);
  }));

Deno.test("a message shows its text with links that can be followed", () =>
  withPages(async (get, mailbox) => {
    const { id } = await mailbox.deliver(aMessage());
    const page = await (await get(`/dev/mailbox/${id}`)).text();
    assert.match(page, /<a href="https:\/\/afrify\.example\/s\/demo\/orders\/abc">/);
  }));

Deno.test("the HTML of a message stays inside a sandbox", () =>
  withPages(async (get, mailbox) => {
    const html = `<script>alert(1)</script>"><b>bold</b>`;
    const { id } = await mailbox.deliver(aMessage({ html, text: "<script>alert(2)</script>" }));
    const page = await (await get(`/dev/mailbox/${id}`)).text();
    assert.match(page, /sandbox="allow-popups/);
    assert.doesNotMatch(page, /<script>alert|"><b>bold/);
  }));

Deno.test("emptying the mailbox leads back to it", () =>
  withPages(async (get, mailbox) => {
    await mailbox.deliver(aMessage());
    const response = await get("/dev/mailbox", { method: "POST" });
    assert.equal(response.status, 303);
    assert.equal(response.headers.get("location"), "/dev/mailbox");
    assert.doesNotMatch(await (await get("/dev/mailbox")).text(), /KK-1042/);
  }));

Deno.test("an unknown message is 404", () =>
  withPages(async (get) => {
    assert.equal((await get("/dev/mailbox/1")).status, 404);
    assert.equal((await get("/dev/mailbox/..%2f..%2fetc")).status, 404);
  }));

Deno.test("where no mailbox stands in, there is no mailbox page", async () => {
  const get = await pages(null);
  assert.equal((await get("/dev/mailbox")).status, 404);
  assert.equal((await get("/dev/mailbox/1")).status, 404);
  assert.equal((await get("/dev/mailbox", { method: "POST" })).status, 404);
});
