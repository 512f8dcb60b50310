import { options, type VNode } from "preact";

type VNodeHook = (vnode: VNode) => void;

/** Preact's hooks around each node; the first is private and keeps this name in 10 and 11. */
const hooks = options as { __b?: VNodeHook; diffed?: VNodeHook };

/** Calls `hook` with each node just before it is rendered; the node may be changed. */
export function beforeEachNode(hook: VNodeHook): void {
  const previous = hooks.__b;
  hooks.__b = (vnode) => {
    hook(vnode);
    previous?.(vnode);
  };
}

/** Calls `hook` with each node after its children are rendered. */
export function afterEachNode(hook: VNodeHook): void {
  const previous = hooks.diffed;
  hooks.diffed = (vnode) => {
    hook(vnode);
    previous?.(vnode);
  };
}
