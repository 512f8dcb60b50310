import { Button } from "@/components/Button.tsx";
import { Checkbox, OptionCard } from "@/components/Choice.tsx";
import { Field, FieldError } from "@/components/Field.tsx";
import type { DiscountDraft, Target } from "@/lib/discounts/mod.ts";

export interface TargetFieldsProps {
  draft: DiscountDraft;
  error?: string;
  targets: Target[];
  search: string;
}

const GROUPS = [
  { kind: "category", title: "Categories, with all below them" },
  { kind: "collection", title: "Collections" },
  { kind: "product", title: "Products" },
];

/** The whole order, or some of the goods: boxes for each group, and a way to find products. */
export function TargetFields({ draft, error, targets, search }: TargetFieldsProps) {
  return (
    <>
      <fieldset class="mt-4">
        <legend class="font-bold mb-2">For which goods</legend>
        <OptionCard
          name="scope"
          value="order"
          checked={draft.scope !== "chosen"}
          title="All of them"
        />
        <OptionCard
          name="scope"
          value="chosen"
          checked={draft.scope === "chosen"}
          title="Some of them"
        />
      </fieldset>
      <div class="for-chosen mt-3" id="targets">
        {error && <FieldError id="targets" error={error} />}
        {GROUPS.map(({ kind, title }) => {
          const own = targets.filter((one) => one.key.startsWith(`${kind}:`));
          return own.length > 0 && (
            <fieldset key={kind} class="mt-3">
              <legend class="mut text-sm">{title}</legend>
              {own.map(({ key, name }) => (
                <Checkbox
                  key={key}
                  name="targets"
                  value={key}
                  checked={draft.targets.includes(key)}
                >
                  <span class="break-words">{name}</span>
                </Checkbox>
              ))}
            </fieldset>
          );
        })}
        <div class="flex flex-wrap items-end gap-2 mt-3">
          <Field
            class="flex-1"
            name="search"
            label="Find products by name"
            type="search"
            value={search}
            maxlength={80}
          />
          <Button kind="line" name="intent" value="find">Find</Button>
        </div>
      </div>
    </>
  );
}
