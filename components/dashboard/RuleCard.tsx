import { Button } from "@/components/Button.tsx";
import { Field, Select } from "@/components/Field.tsx";
import { Card } from "@/components/Layout.tsx";
import {
  CONDITION_FIELDS,
  type ConditionDraft,
  type ConditionField,
  MAX_CONDITIONS,
} from "@/lib/collections/draft.ts";
import type { CollectionFormProps } from "./CollectionForm.tsx";

const WORDS: Record<ConditionField, string> = {
  tag: "Tag is",
  category: "Category is, or is under",
  vendor: "Vendor is",
  title: "Name contains",
  price_from: "Price from",
  price_to: "Price up to",
  in_stock: "It is in stock",
  created_within: "Added within days",
  published_within: "On sale since, in days",
};

type Props = Pick<CollectionFormProps, "draft" | "errors" | "categories" | "currency">;

/** The conditions of a rule, one a row. Adding and removing one sends the form and saves nothing. */
export function RuleCard(props: Props) {
  const { draft: { match, conditions }, errors } = props;
  return (
    <Card>
      <div class="ch" id="rule">
        <h2>Rule</h2>
        <span class="mut text-sm">Fills itself, also tomorrow</span>
      </div>
      <Select name="match" label="A product belongs here when it meets" error={errors.match}>
        <option value="all" selected={match !== "any"}>all of these</option>
        <option value="any" selected={match === "any"}>any of these</option>
      </Select>
      <ul class="mt-4">
        {conditions.map((condition, row) => (
          <li key={row} class="flex items-end gap-3 mb-4">
            <input type="hidden" name={`conditions.${row}.field`} value={condition.field} />
            <Condition {...props} condition={condition} row={row} />
            <Button
              kind="line"
              icon="trash"
              name="intent"
              value={`remove.${row}`}
              formAction="#rule"
              aria-label={`Remove: ${WORDS[condition.field as ConditionField]}`}
            />
          </li>
        ))}
      </ul>
      {conditions.length < MAX_CONDITIONS && (
        <div class="flex flex-wrap items-end gap-3">
          <Select
            name="newField"
            label="Look at"
            error={errors.newField}
            class="flex-1 min-w-[220px]"
          >
            {CONDITION_FIELDS.map((field) => (
              <option key={field} value={field}>{WORDS[field]}</option>
            ))}
          </Select>
          <Button kind="line" icon="plus" name="intent" value="add" formAction="#rule">
            Add a condition
          </Button>
        </div>
      )}
      <p class="mt-4">
        <Button kind="text" icon="eye" name="intent" value="preview" formAction="#preview">
          See what it finds
        </Button>
      </p>
    </Card>
  );
}

function Condition(
  { condition: { field, value }, row, errors, categories, currency }: Props & {
    condition: ConditionDraft;
    row: number;
  },
) {
  const name = `conditions.${row}.value`;
  const words = WORDS[field as ConditionField] ?? field;
  const common = { name, error: errors[name], class: "flex-1" };
  if (field === "in_stock") {
    return (
      <p class="flex-1 py-3">
        <input type="hidden" name={name} value="yes" />
        {words}
      </p>
    );
  }
  if (field === "category") {
    return (
      <Select {...common} label={words}>
        <option value="">Choose</option>
        {categories.map(({ id, path }) => (
          <option key={id} value={id} selected={id === value}>{path}</option>
        ))}
      </Select>
    );
  }
  const isPrice = field.startsWith("price_");
  const isNumber = isPrice || field.endsWith("_within");
  return (
    <Field
      {...common}
      label={isPrice ? `${words}, ${currency}` : words}
      value={value}
      inputMode={isNumber ? "decimal" : undefined}
      maxlength={80}
    />
  );
}
