import ipaddr from "ipaddr.js";
import { ok, refuse, type Result } from "@/lib/result.ts";

/** Where endpoints may be. */
export interface Reach {
  /** Also http, and this machine: for development and tests alone. */
  allowsLoopback: boolean;
}

export type AddressRefusal =
  | "not_a_web_address"
  | "not_https"
  | "has_credentials"
  | "address_not_public";

/**
 * The address of an endpoint as it is kept. What its name leads to is looked at before each try: a name
 * may lead elsewhere tomorrow.
 */
export function readEndpointUrl(typed: string, reach: Reach): Result<URL, AddressRefusal> {
  const url = URL.parse(typed.trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === "") {
    return refuse("not_a_web_address");
  }
  if (url.username || url.password) return refuse("has_credentials");
  url.hash = "";
  const ip = ipOf(url);
  const isLocal = ip ? isLoopback(ip) : /(^|\.)localhost\.?$/.test(url.hostname);
  if (isLocal && reach.allowsLoopback) return ok(url);
  if (url.protocol !== "https:") return refuse("not_https");
  if (isLocal || (ip && !isPublicIp(ip)) || (!ip && !/[a-z]/i.test(topOf(url.hostname)))) {
    return refuse("address_not_public");
  }
  return ok(url);
}

/** The address that a URL spells out, however it is written: URLs know 127.1, 0x7f000001 and 2130706433. */
export function ipOf({ hostname }: URL): string | null {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(bare) ? bare : null;
}

/** An address that anybody may be asked at: not of this machine, its network, its cloud, or of a tunnel into them. */
export function isPublicIp(ip: string): boolean {
  // An IPv4 address in IPv6's clothes is looked at as what it is.
  return ipaddr.isValid(ip) && ipaddr.process(ip).range() === "unicast";
}

export function isLoopback(ip: string): boolean {
  return ipaddr.isValid(ip) && ipaddr.process(ip).range() === "loopback";
}

/** "example" of "hooks.example." A name without letters there is a number in disguise. */
function topOf(hostname: string): string {
  return hostname.replace(/\.$/, "").split(".").at(-1)!;
}
