import { AddedFields, AddGoods } from "@/components/dashboard/AddGoods.tsx";
import { Button } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, Select, TextArea } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import type { GoodsToAdd } from "@/lib/orders/merchant.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

export interface NewOrderFormProps {
  csrf: string;
  store: MyStore;
  areas: string[];
  points: { id: string; name: string }[];
  /** As typed. */
  values: Record<string, string>;
  errors: Record<string, string>;
  added: GoodsToAdd[];
  found: GoodsToAdd[] | null;
}

/** What somebody buys, who they are, and where it goes. */
export function NewOrderForm(props: NewOrderFormProps) {
  const { csrf, store: { currency }, values, errors, added, found } = props;
  return (
    <Form guarded csrf={csrf} class="grid gap-4" noValidate>
      <ErrorSummary errors={errors} />
      {/* What the enter key sends: a search while one is typed, and none of what it found. */}
      <button type="submit" hidden name="step" value="enter" />
      <input type="hidden" name="key" value={values.key} autocomplete="off" />
      {added.length > 0 && (
        <Card>
          <fieldset>
            <legend>In the order</legend>
            <AddedFields {...{ added, currency, values, errors }} />
          </fieldset>
        </Card>
      )}
      <AddGoods {...{ values, found, currency }} error={errors.q} />
      <Buyer {...props} />
      <Place {...props} />
      <Card>
        <Field
          name="days"
          label="Days to pay"
          hint="So long the goods are kept, then they go back on the shelf."
          value={values.days}
          error={errors.days}
          inputMode="numeric"
          autocomplete="off"
          maxlength={2}
        />
        <Checkbox name="tell" value="1" checked={values.tell === "1"}>
          Send the link to the buyer
        </Checkbox>
      </Card>
      <p>
        <Button name="step" value="preview">See what it comes to</Button>
      </p>
    </Form>
  );
}

function Buyer({ values, errors }: NewOrderFormProps) {
  const of = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <Card>
      <fieldset>
        <legend>Who buys it</legend>
        <Field {...of("name")} label="Name" autocomplete="off" maxlength={120} />
        <Field {...of("phone")} type="tel" label="Phone" autocomplete="off" maxlength={20} />
        <Field {...of("email")} type="email" label="Email" autocomplete="off" optional />
      </fieldset>
    </Card>
  );
}

function Place({ areas, points, values, errors }: NewOrderFormProps) {
  const of = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <Card>
      <fieldset>
        <legend>Where it goes</legend>
        <Select name="method" label="How" error={errors.method}>
          <option value="delivery" selected={values.method !== "pickup"}>Somebody brings it</option>
          <option value="pickup" selected={values.method === "pickup"}>They pick it up</option>
        </Select>
        {points.length > 1 && (
          <Select name="point" label="Where they pick it up" error={errors.point} optional>
            <option value="">Nowhere</option>
            {points.map(({ id, name }) => (
              <option key={id} value={id} selected={values.point === id}>{name}</option>
            ))}
          </Select>
        )}
        <Select
          name="area"
          label="Area"
          hint="Where they pick it up themselves, leave it and the landmark empty."
          error={errors.area}
        >
          <option value="">Choose an area</option>
          {areas.map((area) => (
            <option key={area} value={area} selected={area === values.area}>{area}</option>
          ))}
        </Select>
        <Field {...of("landmark")} label="Landmark" autocomplete="off" maxlength={160} />
        <TextArea {...of("directions")} label="Directions" maxlength={500} optional />
        <TextArea {...of("note")} label="Note" maxlength={500} optional />
      </fieldset>
    </Card>
  );
}
