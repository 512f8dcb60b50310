import assert from "node:assert/strict";
import { nonce, NONE, SELF, useCSP } from "$fresh/runtime.ts";
import { Head } from "$fresh/runtime.ts";
import { withBrowser } from "../browser/browser.ts";
import { anApp, silently, whileServing } from "./app.ts";
import * as values from "./fixtures/islands/Values.tsx";

type Page = () => preact.JSX.Element;

async function policyOf(page: Page, config = {}): Promise<Record<string, string>> {
  const { fetch } = await anApp({ routes: { index: { default: page, config } } });
  const header = (await fetch("/")).headers.get("content-security-policy") ?? "";
  return Object.fromEntries(
    header.split("; ").map((directive) => {
      const [name, ...sources] = directive.split(" ");
      return [name, sources.join(" ")];
    }),
  );
}

Deno.test("Every page has a policy that admits only the site and what the page itself wrote", async () => {
  const policy = await policyOf(() => <p>page</p>);
  const own = policy["script-src"]!;

  assert.match(own, /^'nonce-[0-9a-f]{32}'$/);
  assert.deepEqual(policy, {
    "default-src": NONE,
    "script-src": own,
    "style-src": own,
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": SELF,
    "connect-src": SELF,
    "media-src": SELF,
    "manifest-src": SELF,
    "worker-src": SELF,
    "form-action": SELF,
    "base-uri": NONE,
    "frame-ancestors": NONE,
  });
});

Deno.test("The nonce is another one on each answer and stands on scripts and styles", async () => {
  const { fetch } = await anApp({
    routes: {
      index: {
        default: () => (
          <>
            <Head>
              <style>{"p{color:red}"}</style>
            </Head>
            <script src="/a.js" />
          </>
        ),
      },
    },
  });
  const nonces = new Set<string>();
  for (let i = 0; i < 3; i++) {
    const response = await fetch("/");
    const [, value] = /'nonce-(\w+)'/.exec(response.headers.get("content-security-policy")!)!;
    const html = await response.text();
    assert.ok(html.includes(`<style nonce="${value}">`));
    assert.ok(html.includes(`<script src="/a.js" nonce="${value}">`));
    nonces.add(value!);
  }
  assert.equal(nonces.size, 3);
});

Deno.test("A component adds to its page's policy with useCSP", async () => {
  const policy = await policyOf(function Page() {
    useCSP(({ directives }) => {
      directives.imgSrc!.push("https://media.example");
      directives.formAction = [SELF, "https://pay.example"];
      directives.scriptSrc!.push(nonce("mine"));
      directives.upgradeInsecureRequests = true;
      directives.reportUri = "/reports";
      delete directives.workerSrc;
    });
    return <p>page</p>;
  });

  assert.equal(policy["img-src"], "'self' data: https://media.example");
  assert.equal(policy["form-action"], "'self' https://pay.example");
  assert.match(policy["script-src"]!, /^'nonce-\w{32}' 'nonce-mine'$/);
  assert.equal(policy["upgrade-insecure-requests"], "");
  assert.equal(policy["report-uri"], "/reports");
  assert.equal(policy["worker-src"], undefined);
});

Deno.test("useCSP in an async page fails instead of being lost", async () => {
  const { fetch } = await anApp({
    routes: {
      index: {
        default: async () => {
          useCSP(() => {});
          return await Promise.resolve(<p>page</p>);
        },
      },
    },
  }, { dev: true });

  const { result } = await silently(() => fetch("/"));

  assert.match(await result.text(), /useCSP\(\) is for components that take props/);
});

Deno.test("A policy can be set to report only", async () => {
  const { fetch } = await anApp({
    routes: {
      index: {
        default: function Page() {
          useCSP((csp) => csp.reportOnly = true);
          return <p>page</p>;
        },
      },
    },
  });

  const { headers } = await fetch("/");

  assert.equal(headers.get("content-security-policy"), null);
  assert.match(headers.get("content-security-policy-report-only")!, /^default-src 'none'/);
});

Deno.test("What one page adds to its policy is not on another", async () => {
  const { fetch } = await anApp({
    routes: {
      a: {
        default: function Page() {
          useCSP(({ directives }) => directives.imgSrc!.push("https://a.example"));
          return <p>a</p>;
        },
      },
      b: { default: () => <p>b</p> },
    },
  });

  await fetch("/a");

  assert.doesNotMatch((await fetch("/b")).headers.get("content-security-policy")!, /a\.example/);
});

Deno.test("A route can do without a policy", async () => {
  const { fetch } = await anApp({
    routes: { index: { default: () => <p>page</p>, config: { csp: false } } },
  });

  assert.equal((await fetch("/")).headers.get("content-security-policy"), null);
});

Deno.test("In a browser the policy stops foreign scripts and lets islands run", async () => {
  const markup = "<img src=x onerror='document.title=1'><script>document.title=2</script>";
  const raw = { dangerouslySetInnerHTML: { __html: markup } };
  const { handler } = await anApp({
    islands: { "./islands/Values.tsx": values },
    routes: {
      index: {
        default: () => (
          <>
            <div {...raw} />
            <i style={{ color: "rgb(1, 2, 3)" }}>styled</i>
            <values.default values={1} />
          </>
        ),
      },
    },
  });
  await whileServing(handler, (origin) =>
    withBrowser(async (browser) => {
      const page = await browser.newPage();
      await page.goto(origin);

      assert.equal(await page.title(), "");
      assert.equal(await page.textContent("#values"), "1");
      const color = await page.locator("i").evaluate((element) => getComputedStyle(element).color);
      assert.equal(color, "rgb(1, 2, 3)");
    }));
});
