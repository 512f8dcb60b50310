import type { Currency } from "@/lib/money.ts";
import type { Mode } from "./gateway.ts";

/** One thing that a merchant fills in. Its name is that of the setting or the key. */
export interface SetupField {
  name: string;
  label: string;
  hint?: string;
}

export interface SecretSetup extends SetupField {
  pattern: RegExp;
  /** What is wrong with a value that does not match. */
  error: string;
}

export interface ChoiceSetup extends SetupField {
  options: Option[];
}

interface Option {
  value: string;
  text: string;
  /** Only for shops that sell in it. */
  currency?: Currency;
}

/** What a shop may choose. */
export function optionsFor({ options }: ChoiceSetup, currency: Currency): Option[] {
  return options.filter((option) => !option.currency || option.currency === currency);
}

/** What a merchant fills in to be paid through a gateway, and what it means. */
export interface GatewaySetup {
  /** Where the keys are found. */
  keysFrom: string;
  secrets: SecretSetup[];
  /** Keys of their own for giving money back, where it takes such: all of them or none. */
  refunds?: { about: string; secrets: SecretSetup[] };
  choices: ChoiceSetup[];
  /** What shoppers may see of it. Keys are null where those that are saved stay. */
  toSettings(
    given: { choices: Values; keys: Values | null; saved: unknown },
  ): Record<string, string> | null;
  modeOf(settings: unknown): Mode | null;
  /** What the merchant must tell the gateway of the host that callbacks go to. */
  aboutHost?(host: string): string;
  /** Where the merchant sets the webhook address; left out where the gateway is told by itself. */
  webhookAt?: string;
}

type Values = Record<string, string>;

/** What shoppers may see of an account, which is who runs it and whether it can give money back. */
export type SetupSettings = Record<string, string | boolean>;

export type ReadSetup =
  | { ok: true; settings: SetupSettings; keys: Values | null }
  | { ok: false; errors: Record<string, string> };

const MAX_LENGTH = 200;

/**
 * Reads the form of a setup for a shop of this currency. Keys that are left empty stay as they are, all
 * of them; `saved` are the settings of an account that has keys, null where there is none yet.
 */
export function readSetup(
  setup: GatewaySetup,
  { typed, saved, currency }: { typed: Values; saved: unknown; currency: Currency },
): ReadSetup {
  const errors: Record<string, string> = {};
  const value = ({ name }: SetupField) => (typed[name] ?? "").trim();
  const isTyped = (secrets: SecretSetup[]) => secrets.some((secret) => value(secret) !== "");
  const forRefunds = isTyped(setup.refunds?.secrets ?? []) ? setup.refunds!.secrets : [];
  const isGiven = saved === null || forRefunds.length > 0 || isTyped(setup.secrets);
  const secrets = isGiven ? [...setup.secrets, ...forRefunds] : [];
  for (const secret of secrets) {
    const wrong = wrongSecret(secret, value(secret));
    if (wrong) errors[secret.name] = wrong;
  }
  for (const choice of setup.choices) {
    const isOffered = optionsFor(choice, currency).some((option) => option.value === value(choice));
    if (!isOffered) errors[choice.name] = "Choose one.";
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const valuesOf = (fields: SetupField[]) =>
    Object.fromEntries(fields.map((field) => [field.name, value(field)]));
  const keys = isGiven ? valuesOf(secrets) : null;
  const settings = setup.toSettings({ choices: valuesOf(setup.choices), keys, saved });
  if (!settings) return { ok: false, errors: { "": "Write it anew." } };
  // Keys that stay can do what they could before.
  const canRefund = keys ? forRefunds.length > 0 : canGiveBack(saved);
  return { ok: true, settings: { ...settings, ...(canRefund && { can_refund: true }) }, keys };
}

/** Whether there are keys to give money back with, by an account's settings. */
export function canGiveBack(settings: unknown): boolean {
  return (settings as { can_refund?: unknown } | null)?.can_refund === true;
}

function wrongSecret({ pattern, error }: SecretSetup, value: string): string | null {
  if (value === "") return "Fill this in. Keys are saved all together.";
  return value.length <= MAX_LENGTH && pattern.test(value) ? null : error;
}
