import { Button } from "@/components/Button.tsx";
import { Field, FieldError } from "@/components/Field.tsx";
import { useWords } from "@/components/words.tsx";

export interface CodeFieldProps {
  value: string;
  error?: string;
  /** What the button that looks at it is called in the form. */
  intent: string;
  /** What is taken off, a sentence each. */
  told: string[];
}

/** Where a code for a discount is typed, and what is taken off with it or without. */
export function CodeField({ value, error, intent, told }: CodeFieldProps) {
  const { say } = useWords();
  return (
    <div class="my-3">
      <div class="flex flex-wrap items-end gap-2">
        <Field
          class="flex-1"
          label={say("discount.label")}
          name="discount"
          value={value}
          maxlength={40}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={error ? "discount-error" : undefined}
        />
        <Button kind="line" name="intent" value={intent}>{say("discount.apply")}</Button>
      </div>
      {error && <FieldError id="discount" error={error} />}
      {told.length > 0 && (
        <ul class="mut text-sm mt-2" role="status">
          {told.map((sentence) => <li key={sentence} dir="auto">{sentence}</li>)}
        </ul>
      )}
    </div>
  );
}
