import { StartupError } from "@/lib/startup_error.ts";

/** The port to serve on, from PORT; 0 means any. Throws StartupError when it is wrong or taken. */
export function readPort(value: string | undefined): number {
  const port = Number(value || 8000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new StartupError(`PORT is not a port number: "${value}"`);
  }
  try {
    Deno.listen({ port }).close();
  } catch (error) {
    const reason = error instanceof Deno.errors.AddrInUse ? "is taken" : "may not be used";
    throw new StartupError(
      `Port ${port} ${reason}: stop what uses it, or set PORT to another one (0 picks a free one)`,
    );
  }
  return port;
}
