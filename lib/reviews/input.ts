import { z } from "zod";
import { REVIEW_STATES } from "@/lib/enums.ts";

/** What a buyer says of one product. */
export const ReviewForm = z.object({
  productId: z.uuid(),
  stars: z.coerce.number({ error: "Choose how many stars." }).int().min(1, "Choose how many stars.")
    .max(5),
  body: z.string().trim().max(2000, "Keep it under 2,000 letters."),
  authorName: z.string().trim().min(1, "Write a name: a first name is enough.")
    .max(60, "Keep it under 60 letters."),
});
export type ReviewInput = z.output<typeof ReviewForm>;

/** What somebody of the shop makes of a review. */
export const ModerationForm = z.object({
  state: z.enum(REVIEW_STATES),
  answer: z.string().trim().max(2000, "Keep it under 2,000 letters."),
});
export type Moderation = z.output<typeof ModerationForm>;
