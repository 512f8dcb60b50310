import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";

export interface RequestFacts {
  method: string;
  /** The pattern that answers, not the address that was asked for. */
  route: string;
}

export interface Observer {
  log: Logger;
  metrics: Metrics;
}

/**
 * Times a request and counts it by route and status. What was thrown is thrown on, counted as the
 * status it carries or as 500.
 */
export async function observe(
  { method, route }: RequestFacts,
  { log, metrics }: Observer,
  next: () => Response | Promise<Response>,
): Promise<Response> {
  const started = performance.now();
  const count = (status: number) => {
    const seconds = (performance.now() - started) / 1000;
    metrics.countRequest({ method, route, status, seconds });
    log.debug({ method, route, status, ms: Math.round(seconds * 1000) }, "Request answered");
  };
  try {
    const response = await next();
    count(response.status);
    return response;
  } catch (error) {
    count(statusOf(error));
    throw error;
  }
}

function statusOf(error: unknown): number {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}
