import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

export interface PageOptions {
  /** CSS pixels; by default the phone that pages are designed for. */
  width?: number;
  height?: number;
  javascript?: boolean;
  /** Pixels of the screen for each CSS pixel. */
  density?: number;
  /** False keeps shops from answering for the network, so that all of it is seen. */
  serviceWorkers?: boolean;
}

export interface TestBrowser {
  /** Opens a page in a context of its own: no cookies or storage of other pages. */
  newPage(options?: PageOptions): Promise<Page>;
}

const ARGUMENTS = [
  "--no-sandbox",
  "--no-zygote",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--font-render-hinting=none",
];

/** The package's own fonts and no others, so that text is as wide on every machine. */
const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;

/** Calls `run` with a headless Chromium that ends with it. Everything it opened is closed. */
export async function withBrowser<T>(run: (browser: TestBrowser) => Promise<T>): Promise<T> {
  const home = await chromiumHome();
  const browser = await chromium.launch({
    executablePath: join(home, "chromium"),
    args: ARGUMENTS,
    env: { ...Deno.env.toObject(), FONTCONFIG_FILE: join(home, "fonts.conf"), HOME: home },
  });
  try {
    return await run({ newPage: (options) => newPage(browser, options) });
  } finally {
    await browser.close();
  }
}

async function newPage(browser: Browser, options: PageOptions = {}): Promise<Page> {
  const { width = 360, height = 640, javascript = true, density, serviceWorkers = true } = options;
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: density,
    javaScriptEnabled: javascript,
    reducedMotion: "reduce",
    serviceWorkers: serviceWorkers ? "allow" : "block",
  });
  return await context.newPage();
}

/** The unpacked browser, kept in the data folder so that only the first run waits for it. */
async function chromiumHome(): Promise<string> {
  const cache = resolve(Deno.env.get("AFRIFY_DATA") ?? ".afrify", "cache");
  const home = join(cache, "chromium");
  if (await exists(home)) return home;

  // Unpacked aside and renamed, so that a run beside this one never starts half a browser.
  await Deno.mkdir(cache, { recursive: true });
  const aside = await Deno.makeTempDir({ dir: cache, prefix: "chromium-" });
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", fileURLToPath(new URL("./unpack_chromium.ts", import.meta.url))],
    env: { TMPDIR: aside },
    stdout: "null",
    stderr: "piped",
  }).output();
  if (code !== 0) throw new Error(`Unpacking Chromium failed: ${new TextDecoder().decode(stderr)}`);
  await Deno.writeTextFile(join(aside, "fonts.conf"), FONTS);
  await Deno.rename(aside, home).catch(async (error) => {
    if (!await exists(home)) throw error;
    await Deno.remove(aside, { recursive: true });
  });
  return home;
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}
