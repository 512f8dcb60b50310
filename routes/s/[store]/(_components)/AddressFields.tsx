import { Field, Select, TextArea } from "@/components/Field.tsx";
import { Disclosure } from "@/components/shop/Disclosure.tsx";
import { useWords } from "@/components/words.tsx";
import { PinHere } from "@/islands/PinHere.tsx";
import type { FormErrors } from "@/lib/http/mod.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import type { DeliveryZone, Store } from "@/lib/stores/mod.ts";

export interface AddressFieldsProps {
  store: Store;
  zones: DeliveryZone[];
  /** Fields by name, as they were typed. */
  typed: Record<string, string>;
  errors: FormErrors;
}

/** Where a rider finds somebody: an area, a landmark, and what helps from there. */
export function AddressFields({ store, zones, typed, errors }: AddressFieldsProps) {
  const words = useWords();
  const { say } = words;
  return (
    <>
      <Select name="area" label={say("checkout.area")} error={errors.area}>
        <option value="">{say("checkout.chooseArea")}</option>
        {zones.map((zone) => (
          <optgroup key={zone.name} label={zoneLabel(zone, store, words)}>
            {zone.areas.map((area) => (
              <option key={area} selected={area === typed.area}>{area}</option>
            ))}
          </optgroup>
        ))}
      </Select>
      <Field
        label={say("checkout.landmark")}
        name="landmark"
        value={typed.landmark}
        error={errors.landmark}
      />
      <TextArea
        label={say("checkout.directions")}
        name="directions"
        optional={say("frame.optional")}
        value={typed.directions}
        error={errors.directions}
      />
      <Disclosure
        summary={say("checkout.addSecondPhone")}
        open={Boolean(typed.secondPhone || errors.secondPhone)}
      >
        <Field
          label={say("checkout.secondPhone")}
          name="secondPhone"
          type="tel"
          hint={say("checkout.secondPhoneHint")}
          value={typed.secondPhone}
          error={errors.secondPhone}
        />
      </Disclosure>
      <Disclosure summary={say("checkout.addPin")} open={Boolean(typed.pin || errors.pin)}>
        <Field
          label={say("checkout.pin")}
          name="pin"
          hint={say("checkout.pinHint")}
          value={typed.pin}
          error={errors.pin}
        />
        <PinHere
          field="pin"
          words={words.pick(
            "checkout.pinHere",
            "checkout.pinAsking",
            "checkout.pinFound",
            "checkout.pinRefused",
          )}
        />
      </Disclosure>
    </>
  );
}

/** "Nairobi: KES 200. Tomorrow, 9:00 to 13:00". */
function zoneLabel(
  { name, feeMinor, promise }: DeliveryZone,
  { currency }: Store,
  { say, money }: Words,
): string {
  const cost = feeMinor === 0
    ? say("checkout.zoneFree", { name })
    : say("checkout.zone", { name, fee: money(feeMinor, currency) });
  return [cost, promise].filter(Boolean).join(". ");
}
