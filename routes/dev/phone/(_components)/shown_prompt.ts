import type { Gateway } from "@/lib/enums.ts";
import type { LocalPrompt } from "@/lib/payments/local_phone.ts";

/** A prompt, and whose it is. */
export interface ShownPrompt extends LocalPrompt {
  gateway: Gateway;
}
