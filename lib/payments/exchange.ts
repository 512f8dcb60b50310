/** What came back over HTTP. `status` 0 means that nothing came in time; `error` then says why. */
export interface Exchange {
  status: number;
  body: Uint8Array;
  error: string;
}

/** The whole answer within the signal's time. Follows no redirects: no gateway's API sends any. */
export async function exchange(url: string, init: RequestInit): Promise<Exchange> {
  try {
    const response = await fetch(url, { ...init, redirect: "manual" });
    const body = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, body, error: "" };
  } catch (error) {
    return { status: 0, body: new Uint8Array(), error: (error as Error).message };
  }
}
