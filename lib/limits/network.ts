/**
 * Whom an address stands for: itself, or with IPv6 the /64 that a home or phone has all of. Unknown
 * addresses count as one.
 */
export function networkOf(ip: string | null): string {
  if (ip === null) return "unknown";
  if (!ip.includes(":")) return ip;
  const [head = "", tail] = ip.toLowerCase().split("::");
  const groups = head.split(":").filter(Boolean);
  const rest = tail === undefined ? [] : tail.split(":").filter(Boolean);
  const zeros = tail === undefined
    ? []
    : Array(Math.max(8 - groups.length - rest.length, 0)).fill("0");
  return [...groups, ...zeros, ...rest].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":") + "::/64";
}
