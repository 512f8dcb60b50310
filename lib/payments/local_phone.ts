import { z } from "zod";
import type { Config } from "@/lib/config.ts";
import { type Gateway, GATEWAYS } from "@/lib/enums.ts";
import { methodOf } from "./methods.ts";

const LocalPrompt = z.object({
  id: z.string(),
  /** As gateways write it: "254712345678". */
  phone: z.string(),
  /** Major units. */
  amount: z.number(),
  /** Test modes of some gateways count in one that no shop has. */
  currency: z.string(),
  payee: z.string(),
  reference: z.string(),
  wrongPins: z.number(),
  secondsLeft: z.number(),
  callbackState: z.enum(["due", "delivered", "discarded", "dropped"]).nullable(),
  createdAt: z.number(),
  end: z.object({
    code: z.string(),
    text: z.string(),
    at: z.number(),
    receipt: z.string().nullable(),
  }).nullable(),
});

/** A payment prompt on a phone that exists only on this machine. */
export type LocalPrompt = z.output<typeof LocalPrompt>;

export type LocalAnswer = { verb: "approve"; pin: string } | { verb: "refuse" | "timeout" };

/** Where the stand-in of each gateway with prompts is; null where there are none. */
export function localPhones(
  { phoneUrl, gatewayUrls }: Pick<Config, "phoneUrl" | "gatewayUrls">,
): Map<Gateway, string> | null {
  if (phoneUrl === null) return null;
  const prompting = GATEWAYS.filter((name) => methodOf(name).kind === "prompt");
  return new Map(prompting.flatMap((name) => {
    const url = name === "mpesa" ? phoneUrl : gatewayUrls[name];
    return url ? [[name, url] as const] : [];
  }));
}

/** Newest first; `phone` narrows them to one. `url` is that of a gateway's stand-in. */
export async function listLocalPrompts(url: string, phone?: string): Promise<LocalPrompt[]> {
  const query = phone ? `?phone=${encodeURIComponent(phone)}` : "";
  const response = await fetch(`${url}/_sim/prompts${query}`);
  return z.array(LocalPrompt).parse(await response.json());
}

/** What somebody types at the till by hand; amounts are whole shillings. */
export interface LocalTillPayment {
  phone: string;
  amount: number;
  reference: string;
}

/** Pays the till by hand. False when it was turned away, or cannot be. */
export async function payLocalTill(url: string, payment: LocalTillPayment): Promise<boolean> {
  const response = await fetch(`${url}/_sim/till`, {
    method: "POST",
    body: JSON.stringify(payment),
  });
  await response.body?.cancel();
  return response.ok;
}

/** What the shopper does. False when the prompt has ended, or never was. */
export async function answerLocalPrompt(
  url: string,
  id: string,
  { verb, ...answer }: LocalAnswer,
): Promise<boolean> {
  const path = `/_sim/prompts/${encodeURIComponent(id)}/${verb}`;
  const response = await fetch(url + path, { method: "POST", body: JSON.stringify(answer) });
  await response.body?.cancel();
  return response.ok;
}
