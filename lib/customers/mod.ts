export {
  addCustomer,
  addNote,
  type AddressRefusal,
  deleteNote,
  editCustomer,
  eraseCustomer,
  saveAddress,
  tagCustomers,
} from "./changes.ts";
export { copyCustomer, readableCopy } from "./copy.ts";
export {
  type Customer,
  type CustomerAddress,
  type CustomerEvent,
  type CustomerOrder,
  type CustomerTotals,
  getCustomer,
  HAPPENINGS,
} from "./customer.ts";
export {
  CUSTOMER_SORTS,
  type CustomerFilter,
  customerQuery,
  type CustomerSort,
  isNarrowed,
  ORDER_COUNTS,
  type OrderCount,
  readCustomerFilter,
} from "./filter.ts";
export { addForm, addressForm, EditForm, NoteForm, TagForm } from "./forms.ts";
export {
  type CustomerChoices,
  type CustomerLine,
  type CustomerList,
  listCustomerChoices,
  listCustomers,
} from "./list.ts";
export {
  type CustomerMerge,
  type DuplicatePair,
  listDuplicates,
  listMerges,
  mergeCustomers,
  undoMerge,
} from "./merges.ts";
export {
  BLANK_SEGMENT,
  checkSegment,
  readSegmentDraft,
  type SegmentDraft,
  type SegmentRule,
  toSegmentDraft,
} from "./segment_rule.ts";
export {
  countCustomers,
  deleteSegment,
  getSegment,
  listRuleChoices,
  listSegments,
  type RuleChoices,
  saveSegment,
  type Segment,
  type SegmentRefusal,
} from "./segments.ts";
export { segmentSentence } from "./segment_words.ts";
export {
  averageMinor,
  CHANNEL_NAMES,
  type CustomerHappening,
  happeningOf,
  sourceWords,
} from "./words.ts";
