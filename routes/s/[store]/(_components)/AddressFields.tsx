import { Field, Select, TextArea } from "@/components/Field.tsx";
import { Disclosure } from "@/components/shop/Disclosure.tsx";
import { PinHere } from "@/islands/PinHere.tsx";
import type { FormErrors } from "@/lib/http/mod.ts";
import { formatMoney } from "@/lib/money.ts";
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
  return (
    <>
      <Select name="area" label="Area" error={errors.area}>
        <option value="">Choose your area</option>
        {zones.map((zone) => (
          <optgroup key={zone.name} label={zoneLabel(zone, store)}>
            {zone.areas.map((area) => (
              <option key={area} selected={area === typed.area}>{area}</option>
            ))}
          </optgroup>
        ))}
      </Select>
      <Field
        label="Nearest landmark"
        name="landmark"
        value={typed.landmark}
        error={errors.landmark}
      />
      <TextArea
        label="How to reach you"
        name="directions"
        optional
        value={typed.directions}
        error={errors.directions}
      />
      <Disclosure
        summary="Add a second phone"
        open={Boolean(typed.secondPhone || errors.secondPhone)}
      >
        <Field
          label="Second phone"
          name="secondPhone"
          type="tel"
          hint="If the rider cannot reach you on the first."
          value={typed.secondPhone}
          error={errors.secondPhone}
        />
      </Disclosure>
      <Disclosure summary="Add a pin on the map" open={Boolean(typed.pin || errors.pin)}>
        <Field
          label="Pin"
          name="pin"
          hint="Two numbers like -1.2921, 36.8219, or a link from your map. Only the shop and its rider see it."
          value={typed.pin}
          error={errors.pin}
        />
        <PinHere field="pin" />
      </Disclosure>
    </>
  );
}

/** "Nairobi: KES 200. Tomorrow, 9:00 to 13:00". */
function zoneLabel({ name, feeMinor, promise }: DeliveryZone, { currency }: Store): string {
  const fee = feeMinor === 0 ? "free" : formatMoney(feeMinor, currency);
  return `${name}: ${fee}${promise && `. ${promise}`}`;
}
