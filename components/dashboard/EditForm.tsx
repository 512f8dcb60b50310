import { Button } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { AddedFields, AddGoods } from "@/components/dashboard/AddGoods.tsx";
import { itemName } from "@/components/dashboard/QuantityFields.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import {
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
    <Form guarded csrf={csrf} class="grid gap-4" noValidate>
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
          <AddedFields added={added} currency={order.currency} values={values} errors={errors} />
        </fieldset>
      </Card>
      <AddGoods values={values} found={found} currency={order.currency} isOptional />
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
