import type { GatewaySetup } from "../setup.ts";
import { FlutterwaveSettings, modeOfFlutterwaveKey, SECRET_HASH, SECRET_KEY } from "./account.ts";

/** What a merchant fills in to be paid through Flutterwave. Its key tells whether money moves. */
export const flutterwaveSetup: GatewaySetup = {
  keysFrom: "From Flutterwave's dashboard, Settings, API keys",
  secrets: [
    {
      name: "secret_key",
      label: "Secret key",
      hint: "It starts with FLWSECK-, or with FLWSECK_TEST- to try it out without money.",
      pattern: SECRET_KEY,
      error: "That is not a secret key of Flutterwave. It starts with FLWSECK- or FLWSECK_TEST-.",
    },
    {
      name: "secret_hash",
      label: "Secret hash",
      hint: "Make up 12 signs or more, and write the same under Settings, Webhooks at Flutterwave.",
      pattern: SECRET_HASH,
      error: "Use 12 to 100 letters, digits and signs, without spaces.",
    },
  ],
  choices: [],
  toSettings({ keys, saved }) {
    const mode = keys ? modeOfFlutterwaveKey(keys.secret_key!) : flutterwaveMode(saved);
    return mode && { mode };
  },
  modeOf: flutterwaveMode,
  webhookAt: "under Settings, Webhooks",
};

function flutterwaveMode(settings: unknown) {
  return FlutterwaveSettings.safeParse(settings).data?.mode ?? null;
}
