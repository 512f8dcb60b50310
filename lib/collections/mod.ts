export {
  COLLECTION_REFUSALS,
  type CollectionLine,
  COUNTED,
  createCollection,
  deleteCollection,
  explainCollectionError,
  getCollection,
  listCollections,
  restoreCollection,
  type StoredCollection,
  updateCollection,
} from "./collections.ts";
export {
  blankCollection,
  changeConditions,
  type CollectionDraft,
  collectionSlug,
  CONDITION_FIELDS,
  type ConditionDraft,
  type ConditionField,
  type Fields,
  MAX_CONDITIONS,
  readDraft,
  toDraft,
} from "./draft.ts";
export {
  checkCollection,
  checkRule,
  type CollectionInput,
  type Condition,
  type Rule,
} from "./input.ts";
export { arrangeFrontShelves, FRONT_SHELVES, type FrontShelf, listFrontShelves } from "./front.ts";
export {
  addItems,
  arrangeItems,
  type Arrangement,
  type CollectionItem,
  findMissingItems,
  listItems,
  type PlacedItem,
  type Preview,
  previewRule,
  putItems,
} from "./products.ts";
export { collectionTasks } from "./tasks.ts";
