import assert from "node:assert/strict";
import { GATEWAYS } from "@/lib/enums.ts";
import {
  LOCAL_FLUTTERWAVE_ACCOUNT,
  LOCAL_MTN_ACCOUNT,
  readSetup,
  setupOf,
} from "@/lib/payments/mod.ts";

const mtn = setupOf("mtn")!;
const { subscription_key, api_user, api_key, ...REFUND_KEYS } = LOCAL_MTN_ACCOUNT.credentials;
const KEYS = { subscription_key, api_user, api_key };
const SANDBOX = { environment: "sandbox" };

Deno.test("a form that is filled in is settings and keys", () => {
  const read = readSetup(mtn, { typed: { ...KEYS, ...SANDBOX }, saved: null, currency: "UGX" });
  assert.deepEqual(read, { ok: true, settings: SANDBOX, keys: KEYS });
});

Deno.test("a first form needs every key, a later one all or none", () => {
  const read = (typed: Record<string, string>, saved: unknown) =>
    readSetup(mtn, { typed: { ...SANDBOX, ...typed }, saved, currency: "UGX" });
  const wrongOf = (typed: Record<string, string>, saved: unknown) => {
    const answer = read(typed, saved);
    return answer.ok ? [] : Object.keys(answer.errors);
  };
  assert.deepEqual(wrongOf({}, null), ["subscription_key", "api_user", "api_key"]);
  assert.deepEqual(read({}, SANDBOX), { ok: true, settings: SANDBOX, keys: null });
  assert.deepEqual(wrongOf({ api_key: KEYS.api_key }, SANDBOX), ["subscription_key", "api_user"]);
  assert.deepEqual(wrongOf({ ...KEYS, api_user: "me" }, null), ["api_user"]);
});

Deno.test("keys for refunds are all there or none, and come with the others", () => {
  const read = (typed: Record<string, string>, saved: unknown = null) =>
    readSetup(mtn, { typed: { ...SANDBOX, ...typed }, saved, currency: "UGX" });
  const all = { ...KEYS, ...REFUND_KEYS };
  const settings = { ...SANDBOX, can_refund: true };
  assert.deepEqual(read(all), { ok: true, settings, keys: all });
  // Keys that stay can do what they could; those that are replaced, what the new ones can.
  assert.deepEqual(read({}, settings), { ok: true, settings, keys: null });
  assert.deepEqual(read(KEYS, settings), { ok: true, settings: SANDBOX, keys: KEYS });
  const wrongOf = (typed: Record<string, string>, saved?: unknown) => {
    const answer = read(typed, saved);
    return answer.ok ? [] : Object.keys(answer.errors);
  };
  const { refund_api_key } = REFUND_KEYS;
  assert.deepEqual(wrongOf({ ...KEYS, refund_api_key }), [
    "refund_subscription_key",
    "refund_api_user",
  ]);
  assert.deepEqual(wrongOf(REFUND_KEYS, settings), Object.keys(KEYS));
});

Deno.test("a shop chooses among what is for its currency", () => {
  const chosen = (environment: string) =>
    readSetup(mtn, { typed: { ...KEYS, environment }, saved: null, currency: "UGX" }).ok;
  assert.equal(chosen("mtnuganda"), true);
  assert.equal(chosen("mtnghana"), false);
  assert.equal(chosen(""), false);
});

Deno.test("Flutterwave's key tells whether money moves, and what is saved stays without one", () => {
  const flutterwave = setupOf("flutterwave")!;
  const read = (typed: Record<string, string>, saved: unknown) =>
    readSetup(flutterwave, { typed, saved, currency: "NGN" });
  const typed = { ...LOCAL_FLUTTERWAVE_ACCOUNT.credentials, secret_key: "FLWSECK-0123456789-X" };
  const live = read(typed, null);
  assert.deepEqual(live.ok && live.settings, { mode: "live" });
  const kept = read({}, { mode: "live" });
  assert.deepEqual(kept, { ok: true, settings: { mode: "live" }, keys: null });
});

Deno.test("fields that merchants fill in have names of their own", () => {
  for (const setup of GATEWAYS.map(setupOf)) {
    const { secrets = [], refunds, choices = [] } = setup ?? {};
    const names = [...secrets, ...refunds?.secrets ?? [], ...choices].map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
  }
});
