export { type Picture, pictureJson, type ProductCard } from "./storefront_cards.ts";
export {
  type HomePage,
  type ListPage,
  type ListRequest,
  readHomePage,
  readListPage,
} from "./storefront_lists.ts";
export { type Facets, type FacetValue, type SearchPage, searchProducts } from "./search.ts";
export {
  bandText,
  type PriceBand,
  readSearch,
  searchParams,
  type SearchRequest,
  type Sort,
  SORTS,
} from "./search_request.ts";
export { readShelfPage, type ShelfHead, type ShelfPage } from "./storefront_shelf.ts";
export { isInStock } from "./choice.ts";
export {
  findVariant,
  type Product,
  type ProductPage,
  readProductPage,
  type Variant,
} from "./storefront_product.ts";
