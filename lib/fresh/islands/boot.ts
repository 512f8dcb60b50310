import { type ComponentType, h, hydrate } from "preact";
import { type MakeSignal, revive } from "./revive.ts";
import { slotHomes } from "./slot.ts";

/** Brings every island on the page to life; `components` are in the order the page names them. */
export function boot(components: ComponentType[], makeSignal?: MakeSignal): void {
  const state = document.getElementById("__FRSH_STATE")!.textContent!;
  const islands = revive(JSON.parse(state), makeSignal) as [component: number, props: object][];
  const ranges: [index: string, start: Comment, end: Comment][] = [];

  // All ranges are found first: hydrating an island may drop comments inside of it.
  function findRanges(root: Node): void {
    const comments = document.createNodeIterator(root, 128 /* comments */);
    const open: Comment[] = [];
    for (let comment; (comment = comments.nextNode() as Comment | null);) {
      const [name, index] = comment.data.split(":");
      if (name === "frsh") open.push(comment);
      if (name === "/frsh") ranges.push([index!, open.pop()!, comment]);
    }
  }

  findRanges(document);
  for (const template of document.querySelectorAll<HTMLTemplateElement>("template[data-frsh]")) {
    slotHomes[+template.dataset.frsh!] = template.content;
    findRanges(template.content);
  }

  for (const [index, start, end] of ranges) {
    const [component, props] = islands[+index]!;
    // Each on its own, so that one that fails leaves the others alone.
    queueMicrotask(() => hydrate(h(components[component]!, props), rangeRoot(start, end)));
  }
}

/** What Preact needs of a parent element, for the nodes between two comments. */
function rangeRoot(start: Comment, end: Comment): Element {
  const childNodes: ChildNode[] = [];
  for (let node = start.nextSibling!; node !== end; node = node.nextSibling!) childNodes.push(node);
  return {
    childNodes,
    firstChild: childNodes[0],
    namespaceURI: (end.parentNode as Element).namespaceURI,
    insertBefore: (node: Node, next: ChildNode | null) => (next || end).before(node),
  } as unknown as Element;
}
