const TIMEOUT_MS = 10_000;

const flights = new Map<string, Promise<Response>>();

/**
 * `fetch` for Auth. A browser asks for several things at once, each with the same refresh token, which
 * may be spent only once: those requests share one answer.
 */
export async function sharedRefresh(
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  const url = input instanceof Request ? input.url : String(input);
  const send = () => fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!url.includes("grant_type=refresh_token")) return await send();

  const key = `${url} ${init.body}`;
  let flight = flights.get(key);
  if (!flight) {
    flight = send().finally(() => flights.delete(key));
    flights.set(key, flight);
  }
  return (await flight).clone();
}
