export { Cache, type CacheOptions, type Loaded, type ReadResult } from "./cache.ts";
export { followDrops, type Following } from "./follow_drops.ts";
export { productKey, productsKey, storeKey } from "./keys.ts";
