export {
  deleteDiscount,
  DISCOUNT_VIEWS,
  type DiscountInput,
  type DiscountView,
  endDiscount,
  getDiscount,
  listDiscounts,
  listTargets,
  saveDiscount,
  type StoredDiscount,
  type Target,
} from "./discounts.ts";
export {
  BLANK_DISCOUNT,
  copyOf,
  type DiscountDraft,
  type Fields,
  makeCode,
  readDraft,
  toDraft,
} from "./draft.ts";
export { checkDiscount } from "./input.ts";
export { explain, listLabels, type Trial, tryDiscounts } from "./try.ts";
export { CLASS_WORDS, discountErrors, discountSentence, STATE_WORDS, usageWords } from "./words.ts";
