export { observe, type Observer, type RequestFacts } from "./http.ts";
export { createLogger, type Logger, maskPersonal } from "./log.ts";
export { createMetrics, type Metrics } from "./metrics.ts";
export { createReadinessCheck, type Problem, type Readiness } from "./readiness.ts";
