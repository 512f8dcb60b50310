import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { HOMELANDS } from "./countries.ts";
import { saveLanguages } from "./languages.ts";
import { type NewStore, orderPrefixOf } from "./new_store.ts";

/** Makes a business and its first shop, owned by whoever `sql` runs as. */
export async function openStore(
  sql: Sql,
  { name, slug, country, email }: NewStore & { email: string },
): Promise<Result<{ storeId: string }, "slug_taken" | "store_exists">> {
  const { currency, timeZone, language } = HOMELANDS[country];
  const input = {
    name,
    slug,
    country,
    currency,
    time_zone: timeZone,
    order_prefix: orderPrefixOf(name),
    contact_email: email,
  };
  const [row] = await sql<{ answer: Answer }[]>`
    select public.create_store(${sql.json(input)}) as answer`;
  const answer = row!.answer;
  if (!answer.ok) return refuse(answer.code);
  await saveLanguages(sql, answer.store_id, [language]);
  return ok({ storeId: answer.store_id });
}

type Answer =
  | { ok: true; store_id: string }
  | { ok: false; code: "slug_taken" | "store_exists" };
