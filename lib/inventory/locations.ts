import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";

/** A place where stock lies. */
export interface Location {
  id: string;
  name: string;
  /** From here the website sells. */
  isDefault: boolean;
  isClosed: boolean;
  /** Nothing is there, and no order holds anything there. */
  isEmpty: boolean;
}

const name = z.string().trim().min(1, "Write a name.").max(80, "80 characters are the most.");

/** The form that renames a location. */
export const LocationForm = z.looseObject({ name });

/** The form that opens a location. Its id makes it open one, however often it is sent. */
export const NewLocationForm = z.looseObject({ id: z.uuid(), name });

export type LocationRefusal =
  | "name_taken"
  | "too_many_locations"
  | "location_default"
  | "location_not_empty"
  | "location_counting"
  | "location_closed";

/** The open locations of a store, the default one first. */
export async function listLocations(sql: Sql, storeId: string): Promise<Place[]> {
  return await sql<Place[]>`
    select l.id, l.name, l.is_default as "isDefault"
    from public.locations as l
    where l.store_id = ${storeId} and l.closed_at is null
    order by l.is_default desc, l.id`;
}

export type Place = Pick<Location, "id" | "name" | "isDefault">;

/** All locations of a store open ones first. */
export async function listAllLocations(sql: Sql, storeId: string): Promise<Location[]> {
  return await sql<Location[]>`
    select l.id, l.name, l.is_default as "isDefault", l.closed_at is not null as "isClosed",
      not exists (select from public.inventory_levels as i
        where i.store_id = l.store_id and i.location_id = l.id
          and (i.on_hand <> 0 or i.reserved <> 0)) as "isEmpty"
    from public.locations as l
    where l.store_id = ${storeId}
    order by l.closed_at is not null, l.is_default desc, l.id`;
}

export interface LocationChange {
  name?: string;
  is_default?: true;
  is_closed?: boolean;
}

/**
 * Opens a location under a random id of its form, so that sending it twice opens one, or changes the
 * location with this id.
 */
export async function saveLocation(
  sql: Sql,
  { storeId, locationId, change }: { storeId: string; locationId: string; change: LocationChange },
): Promise<Result<null, LocationRefusal>> {
  const [row] = await sql<{ answer: { ok: boolean; code: LocationRefusal } }[]>`
    select public.save_location(${storeId}, ${locationId}, ${sql.json(change as never)}) as answer`;
  const { answer } = row!;
  return answer.ok ? ok(null) : refuse(answer.code);
}
