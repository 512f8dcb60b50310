import { ok, refuse, type Result } from "@/lib/result.ts";
import {
  type AddressRefusal,
  ipOf,
  isLoopback,
  isPublicIp,
  type Reach,
  readEndpointUrl,
} from "./address.ts";

/** Where names are looked up; the system's own resolver when there is none. */
export interface Dns {
  servers: { ipAddr: string; port: number }[];
}

export interface Target {
  url: URL;
  /** What the connection goes to, so that nobody asks DNS again. */
  ip: string;
}

/**
 * Finds out where an endpoint is right now. Refuses when any address of its name is none that may be
 * asked: then whoever owns the name means something by it. Throws when DNS fails.
 */
export async function resolveTarget(
  address: string,
  { dns, reach, signal }: { dns: Dns; reach: Reach; signal: AbortSignal },
): Promise<Result<Target, AddressRefusal | "name_not_found">> {
  const read = readEndpointUrl(address, reach);
  if (!read.ok) return read;
  const url = read.value;
  const ips = await addressesOf(url, dns, signal);
  if (ips.length === 0) return refuse("name_not_found");
  const mayAsk = (ip: string) => isPublicIp(ip) || (reach.allowsLoopback && isLoopback(ip));
  if (!ips.every(mayAsk)) return refuse("address_not_public");
  return ok({ url, ip: ips[0]! });
}

async function addressesOf(url: URL, dns: Dns, signal: AbortSignal): Promise<string[]> {
  const ip = ipOf(url);
  if (ip) return [ip];
  if (/(^|\.)localhost\.?$/.test(url.hostname)) return ["127.0.0.1"];
  const [nameServer] = dns.servers;
  const found = await Promise.all((["A", "AAAA"] as const).map(async (kind) => {
    try {
      return await Deno.resolveDns(url.hostname, kind, { nameServer, signal });
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return [];
      throw error;
    }
  }));
  return found.flat();
}
