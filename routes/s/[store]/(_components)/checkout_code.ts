import {
  type CheckoutPage,
  CODE_PROBLEMS,
  type CodeProblem,
  codeProblem,
  feeAt,
  type Place,
  placeIn,
  type Quote,
  quoteFor,
  readMethod,
  sayCodeProblem,
} from "@/lib/checkout/mod.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import type { Words } from "@/lib/i18n/mod.ts";

interface PricedForm {
  place: Place;
  /** What discounts take off there. */
  quote: Quote;
  /** It is to be delivered, and nobody knows for how much yet. */
  isOpen: boolean;
}

/** Where the form says that the goods go, and what discounts make of it. */
export function priceForm(
  { zones, discounts }: Pick<CheckoutPage, "zones" | "discounts">,
  typed: Record<string, string>,
): PricedForm {
  const { area } = placeIn((name) => typed[name] ?? "");
  const place = { method: readMethod(typed.method), area };
  const feeMinor = feeAt(zones, place);
  const isOpen = place.method === "delivery" && feeMinor === null;
  return { place, quote: quoteFor(discounts, feeMinor), isOpen };
}

/**
 * Why an order with this code was refused before, as its form keeps it: "KARIBU:used_by_you". Only the
 * order could tell, of the phone or in the last moment. Null when it was not, or not with this code.
 */
export function refusedFor(text: string | undefined, code: string): CodeProblem | null {
  const [refused, problem] = (text ?? "").split(":");
  return refused && refused === code ? CODE_PROBLEMS.find((one) => one === problem) ?? null : null;
}

interface Asked extends Pick<PricedForm, "quote" | "isOpen"> {
  asked: string;
  problem: CodeProblem | null;
}

/** What is wrong with the code, at its field. */
export function sayCode(
  { store, discounts }: CheckoutPage,
  { asked, quote, isOpen, problem }: Asked,
  words: Words,
): FormErrors {
  const why = problem ?? codeProblem(discounts, { asked, quote, isOpen });
  if (!why) return {};
  return { discount: sayCodeProblem(why, { asked, discounts, currency: store.currency }, words) };
}

/** Names of discounts that a form was shown with; none where it says something else. */
export function readNames(json: string | undefined): string[] {
  try {
    const names: unknown = JSON.parse(json ?? "[]");
    return Array.isArray(names)
      ? names.filter((name) => typeof name === "string").slice(0, 12)
      : [];
  } catch {
    return [];
  }
}
