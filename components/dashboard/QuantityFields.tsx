import { Field } from "@/components/Field.tsx";
import { type GoodsLine, type MerchantOrder, quantityField } from "@/lib/orders/merchant.ts";

export interface QuantityFieldsProps {
  order: MerchantOrder;
  /** What may be chosen of each bought line. */
  lines: GoodsLine[];
  legend: string;
  /** Ends "Up to 3 ...". */
  what: string;
  /** As typed; a line that is not there starts with all of it where `isFull`. */
  values: Record<string, string>;
  errors: Record<string, string>;
  isFull?: boolean;
}

/** How many of each bought line. */
export function QuantityFields(
  { order, lines, legend, what, values, errors, isFull }: QuantityFieldsProps,
) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {lines.map(({ itemId, quantity }) => {
        const name = quantityField(itemId);
        return (
          <Field
            key={itemId}
            name={name}
            label={itemName(order, itemId)}
            hint={`Up to ${quantity} ${what}.`}
            value={values[name] ?? (isFull ? String(quantity) : "0")}
            error={errors[name]}
            inputMode="numeric"
            autocomplete="off"
            maxlength={3}
          />
        );
      })}
    </fieldset>
  );
}

/** "Enamel mug, 350 ml" of a bought line. */
export function itemName({ items }: MerchantOrder, itemId: string): string {
  const item = items.find(({ id }) => id === itemId);
  return item ? [item.title, item.variantTitle].filter(Boolean).join(", ") : "";
}
