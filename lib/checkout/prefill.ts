import { typedPhone } from "@/lib/phone.ts";
import { formatPin } from "@/lib/pin.ts";
import { type Address, firstAddress, type Shopper } from "@/lib/shoppers/mod.ts";
import type { CheckoutPage } from "./pages.ts";
import { ELSEWHERE, encodePlace, PLACE_FIELDS, placeField, type TypedPlace } from "./places.ts";

/** As many known addresses as a small screen takes. */
const CHOICES = 5;

/** The addresses of whoever is signed in to which the shop delivers, the one to fill in first. */
export function placesOf({ shopper, zones }: Pick<CheckoutPage, "shopper" | "zones">): Address[] {
  return (shopper?.addresses ?? []).filter(({ area }) =>
    zones.some(({ areas }) => areas.includes(area))
  ).slice(0, CHOICES);
}

/** An address as the form's fields have it. */
export function typedPlace({ area, landmark, directions, secondPhone, pin }: Address): TypedPlace {
  return {
    area,
    landmark,
    directions,
    secondPhone: secondPhone ?? "",
    pin: pin ? formatPin(pin) : "",
  };
}

/**
 * The fields of a form for whoever is signed in: what was typed stays, what is empty is filled in. An
 * address of the account is chosen where no other one was begun.
 */
export function prefill(
  page: Pick<CheckoutPage, "shopper" | "store" | "zones">,
  typed: Record<string, string>,
): Record<string, string> {
  const { shopper, store } = page;
  if (!shopper) return typed;
  const { country } = store;
  const known = { phone: typedPhone(shopper.phone, country), country, ...namesOf(shopper) };
  const isPhoneTyped = Boolean(typed.phone?.trim());
  const filled = Object.entries(known).filter(([name]) =>
    name === "country" ? !isPhoneTyped : !typed[name]?.trim()
  );
  const places = placesOf(page).map((one) => [placeField(one.id), encodePlace(typedPlace(one))]);
  return {
    ...typed,
    ...Object.fromEntries([...filled, ...places]),
    address: typed.address ?? choice(page, typed),
  };
}

function namesOf({ name, email }: Shopper): Record<string, string> {
  return { name: name ?? "", email: email ?? "" };
}

function choice(
  page: Pick<CheckoutPage, "shopper" | "zones">,
  typed: Record<string, string>,
): string {
  const places = placesOf(page).filter(({ area }) => !typed.area || area === typed.area);
  const first = firstAddress({ ...page.shopper!, addresses: places });
  const isBegun = PLACE_FIELDS.some((name) => name !== "area" && typed[name]?.trim());
  return first && !isBegun ? first.id : ELSEWHERE;
}
