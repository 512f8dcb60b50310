import { Button } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Card } from "@/components/Layout.tsx";
import { type Currency, formatMoney } from "@/lib/money.ts";
import { addField, type GoodsToAdd } from "@/lib/orders/merchant.ts";

export interface AddGoodsProps {
  /** As typed. */
  values: Record<string, string>;
  /** Null: nothing was searched. */
  found: GoodsToAdd[] | null;
  currency: Currency;
  error?: string;
  isOptional?: boolean;
}

/** Searches goods and puts them into the form around. */
export function AddGoods({ values, found, currency, error, isOptional }: AddGoodsProps) {
  return (
    <Card>
      <Field
        name="q"
        label="Add goods"
        value={values.q}
        error={error}
        autocomplete="off"
        maxlength={80}
        optional={isOptional}
      />
      <Button kind="line" small class="mt-3" name="step" value="find">Find</Button>
      {found?.length === 0 && (
        <p class="mut mt-3" role="status">Nothing else on sale is called so.</p>
      )}
      {found && found.length > 0 && (
        <ul class="files mt-3">
          {found.map(({ variantId, name, ...rest }) => (
            <li key={variantId} class="flex flex-wrap items-center gap-3 break-words">
              <span class="flex-1 min-w-[8rem]">
                {name}
                <span class="mut text-sm block">{hintOf(rest, currency)}</span>
              </span>
              <Button kind="line" small name="add" value={variantId}>
                Add<span class="vh">{name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export interface AddedFieldsProps {
  added: GoodsToAdd[];
  currency: Currency;
  values: Record<string, string>;
  errors: Record<string, string>;
}

/** How many of each of the goods that were put in. */
export function AddedFields({ added, currency, values, errors }: AddedFieldsProps) {
  return (
    <>
      {added.map(({ variantId, name, priceMinor, available }) => (
        <Field
          key={variantId}
          name={addField(variantId)}
          label={name}
          hint={`New. ${hintOf({ priceMinor, available }, currency)}`}
          value={values[addField(variantId)]}
          error={errors[addField(variantId)]}
          inputMode="numeric"
          autocomplete="off"
          maxlength={3}
        />
      ))}
    </>
  );
}

function hintOf(
  { priceMinor, available }: Pick<GoodsToAdd, "priceMinor" | "available">,
  currency: Currency,
): string {
  const price = formatMoney(priceMinor, currency);
  return available === null ? price : `${price}, ${available} there.`;
}
