/** Where names are looked up; the system's own resolver when there is none. */
export interface Dns {
  servers: { ipAddr: string; port: number }[];
}

/** The record that proves a claim stands at this label below the domain. */
export const TXT_LABEL = "_afrify";

export function txtValue(token: string): string {
  return `afrify-domain=${token}`;
}

export interface DnsAnswer {
  hasToken: boolean;
  pointsHere: boolean;
}

interface Question {
  host: string;
  token: string;
  /** A name that leads to us: the shop's host on the platform's domain. */
  target: string;
  /** Our addresses, where they are known; else those of `target`. */
  addresses: string[];
}

/**
 * Asks DNS whether a domain carries the token and leads here, by a CNAME or by its addresses. Throws
 * when DNS does not answer: that is neither yes nor no. A name server's failure (SERVFAIL) reaches us
 * as if there were no records.
 */
export async function askDns(
  dns: Dns,
  question: Question,
  signal?: AbortSignal,
): Promise<DnsAnswer> {
  const { host, token, target, addresses } = question;
  const [texts, aliases, theirs, ours] = await Promise.all([
    lookUp(dns, `${TXT_LABEL}.${host}`, "TXT", signal),
    lookUp(dns, host, "CNAME", signal),
    addressesOf(dns, host, signal),
    addresses.length > 0 ? addresses : addressesOf(dns, target, signal),
  ]);
  // Long texts come in pieces.
  const hasToken = texts.some((pieces) => pieces.join("").trim() === txtValue(token));
  const isAlias = aliases.some(([name]) => name!.replace(/\.$/, "").toLowerCase() === target);
  return { hasToken, pointsHere: isAlias || theirs.some((one) => ours.includes(one)) };
}

async function addressesOf(dns: Dns, host: string, signal?: AbortSignal): Promise<string[]> {
  const answers = await Promise.all([
    lookUp(dns, host, "A", signal),
    lookUp(dns, host, "AAAA", signal),
  ]);
  return answers.flat(2);
}

/** Each record as its pieces; none when the name has none of this kind. */
async function lookUp(
  { servers }: Dns,
  name: string,
  kind: "A" | "AAAA" | "CNAME" | "TXT",
  signal?: AbortSignal,
): Promise<string[][]> {
  const [nameServer] = servers;
  try {
    const found = await resolve(name, kind, { nameServer, signal });
    return found.map((record) => [record].flat());
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function resolve(
  name: string,
  kind: "A" | "AAAA" | "CNAME" | "TXT",
  options: Deno.ResolveDnsOptions,
): Promise<(string | string[])[]> {
  return kind === "TXT"
    ? Deno.resolveDns(name, "TXT", options)
    : Deno.resolveDns(name, kind as "A", options);
}
