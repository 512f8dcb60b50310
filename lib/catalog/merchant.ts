export {
  arrangeCategories,
  type Category,
  CategoryForm,
  type CategoryInput,
  createCategory,
  deleteCategory,
  explainCategoryError,
  listCategories,
  MAX_DEPTH,
  updateCategory,
} from "./merchant_categories.ts";
export {
  blankProduct,
  type FileDraft,
  MAX_OPTIONS,
  MAX_PICTURES,
  MAX_VARIANTS,
  type OptionDraft,
  type PictureDraft,
  type ProductDraft,
  productSlug,
  readDraft,
  type VariantDraft,
} from "./merchant_draft.ts";
export { fileChanges, type StoredUploads } from "./merchant_files.ts";
export { type Grid, type GridProblem, type GridRow, readGrid, saveGrid } from "./merchant_grid.ts";
export { changePrices, checkGrid, readGridRows, readPercent } from "./merchant_grid_input.ts";
export { type Difference, differences } from "./merchant_differences.ts";
export { checkProduct, type ProductInput } from "./merchant_input.ts";
export {
  listProducts,
  type ProductFilter,
  type ProductLine,
  productQuery,
  readProductFilter,
} from "./merchant_list.ts";
export { type NewPicture } from "./merchant_pictures.ts";
export {
  getProduct,
  type StoredFile,
  type StoredPicture,
  type StoredProduct,
  type StoredVariant,
  toDraft,
  withFreshStock,
} from "./merchant_product.ts";
export {
  explainSaveError,
  FILE_MISSING,
  type FileChange,
  saveErrors,
  saveProduct,
  type SaveRefusal,
} from "./merchant_save.ts";
export { layOutVariants, splitValues } from "./merchant_variants.ts";
