import type { GatewaySetup } from "../setup.ts";
import { AIRTEL_KEY_PATTERN, airtelMode } from "./account.ts";

const LOOK = "looks like 0a1b2c3d-0a1b-4c2d-8e3f-0a1b2c3d4e5f.";

/** What a merchant fills in to be paid by Airtel Money. */
export const airtelSetup: GatewaySetup = {
  keysFrom: "From your application at developers.airtel.africa, with the product Collection",
  choices: [{
    name: "environment",
    label: "These keys are for",
    options: [
      { value: "production", text: "Real payments" },
      { value: "staging", text: "Trying out (Airtel's staging)" },
    ],
  }],
  secrets: [
    {
      name: "client_id",
      label: "Client ID",
      pattern: AIRTEL_KEY_PATTERN,
      error: `A client ID ${LOOK}`,
    },
    {
      name: "client_secret",
      label: "Client secret",
      pattern: AIRTEL_KEY_PATTERN,
      error: `A client secret ${LOOK}`,
    },
  ],
  toSettings: ({ choices }) => choices,
  modeOf: airtelMode,
  webhookAt: "as the callback URL of your application",
};
