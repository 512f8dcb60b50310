import { h } from "preact";
import type { AppProps } from "../types.ts";

/** The document around a page when there is no `_app`. */
export function DefaultApp({ Component }: AppProps) {
  const head = [
    h("meta", { charset: "utf-8" }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
  ];
  return h("html", { lang: "en" }, h("head", null, head), h("body", null, h(Component, null)));
}
