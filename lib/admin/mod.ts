export { isPlatformAdmin, listPlatformAdmins, type PlatformAdmin } from "./admins.ts";
export { ReasonForm } from "./forms.ts";
export type { AdminState } from "./state.ts";
export {
  closeSupportVisit,
  getStore,
  listStores,
  openSupportVisit,
  readStoreFilter,
  resumeStore,
  STORE_STATUSES,
  type StoreFacts,
  type StoreFilter,
  type StoreLine,
  type StoreStatus,
  suspendStore,
} from "./stores.ts";
