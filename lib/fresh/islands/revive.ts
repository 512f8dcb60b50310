import { signal } from "@preact/signals";
import { slot } from "./slot.ts";

/** What devalue writes instead of an index: undefined -1, a hole -2, NaN -3, and so on. */
const CONSTANTS = [, undefined, undefined, NaN, Infinity, -Infinity, -0];

type Flat = unknown[];

/** Reads devalue's flat format, with the tags of `serialize.ts`; runs in the browser. */
export function revive(flat: Flat): unknown {
  const revived: unknown[] = [];

  function at(index: number): unknown {
    if (index < 0) return CONSTANTS[-index];
    if (index in revived) return revived[index];
    const value = flat[index];
    if (!value || typeof value !== "object") return revived[index] = value;
    // A container is noted before its parts are read, since they may refer back to it.
    if (!Array.isArray(value)) {
      const object: Record<string, unknown> = revived[index] = {};
      for (const key in value) object[key] = at((value as Record<string, number>)[key]!);
      return object;
    }
    const [tag, argument] = value;
    if (tag === "S") {
      const result = revived[index] = signal<unknown>();
      result.value = (at(argument) as unknown[])[0];
      return result;
    }
    if (tag === "C") return revived[index] = slot(at(argument) as number);
    if (tag === "B") {
      const binary = atob(at(argument) as string);
      return revived[index] = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    }
    if (tag === "BigInt") return revived[index] = BigInt(argument);
    const list: unknown[] = revived[index] = [];
    for (const item of value) list.push(at(item));
    return list;
  }

  return at(0);
}
