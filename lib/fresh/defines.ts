import type { FreshConfig } from "./config.ts";
import type { AsyncRoute } from "./types.ts";

// deno-lint-ignore no-explicit-any
type AnyState = any;
type DefaultState = Record<string, unknown>;

/** A page that is given the request and the context; only adds types. */
export function defineRoute<State = DefaultState>(fn: AsyncRoute<AnyState, State>) {
  return fn;
}

/** A layout that is given the request and the context; only adds types. */
export function defineLayout<State = DefaultState>(fn: AsyncRoute<AnyState, State>) {
  return fn;
}

/** An app wrapper that is given the request and the context; only adds types. */
export function defineApp<State = DefaultState>(fn: AsyncRoute<AnyState, State>) {
  return fn;
}

/** The configuration for `start`; only adds types. */
export function defineConfig(config: FreshConfig): FreshConfig {
  return config;
}
