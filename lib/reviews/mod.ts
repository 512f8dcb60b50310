export { type Moderation, ModerationForm, ReviewForm } from "./input.ts";
export {
  listReviews,
  moderateReview,
  readReviewFilter,
  type ReviewFilter,
  type ReviewLine,
} from "./merchant.ts";
export { type Bought, readReviewPage, writeReview } from "./shopper.ts";
