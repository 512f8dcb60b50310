import type { Gateway } from "@/lib/enums.ts";
import { COUNTRIES } from "@/lib/phone.ts";
import { methodOf } from "./methods.ts";

/** Whether a prompt of this gateway can go to this number, in E.164. Never for gateways with pages. */
export function canPrompt(gateway: Gateway, phone: string): boolean {
  const countries = Object.values(methodOf(gateway).prompts);
  return countries.some((country) => phone.startsWith(COUNTRIES[country]));
}
