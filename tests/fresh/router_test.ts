import assert from "node:assert/strict";
import fc from "fast-check";
import { patternOf, type RouteEntry, Router } from "../../lib/fresh/router/router.ts";

function routerOf(...paths: (string | [path: string, routeOverride: string])[]) {
  const entries: RouteEntry<string>[] = paths.map((path) =>
    typeof path === "string"
      ? { path, value: path }
      : { path: path[0], routeOverride: path[1], value: path[0] }
  );
  return new Router(entries);
}

function find(router: Router<string>, pathname: string): string | null {
  const match = router.match(pathname);
  if (!match) return null;
  const params = new URLSearchParams(match.params).toString();
  return params ? `${match.value} ${params}` : match.value;
}

Deno.test("Route files answer the paths that their names say", () => {
  const table: [file: string, pattern: string, hits: Record<string, string>, misses: string[]][] = [
    ["index", "/", { "/": "index" }, ["/index", "/x"]],
    ["about", "/about", { "/about": "about" }, ["/", "/about/x", "/About"]],
    ["blog/index", "/blog", { "/blog": "blog/index" }, ["/blog/index"]],
    ["blog/[slug]", "/blog/:slug", { "/blog/a": "blog/[slug] slug=a" }, ["/blog", "/blog/a/b"]],
    ["[a]/x/[b]", "/:a/x/:b", { "/1/x/2": "[a]/x/[b] a=1&b=2" }, ["/1/y/2", "/1/x"]],
    [
      "docs/[[version]]/index",
      "/docs{/:version}?",
      { "/docs": "docs/[[version]]/index", "/docs/v1": "docs/[[version]]/index version=v1" },
      ["/docs/v1/x"],
    ],
    [
      "old/[...path]",
      "/old/:path*",
      {
        "/old": "old/[...path] path=",
        "/old/a": "old/[...path] path=a",
        "/old/a/b": "old/[...path] path=a%2Fb",
      },
      ["/older", "/"],
    ],
    ["[...path]", "/:path*", { "/": "[...path] path=", "/a/b": "[...path] path=a%2Fb" }, []],
    ["@[scope]", "/@:scope", { "/@std": "@[scope] scope=std" }, ["/std", "/@"]],
    ["[a]-[b]", "/:a-:b", { "/x-y": "[a]-[b] a=x&b=y" }, ["/xy"]],
    ["[id].json", "/:id.json", { "/7.json": "[id].json id=7" }, ["/7xjson", "/.json"]],
    ["[id]s", "/{:id}s", { "/cats": "[id]s id=cat" }, ["/cat"]],
    ["(shop)/cart", "/cart", { "/cart": "(shop)/cart" }, ["/(shop)/cart"]],
    ["(a)/(b)/index", "/", { "/": "(a)/(b)/index" }, []],
    ["café", "/café", { "/caf%C3%A9": "café" }, []],
  ];

  for (const [file, pattern, hits, misses] of table) {
    const router = routerOf(file);
    assert.equal(patternOf({ path: file }), pattern);
    for (const [path, expected] of Object.entries(hits)) assert.equal(find(router, path), expected);
    for (const path of misses) assert.equal(find(router, path), null, `${file} on ${path}`);
  }
});

Deno.test("Segment by segment, static goes before mixed, dynamic and catch-all", () => {
  const router = routerOf(
    "[...rest]",
    "[a]/[b]",
    "[a]/fixed",
    "shop/[...rest]",
    "shop/[id]",
    "shop/v[id]",
    "shop/version[id]",
    "shop/new",
    "shop/index",
  );

  assert.equal(find(router, "/shop"), "shop/index");
  assert.equal(find(router, "/shop/new"), "shop/new");
  assert.equal(find(router, "/shop/version2"), "shop/version[id] id=2");
  assert.equal(find(router, "/shop/v2"), "shop/v[id] id=2");
  assert.equal(find(router, "/shop/7"), "shop/[id] id=7");
  assert.equal(find(router, "/shop/7/8"), "shop/[...rest] rest=7%2F8");
  assert.equal(find(router, "/other/fixed"), "[a]/fixed a=other");
  assert.equal(find(router, "/other/7"), "[a]/[b] a=other&b=7");
  assert.equal(find(router, "/other"), "[...rest] rest=other");
});

Deno.test("A route without optional segments goes before one that leaves its own out", () => {
  const router = routerOf("docs/[[version]]", "docs/index", "docs/[name]");

  assert.equal(find(router, "/docs"), "docs/index");
  assert.equal(find(router, "/docs/x"), "docs/[name] name=x");
});

Deno.test("Of two routes for the same path the first one answers", () => {
  assert.equal(find(routerOf("(a)/x", "(b)/x"), "/x"), "(a)/x");
  assert.equal(find(routerOf("(a)/[x]", "(b)/[y]"), "/1"), "(a)/[x] x=1");
});

Deno.test("Parameters are not percent-decoded", () => {
  const router = routerOf("a/[x]", "b/[...x]");

  assert.deepEqual(router.match("/a/%2F%20%25")?.params, { x: "%2F%20%25" });
  assert.deepEqual(router.match("/b/c/%2e%2e/d")?.params, { x: "c/%2e%2e/d" });
});

Deno.test("A route override takes the place of the path and ranks by its own segments", () => {
  const router = routerOf(["any", "/x/:module@:version/:path*"], ["other", "/:id(\\d+)"], "[word]");

  assert.equal(find(router, "/x/std@1.0/a/b"), "any module=std&version=1.0&path=a%2Fb");
  assert.equal(find(router, "/x/std@1.0"), "any module=std&version=1.0&path=");
  assert.equal(find(router, "/any"), "[word] word=any");
  assert.equal(find(router, "/42"), "other id=42");
});

Deno.test("A path that cannot be read is refused when the router is made", () => {
  assert.throws(() => routerOf("[...a]/b"), /catch-all must be the last/);
  assert.throws(() => routerOf("[a"), /Cannot read the route segment "\[a"/);
  assert.throws(() => routerOf("[a b]"), /Cannot read/);
});

const WORDS = ["a", "b", "c"];
const segment = fc.constantFrom(...WORDS, "[p]", "x[p]");
const routePath = fc.tuple(fc.array(segment, { maxLength: 3 }), fc.boolean())
  .map(([parts, rest]) => [...unique(parts), ...(rest ? ["[...rest]"] : [])])
  .map((parts) => parts.join("/") || "index");
const pathname = fc.array(fc.constantFrom(...WORDS, "xa", "zz"), { maxLength: 4 })
  .map((parts) => "/" + parts.join("/"));

/** Parameters of one path have names of their own. */
function unique(parts: string[]): string[] {
  return parts.map((part, index) => part.replace("[p]", `[p${index}]`));
}

/** How a file fits a path, a rank for each segment; null when it does not. */
function ranks(file: string, path: string): number[] | null {
  const wanted = file === "index" ? [] : file.split("/");
  const given = path.split("/").slice(1).filter((part) => part !== "");
  const found: number[] = [];
  for (let i = 0; i < wanted.length; i++) {
    const part = wanted[i]!;
    if (part.startsWith("[...")) return [...found, 3];
    const value = given[i];
    if (value === undefined) return null;
    if (part.startsWith("[")) found.push(2);
    else if (part.startsWith("x[")) {
      if (!/^x./.test(value)) return null;
      found.push(1);
    } else {
      if (part !== value) return null;
      found.push(0);
    }
  }
  return wanted.length === given.length ? found : null;
}

function compareRanks(a: number[], b: number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if ((a[i] ?? -1) !== (b[i] ?? -1)) return (a[i] ?? -1) - (b[i] ?? -1);
  }
  return 0;
}

Deno.test("Whatever the routes, the one that answers fits and none is more specific", () => {
  fc.assert(
    fc.property(fc.array(routePath, { maxLength: 8 }), pathname, (files, path) => {
      const fitting = files.map((file) => ranks(file, path)).filter((fit) => fit !== null);
      const best = fitting.sort(compareRanks)[0];
      const match = routerOf(...files).match(path);

      assert.deepEqual(match && ranks(match.value, path), best ?? null);
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("The order of the routes decides nothing between different patterns", () => {
  const files = fc.uniqueArray(routePath, { maxLength: 6 });
  const shuffled = files.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray(list, {
        minLength: list.length,
      }),
    )
  );
  fc.assert(
    fc.property(shuffled, pathname, ([one, other], path) => {
      assert.deepEqual(routerOf(...one).match(path), routerOf(...other).match(path));
    }),
    { numRuns: 500 },
  );
});
