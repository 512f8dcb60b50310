import { Signal } from "@preact/signals";
import * as devalue from "devalue";
import { isValidElement, type VNode } from "preact";
import { ServerSlot } from "../render/islands.ts";

/** Tags of values that JSON lacks; the browser's half is in `revive.ts`. */
const REDUCERS: Record<string, (value: unknown) => unknown> = {
  // A computed signal arrives as a plain one: its function stays on the server.
  S: (value) => value instanceof Signal && [value.peek()],
  C: (value) => isValidElement(value) && value.type === ServerSlot && slotNumber(value),
  N: (value) => typeof value === "bigint" && String(value),
  // A reducer's result must not be empty; decoding skips the space.
  B: (value) => value instanceof Uint8Array && " " + toBase64(value),
  refused: (value) => refuse(value),
};

const PLAIN = new Set(["[object Object]", "[object Array]"]);

/**
 * Island props as JSON text that is safe inside a `<script>`; an object or a signal that occurs
 * twice stays one. Throws a TypeError on what cannot travel, such as a function.
 */
export function serializeProps(islands: [component: number, props: unknown][]): string {
  const text = devalue.stringify(islands, REDUCERS);
  // Inside JSON these characters occur only in strings, where the escape means the same.
  return text.replace(
    /[<\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function refuse(value: unknown): false {
  if (typeof value !== "object" || value === null) return false;
  if (isValidElement(value)) {
    throw new TypeError("JSX can only be handed to an island as its children");
  }
  const prototype = Object.getPrototypeOf(value);
  if (!PLAIN.has(Object.prototype.toString.call(value)) || prototype === null) {
    const name = prototype?.constructor?.name ?? "object without prototype";
    throw new TypeError(`An island's props cannot hold a value of type ${name}`);
  }
  return false;
}

function slotNumber(slot: VNode): number {
  return (slot as VNode<{ number: number }>).props.number;
}

function toBase64(bytes: Uint8Array): string {
  return (bytes as Uint8Array & { toBase64(): string }).toBase64();
}
