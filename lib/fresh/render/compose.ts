import { type ComponentChildren, type ComponentType, h } from "preact";
import type { AnyComponent, AsyncRoute, FreshContext, PageProps } from "../types.ts";

/**
 * Nests components, outermost first; each gets the next one as `Component`. Async ones are called
 * with the request, all at once so that their waits overlap. A Response from one of them, the
 * innermost first, takes the place of the page.
 */
export function composeTree(
  components: AnyComponent[],
  req: Request,
  ctx: FreshContext,
): ComponentChildren | Response | Promise<ComponentChildren | Response> {
  const nodes = new Array<ComponentChildren | Response>(components.length);
  const pending: Promise<void>[] = [];

  for (let i = components.length - 1; i >= 0; i--) {
    const component = components[i]!;
    const Component = () => nodes[i + 1] as ComponentChildren;
    if (isAsync(component)) {
      const result = Promise.try(() => component(req, { ...ctx, Component }));
      pending.push(result.then((node) => void (nodes[i] = node)));
    } else {
      nodes[i] = h(component as ComponentType<PageProps>, toProps(ctx, Component));
    }
  }

  const finish = () => nodes.findLast((node) => node instanceof Response) ?? nodes[0];
  return pending.length === 0 ? finish() : Promise.all(pending).then(finish);
}

/** A component takes one argument; a page that wants the request takes two or awaits. */
function isAsync(component: AnyComponent): component is AsyncRoute<unknown, unknown> {
  if (component.prototype?.render) return false;
  return component.length > 1 || component.constructor.name === "AsyncFunction";
}

function toProps(ctx: FreshContext, Component: FreshContext["Component"]): PageProps {
  const { render: _render, renderNotFound: _renderNotFound, next: _next, ...props } = ctx;
  return { ...props, Component };
}
