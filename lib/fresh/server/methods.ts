import { type Handler, KNOWN_METHODS, type KnownMethod } from "../types.ts";
import type { Route } from "./routes.ts";

type Choice =
  | { kind: "handler"; handler: Handler }
  | { kind: "page" }
  | { kind: "refuse"; allow: KnownMethod[] };

/** What of a route answers a method. HEAD is answered like GET; the body is dropped later. */
export function chooseMethod({ handler, component }: Route, method: string): Choice {
  if (typeof handler === "function") return { kind: "handler", handler };
  const handlers = handler ?? {};
  const wanted = method as KnownMethod;
  const own = KNOWN_METHODS.includes(wanted) ? handlers[wanted] : undefined;
  if (own) return { kind: "handler", handler: own };
  if (wanted === "HEAD" && handlers.GET) return { kind: "handler", handler: handlers.GET };
  if (component && (wanted === "GET" || wanted === "HEAD")) return { kind: "page" };

  const readable = handlers.GET || component;
  const allow = KNOWN_METHODS.filter((name) =>
    handlers[name] || (readable && (name === "GET" || name === "HEAD"))
  );
  return { kind: "refuse", allow };
}
