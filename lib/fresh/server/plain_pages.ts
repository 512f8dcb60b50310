import { HttpError } from "../http_error.ts";

const TITLES: Record<number, string> = { 404: "Not found", 500: "Internal server error" };

/** The answer when the project has no page of its own for an error. */
export function plainErrorPage(status: number, error: unknown, dev: boolean): Response {
  const message = error instanceof HttpError && status < 500 ? error.message : "";
  const text = dev && status >= 500 ? describe(error) : message || (TITLES[status] ?? "Error");
  const headers = { "content-type": "text/plain; charset=utf-8" };
  return new Response(text, { status, headers });
}

function describe(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
