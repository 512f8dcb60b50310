import postgres from "postgres";
import { StartupError } from "@/lib/startup_error.ts";

/** Says what is wrong with a database address. Anything else is given back as it came. */
export function explainConnectionError(error: unknown, variable: string): unknown {
  const { code, address, port, hostname } = error as Record<string, string | undefined>;
  const reason = {
    ECONNREFUSED: `nothing answers at ${address ?? hostname}:${port}`,
    CONNECT_TIMEOUT: `${address ?? hostname}:${port} does not answer`,
    ENOTFOUND: `there is no host "${hostname}"`,
    EHOSTUNREACH: "its host cannot be reached",
    ENETUNREACH: "its network cannot be reached",
    "28P01": "the database refuses the user or password",
    "28000": "the database refuses the user",
    "3D000": "there is no such database",
  }[code ?? ""];
  return reason ? new StartupError(`${variable} does not work: ${reason}`) : error;
}

/** Throws StartupError when a database address, given by this variable, does not let its login in. */
export async function checkConnection(url: string, variable: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10 });
  try {
    await sql`select 1`;
  } catch (error) {
    throw explainConnectionError(error, variable);
  } finally {
    await sql.end();
  }
}
