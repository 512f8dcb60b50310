import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { AddressInput, ProfileInput } from "./input.ts";

/** A session that the device sent. */
interface Key {
  slug: string;
  token: string;
}

interface Answer<Code extends string> {
  ok: boolean;
  code: Code;
}

/** Name, email and consent of whoever is signed in. */
export async function saveProfile(
  sql: Sql,
  { slug, token }: Key,
  { name, email, wantsNews }: ProfileInput,
): Promise<Result<null, "signed_out">> {
  const input = { name, email, wants_news: wantsNews };
  const [row] = await sql<{ answer: Answer<"signed_out"> }[]>`
    select public.save_shopper_profile(${slug}, ${token}, ${sql.json(input)}) as answer`;
  return toResult(row!.answer);
}

export type AddressRefusal =
  | "signed_out"
  | "name_needed"
  | "address_not_found"
  | "address_exists"
  | "too_many_addresses"
  | "area_not_served";

/**
 * Changes the address with this id, or adds one where it is null. The first is the default; somebody
 * who has no name here yet brings one.
 */
export async function saveAddress(
  sql: Sql,
  { slug, token }: Key,
  id: string | null,
  { pin, ...address }: AddressInput,
): Promise<Result<null, AddressRefusal>> {
  const input = {
    name: address.name,
    area: address.area,
    landmark: address.landmark,
    directions: address.directions,
    second_phone: address.secondPhone,
    pin_lat: pin?.lat ?? null,
    pin_lng: pin?.lng ?? null,
    is_default: address.isDefault,
  };
  const [row] = await sql<{ answer: Answer<AddressRefusal> }[]>`
    select public.save_shopper_address(${slug}, ${token}, ${id}, ${sql.json(input)}) as answer`;
  return toResult(row!.answer);
}

/** Takes an address out of the list, or brings it back. */
export async function removeAddress(
  sql: Sql,
  { slug, token }: Key,
  { id, isUndone }: { id: string; isUndone: boolean },
): Promise<Result<null, "signed_out" | "address_not_found">> {
  const [row] = await sql<{ answer: Answer<"signed_out" | "address_not_found"> }[]>`
    select public.drop_shopper_address(${slug}, ${token}, ${id}, ${isUndone}) as answer`;
  return toResult(row!.answer);
}

/** Ends this session, or all of its phone at its shop. */
export async function endSession(
  sql: Sql,
  { slug, token }: Key,
  { isEverywhere }: { isEverywhere: boolean },
): Promise<void> {
  await sql`select public.end_shopper_session(${slug}, ${token}, ${isEverywhere})`;
}

/** The token of the order with this number, when it is of the phone that is signed in. */
export async function findOrder(
  sql: Sql,
  { slug, token }: Key,
  number: number,
): Promise<string | null> {
  const [row] = await sql<{ token: string | null }[]>`
    select public.find_shopper_order(${slug}, ${token}, ${number}) as token`;
  return row!.token;
}

function toResult<Code extends string>({ ok: isDone, code }: Answer<Code>): Result<null, Code> {
  return isDone ? ok(null) : refuse(code);
}
