export {
  deletePage,
  getPage,
  listPages,
  pageErrors,
  pageFields,
  PageForm,
  type PageLine,
  savePage,
} from "./merchant.ts";
export { readShopPage, type ShopPageData } from "./storefront.ts";
export { isPolicy, POLICIES, type PolicyKind, suggestPolicy } from "./suggestions.ts";
export {
  type ContactMessage,
  leaveMessage,
  listMessages,
  markRead,
  messageForm,
} from "./messages.ts";
