export { Cache, type CacheOptions, type Loaded, type ReadResult } from "./cache.ts";
export type { Following } from "@/lib/db/follow_channel.ts";
export { followDrops } from "./follow_drops.ts";
export { productKey, productsKey, storeKey } from "./keys.ts";
