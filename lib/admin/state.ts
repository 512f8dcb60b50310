import type { Sql } from "@/lib/db/mod.ts";
import type { SignedInState } from "@/lib/tenants/mod.ts";

/** Pages of the console. */
export interface AdminState extends SignedInState {
  /**
   * Runs in one transaction as whoever is signed in, who is known to run the platform. Policies and
   * functions ask once more.
   */
  inConsole<T>(run: (sql: Sql) => Promise<T>): Promise<T>;
}
