import { Button } from "@/components/Button.tsx";
import { Field, Select } from "@/components/Field.tsx";
import { Card } from "@/components/Layout.tsx";

/** A cart as it was typed. */
export interface TrialTyped {
  goods: { label: string; quantity: number }[];
  code: string;
  phone: string;
  area: string;
}

export interface TrialFormProps {
  typed: TrialTyped;
  /** What the shop sells, by name. */
  labels: string[];
  /** Where it delivers. */
  areas: string[];
}

/** A cart to try discounts on: by GET, so that its address can be kept. */
export function TrialForm({ typed, labels, areas }: TrialFormProps) {
  return (
    <form>
      <Card>
        <datalist id="goods">
          {labels.map((label) => <option key={label} value={label} />)}
        </datalist>
        {typed.goods.map(({ label, quantity }, i) => (
          <div key={i} class="flex gap-2 mb-3">
            <div class="flex-1 min-w-0">
              <Field
                name={`g${i}`}
                label={`Product ${i + 1}`}
                optional={i > 0}
                value={label}
                {...{ list: "goods" }}
                maxlength={200}
                autocomplete="off"
              />
            </div>
            <div class="w-24">
              <Field
                name={`n${i}`}
                label="How many"
                inputMode="numeric"
                value={String(quantity)}
                maxlength={3}
              />
            </div>
          </div>
        ))}
        <Field
          name="code"
          label="Code"
          optional
          value={typed.code}
          maxlength={40}
          autocomplete="off"
        />
        <Field
          name="phone"
          label="Phone of the shopper"
          optional
          hint="For limits a customer."
          type="tel"
          value={typed.phone}
          autocomplete="off"
        />
        <Select name="area" label="Delivery to">
          <option value="">Nowhere: picked up</option>
          {areas.map((area) => (
            <option key={area} value={area} selected={area === typed.area}>{area}</option>
          ))}
        </Select>
        <Button class="mt-4">Try it</Button>
      </Card>
    </form>
  );
}
