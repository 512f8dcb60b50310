import {
  type ContentSecurityPolicy,
  type ContentSecurityPolicyDirectives,
  nonce,
  NONE,
  SELF,
  UNSAFE_INLINE,
} from "../runtime/csp.ts";
import type { RenderScope } from "./scope.ts";

/**
 * Only what the site itself serves, and only scripts and styles that the server wrote. Style
 * attributes are admitted since server-rendered widths and colours need them and cannot run code.
 */
function defaultDirectives(value: string): ContentSecurityPolicyDirectives {
  return {
    defaultSrc: [NONE],
    scriptSrc: [nonce(value)],
    styleSrc: [nonce(value)],
    styleSrcAttr: [UNSAFE_INLINE],
    imgSrc: [SELF, "data:"],
    fontSrc: [SELF],
    connectSrc: [SELF],
    mediaSrc: [SELF],
    manifestSrc: [SELF],
    workerSrc: [SELF],
    formAction: [SELF],
    baseUri: [NONE],
    frameAncestors: [NONE],
  };
}

const PLACEHOLDER = "{nonce}";
const DEFAULT_POLICY = serialize(defaultDirectives(PLACEHOLDER));

/** Sets the policy header of a rendered page, with what its components asked for. */
export function setPolicy(headers: Headers, scope: RenderScope): void {
  if (scope.cspMutators.length === 0) {
    headers.set("content-security-policy", DEFAULT_POLICY.replaceAll(PLACEHOLDER, scope.nonce));
    return;
  }
  const policy: ContentSecurityPolicy = {
    directives: defaultDirectives(scope.nonce),
    reportOnly: false,
  };
  for (const mutate of scope.cspMutators) mutate(policy);
  const name = policy.reportOnly
    ? "content-security-policy-report-only"
    : "content-security-policy";
  headers.set(name, serialize(policy.directives));
}

function serialize(directives: ContentSecurityPolicyDirectives): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(directives)) {
    if (value === undefined || value === false) continue;
    const directive = name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());
    parts.push(value === true ? directive : `${directive} ${[value].flat().join(" ")}`);
  }
  return parts.join("; ");
}
