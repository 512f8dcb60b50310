export { type Homeland, HOMELANDS } from "./countries.ts";
export { findHomeStore, getMyStore, type MyStore } from "./my_store.ts";
export { NewStore, orderPrefixOf, RESERVED_SLUGS, SignUp, suggestSlug } from "./new_store.ts";
export { openStore } from "./open_store.ts";
