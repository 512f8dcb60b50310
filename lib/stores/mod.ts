export { storeOrigin } from "./address.ts";
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
