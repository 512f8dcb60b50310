import { Button } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Card } from "@/components/Layout.tsx";
import { MAX_OPTIONS, type OptionDraft } from "@/lib/catalog/merchant.ts";

const EXAMPLES = [
  { name: "Size", values: "Small, Medium, Large" },
  { name: "Colour", values: "Rust, Indigo, Forest" },
  { name: "Material", values: "Sisal, Leather" },
];

/** What buyers choose from. Each combination becomes a variant. */
export function OptionsCard(
  { options, errors }: { options: OptionDraft[]; errors: Record<string, string> },
) {
  const blank: OptionDraft = { name: "", values: "", was: [] };
  const hasRoom = options.length < MAX_OPTIONS;
  const next = options.length;
  return (
    <Card>
      <div class="ch" id="options">
        <h2>Options</h2>
        <span class="mut text-sm">Size, colour, material</span>
      </div>
      {options.map((option, i) => <OptionRow key={i} option={option} i={i} errors={errors} />)}
      {hasRoom && (
        <details class="more">
          <summary>
            <Icon name="plus" size="s" />
            {next === 0 ? "It comes in several" : "Another option"}
          </summary>
          <OptionRow option={blank} i={next} errors={errors} />
        </details>
      )}
      <p class="mt-3">
        <Button kind="line" small name="intent" value="options" formAction="#variants">
          Make the variants
        </Button>
      </p>
    </Card>
  );
}

function OptionRow(
  { option, i, errors }: { option: OptionDraft; i: number; errors: Record<string, string> },
) {
  const field = `options.${i}`;
  const example = EXAMPLES[i]!;
  return (
    <div class="pair one mb-4">
      <input type="hidden" name={`${field}.was`} value={JSON.stringify(option.was)} />
      <Field
        name={`${field}.name`}
        label="Option"
        placeholder={example.name}
        value={option.name}
        error={errors[`${field}.name`]}
        maxlength={40}
      />
      <Field
        name={`${field}.values`}
        label="Values"
        hint="With commas between them."
        placeholder={example.values}
        value={option.values}
        error={errors[`${field}.values`]}
        maxlength={2000}
      />
    </div>
  );
}
