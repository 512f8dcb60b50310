import type { ComponentType } from "preact";
import type { Manifest } from "../types.ts";

/** An exported component of an island file. */
export interface Island {
  /** Unique among the islands. */
  id: string;
  /** File URL of the module. */
  url: string;
  /** Name of the built file, without extension. */
  chunk: string;
  exportName: string;
  // deno-lint-ignore no-explicit-any
  component: ComponentType<any>;
}

/** Every exported component of the manifest's island modules. Throws when two files collide. */
export function readIslands(manifest: Manifest): Island[] {
  const fileOfChunk = new Map<string, string>();
  return Object.entries(manifest.islands).flatMap(([file, module]) => {
    const chunk = chunkName(file);
    const taken = fileOfChunk.get(chunk);
    if (taken) throw new Error(`The islands ${taken} and ${file} have the same name`);
    fileOfChunk.set(chunk, file);
    const url = new URL(file, manifest.baseUrl).href;
    return Object.entries(module)
      .filter(([, value]) => typeof value === "function")
      .map(([exportName, component]) => ({
        id: `${chunk}:${exportName}`,
        url,
        chunk,
        exportName,
        component: component as Island["component"],
      }));
  });
}

/** "./islands/cart/AddButton.tsx" becomes "island-cart-addbutton". */
function chunkName(file: string): string {
  const path = file
    .replace(/^\.\/(islands|routes)\//, "")
    .replace(/\.[^./]+$/, "")
    .replace("(_islands)/", "");
  const words = path.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "");
  return ["island", ...words].join("-");
}
