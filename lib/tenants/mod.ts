export { type Homeland, HOMELANDS } from "./countries.ts";
export {
  type ApiKey,
  ApiKeyForm,
  createApiKey,
  KEY_LIVES,
  KEY_PERMISSIONS,
  keyState,
  listApiKeys,
  permissionField,
  replaceApiKey,
  type ReplaceRefusal,
  revokeApiKey,
} from "./api_keys.ts";
export {
  getHandWays,
  type HandWays,
  handWaysFields,
  handWaysForm,
  saveHandWays,
} from "./hand_ways.ts";
export { getLanguages, LanguagesForm, saveLanguages } from "./languages.ts";
export { type ApiStore, listMyStores } from "./list_my_stores.ts";
export { findHomeStore, getMyStore, isStoreOpen, type MyStore } from "./my_store.ts";
export { NewStore, orderPrefixOf, RESERVED_SLUGS, SignUp, suggestSlug } from "./new_store.ts";
export { openStore } from "./open_store.ts";
export {
  accountMode,
  changeCallbackToken,
  findPaymentAccount,
  type KeyCheck,
  listPaymentAccounts,
  mpesaCanRefund,
  offerPaymentAccount,
  type PaymentAccount,
  requestAccountCheck,
  saveMpesa,
  savePaymentAccount,
  savePaystack,
} from "./payment_accounts.ts";
export { getTillAddress, requestTillAddress, type TillAddress } from "./till_address.ts";
export { MpesaForm, PaystackForm } from "./payment_forms.ts";
export { getSetup, type Setup } from "./setup.ts";
export type { AuthState, DashboardState, SignedInState } from "./state.ts";
