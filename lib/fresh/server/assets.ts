import { type BuildOutput, scriptName } from "../build/bundle.ts";
import type { Island } from "../islands/registry.ts";
import { serializeProps } from "../islands/serialize.ts";
import type { IslandUse, RenderScope } from "../render/scope.ts";
import { CompressedContent } from "./compressed.ts";

const PREFIX = "/_frsh/js/";
/** A tag of `serialize.ts`: within a string its quotes would be escaped. */
const SIGNAL_IN_STATE = /\["S",/;

/** The built islands: their files, and the markup that loads them. */
export class Assets {
  readonly #islands: Map<string, Island>;
  readonly #files = new Map<string, CompressedContent>();

  constructor(islands: Island[], readonly build: BuildOutput) {
    this.#islands = new Map(islands.map((island) => [island.id, island]));
    for (const [name, bytes] of build.files) {
      this.#files.set(`${PREFIX}${build.buildId}/${name}`, new CompressedContent(bytes));
    }
  }

  owns(pathname: string): boolean {
    return pathname.startsWith(PREFIX);
  }

  /** Answers GET and HEAD; a file of another build is not found, so nothing mixes. */
  async serve(req: Request, pathname: string): Promise<Response> {
    const file = this.#files.get(pathname);
    if (!file) {
      // While servers of two versions run, a cache must not keep what one of them lacks.
      const headers = { "cache-control": "no-store" };
      return new Response("Not found", { status: 404, headers });
    }
    const { body, encoding } = await file.encode(req.headers.get("accept-encoding"));
    const headers = new Headers({
      "content-type": "text/javascript; charset=utf-8",
      "content-length": String(body.length),
      "cache-control": "public, max-age=31536000, immutable",
      "vary": "accept-encoding",
      "x-content-type-options": "nosniff",
    });
    if (encoding) headers.set("content-encoding", encoding);
    return new Response(req.method === "HEAD" ? null : body as BodyInit, { headers });
  }

  /** Where a script of `FreshConfig.build.scripts` is; undefined when there is none of that name. */
  scriptUrl(name: string): string | undefined {
    const file = `${scriptName(name)}.js`;
    return this.build.files.has(file) ? this.#url(file) : undefined;
  }

  /** Strings in the sources of these islands that may be class lists. */
  islandStrings(uses: IslandUse[]): readonly string[] {
    if (uses.length === 0) return [];
    const chunks = new Set(uses.map(({ id }) => this.#islands.get(id)!.chunk));
    return [...chunks].flatMap((chunk) => this.build.chunks[chunk]!.strings);
  }

  /** What a page with islands needs in its head and at the end of its body. */
  islandScripts(scope: RenderScope): { head: string; body: string } {
    if (scope.islands.length === 0) return { head: "", body: "" };
    const ids = [...new Set(scope.islands.map(({ id }) => id))];
    const state = serializeUses(scope.islands, ids);
    const nonce = `nonce="${scope.nonce}"`;
    const hasSignals = SIGNAL_IN_STATE.test(state);
    const preloads = [...this.#filesOf(ids, hasSignals)]
      .map((file) => `<link rel="modulepreload" href="${this.#url(file)}" ${nonce}>`);
    return {
      head: preloads.join(""),
      body: `<script type="application/json" id="__FRSH_STATE">${state}</script>` +
        `<script type="module" ${nonce}>${this.#bootScript(ids, hasSignals)}</script>`,
    };
  }

  #filesOf(ids: string[], hasSignals: boolean): Set<string> {
    const chunks = ids.map((id) => this.build.chunks[this.#islands.get(id)!.chunk]!);
    if (hasSignals) chunks.push(this.build.signals!);
    return new Set(chunks.flatMap(({ file, imports }) => [file, ...imports]));
  }

  #bootScript(ids: string[], hasSignals: boolean): string {
    const imports = ids.map((id, index) => {
      const { chunk, exportName } = this.#islands.get(id)!;
      const boot = index === 0 ? ",__boot" : "";
      return `import{${exportName} as i${index}${boot}}from"${this.#url(`${chunk}.js`)}";`;
    });
    const components = `[${ids.map((_, index) => `i${index}`)}]`;
    if (!hasSignals) return `${imports.join("")}__boot(${components})`;
    const signals = `import{__signal}from"${this.#url(this.build.signals!.file)}";`;
    return `${imports.join("")}${signals}__boot(${components},__signal)`;
  }

  #url(file: string): string {
    return `${PREFIX}${this.build.buildId}/${file}`;
  }
}

function serializeUses(uses: IslandUse[], ids: string[]): string {
  try {
    return serializeProps(uses.map(({ id, props }) => [ids.indexOf(id), props]));
  } catch (error) {
    const culprit = uses.find(({ props }) => !isSerializable(props)) ?? uses[0]!;
    const reason = error instanceof Error ? error.message : error;
    throw new TypeError(`Cannot send props to ${culprit.id}: ${reason}`, { cause: error });
  }
}

function isSerializable(props: unknown): boolean {
  try {
    serializeProps([[0, props]]);
    return true;
  } catch {
    return false;
  }
}
