export { followOrders, type LiveEvent, LiveFeed, type LiveKind } from "./feed.ts";
export { getLiveStart, type LiveStart } from "./live_start.ts";
export { listMissed } from "./missed.ts";
export { openStream } from "./stream.ts";
