import type { Sql } from "@/lib/db/mod.ts";
import type { Logger } from "@/lib/observability/mod.ts";
import type { Sealer } from "@/lib/sealed.ts";
import type { Gateways } from "../gateway.ts";

/** What payment jobs work with. `sql` acts as service_role. */
export interface JobDeps {
  sql: Sql;
  gateways: Gateways;
  /** Opens the keys of accounts. */
  sealer: Sealer;
  /** Where gateways reach our edge functions, without a trailing slash. */
  functionsUrl: string;
  /** Where shoppers reach the platform, without a trailing slash. */
  publicUrl: string;
  log: Logger;
}
