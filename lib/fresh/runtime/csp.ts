/** Directives in camel case, each with its list of sources. */
export interface ContentSecurityPolicyDirectives {
  childSrc?: string[];
  connectSrc?: string[];
  defaultSrc?: string[];
  fontSrc?: string[];
  frameSrc?: string[];
  imgSrc?: string[];
  manifestSrc?: string[];
  mediaSrc?: string[];
  objectSrc?: string[];
  prefetchSrc?: string[];
  scriptSrc?: string[];
  scriptSrcElem?: string[];
  scriptSrcAttr?: string[];
  styleSrc?: string[];
  styleSrcElem?: string[];
  styleSrcAttr?: string[];
  workerSrc?: string[];
  baseUri?: string[];
  sandbox?: string[];
  formAction?: string[];
  frameAncestors?: string[];
  navigateTo?: string[];
  reportTo?: string;
  reportUri?: string;
  upgradeInsecureRequests?: boolean;
}

export interface ContentSecurityPolicy {
  directives: ContentSecurityPolicyDirectives;
  /** True only reports violations instead of stopping them. */
  reportOnly: boolean;
}

export const SELF = "'self'";
export const NONE = "'none'";
export const UNSAFE_INLINE = "'unsafe-inline'";
export const UNSAFE_EVAL = "'unsafe-eval'";
export const UNSAFE_HASHES = "'unsafe-hashes'";
export const STRICT_DYNAMIC = "'strict-dynamic'";

export type CspMutator = (csp: ContentSecurityPolicy) => void;

/** The page being rendered; set by the server only while it renders, which is synchronous. */
export const cspSink: { current?: CspMutator[] } = {};

/** The source that admits elements with this nonce attribute. */
export function nonce(value: string): string {
  return `'nonce-${value}'`;
}

/**
 * Changes the content security policy of the page that this component renders on. Does nothing in
 * the browser. Throws in an async page or layout, which runs before its page renders.
 */
export function useCSP(mutator: CspMutator): void {
  if (cspSink.current) cspSink.current.push(mutator);
  else if (typeof document === "undefined") {
    throw new Error("useCSP() is for components that take props, not for async pages or layouts");
  }
}
