/** What is one shopper's own looks like the shop, and goes around the pages that are kept for everyone. */
export { default } from "../(shop)/_layout.tsx";
