import type { GatewaySetup } from "../setup.ts";
import { PESAPAL_KEY_PATTERN, pesapalMode } from "./account.ts";

/** What a merchant fills in to be paid through Pesapal. Where notifications go, Pesapal is told by itself. */
export const pesapalSetup: GatewaySetup = {
  keysFrom: "From Pesapal's email with your API keys",
  choices: [{
    name: "environment",
    label: "These keys are for",
    options: [
      { value: "live", text: "Real payments" },
      { value: "sandbox", text: "Trying out (Pesapal's sandbox)" },
    ],
  }],
  secrets: [
    {
      name: "consumer_key",
      label: "Consumer key",
      pattern: PESAPAL_KEY_PATTERN,
      error: "A consumer key has 16 letters and digits or more.",
    },
    {
      name: "consumer_secret",
      label: "Consumer secret",
      pattern: PESAPAL_KEY_PATTERN,
      error: "A consumer secret has 16 letters and digits or more.",
    },
  ],
  toSettings: ({ choices }) => choices,
  modeOf: pesapalMode,
};
