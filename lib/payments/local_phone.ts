import { z } from "zod";

const LocalPrompt = z.object({
  checkoutId: z.string(),
  /** As M-Pesa writes it: "254712345678". */
  phone: z.string(),
  shillings: z.number(),
  shortCode: z.string(),
  reference: z.string(),
  wrongPins: z.number(),
  secondsLeft: z.number(),
  callbackState: z.enum(["due", "delivered", "discarded", "dropped"]).nullable(),
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

/** Newest first; `phone` narrows them to one. `url` is that of the stand-in for M-Pesa. */
export async function listLocalPrompts(url: string, phone?: string): Promise<LocalPrompt[]> {
  const query = phone ? `?phone=${encodeURIComponent(phone)}` : "";
  const response = await fetch(`${url}/_sim/prompts${query}`);
  return z.array(LocalPrompt).parse(await response.json());
}

/** What the shopper does. False when the prompt has ended, or never was. */
export async function answerLocalPrompt(
  url: string,
  checkoutId: string,
  { verb, ...answer }: LocalAnswer,
): Promise<boolean> {
  const path = `/_sim/prompts/${encodeURIComponent(checkoutId)}/${verb}`;
  const response = await fetch(url + path, { method: "POST", body: JSON.stringify(answer) });
  await response.body?.cancel();
  return response.ok;
}
