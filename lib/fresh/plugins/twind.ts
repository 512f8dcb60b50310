import type { VNode } from "preact";
import { beforeEachNode } from "../render/preact_hooks.ts";
import { type AnyTwindConfig, StyleCache, type StyledClass } from "../twind/style_cache.ts";
import type { Plugin } from "../types.ts";

export const STYLE_ELEMENT_ID = "__FRSH_TWIND";

export type Options = AnyTwindConfig & {
  /** `import.meta.url` of the configuration, as upstream wants it; not used here. */
  selfURL?: string;
};

type ElementProps = { class?: unknown; className?: unknown };

/**
 * Styles pages with twind: the rules of the classes on the page, and of those in the source of its
 * islands, are written into its head. No twind runs in the browser, so a class that an island puts
 * together from pieces must also occur somewhere as a whole string.
 */
export default function twindPlugin({ selfURL: _, ...config }: Options): Plugin {
  const cache = new StyleCache(config);
  let page: Set<StyledClass> | undefined;

  beforeEachNode((vnode) => {
    if (!page || typeof vnode.type !== "string") return;
    const props = (vnode as VNode<ElementProps>).props;
    const name = props.class === undefined ? "className" : "class";
    const value = props[name];
    if (!value) return;
    const list = typeof value === "string" ? value : signalText(value);
    if (!list) return;
    const styled = cache.style(list);
    page.add(styled);
    if (styled.className !== list) {
      (vnode as VNode<ElementProps>).props = { ...props, [name]: styled.className };
    }
  });

  return {
    name: "twind",
    render(ctx) {
      const classes = page = new Set();
      try {
        const { islandStrings } = ctx.render();
        for (const text of islandStrings) {
          for (const styled of cache.styleIfClassList(text)) classes.add(styled);
        }
      } finally {
        page = undefined;
      }
      return { styles: [{ cssText: cache.sheet(classes), id: STYLE_ELEMENT_ID }] };
    },
  };
}

/** A class may be a signal; its value now is what the server writes. */
function signalText(value: unknown): string {
  const signal = value as { peek?: () => unknown };
  const text = typeof signal.peek === "function" ? signal.peek() : "";
  return typeof text === "string" ? text : "";
}
