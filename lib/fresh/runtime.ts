export { asset, assetSrcSet } from "./runtime/asset.ts";
export { builtScript } from "./runtime/built_script.ts";
export { Head, type HeadProps } from "./runtime/head.ts";
export {
  type ContentSecurityPolicy,
  type ContentSecurityPolicyDirectives,
  nonce,
  NONE,
  SELF,
  STRICT_DYNAMIC,
  UNSAFE_EVAL,
  UNSAFE_HASHES,
  UNSAFE_INLINE,
  useCSP,
} from "./runtime/csp.ts";

/** True where a page's islands run, false on the server. */
export const IS_BROWSER = typeof document !== "undefined";
