import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";

/** What a finished request tells about itself. Never its address: that can carry a shop or a token. */
export interface ObservedRequest {
  /** The pattern that answered, such as `/s/:store/products/:product`. */
  route: string;
  method: string;
  status: number;
  seconds: number;
}

/** Figures of one process, for a Prometheus server to collect. */
export interface Metrics {
  countRequest(request: ObservedRequest): void;
  /** A question put to the cache, and whether it knew the answer. */
  countCacheRead(result: string): void;
  /** The figures in Prometheus' text format. */
  text(): Promise<string>;
  contentType: string;
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  const requests = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from a request to its response, by the route that answered",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const cacheReads = new Counter({
    name: "cache_reads_total",
    help:
      "Questions put to the cache; hit of hit and miss is its ratio, bypass is while it may not answer",
    labelNames: ["result"],
    registers: [registry],
  });
  return {
    countRequest({ route, method, status, seconds }) {
      // Anyone can invent a method; each would be a series of its own.
      const known = METHODS.has(method) ? method : "OTHER";
      requests.observe({ method: known, route, status }, seconds);
    },
    countCacheRead: (result) => cacheReads.inc({ result }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
