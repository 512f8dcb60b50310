import type { signal } from "@preact/signals";
import { slot } from "./slot.ts";

/** Makes signals; a page without any among its props does not load what they are made of. */
export type MakeSignal = typeof signal;

/** What devalue writes instead of an index: undefined -1, a hole -2, NaN -3, and so on. */
const CONSTANTS = [, undefined, undefined, NaN, Infinity, -Infinity, -0];

/** Reads devalue's flat format, with the tags of `serialize.ts`; runs in the browser. */
export function revive(flat: unknown[], makeSignal?: MakeSignal): unknown {
  const revived: unknown[] = [];

  /** A container is noted before its parts are read, since they may refer back to it. */
  function at(index: number): unknown {
    if (index < 0) return CONSTANTS[-index];
    if (index in revived) return revived[index];
    const value = revived[index] = flat[index];
    if (Array.isArray(value)) {
      const [tag, argument] = value;
      if (tag === "S") {
        const result = revived[index] = makeSignal!<unknown>();
        result.value = (at(argument) as unknown[])[0];
      } else if (typeof tag === "string") {
        revived[index] = make(tag, at(argument) as string);
      } else {
        const list: unknown[] = revived[index] = [];
        for (const item of value) list.push(at(item));
      }
    } else if (value && typeof value === "object") {
      const object: Record<string, unknown> = revived[index] = {};
      for (const key in value) object[key] = at((value as Record<string, number>)[key]!);
    }
    return revived[index];
  }

  return at(0);
}

function make(tag: string, argument: string): unknown {
  if (tag === "C") return slot(+argument);
  if (tag === "N") return BigInt(argument);
  return Uint8Array.from(atob(argument), (char) => char.charCodeAt(0));
}
