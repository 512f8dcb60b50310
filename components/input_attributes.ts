import type { JSX } from "preact";

/** What a radio or checkbox may be given besides what its component says of it. */
export type InputAttributes = Omit<
  JSX.IntrinsicElements["input"],
  "class" | "className" | "type" | "role" | "list" | "children" | "title"
>;
