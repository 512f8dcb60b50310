export {
  type Moderation,
  ModerationForm,
  REVIEW_STATES,
  ReviewForm,
  type ReviewState,
} from "./input.ts";
export {
  listReviews,
  moderateReview,
  readReviewFilter,
  type ReviewFilter,
  type ReviewLine,
} from "./merchant.ts";
export { type Bought, readReviewPage, writeReview } from "./shopper.ts";
