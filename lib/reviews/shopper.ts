import type { Sql } from "@/lib/db/mod.ts";
import type { ReviewState } from "@/lib/enums.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { type Shell, shellColumns, type ShopRequest } from "@/lib/stores/mod.ts";
import type { ReviewInput } from "./input.ts";

/** A product of an order, and what its buyer said of it. */
export interface Bought {
  product_id: string;
  title: string;
  image_path: string | null;
  /** Null before anything was said. */
  stars: number | null;
  body: string | null;
  /** As signed before, or the first name of the order. */
  author_name: string;
  state: ReviewState | null;
}

interface OrderKey {
  slug: string;
  token: string;
}

/** The page where buyers say how it is; `bought` is empty when no paid order has this token. */
export async function readReviewPage(
  sql: Sql,
  { slug, token, cart, language }: OrderKey & ShopRequest,
): Promise<Shell & { bought: Bought[] } | null> {
  const [row] = await sql<(Shell & { bought: Bought[] })[]>`
    select ${
    shellColumns(sql, { cart, language })
  }, public.list_bought(${slug}, ${token}) as "bought"
    from public.stores as s
    where s.slug = ${slug}`;
  return row ?? null;
}

/** Writes or changes what the holder of an order's token says; it is shown once the shop has read it. */
export async function writeReview(
  sql: Sql,
  { slug, token }: OrderKey,
  { productId, stars, body, authorName }: ReviewInput,
): Promise<Result<null, "not_bought" | "not_paid">> {
  const input = sql.json({ stars, body, author_name: authorName });
  const [row] = await sql<{ answer: { ok: boolean; code: "not_bought" | "not_paid" } }[]>`
    select public.write_review(${slug}, ${token}, ${productId}, ${input}) as answer`;
  const { answer } = row!;
  return answer.ok ? ok(null) : refuse(answer.code);
}
