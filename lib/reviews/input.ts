import { z } from "zod";
import { REVIEW_STATES } from "@/lib/enums.ts";
import { errors } from "@/lib/i18n/en/errors.ts";

/** What a buyer says of one product. */
export const ReviewForm = z.object({
  productId: z.uuid(),
  stars: z.coerce.number({ error: errors.stars }).int().min(1, errors.stars).max(5, errors.stars),
  body: z.string().trim().max(2000, errors.bodyLong),
  authorName: z.string().trim().min(1, errors.authorName).max(60, errors.authorNameLong),
});
export type ReviewInput = z.output<typeof ReviewForm>;

/** What somebody of the shop makes of a review. */
export const ModerationForm = z.object({
  state: z.enum(REVIEW_STATES),
  answer: z.string().trim().max(2000, "Keep it under 2,000 letters."),
});
export type Moderation = z.output<typeof ModerationForm>;
