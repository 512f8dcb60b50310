import createFetchClient, { type Client } from "openapi-fetch";
import type { paths } from "./schema.ts";

export type { components } from "./schema.ts";
export type ApiClient = Client<paths>;

export interface ClientOptions {
  /** Origin of the platform, such as "https://afrify.example". */
  origin: string;
  /** A key of a store, or the access token of somebody signed in. */
  token?: string;
}

/**
 * A typed client of the API, for any JavaScript: `client.GET("/products", { params: { query: { limit: 5 } } })`
 * answers `{ data }`, or `{ error }` with a problem. Never rejects for what the API answers.
 */
export function createClient({ origin, token }: ClientOptions): ApiClient {
  return createFetchClient<paths>({
    baseUrl: `${origin}/api/v1`,
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
}
