export { languagePrefix, type PageAddress, pageAddress, storeOrigin } from "./address.ts";
export { categoryAndBelow, hasGoods } from "./category_tree.ts";
export {
  deleteZone,
  listAreas,
  listZones,
  saveZone,
  zoneErrors,
  zoneFields,
  zoneForm,
  type ZoneInput,
  type ZoneLine,
} from "./delivery.ts";
export {
  deletePickupPoint,
  listPickupPoints,
  pickupErrors,
  pickupFields,
  pickupForm,
  type PickupLine,
  savePickupPoint,
} from "./pickup.ts";
export {
  getStoreSettings,
  saveStoreSettings,
  settingsFields,
  settingsForm,
  type ShownSettings,
  type StoreSettings,
} from "./settings.ts";
export { addressOf, languageOf, wordsOf } from "./language.ts";
export { isLite, LITE_WIDTH, liteCookie, LiteForm } from "./lite.ts";
export type { Media, StorefrontState, Visited } from "./state.ts";
export {
  type Category,
  type DeliveryZone,
  type PickupPoint,
  pickupPointsJson,
  readShell,
  type Shell,
  shellColumns,
  type ShopRequest,
  type Store,
  zonesJson,
} from "./storefront.ts";
