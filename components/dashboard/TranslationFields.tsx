import type { ComponentChildren } from "preact";
import { Checkbox } from "@/components/Choice.tsx";
import { Field, TextArea } from "@/components/Field.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note } from "@/components/Status.tsx";
import { type Language, LANGUAGES } from "@/lib/i18n/languages.ts";
import type { FieldText, TranslatableField } from "@/lib/translations/mod.ts";

export interface TranslationFieldsProps {
  fields: readonly TranslatableField[];
  texts: FieldText[];
  from: Language;
  into: Language;
  /** What was typed, by the names of the fields. */
  values: Record<string, string>;
  errors: Record<string, string>;
  /** The field of a text with marks, which is an island. */
  rich: (field: TranslatableField) => ComponentChildren;
}

/** Every text with its translation beside it: one below the other on a phone. */
export function TranslationFields(props: TranslationFieldsProps) {
  const { fields, texts, from, into, values } = props;
  return (
    <>
      {fields.map((field) => {
        const text = texts.find((one) => one.field === field.name);
        if (!text) return null;
        const { name, label } = field;
        return (
          <Card key={name}>
            <div class="grid gap-4 md:grid-cols-2">
              <div class="min-w-0">
                <p class="font-bold">{label}</p>
                <p class="break-words whitespace-pre-line mt-1" lang={from} dir="auto">
                  {text.original}
                </p>
              </div>
              <div class="min-w-0">
                <input
                  type="hidden"
                  name={`of.${name}`}
                  value={values[`of.${name}`] ?? text.of}
                  autocomplete="off"
                />
                {text.state === "changed" && (
                  <Note tone="warn" class="mb-3">
                    <b>The original changed</b> since this was translated.
                  </Note>
                )}
                {field.look === "rich" ? props.rich(field) : <PlainText {...props} field={field} />}
                {text.state === "changed" && (
                  <Checkbox name={`fits.${name}`} value="1">It still fits</Checkbox>
                )}
              </div>
            </div>
          </Card>
        );
      })}
    </>
  );

  function PlainText({ field: { name, label, max, look } }: { field: TranslatableField }) {
    const { name: language, dir } = LANGUAGES[into];
    const attributes = {
      name,
      label: `${label} in ${language}`,
      value: values[name],
      error: props.errors[name],
      maxlength: max,
      lang: into,
      dir,
    };
    return look === "line" && max <= 160
      ? <Field {...attributes} autocomplete="off" />
      : <TextArea {...attributes} rows={3} />;
  }
}
