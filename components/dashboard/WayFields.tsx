import { Field, Select } from "@/components/Field.tsx";
import type { FulfilmentState } from "@/lib/enums.ts";
import type { MerchantOrder } from "@/lib/orders/merchant.ts";

export interface WayFieldsProps {
  order: MerchantOrder;
  states: FulfilmentState[];
  /** As typed. */
  values: Record<string, string>;
  errors: Record<string, string>;
}

/** How far a part of an order is, who brings it, and how it is followed. */
export function WayFields({ order, states, values, errors }: WayFieldsProps) {
  const isPickup = order.deliveryMethod === "pickup";
  const names: Record<FulfilmentState, string> = {
    packed: isPickup ? "Ready to pick up" : "Packed",
    shipped: "With the rider or carrier",
    delivered: isPickup ? "Picked up" : "Delivered",
    cancelled: "Unpacked again",
  };
  return (
    <>
      <Select name="state" label="How far it is" error={errors.state}>
        {states.filter((state) => !isPickup || state !== "shipped").map((state) => (
          <option key={state} value={state} selected={values.state === state}>
            {names[state]}
          </option>
        ))}
      </Select>
      {!isPickup && (
        <>
          <Field
            name="carrier"
            label="Who brings it"
            hint="The buyer reads it: “Fargo Courier”, “Brian on a boda”."
            value={values.carrier}
            error={errors.carrier}
            autocomplete="off"
            maxlength={60}
            optional
          />
          <Field
            name="tracking"
            label="Tracking number or link"
            value={values.tracking}
            error={errors.tracking}
            autocomplete="off"
            maxlength={300}
            optional
          />
          <Field
            name="riderPhone"
            type="tel"
            label="Rider’s phone"
            hint="The buyer can call it from the page of the order."
            value={values.riderPhone}
            error={errors.riderPhone}
            autocomplete="off"
            maxlength={20}
            optional
          />
        </>
      )}
    </>
  );
}
