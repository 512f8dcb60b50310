import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { type Country, formatPhone, parsePhone } from "@/lib/phone.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { oneLine } from "./one_line.ts";

/** What the owner settles about a shop, as the database names it. */
export interface StoreSettings {
  name: string;
  tagline: string;
  /** E.164. */
  contact_phone: string | null;
  whatsapp_phone: string | null;
  contact_email: string | null;
  address: string;
  opening_hours: string;
  is_pickup_offered: boolean;
  pickup_note: string;
  /** How long an unpaid order keeps its stock. */
  hold_minutes: number;
  /** Basis points: 1600 is 16 %. */
  tax_rate_bp: number;
  is_tax_included: boolean;
  is_closed: boolean;
  closed_note: string;
}

/** Settings and the fingerprint with which a form of them is saved. */
export interface ShownSettings {
  settings: StoreSettings;
  shown: string;
}

export async function getStoreSettings(sql: Sql, storeId: string): Promise<ShownSettings> {
  const [row] = await sql<ShownSettings[]>`
    select settings, md5(settings::text) as shown
    from public.store_settings(${storeId}) as settings`;
  return row!;
}

/**
 * Saves what a form says. Refuses with `changed_meanwhile` when somebody changed the settings after
 * the form was made; the same form sent twice is saved once.
 */
export async function saveStoreSettings(
  sql: Sql,
  storeId: string,
  { settings, shown }: ShownSettings,
): Promise<Result<null, "changed_meanwhile">> {
  const input = { ...settings, shown };
  const [row] = await sql<{ answer: { ok: boolean; code: "changed_meanwhile" } }[]>`
    select public.save_store_settings(${storeId}, ${sql.json(input)}) as answer`;
  return row!.answer.ok ? ok(null) : refuse(row!.answer.code);
}

/** A phone of this country as E.164, or null when the field is empty. */
export function optionalPhoneField(country: Country) {
  return z.string().transform((typed, ctx): string | null => {
    if (typed.trim() === "") return null;
    const number = parsePhone(typed, country);
    if (number) return number;
    ctx.issues.push({
      code: "custom",
      message: "That does not look like a phone number. Leave it empty or correct it.",
      input: typed,
    });
    return z.NEVER;
  });
}

/** "16", "7.5" or "16 %" as basis points. */
const rateField = z.string().transform((typed, ctx): number => {
  const match = /^(\d{1,2})(?:[.,](\d{1,2}))?\s*%?$/.exec(typed.trim() || "0");
  const basisPoints = match
    ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"))
    : Infinity;
  if (basisPoints <= 5000) return basisPoints;
  const message = "Write a rate from 0 to 50, such as 16 or 7.5.";
  ctx.issues.push({ code: "custom", message, input: typed });
  return z.NEVER;
});

const WRONG_EMAIL = "That does not look like an email address. Leave it empty or correct it.";
const HOLD = "Write a number of minutes from 5 to 1440.";
const box = z.literal("1").optional().transform((ticked) => ticked === "1");

/** The form of the settings of a shop in this country, by the names of its fields. */
export function settingsForm(country: Country) {
  return z.object({
    shown: z.string(),
    name: oneLine(80, "Keep the name under 80 letters.").min(1, "Give your shop a name."),
    tagline: oneLine(160, "Keep the line under 160 letters."),
    contactPhone: optionalPhoneField(country),
    whatsappPhone: optionalPhoneField(country),
    contactEmail: z.string().trim().pipe(
      z.union([z.literal(""), z.email(WRONG_EMAIL).max(254, WRONG_EMAIL)], WRONG_EMAIL),
    ).transform((email) => email || null),
    address: oneLine(200, "Keep the address under 200 letters."),
    openingHours: oneLine(120, "Keep the hours under 120 letters."),
    isPickupOffered: box,
    pickupNote: oneLine(160, "Keep the note under 160 letters."),
    holdMinutes: z.string().trim().regex(/^\d{1,4}$/, HOLD).transform(Number)
      .pipe(z.number().min(5, HOLD).max(1440, HOLD)),
    taxRate: rateField,
    taxMode: z.enum(["included", "added"], "Choose one."),
    isClosed: box,
    closedNote: z.string().trim().max(300, "Keep the note under 300 letters."),
  }).transform(({ shown, ...form }): ShownSettings => ({
    shown,
    settings: {
      name: form.name,
      tagline: form.tagline,
      contact_phone: form.contactPhone,
      whatsapp_phone: form.whatsappPhone,
      contact_email: form.contactEmail,
      address: form.address,
      opening_hours: form.openingHours,
      is_pickup_offered: form.isPickupOffered,
      pickup_note: form.pickupNote,
      hold_minutes: form.holdMinutes,
      tax_rate_bp: form.taxRate,
      is_tax_included: form.taxMode === "included",
      is_closed: form.isClosed,
      closed_note: form.closedNote,
    },
  }));
}

/** Settings as the fields of their form. */
export function settingsFields({ settings, shown }: ShownSettings): Record<string, string> {
  return {
    shown,
    name: settings.name,
    tagline: settings.tagline,
    contactPhone: settings.contact_phone ? formatPhone(settings.contact_phone) : "",
    whatsappPhone: settings.whatsapp_phone ? formatPhone(settings.whatsapp_phone) : "",
    contactEmail: settings.contact_email ?? "",
    address: settings.address,
    openingHours: settings.opening_hours,
    ...(settings.is_pickup_offered && { isPickupOffered: "1" }),
    pickupNote: settings.pickup_note,
    holdMinutes: String(settings.hold_minutes),
    taxRate: String(settings.tax_rate_bp / 100),
    taxMode: settings.is_tax_included ? "included" : "added",
    ...(settings.is_closed && { isClosed: "1" }),
    closedNote: settings.closed_note,
  };
}
