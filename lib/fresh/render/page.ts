import { type ComponentChildren, Fragment, h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Plugin, PluginRenderFunctionResult, PluginRenderStyleTag } from "../types.ts";
import type { Assets } from "../server/assets.ts";
import { assembleDocument } from "./document.ts";
import { mergeHead } from "./head.ts";
import { withScope } from "./islands.ts";
import { RenderScope } from "./scope.ts";

export interface RenderedPage {
  html: string;
  scope: RenderScope;
}

/** Renders a finished tree to a whole document, with styles, scripts and island data. */
export function renderPage(
  tree: ComponentChildren,
  { plugins, assets }: { plugins: Plugin[]; assets: Assets },
): RenderedPage {
  const scope = new RenderScope();
  let head = "";
  let waiting = "";
  const { html, styles } = runPlugins(plugins, () => {
    const htmlText = withScope(scope, () => {
      const page = renderToString(wrap(tree));
      waiting = renderWaitingSlots(scope);
      head = renderToString(wrap(mergeHead(scope.head)));
      return page;
    });
    return {
      htmlText,
      requiresHydration: scope.islands.length > 0,
      islandStrings: assets.islandStrings(scope.islands),
    };
  });
  const scripts = assets.islandScripts(scope);
  return {
    html: assembleDocument(html, {
      head: head + scripts.head + styles.map((style) => styleTag(style, scope.nonce)).join(""),
      bodyEnd: waiting + scripts.body,
    }),
    scope,
  };
}

function wrap(children: ComponentChildren): VNode {
  return h(Fragment, null, children);
}

/** Content that an island did not show waits in a `<template>`; it may hold islands itself. */
function renderWaitingSlots({ slots }: RenderScope): string {
  let html = "";
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i]!;
    if (slot.rendered) continue;
    html += `<template data-frsh="${i + 1}">${renderToString(wrap(slot.children))}</template>`;
  }
  return html;
}

/** Lets each plugin wrap the rendering, the first one outermost. */
function runPlugins(plugins: Plugin[], render: () => PluginRenderFunctionResult) {
  const styles: PluginRenderStyleTag[] = [];
  let result: PluginRenderFunctionResult | undefined;

  function runFrom(index: number): PluginRenderFunctionResult {
    const plugin = plugins[index];
    if (!plugin) return result = render();
    if (!plugin.render) return runFrom(index + 1);
    let inner: PluginRenderFunctionResult | undefined;
    const answer = plugin.render({ render: () => inner = runFrom(index + 1) });
    if (!inner) throw new Error(`The plugin "${plugin.name}" did not call render()`);
    styles.push(...answer.styles ?? []);
    return inner;
  }

  runFrom(0);
  return { html: result!.htmlText, styles };
}

function styleTag({ cssText, media, id }: PluginRenderStyleTag, nonce: string): string {
  if (cssText === "") return "";
  const attributes = (id ? ` id="${id}"` : "") + (media ? ` media="${media}"` : "");
  // The only text that could end the element early is its own end tag.
  return `<style${attributes} nonce="${nonce}">${cssText.replaceAll("</", "<\\/")}</style>`;
}
