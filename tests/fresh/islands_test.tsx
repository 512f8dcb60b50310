import { computed, signal, useSignal } from "@preact/signals";
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { withBrowser } from "../browser/browser.ts";
import { anApp, silently, whileServing } from "./app.ts";
import * as counter from "./fixtures/islands/Counter.tsx";
import * as disclosure from "./fixtures/islands/Disclosure.tsx";
import * as fails from "./fixtures/islands/Fails.tsx";
import * as pair from "./fixtures/islands/Pair.tsx";
import * as values from "./fixtures/islands/Values.tsx";

const Counter = counter.default;
const Disclosure = disclosure.default;
const Fails = fails.default;
const Pair = pair.default;
const Values = values.default;
const { Named } = pair;

const islands = {
  "./islands/Counter.tsx": counter,
  "./islands/Disclosure.tsx": disclosure,
  "./islands/Fails.tsx": fails,
  "./islands/Pair.tsx": pair,
  "./islands/Values.tsx": values,
};

/** Opens a page made of `component` and waits until its islands run. */
async function inBrowser(
  component: () => preact.JSX.Element,
  check: (page: Page, problems: string[]) => Promise<void>,
): Promise<void> {
  const { handler } = await anApp({ routes: { index: { default: component } }, islands });
  await whileServing(handler, (origin) =>
    withBrowser(async (browser) => {
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      page.on("pageerror", (error) => problems.push(error.message));
      // Module scripts run before the load event.
      await page.goto(origin);
      await check(page, problems);
      assert.deepEqual(problems, []);
    }));
}

Deno.test("A signal handed to two islands stays one signal in the browser", async () => {
  function Home() {
    const count = useSignal(3);
    return (
      <main>
        <Counter count={count} label="first" />
        <Counter count={count} label="second" />
      </main>
    );
  }
  await inBrowser(Home, async (page) => {
    await page.click("#first");
    await page.click("#second");
    assert.deepEqual(await page.locator("output").allTextContents(), ["5", "5"]);
  });
});

Deno.test("Content handed to an island stays through hiding and showing, with its islands", async () => {
  const count = signal(0);
  function Home() {
    return (
      <Disclosure id="outer" open>
        <i>from the server</i>
        <Counter count={count} label="inside" />
      </Disclosure>
    );
  }
  await inBrowser(Home, async (page) => {
    await page.click("#inside");
    await page.click("#outer > button");
    assert.equal(await page.locator("i").count(), 0);
    await page.click("#outer > button");
    assert.equal(await page.textContent("i"), "from the server");
    assert.equal(await page.textContent("output"), "1");
    await page.click("#inside");
    assert.equal(await page.textContent("output"), "2");
  });
});

Deno.test("Content that an island does not show at first is there when it does", async () => {
  const count = signal(7);
  function Home() {
    return (
      <Disclosure id="outer">
        <i>waiting</i>
        <Disclosure id="middle">
          <Counter count={count} label="deep" />
        </Disclosure>
      </Disclosure>
    );
  }
  await inBrowser(Home, async (page) => {
    assert.equal(await page.locator("i").count(), 0);
    await page.click("#outer > button");
    assert.equal(await page.textContent("i"), "waiting");
    await page.click("#middle > button");
    await page.click("#deep");
    assert.equal(await page.textContent("output"), "8");
  });
});

Deno.test("An island inside another one's own markup is a plain component", async () => {
  await inBrowser(() => <Pair />, async (page) => {
    await page.click("#inner");
    assert.equal(await page.textContent("output"), "11");
  });
});

Deno.test("An island may be exported by name", async () => {
  await inBrowser(() => <Named text="hello" />, async (page) => {
    assert.equal(await page.textContent("#named"), "hello");
  });
});

Deno.test("An island between other nodes leaves them alone", async () => {
  const count = signal(0);
  function Home() {
    return (
      <ul>
        <li>before</li>
        <Counter count={count} label="middle" />
        <li>after</li>
      </ul>
    );
  }
  await inBrowser(Home, async (page) => {
    await page.click("#middle");
    const names = await page.locator("ul > *").evaluateAll((all) => all.map((e) => e.localName));
    assert.deepEqual(names, ["li", "p", "li"]);
  });
});

Deno.test("Props arrive in the browser as they were, whatever characters they hold", async () => {
  const shared = { name: "one" };
  const props = {
    text: "</script><!--<script>\u2028\u2029'\"&",
    numbers: [0, -0, 1.5, NaN, Infinity, -Infinity],
    big: 2n ** 70n,
    nothing: [null, undefined, true],
    bytes: new Uint8Array([0, 255]),
    computed: { double: computed(() => 2).value },
    shared: [shared, shared],
    "quoted key": "",
  };
  await inBrowser(() => <Values values={props} />, async (page) => {
    assert.equal(
      await page.textContent("#values"),
      '{text: "</script><!--<script>\u2028\u2029\'\\"&", numbers: [0, -0, 1.5, NaN, Infinity, -Infinity], ' +
        "big: 1180591620717411303424n, nothing: [null, undefined, true], bytes: bytes 0 255, " +
        'computed: {double: 2}, shared: [{name: "one"}, {name: "one"}], quoted key: ""}',
    );
  });
});

Deno.test("Props that cannot travel fail the page with the island's name", async () => {
  const { fetch } = await anApp({
    islands,
    routes: {
      index: {
        default: () => (
          <>
            <Values values={1} />
            <Named text={new Date(0) as unknown as string} />
          </>
        ),
      },
    },
  }, { dev: true });

  const { result } = await silently(() => fetch("/"));

  assert.equal(result.status, 500);
  assert.match(await result.text(), /Cannot send props to island-pair:Named: .*type Date/);
});

Deno.test("An island that fails in the browser leaves the others alone", async () => {
  const count = signal(0);
  function Home() {
    return (
      <>
        <Fails id="bad" />
        <Counter count={count} label="good" />
      </>
    );
  }
  await inBrowser(Home, async (page, problems) => {
    await page.click("#good");
    assert.equal(await page.textContent("output"), "1");
    assert.deepEqual(problems.splice(0), ["only in the browser"]);
  });
});
