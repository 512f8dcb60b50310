import { type ComponentChildren, Fragment, isValidElement, type VNode } from "preact";

/**
 * One list out of the children of `<head>` and of every `<Head>`: of elements with the same key,
 * and of titles, the last takes the place of the first.
 */
export function mergeHead(children: ComponentChildren[]): ComponentChildren[] {
  const merged = new Map<unknown, ComponentChildren>();
  for (const child of flatten(children)) merged.set(identity(child), child);
  return [...merged.values()];
}

function* flatten(children: ComponentChildren): Generator<ComponentChildren> {
  if (Array.isArray(children)) {
    for (const child of children) yield* flatten(child);
  } else if (isValidElement(children) && children.type === Fragment) {
    yield* flatten((children as VNode<{ children?: ComponentChildren }>).props.children);
  } else if (children !== null && children !== undefined && typeof children !== "boolean") {
    yield children;
  }
}

function identity(child: ComponentChildren): unknown {
  if (!isValidElement(child)) return Symbol();
  if (child.key !== null && child.key !== undefined) return `key:${child.key}`;
  return child.type === "title" ? "title" : child;
}
