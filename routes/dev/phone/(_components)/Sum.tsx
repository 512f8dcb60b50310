import { Price } from "@/components/Price.tsx";
import { exponentOf, isCurrency, roundMinor } from "@/lib/money.ts";

/** What a prompt asks for, in major units. Sandboxes count in currencies that no shop sells in. */
export function Sum({ amount, currency }: { amount: number; currency: string }) {
  if (!isCurrency(currency)) return <b>{currency} {amount}</b>;
  return <Price minor={roundMinor(amount * 10 ** exponentOf(currency))} currency={currency} />;
}
