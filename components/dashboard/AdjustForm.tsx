import { Button } from "@/components/Button.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, Select } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { ADJUSTMENT_REASONS, type Place, REASON_NAMES } from "@/lib/inventory/mod.ts";

export interface StockFormProps {
  csrf: string;
  action: string;
  places: Place[];
  /** Tells the controls of several forms on one page apart. */
  scope: string;
  /** What was typed, and what is wrong with it. */
  values?: Record<string, string>;
  errors?: Record<string, string>;
}

/** Says how much came or went, and why. `back` is the list to return to. */
export function AdjustForm(
  { csrf, action, places, scope, back, values = {}, errors = {} }: StockFormProps & {
    back?: string;
  },
) {
  const id = (name: string) => `${name}-${scope}`;
  return (
    <Form guarded csrf={csrf} action={action} class="grid gap-4">
      <ErrorSummary errors={errors} ids={idsOf(errors, id)} />
      <input type="hidden" name="key" value={crypto.randomUUID()} autocomplete="off" />
      {back && <input type="hidden" name="back" value={back} />}
      <PlaceField name="location" label="Where" {...{ id, places, values, errors }} />
      <div class="pair">
        <Select name="reason" id={id("reason")} label="Why" error={errors.reason}>
          {ADJUSTMENT_REASONS.map((one) => (
            <option key={one} value={one} selected={values.reason === one}>
              {REASON_NAMES[one]}
            </option>
          ))}
        </Select>
        <QuantityField hint="With a minus only for a correction." {...{ id, values, errors }} />
      </div>
      <NoteField {...{ id, values, errors }} />
      <p>
        <Button kind="line">Change the stock</Button>
      </p>
    </Form>
  );
}

/** Moves goods from one place to another. */
export function TransferForm(
  { csrf, action, places, scope, values = {}, errors = {} }: StockFormProps,
) {
  const id = (name: string) => `${name}-${scope}`;
  const [first, second] = places;
  return (
    <Form guarded csrf={csrf} action={action} class="grid gap-4">
      <ErrorSummary errors={errors} ids={idsOf(errors, id)} />
      <input type="hidden" name="key" value={crypto.randomUUID()} autocomplete="off" />
      <div class="pair">
        <PlaceField
          name="from"
          label="From"
          {...{ id, places, errors }}
          values={{ from: first!.id, ...values }}
        />
        <PlaceField
          name="to"
          label="To"
          {...{ id, places, errors }}
          values={{ to: second!.id, ...values }}
        />
      </div>
      <QuantityField {...{ id, values, errors }} />
      <NoteField {...{ id, values, errors }} />
      <p>
        <Button kind="line">Move them</Button>
      </p>
    </Form>
  );
}

interface PartProps {
  id: (name: string) => string;
  values: Record<string, string>;
  errors: Record<string, string>;
}

function PlaceField(
  { name, label, id, places, values, errors }: PartProps & {
    name: string;
    label: string;
    places: Place[];
  },
) {
  if (places.length === 1) return <input type="hidden" name={name} value={places[0]!.id} />;
  return (
    <Select name={name} id={id(name)} label={label} error={errors[name]}>
      {places.map((place) => (
        <option key={place.id} value={place.id} selected={values[name] === place.id}>
          {place.name}
        </option>
      ))}
    </Select>
  );
}

function QuantityField({ id, values, errors, hint }: PartProps & { hint?: string }) {
  return (
    <Field
      name="quantity"
      id={id("quantity")}
      label="How many"
      hint={hint}
      value={values.quantity}
      error={errors.quantity}
      inputMode="numeric"
      autocomplete="off"
      maxlength={9}
      required
    />
  );
}

function NoteField({ id, values, errors }: PartProps) {
  return (
    <Field
      name="note"
      id={id("note")}
      label="Note"
      optional
      value={values.note}
      error={errors.note}
      autocomplete="off"
      maxlength={200}
    />
  );
}

function idsOf(errors: Record<string, string>, id: (name: string) => string) {
  return Object.fromEntries(Object.keys(errors).map((name) => [name, id(name)]));
}
