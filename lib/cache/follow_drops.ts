import { followChannel, type Following, type FollowOptions } from "@/lib/db/follow_channel.ts";
import type { Cache } from "./cache.ts";

/** Where writes say what they changed, as private.drop_cached names it. */
export const DROPS_CHANNEL = "afrify_cache";

/**
 * Drops from the cache what any server's writes make stale, for as long as the database is heard;
 * otherwise the cache is closed. Whatever is loaded after a notification is new. Whoever wrote something
 * and waits until it was heard finds it on this server.
 */
export function followDrops(cache: Cache, options: FollowOptions): Following {
  return followChannel({
    channel: DROPS_CHANNEL,
    open: () => cache.open(),
    close: () => cache.close(),
    tell: (key) => cache.drop(key),
    silence: "Nothing is cached: the database does not tell what changes",
  }, options);
}
