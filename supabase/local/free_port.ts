/** A free loopback port: the preferred one when it is free, so that addresses outlive a restart. */
export function freePort(preferred = 0): number {
  try {
    return probe(preferred);
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    return probe(0);
  }
}

function probe(port: number): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port });
  return listener.addr.port;
}
