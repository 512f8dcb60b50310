import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { WordsKey } from "./templates.ts";
import type { OwnWords } from "./text.ts";

/** Sends these words to whoever asks; answers to which address or phone. */
export async function tryWords(
  sql: Sql,
  storeId: string,
  { kind, channel, language, subject, heading, body }: WordsKey & OwnWords,
): Promise<Result<string, "no_recipient" | "too_many_tests">> {
  const input = { kind, channel, language, subject, heading, body };
  const [row] = await sql<{
    answer: { ok: boolean; code: "no_recipient" | "too_many_tests"; recipient: string };
  }[]>`select public.test_message(${storeId}, ${sql.json(input)}) as answer`;
  const { answer } = row!;
  return answer.ok ? ok(answer.recipient) : refuse(answer.code);
}

/** What one part of a text message of this shop cost the last time that the gateway said it. */
export interface PartCost {
  micros: number;
  currency: string;
}

/** Null until a text message went out. */
export async function findPartCost(sql: Sql, storeId: string): Promise<PartCost | null> {
  const [cost] = await sql<PartCost[]>`
    select (n.cost_micros / n.parts)::float8 as micros, n.cost_currency as currency
    from public.notifications as n
    where n.store_id = ${storeId} and n.cost_micros is not null and n.parts is not null
    order by n.id desc limit 1`;
  return cost ?? null;
}
