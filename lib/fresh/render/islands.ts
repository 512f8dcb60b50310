import {
  type ComponentChildren,
  Fragment,
  type FunctionComponent,
  h,
  isValidElement,
  type VNode,
} from "preact";
import { Head } from "../runtime/head.ts";
import { cspSink } from "../runtime/csp.ts";
import type { Island } from "../islands/registry.ts";
import { afterEachNode, beforeEachNode } from "./preact_hooks.ts";
import type { RenderScope } from "./scope.ts";

type AnyNode = VNode<Record<string, unknown> & { children?: ComponentChildren }>;

/** The page being rendered; rendering is synchronous, so there is at most one. */
let scope: RenderScope | undefined;
/** `<head>` nodes whose children were taken, to be given back after the page. */
let emptiedHeads: { vnode: AnyNode; props: AnyNode["props"] }[] = [];
const islandOf = new WeakMap<object, Island>();

/** Makes these components islands wherever a page uses them. */
export function registerIslands(islands: Island[]): void {
  for (const island of islands) islandOf.set(island.component, island);
}

/** Runs `render`, gathering what it meets into `target`. */
export function withScope<T>(target: RenderScope, render: () => T): T {
  scope = target;
  cspSink.current = target.cspMutators;
  try {
    return render();
  } finally {
    scope = undefined;
    cspSink.current = undefined;
    for (const { vnode, props } of emptiedHeads) vnode.props = props;
    emptiedHeads = [];
  }
}

beforeEachNode((vnode) => {
  if (!scope) return;
  const node = vnode as AnyNode;
  if (typeof node.type === "string") beforeElement(node, scope);
  else if (node.type === Head) scope.head.push(node.props.children);
  else if (!scope.insideIsland) beforeComponent(node);
});

afterEachNode(({ type }) => {
  if (!scope) return;
  if (type === IslandRoot) scope.insideIsland = false;
  else if (type === ServerSlot) scope.insideIsland = true;
});

function beforeElement(node: AnyNode, scope: RenderScope): void {
  if (node.type === "script" || node.type === "style") {
    node.props = { ...node.props, nonce: scope.nonce };
  } else if (node.type === "head") {
    scope.head.push(node.props.children);
    emptiedHeads.push({ vnode: node, props: node.props });
    node.props = { ...node.props, children: null };
  }
}

function beforeComponent(node: AnyNode): void {
  const island = islandOf.get(node.type as object);
  if (!island) return;
  // deno-lint-ignore no-explicit-any
  node.type = IslandRoot as any;
  node.props = { island, props: node.props, children: null };
}

/** Stands in for an island: notes its use and marks where it begins and ends. */
function IslandRoot({ island, props }: { island: Island; props: AnyNode["props"] }) {
  const page = scope!;
  page.insideIsland = true;
  const used = { ...props };
  if (isContent(props.children)) {
    const number = page.slots.push({ children: props.children, rendered: false });
    used.children = h(ServerSlot, { number });
  }
  const index = page.islands.push({ id: island.id, props: used }) - 1;
  return [comment(`frsh:${index}`), h(island.component, used), comment(`/frsh:${index}`)];
}

/** Text and numbers travel as props; only markup needs a slot. */
function isContent(children: ComponentChildren): boolean {
  return Array.isArray(children) ? children.some(isContent) : isValidElement(children);
}

/**
 * Markup that an island was handed. `<slot>` is the one element that lays out as if it were not
 * there (`display: contents`) without a style of ours.
 */
export function ServerSlot({ number }: { number: number }) {
  const page = scope!;
  const slot = page.slots[number - 1]!;
  slot.rendered = true;
  page.insideIsland = false;
  return h("slot", null, slot.children);
}

function comment(text: string): ComponentChildren {
  return h(Fragment as FunctionComponent<{ UNSTABLE_comment: string }>, { UNSTABLE_comment: text });
}
