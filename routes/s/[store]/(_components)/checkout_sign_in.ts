import { askForCode, enterCode, type SignInStep } from "@/lib/checkout/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

/** What was asked for beside paying: a code, or what it opens. Null when it was paying. */
export async function signInStep(
  { app: { db }, client, slug, language, shopperToken }: StorefrontState,
  typed: Record<string, string>,
): Promise<SignInStep | null> {
  const asker = { db, client, slug, language };
  const { intent } = typed;
  if (intent === "code" || intent === "code-again") {
    return await askForCode(asker, typed, { isAgain: intent === "code-again" });
  }
  // Enter in the field of the code sends the form as if to pay.
  const hasCode = !shopperToken && Boolean(typed.sentTo && typed.code?.trim());
  return intent === "sign-in" || hasCode ? await enterCode(asker, typed) : null;
}
