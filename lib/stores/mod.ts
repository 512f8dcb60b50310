export { storeOrigin } from "./address.ts";
export { categoryAndBelow, hasGoods } from "./category_tree.ts";
export type { Media, StorefrontState } from "./state.ts";
export {
  type Category,
  type DeliveryZone,
  readShell,
  type Shell,
  shellColumns,
  type Store,
  zonesJson,
} from "./storefront.ts";
