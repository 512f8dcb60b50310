import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { type Currency, formatMinor } from "@/lib/money.ts";
import { priceField } from "@/lib/price_field.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { oneLine } from "./one_line.ts";

/** A delivery zone as its shop's owner edits it. */
export interface ZoneLine {
  id: string;
  name: string;
  areas: string[];
  feeMinor: number;
  promise: string;
  /** Fingerprint with which a form of it is saved. */
  shown: string;
}

/** Zones of a store in the order that checkout offers them; 100 at most. */
export async function listZones(sql: Sql, storeId: string): Promise<ZoneLine[]> {
  return await sql<ZoneLine[]>`
    select z.id, z.name, z.areas, z.fee_minor as "feeMinor", z.promise,
      md5(jsonb_build_array(z.name, z.areas, z.fee_minor, z.promise)::text) as shown
    from public.delivery_zones as z
    where z.store_id = ${storeId}
    order by z.position, z.name`;
}

const MAX_AREAS = 200;

/** One area a line; commas belong to names such as "Kilimani, Nairobi". */
/** Where a shop delivers, by name, for fields that offer them. */
export async function listAreas(sql: Sql, storeId: string): Promise<string[]> {
  const rows = await sql<{ area: string }[]>`
    select distinct a.area from public.delivery_zones as z, unnest(z.areas) as a (area)
    where z.store_id = ${storeId} order by a.area limit 500`;
  return rows.map(({ area }) => area);
}

const areasField = z.string()
  .transform((text) => [
    ...new Set(text.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean)),
  ])
  .pipe(
    z.array(z.string().max(120, "Keep each area under 120 letters."))
      .min(1, "Write at least one area.")
      .max(MAX_AREAS, `Write at most ${MAX_AREAS} areas; make another zone for the rest.`),
  );

/** The form of a zone of a shop that sells in this currency. */
export function zoneForm(currency: Currency) {
  return z.object({
    id: z.uuid(),
    shown: z.string(),
    name: oneLine(80, "Keep the name under 80 letters.").min(1, "Give the zone a name."),
    areas: areasField,
    fee: priceField(currency),
    promise: oneLine(120, "Keep the promise under 120 letters."),
  });
}
export type ZoneInput = z.output<ReturnType<typeof zoneForm>>;

/** A zone as the fields of its form. */
export function zoneFields(
  { id, name, areas, feeMinor, promise, shown }: ZoneLine,
  currency: Currency,
): Record<string, string> {
  return {
    id,
    shown,
    name,
    areas: areas.join("\n"),
    fee: formatMinor(feeMinor, currency),
    promise,
  };
}

export type ZoneRefusal = "area_taken" | "changed_meanwhile" | "too_many_zones" | "zone_gone";

/** Makes the zone whose id the form minted, or changes it. With `area_taken`, details name it. */
export async function saveZone(
  sql: Sql,
  storeId: string,
  { id, shown, fee, ...zone }: ZoneInput,
): Promise<Result<null, ZoneRefusal, string>> {
  const input = { ...zone, fee_minor: fee, ...(shown && { shown }) };
  const [row] = await sql<{ answer: { ok: boolean; code: ZoneRefusal; area?: string } }[]>`
    select public.save_delivery_zone(${storeId}, ${id}, ${sql.json(input)}) as answer`;
  const { answer } = row!;
  return answer.ok ? ok(null) : refuse(answer.code, answer.area);
}

/** Orders that were placed keep what they were promised. */
export async function deleteZone(sql: Sql, storeId: string, zoneId: string): Promise<void> {
  await sql`delete from public.delivery_zones as z where z.store_id = ${storeId} and z.id = ${zoneId}`;
}

/** At which field a refusal is said, and how. */
export function zoneErrors(code: ZoneRefusal, area?: string): Record<string, string> {
  switch (code) {
    case "area_taken":
      return { areas: `${area} is in another zone. An area has one fee.` };
    case "changed_meanwhile":
      return { "": "Somebody changed this zone meanwhile. What you see is what you typed." };
    case "too_many_zones":
      return { "": "A shop has 100 zones at most. Add the areas to one that is there." };
    case "zone_gone":
      return { "": "Somebody removed this zone meanwhile." };
  }
}
