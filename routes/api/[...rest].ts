import { HttpError } from "$fresh/server.ts";

/** Programs get a problem where there is nothing, not a page. */
export function handler(): never {
  throw new HttpError(404);
}
