// Below what systems give to outgoing connections (Linux: from 32768). A port from there could be taken
// by any connection between being chosen and being listened on, even by the one that asks whether
// somebody listens: a connection to a free port of that range may connect to itself.
const FIRST = 20_000;
const LAST = 31_999;
const TRIES = 200;

/**
 * A free loopback port that is none of `but`: the preferred one when it is free, so that addresses
 * outlive a restart.
 */
export function freePort(preferred?: number, but: ReadonlySet<number> = new Set()): number {
  if (preferred && !but.has(preferred) && isFree(preferred)) return preferred;
  for (let i = 0; i < TRIES; i++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (!but.has(port) && isFree(port)) return port;
  }
  throw new Error(`No free port between ${FIRST} and ${LAST}`);
}

function isFree(port: number): boolean {
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return false;
    throw error;
  }
}
