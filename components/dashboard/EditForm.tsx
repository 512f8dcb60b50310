import { Button } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { itemName } from "@/components/dashboard/QuantityFields.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { type Currency, formatMoney } from "@/lib/money.ts";
import {
  addField,
  fewestOf,
  type GoodsToAdd,
  type MerchantOrder,
  quantityField,
} from "@/lib/orders/merchant.ts";

export interface EditFormProps {
  csrf: string;
  order: MerchantOrder;
  /** As typed. */
  values: Record<string, string>;
  errors: Record<string, string>;
  added: GoodsToAdd[];
  /** Null: nothing was searched. */
  found: GoodsToAdd[] | null;
}

/** How many of each line an order shall have, and what shall come into it. */
export function EditForm({ csrf, order, values, errors, added, found }: EditFormProps) {
  return (
    <Form csrf={csrf} class="grid gap-4" noValidate>
      <ErrorSummary errors={errors} />
      {/* What the enter key sends: a search while one is typed, and none of what it found. */}
      <button type="submit" hidden name="step" value="enter" />
      <input type="hidden" name="key" value={values.key} autocomplete="off" />
      <input type="hidden" name="version" value={values.version} autocomplete="off" />
      <Card>
        <fieldset>
          <legend>In the order</legend>
          {order.items.map(({ id, quantity }) => {
            const name = quantityField(id);
            const fewest = fewestOf(order, id);
            return (
              <Field
                key={id}
                name={name}
                label={itemName(order, id)}
                hint={fewest === 0 ? "0 takes it out." : `At least ${fewest} stay.`}
                value={values[name] ?? String(quantity)}
                error={errors[name]}
                inputMode="numeric"
                autocomplete="off"
                maxlength={3}
              />
            );
          })}
          {added.map(({ variantId, name, priceMinor, available }) => (
            <Field
              key={variantId}
              name={addField(variantId)}
              label={name}
              hint={`New. ${hintOf({ priceMinor, available }, order.currency)}`}
              value={values[addField(variantId)]}
              error={errors[addField(variantId)]}
              inputMode="numeric"
              autocomplete="off"
              maxlength={3}
            />
          ))}
        </fieldset>
      </Card>
      <Card>
        <Field
          name="q"
          label="Add goods"
          value={values.q}
          autocomplete="off"
          maxlength={80}
          optional
        />
        <Button kind="line" small name="step" value="find">Find</Button>
        {found?.length === 0 && (
          <p class="mut mt-3" role="status">Nothing else on sale is called so.</p>
        )}
        {found && found.length > 0 && (
          <ul class="files mt-3">
            {found.map(({ variantId, name, ...rest }) => (
              <li key={variantId} class="flex flex-wrap items-center gap-3 break-words">
                <span class="flex-1 min-w-[8rem]">
                  {name}
                  <span class="mut text-sm block">{hintOf(rest, order.currency)}</span>
                </span>
                <Button kind="line" small name="add" value={variantId}>
                  Add<span class="vh">{name}</span>
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card>
        <Field
          name="reason"
          label="Why"
          hint="For you and your team."
          value={values.reason}
          error={errors.reason}
          autocomplete="off"
          maxlength={200}
          optional
        />
        <Checkbox name="tell" value="1" checked={values.tell === "1"}>Tell the buyer</Checkbox>
      </Card>
      <p>
        <Button name="step" value="preview">See what it comes to</Button>
      </p>
    </Form>
  );
}

function hintOf(
  { priceMinor, available }: Pick<GoodsToAdd, "priceMinor" | "available">,
  currency: Currency,
): string {
  const price = formatMoney(priceMinor, currency);
  return available === null ? price : `${price}, ${available} there.`;
}
