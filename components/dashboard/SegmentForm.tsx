import { Button } from "@/components/Button.tsx";
import { Checkbox, OptionCard } from "@/components/Choice.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, type FieldProps } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import type { RuleChoices, SegmentDraft } from "@/lib/customers/mod.ts";
import { CHANNEL_NAMES } from "@/lib/customers/words.ts";
import { CONSENT_CHANNELS } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";

export interface SegmentFormProps {
  csrf: string;
  /** Minted with the form of a new one. */
  id: string;
  draft: SegmentDraft;
  errors: Record<string, string>;
  choices: RuleChoices;
  currency: Currency;
}

/** A rule as a page of lines to fill in; what is left empty asks nothing. */
export function SegmentForm(props: SegmentFormProps) {
  const { csrf, id, draft, errors, currency } = props;
  const field = (name: keyof SegmentDraft, label: string, more: Partial<FieldProps> = {}) => (
    <Field
      {...more as FieldProps}
      name={name}
      label={label}
      value={draft[name] as string}
      error={errors[name]}
      autocomplete="off"
    />
  );
  const number = { inputMode: "numeric" } as const;
  return (
    <Form guarded csrf={csrf} noValidate class="grid gap-4 max-w-2xl">
      <ErrorSummary errors={errors} />
      <input type="hidden" name="id" value={id} autocomplete="off" />
      <Card>
        {field("name", "Name", { maxLength: 60, placeholder: "Regulars in Kilimani" })}
        <fieldset class="mt-4">
          <legend class="font-bold mb-2">Customers who meet</legend>
          <OptionCard
            name="match"
            value="all"
            title="All of the lines below"
            checked={draft.match !== "any"}
          />
          <OptionCard
            name="match"
            value="any"
            title="Any one of them"
            checked={draft.match === "any"}
          />
        </fieldset>
      </Card>
      <Card>
        <h2 class="mb-1">What they bought</h2>
        <p class="mut text-sm mb-3">Lines that stay empty ask nothing.</p>
        <div class="pair one">
          {field("spentFrom", `Spent at least, in ${currency}`, { inputMode: "decimal" })}
          {field("spentTo", `Spent at most, in ${currency}`, { inputMode: "decimal" })}
          {field("ordersFrom", "At least so many orders", number)}
          {field("ordersTo", "At most so many orders", number)}
        </div>
        <Several {...props} name="products" title="Bought" named={props.choices.products} />
        <Several
          {...props}
          name="collections"
          title="Bought from the collection"
          named={props.choices.collections}
        />
      </Card>
      <Card>
        <h2 class="mb-3">When they ordered last</h2>
        <div class="pair one">
          {field("orderedWithin", "In the last so many days", number)}
          {field("quietFor", "More than so many days ago", number)}
          {field("orderedFrom", "On this day or later", { type: "date" })}
          {field("orderedBefore", "Before this day", { type: "date" })}
        </div>
      </Card>
      <Card>
        <h2 class="mb-3">Who they are</h2>
        {field("tags", "Has the tag", { hint: "Several with commas between.", optional: true })}
        {field("withoutTags", "Lacks the tag", { optional: true })}
        <Several
          {...props}
          name="areas"
          title="Lives in one of"
          named={props.choices.areas.map((area) => ({ id: area, name: area }))}
        />
      </Card>
      <Card>
        <Channels {...props} name="consents" title="May be sent news by" />
        <Channels {...props} name="withoutConsents" title="May not be sent news by" />
      </Card>
      <p class="flex flex-wrap gap-3">
        <Button name="intent" value="save">Save</Button>
        <Button kind="line" name="intent" value="count">Count them first</Button>
      </p>
    </Form>
  );
}

type ListName = "products" | "collections" | "areas" | "consents" | "withoutConsents";

/** Boxes to tick, folded away where nothing is ticked. */
function Several(
  { draft, errors, name, title, named }: SegmentFormProps & {
    name: ListName;
    title: string;
    named: { id: string; name: string }[];
  },
) {
  const chosen = draft[name];
  if (named.length === 0) return null;
  return (
    <details class="more mt-3" id={name} open={chosen.length > 0 || Boolean(errors[name])}>
      <summary>
        {title}
        {chosen.length > 0 && `: ${chosen.length} ticked`}
      </summary>
      <fieldset class="max-h-64 overflow-y-auto" tabIndex={0} aria-label={title}>
        {named.map(({ id, name: text }) => (
          <Checkbox key={id} name={name} value={id} checked={chosen.includes(id)}>{text}</Checkbox>
        ))}
      </fieldset>
    </details>
  );
}

function Channels(
  { draft, name, title }: SegmentFormProps & { name: ListName; title: string },
) {
  return (
    <fieldset class="mb-2">
      <legend class="font-bold">{title}</legend>
      {CONSENT_CHANNELS.map((one) => (
        <Checkbox key={one} name={name} value={one} checked={draft[name].includes(one)}>
          {CHANNEL_NAMES[one]}
        </Checkbox>
      ))}
    </fieldset>
  );
}
