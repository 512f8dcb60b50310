/** What other domains need of the catalogue; pages take `storefront.ts` or `merchant.ts`. */
export { productSlug } from "./merchant_draft.ts";
export { explainSaveError, saveProduct } from "./merchant_save.ts";
export { type Picture, pictureJson } from "./storefront_cards.ts";
export { catalogTasks } from "./tasks.ts";
