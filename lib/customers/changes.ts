import type { Sql } from "@/lib/db/mod.ts";
import type { ConsentChannel } from "@/lib/enums.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";

export interface CustomerInput {
  name: string;
  email: string;
  tags: string[];
  consents: ConsentChannel[];
}

interface Answer<Code> {
  ok: boolean;
  code: Code;
  id: string;
  customer_id: string;
}

interface Place {
  storeId: string;
  id: string;
}

/** Adds somebody under the id that the form minted. Refused with the id of who has this phone. */
export async function addCustomer(
  sql: Sql,
  { storeId, id }: Place,
  input: CustomerInput & { phone: string },
): Promise<Result<string, "phone_taken", string>> {
  const [row] = await sql<{ answer: Answer<"phone_taken"> }[]>`
    select public.add_customer(${storeId}, ${id}, ${sql.json(input as never)}) as answer`;
  const { answer } = row!;
  return answer.ok ? ok(answer.id) : refuse(answer.code, answer.customer_id);
}

/** False when they were merged or erased meanwhile. */
export async function editCustomer(
  sql: Sql,
  { storeId, id }: Place,
  input: CustomerInput,
): Promise<boolean> {
  const [row] = await sql<{ answer: Answer<"customer_gone"> }[]>`
    select public.edit_customer(${storeId}, ${id}, ${sql.json(input as never)}) as answer`;
  return row!.answer.ok;
}

/** Puts a tag on customers or takes it off; answers how many changed. */
export async function tagCustomers(
  sql: Sql,
  storeId: string,
  { ids, tag, isRemoved }: { ids: string[]; tag: string; isRemoved: boolean },
): Promise<number> {
  const input = sql.json({ customer_ids: ids, tag, is_removed: isRemoved });
  const [row] = await sql<{ changed: number }[]>`
    select public.tag_customers(${storeId}, ${input}) as changed`;
  return row!.changed;
}

/** Keeps a note under the id that the form minted; false when the customer is gone. */
export async function addNote(
  sql: Sql,
  { storeId, id, noteId, body }: Place & { noteId: string; body: string },
): Promise<boolean> {
  const [row] = await sql<{ answer: Answer<"customer_gone"> }[]>`
    select public.add_customer_note(${storeId}, ${id}, ${noteId}, ${body}) as answer`;
  return row!.answer.ok;
}

/** False when it is not there, or somebody else's. */
export async function deleteNote(sql: Sql, { storeId, id }: Place): Promise<boolean> {
  const [row] = await sql<{ is_gone: boolean }[]>`
    select public.delete_customer_note(${storeId}, ${id}) as is_gone`;
  return row!.is_gone;
}

export interface AddressInput {
  area: string;
  landmark: string;
  directions: string;
  second_phone: string;
}

export type AddressRefusal =
  | "customer_gone"
  | "address_not_found"
  | "address_exists"
  | "too_many_addresses";

/** Changes an address or adds one; `input` null takes it away. */
export async function saveAddress(
  sql: Sql,
  { storeId, id, addressId }: Place & { addressId: string | null },
  input: AddressInput | null,
): Promise<Result<string, AddressRefusal>> {
  const given = sql.json((input ?? { is_removed: true }) as never);
  const [row] = await sql<{ answer: Answer<AddressRefusal> }[]>`
    select public.save_customer_address(${storeId}, ${id}, ${addressId}, ${given}) as answer`;
  const { answer } = row!;
  return answer.ok ? ok(answer.id) : refuse(answer.code);
}

/** Takes a person out of the shop for good. */
export async function eraseCustomer(
  sql: Sql,
  { storeId, id }: Place,
): Promise<Result<null, "customer_gone" | "order_open" | "money_under_way">> {
  const [row] = await sql<
    { answer: Answer<"customer_gone" | "order_open" | "money_under_way"> }[]
  >`select public.erase_customer(${storeId}, ${id}) as answer`;
  return row!.answer.ok ? ok(null) : refuse(row!.answer.code);
}
