import {
  createHandler,
  type FreshConfig,
  type Manifest,
  type ServeHandler,
} from "$fresh/server.ts";

type Parts = Partial<Pick<Manifest, "routes" | "islands">>;

export const FIXTURES = new URL("./fixtures/fresh.gen.ts", import.meta.url).href;

/** Routes by path without "./routes/" and extension, as `{ index: { default: Page } }`. */
export function routesOf(modules: Manifest["routes"]): Manifest["routes"] {
  return Object.fromEntries(
    Object.entries(modules).map(([path, module]) => [`./routes/${path}.tsx`, module]),
  );
}

/** An application of these modules; `fetch` sends it a request by path. */
export async function anApp(
  { routes = {}, islands = {} }: Parts,
  config: FreshConfig & { dev?: boolean } = {},
) {
  const manifest = { routes: routesOf(routes), islands, baseUrl: FIXTURES };
  const handler = await createHandler(manifest, { build: { outDir: "/nowhere" }, ...config });
  return { handler, fetch: fetcher(handler) };
}

function fetcher(handler: ServeHandler) {
  return (path: string, init?: RequestInit) =>
    handler(new Request(new URL(path, "http://localhost"), init));
}

/** Serves an application on a free port while `run` runs. */
export async function whileServing<T>(
  handler: ServeHandler,
  run: (origin: string) => Promise<T>,
): Promise<T> {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, handler);
  try {
    return await run(`http://127.0.0.1:${server.addr.port}`);
  } finally {
    await server.shutdown();
  }
}

/** Runs `run` while errors are not printed; gives what would have been. */
export async function silently<T>(
  run: () => Promise<T>,
): Promise<{ result: T; printed: unknown[] }> {
  const printed: unknown[] = [];
  const original = console.error;
  console.error = (...values) => printed.push(...values);
  try {
    return { result: await run(), printed };
  } finally {
    console.error = original;
  }
}
