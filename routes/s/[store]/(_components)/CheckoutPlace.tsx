import { OptionCard } from "@/components/Choice.tsx";
import { Select } from "@/components/Field.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { useWords } from "@/components/words.tsx";
import { ELSEWHERE, encodePlace, placeField, placesOf, typedPlace } from "@/lib/checkout/mod.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import type { Address } from "@/lib/shoppers/mod.ts";
import type { PickupPoint, Store } from "@/lib/stores/mod.ts";
import { AddressFields } from "./AddressFields.tsx";
import type { CheckoutQuestionsProps } from "./CheckoutQuestions.tsx";

/** Delivery or pick up, and where to: a known address, or another one. */
export function CheckoutPlace(
  { store, zones, pickupPoints, shopper, typed, errors }: CheckoutQuestionsProps,
) {
  const places = placesOf({ shopper, zones });
  const fees = zones.map(({ feeMinor }) => feeMinor);
  const lowest = Math.min(...fees);
  const words = useWords();
  const { say } = words;
  return (
    <>
      <fieldset>
        <legend class="vh">{say("checkout.deliveryOrPickup")}</legend>
        {zones.length > 0 && (
          <OptionCard
            id="method-delivery"
            name="method"
            value="delivery"
            checked={typed.method !== "pickup"}
            title={say("checkout.bringIt")}
            detail={zones.length === 1 ? zones[0]!.promise : say("checkout.byRider")}
            end={
              <span>
                {new Set(fees).size > 1 && (
                  <span class="mut text-sm">{say("goods.from")}&nbsp;</span>
                )}
                {lowest === 0
                  ? <b>{say("checkout.free")}</b>
                  : <Price minor={lowest} currency={store.currency} />}
              </span>
            }
          />
        )}
        {store.isPickupOffered && (
          <OptionCard
            name="method"
            value="pickup"
            checked={typed.method === "pickup"}
            title={say("checkout.pickItUp")}
            detail={[pickupDetail(store, pickupPoints, words), store.pickupNote].filter(Boolean)
              .join(". ")}
            end={<b>{say("checkout.free")}</b>}
          />
        )}
      </fieldset>
      {store.isPickupOffered && pickupPoints.length > 1 && (
        <div class="point mt-5">
          <Select name="pickupPoint" label={say("checkout.whichPoint")} error={errors.pickupPoint}>
            <option value="">{say("checkout.choosePlace")}</option>
            {pickupPoints.map((point) => (
              <option key={point.id} value={point.id} selected={point.id === typed.pickupPoint}>
                {pointLabel(point)}
              </option>
            ))}
          </Select>
        </div>
      )}
      {zones.length > 0 && (
        <div class="place mt-5">
          {places.length > 0 && <Known places={places} typed={typed} />}
          <div class="elsewhere">
            <AddressFields store={store} zones={zones} typed={typed} errors={errors} />
          </div>
        </div>
      )}
    </>
  );
}

interface KnownProps {
  places: Address[];
  typed: Record<string, string>;
}

/** Addresses of whoever is signed in; each brings its fields along. */
function Known({ places, typed }: KnownProps) {
  const { say } = useWords();
  const chosen = places.some(({ id }) => id === typed.address) ? typed.address : ELSEWHERE;
  return (
    <fieldset class="mb-5">
      <legend>{say("checkout.yourAddresses")}</legend>
      {places.map((place) => (
        <input
          key={place.id}
          type="hidden"
          name={placeField(place.id)}
          value={encodePlace(typedPlace(place))}
        />
      ))}
      {places.map((place) => (
        <OptionCard
          key={place.id}
          name="address"
          value={place.id}
          checked={place.id === chosen}
          title={place.landmark}
          detail={[place.area, place.directions].filter(Boolean).join(". ")}
        />
      ))}
      <OptionCard
        name="address"
        value={ELSEWHERE}
        checked={chosen === ELSEWHERE}
        title={say("checkout.elsewhere")}
        detail={say("checkout.typeBelow")}
      />
    </fieldset>
  );
}

/** What stands under "I will pick it up". */
function pickupDetail({ address }: Store, points: PickupPoint[], { count }: Words): string {
  const [only] = points;
  if (!only) return address;
  return points.length === 1 ? pointLabel(only) : count("checkout.atOneOf", points.length);
}

/** "Sarit stall, Sarit Centre. Mon to Sat, 9:00 to 18:00". */
function pointLabel({ name, address, openingHours }: PickupPoint): string {
  return `${name}, ${address}${openingHours && `. ${openingHours}`}`;
}
