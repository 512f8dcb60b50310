import type { GatewaySetup } from "../setup.ts";
import { MTN_ENVIRONMENTS, MTN_KEY_PATTERNS, type MtnCountry, mtnMode } from "./account.ts";

const NAMES: Record<MtnCountry, string> = {
  mtnuganda: "Uganda",
  mtnghana: "Ghana",
  mtnivorycoast: "Côte d'Ivoire",
  mtnrwanda: "Rwanda",
  mtnsouthafrica: "South Africa",
  mtnnigeria: "Nigeria",
};

/** What a merchant fills in to be paid through MTN MoMo. */
export const mtnSetup: GatewaySetup = {
  keysFrom: "From MTN's partner portal, for the product Collections",
  choices: [{
    name: "environment",
    label: "These keys are for",
    options: [
      ...Object.entries(MTN_ENVIRONMENTS).map(([value, { currency }]) => ({
        value,
        text: `Real payments in ${NAMES[value as MtnCountry]}`,
        currency,
      })),
      { value: "sandbox", text: "Trying out (MTN's sandbox)" },
    ],
  }],
  secrets: [
    {
      name: "subscription_key",
      label: "Subscription key",
      hint: "The primary key of your subscription to Collections.",
      pattern: MTN_KEY_PATTERNS.subscription_key,
      error: "A subscription key has 32 digits and letters from a to f.",
    },
    {
      name: "api_user",
      label: "API user",
      pattern: MTN_KEY_PATTERNS.api_user,
      error: "An API user looks like 0a1b2c3d-0a1b-4c2d-8e3f-0a1b2c3d4e5f.",
    },
    {
      name: "api_key",
      label: "API key",
      pattern: MTN_KEY_PATTERNS.api_key,
      error: "An API key has 32 digits and letters from a to f.",
    },
  ],
  refunds: {
    about:
      "To send money back you need a subscription to MTN's product Disbursements, with money " +
      "in its account. Without it you give refunds by hand. Saved together with the keys above.",
    secrets: [
      {
        name: "refund_subscription_key",
        label: "Subscription key of Disbursements",
        pattern: MTN_KEY_PATTERNS.subscription_key,
        error: "A subscription key has 32 digits and letters from a to f.",
      },
      {
        name: "refund_api_user",
        label: "API user of Disbursements",
        pattern: MTN_KEY_PATTERNS.api_user,
        error: "An API user looks like 0a1b2c3d-0a1b-4c2d-8e3f-0a1b2c3d4e5f.",
      },
      {
        name: "refund_api_key",
        label: "API key of Disbursements",
        pattern: MTN_KEY_PATTERNS.api_key,
        error: "An API key has 32 digits and letters from a to f.",
      },
    ],
  },
  toSettings: ({ choices }) => choices,
  modeOf: mtnMode,
  aboutHost: (host) =>
    `At MTN, the API user's callback host must be ${host}. With any other, MTN refuses payments.`,
};
