import type { ComponentChildren } from "preact";
import type { CspMutator } from "../runtime/csp.ts";

/** An island met while rendering. */
export interface IslandUse {
  id: string;
  props: Record<string, unknown>;
}

/** What rendering one page gathers besides its text. */
export class RenderScope {
  readonly islands: IslandUse[] = [];
  /** Content handed to islands; the first has number 1. */
  readonly slots: { children: ComponentChildren; rendered: boolean }[] = [];
  /** Children of the page's `<head>` and of every `<Head>`, in the order they were met. */
  readonly head: ComponentChildren[] = [];
  readonly cspMutators: CspMutator[] = [];
  /** Whether what renders at this moment belongs to an island. */
  insideIsland = false;
  #nonce = "";

  /** Unguessable, one per page; ties the page's own scripts and styles to its policy. */
  get nonce(): string {
    return this.#nonce ||= crypto.randomUUID().replaceAll("-", "");
  }
}
