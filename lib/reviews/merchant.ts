import type { Sql } from "@/lib/db/mod.ts";
import { REVIEW_STATES, type ReviewState } from "@/lib/enums.ts";
import type { Moderation } from "./input.ts";

/** A review as a line of the merchant's list. */
export interface ReviewLine {
  id: string;
  productId: string;
  product: string;
  stars: number;
  body: string;
  authorName: string;
  state: ReviewState;
  answer: string;
  createdAt: Date;
}

export interface ReviewFilter {
  state: ReviewState;
  /** Id of the last review of the page before. */
  after?: string;
}

const PAGE = 20;

/** Narrows what an address asks for; those that nobody has read come first. */
export function readReviewFilter(params: URLSearchParams): ReviewFilter {
  const after = params.get("after") ?? "";
  return {
    state: REVIEW_STATES.find((one) => one === params.get("state")) ?? "pending",
    after: /^[0-9a-f-]{36}$/.test(after) ? after : undefined,
  };
}

/** Reviews of a store in one state, newest first. */
export async function listReviews(
  sql: Sql,
  storeId: string,
  { state, after }: ReviewFilter,
): Promise<{ reviews: ReviewLine[]; hasMore: boolean }> {
  const rows = await sql<ReviewLine[]>`
    select r.id, r.product_id as "productId", p.title as product, r.stars, r.body, r.state, r.answer,
      r.author_name as "authorName", r.created_at as "createdAt"
    from public.reviews as r
    join public.products as p on p.store_id = r.store_id and p.id = r.product_id
    where r.store_id = ${storeId} and r.state = ${state} ${after ? sql`and r.id < ${after}` : sql``}
    order by r.id desc limit ${PAGE + 1}`;
  return { reviews: rows.slice(0, PAGE), hasMore: rows.length > PAGE };
}

/** Shows or hides a review, and answers it. False when there is none that the caller may change. */
export async function moderateReview(
  sql: Sql,
  { storeId, id }: { storeId: string; id: string },
  { state, answer }: Moderation,
): Promise<boolean> {
  const { count } = await sql`
    update public.reviews as r set state = ${state}, answer = ${answer}
    where r.store_id = ${storeId} and r.id = ${id}`;
  return count > 0;
}
