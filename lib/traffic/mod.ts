export { type Bar, toBars } from "./bars.ts";
export { TrafficCounter, type View } from "./counter.ts";
export { isLookedAt } from "./looked_at.ts";
export { type Source, sourceName, sourceOf, SOURCES } from "./source.ts";
export { planRollUp, trafficTasks } from "./tasks.ts";
export { daysOf, getTraffic, type Period, PERIODS, type Stage, type Traffic } from "./traffic.ts";
