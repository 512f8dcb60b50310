import { type ComponentChildren, h } from "preact";

/** Where each slot's nodes are: its `<slot>` element, or the `<template>` it waits in. */
export const slotHomes: ParentNode[] = [];

/**
 * Content that the server rendered and an island placed. Its nodes are left as they are, and
 * carried along when the island removes the slot and places it again.
 */
function Slot({ number }: { number: number }): ComponentChildren {
  return h("slot", {
    dangerouslySetInnerHTML: { __html: "" },
    ref(element: Element | null) {
      if (!element) return;
      const home = slotHomes[number];
      if (home && !home.isConnected) element.append(...home.childNodes);
      slotHomes[number] = element;
    },
  });
}

/** The stand-in for a slot among an island's props. */
export function slot(number: number): ComponentChildren {
  return h(Slot, { number });
}
