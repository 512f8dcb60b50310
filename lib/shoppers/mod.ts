export {
  type AddressRefusal,
  endSession,
  findOrder,
  removeAddress,
  saveAddress,
  saveProfile,
} from "./changes.ts";
export { type CodeRefusal, makeTicket, openSession, requestCode } from "./codes.ts";
export { forgetShopper, readShopperCookie, shopperCookie } from "./cookie.ts";
export { AddressForm, CodeForm, PhoneForm, pinField, ProfileForm } from "./input.ts";
export {
  type AddressesPage,
  type OrderCard,
  type OrdersPage,
  readAddressesPage,
  readOrdersPage,
} from "./pages.ts";
export {
  type Address,
  firstAddress,
  type Shopper,
  shopperJson,
  type ShopperKey,
  toShopper,
} from "./shopper.ts";
export { sayAddressRefusal, sayCodeRefusal, sayOrderState, sayWrongCode } from "./words.ts";
