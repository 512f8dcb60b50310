import type { FormErrors } from "@/lib/http/mod.ts";
import type { PaymentAccount } from "@/lib/tenants/mod.ts";

/** Looks again by itself as long as the gateway has not answered about the keys. */
export function whileAsking(account: PaymentAccount | null): HeadersInit {
  return account?.check.state === "asking" ? { refresh: "2" } : {};
}

const TOASTS: Record<string, string> = {
  saved: "Saved. Try it with a small order of your own.",
  changed: "Changed. Paste the new address at the gateway.",
};

/** What was just done; null when nothing was, or not all of it. */
export function toastOf(url: URL, errors: FormErrors): string | null {
  if (Object.keys(errors).length > 0) return null;
  const done = Object.keys(TOASTS).find((name) => url.searchParams.has(name));
  return done ? TOASTS[done]! : null;
}
