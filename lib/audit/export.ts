import type { CsvCell } from "@/lib/csv.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { AuditEvent } from "./activity.ts";
import { actionWords, actorWords } from "./words.ts";

/** Heads of the columns that `toCells` fills. */
export const ACTIVITY_COLUMNS = [
  "time",
  "who",
  "what",
  "shop",
  "action",
  "entity",
  "entity_id",
  "changes",
  "ip",
  "user_agent",
];

/** An event as a line of a spreadsheet. */
export function toCells(event: AuditEvent): CsvCell[] {
  return [
    event.at,
    actorWords(event),
    actionWords(event),
    event.store?.slug ?? null,
    event.action,
    event.entity,
    event.entityId,
    JSON.stringify(event.changes),
    event.ip,
    event.userAgent,
  ];
}

/** What people take copies of. */
export type ExportedEntity =
  | "audit_events"
  | "products"
  | "customers"
  | "orders"
  | "ledger_entries"
  | "sales";

/** Says in the log that a copy is taken. Rejects with AF404 for whoever may not read it. */
export async function logExport(
  sql: Sql,
  storeId: string,
  entity: ExportedEntity,
): Promise<void> {
  await sql`select public.log_export(${storeId}, ${entity})`;
}
