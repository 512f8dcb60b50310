import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { type Country, formatPhone } from "@/lib/phone.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { oneLine } from "./one_line.ts";
import { optionalPhoneField } from "./settings.ts";
import type { PickupPoint } from "./storefront.ts";

/** A pickup point as its shop's owner edits it. */
export interface PickupLine extends PickupPoint {
  /** Fingerprint with which a form of it is saved. */
  shown: string;
}

/** Pickup points of a store in the order that checkout offers them; 50 at most. */
export async function listPickupPoints(sql: Sql, storeId: string): Promise<PickupLine[]> {
  return await sql<PickupLine[]>`
    select p.id, p.name, p.address, p.opening_hours as "openingHours", p.phone,
      md5(jsonb_build_array(p.name, p.address, p.opening_hours, p.phone)::text) as shown
    from public.pickup_points as p
    where p.store_id = ${storeId}
    order by p.position, p.name`;
}

/** The form of a pickup point of a shop in this country. */
export function pickupForm(country: Country) {
  return z.object({
    id: z.uuid(),
    shown: z.string(),
    name: oneLine(80, "Keep the name under 80 letters.").min(1, "Give the place a name."),
    address: oneLine(200, "Keep the address under 200 letters.")
      .min(1, "Write where it is, so that shoppers find it."),
    openingHours: oneLine(120, "Keep the hours under 120 letters."),
    phone: optionalPhoneField(country),
  });
}
export type PickupInput = z.output<ReturnType<typeof pickupForm>>;

/** A pickup point as the fields of its form. */
export function pickupFields(point: PickupLine): Record<string, string> {
  const { id, shown, name, address, openingHours, phone } = point;
  return { id, shown, name, address, openingHours, phone: phone ? formatPhone(phone) : "" };
}

export type PickupRefusal = "changed_meanwhile" | "name_taken" | "point_gone" | "too_many_points";

/** Makes the pickup point whose id the form minted, or changes it. */
export async function savePickupPoint(
  sql: Sql,
  storeId: string,
  { id, shown, openingHours, ...point }: PickupInput,
): Promise<Result<null, PickupRefusal>> {
  const input = { ...point, opening_hours: openingHours, ...(shown && { shown }) };
  const [row] = await sql<{ answer: { ok: boolean; code: PickupRefusal } }[]>`
    select public.save_pickup_point(${storeId}, ${id}, ${sql.json(input)}) as answer`;
  return row!.answer.ok ? ok(null) : refuse(row!.answer.code);
}

/** Orders that were placed keep the place as it was called. */
export async function deletePickupPoint(sql: Sql, storeId: string, id: string): Promise<void> {
  await sql`delete from public.pickup_points as p where p.store_id = ${storeId} and p.id = ${id}`;
}

const REFUSALS: Record<PickupRefusal, Record<string, string>> = {
  changed_meanwhile: {
    "": "Somebody changed this place meanwhile. What you see is what you typed.",
  },
  name_taken: { name: "Another place has this name. Change a word of it." },
  point_gone: { "": "Somebody removed this place meanwhile." },
  too_many_points: { "": "A shop has 50 places at most." },
};

/** At which field a refusal is said, and how. */
export function pickupErrors(code: PickupRefusal): Record<string, string> {
  return REFUSALS[code];
}
