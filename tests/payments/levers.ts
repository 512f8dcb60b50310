import assert from "node:assert/strict";

/** Asks and steers the stand-in of a gateway, below `/_sim/`. */
export function createLevers(url: string) {
  return {
    async get<T>(path: string): Promise<T> {
      const response = await fetch(`${url}/_sim/${path}`);
      assert.equal(response.status, 200);
      return await response.json();
    },
    // deno-lint-ignore no-explicit-any
    async post(path: string, body: unknown = {}): Promise<any> {
      const response = await fetch(`${url}/_sim/${path}`, {
        method: "POST",
        body: JSON.stringify(body),
      });
      const text = await response.text();
      assert.ok(response.ok, `${path}: ${text}`);
      return text === "" ? null : JSON.parse(text);
    },
  };
}
