import { z } from "zod";
import type { Config } from "@/lib/config.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { defineTask, type TaskList } from "@/lib/jobs/mod.ts";
import { askDns } from "./dns.ts";

export interface DomainDeps {
  config: Pick<Config, "dns" | "domainAddresses" | "platformDomain">;
  /** Runs as service_role. */
  sql: Sql;
}

/** How long DNS may take; then the job is tried again later. */
const PATIENCE_MS = 10_000;

/** Jobs about domains, by the names under which SQL queues them. */
export function domainTasks({ config, sql }: DomainDeps): TaskList {
  return {
    check_domain: defineTask(
      z.object({ domain_id: z.uuid() }),
      async ({ domain_id }, { signal }) => {
        const [claim] = await sql<{ host: string; token: string; slug: string }[]>`
        select d.host, d.token, s.slug
        from public.store_domains as d join public.stores as s on s.id = d.store_id
        where d.id = ${domain_id}`;
        if (!claim) return;
        const { host, token, slug } = claim;
        const { hasToken, pointsHere } = await askDns(config.dns, {
          ...{ host, token },
          target: `${slug}.${config.platformDomain}`,
          addresses: config.domainAddresses,
        }, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
        await sql`
        select private.record_domain_check(${domain_id}, ${token}, ${hasToken}, ${pointsHere})`;
      },
    ),
  };
}
