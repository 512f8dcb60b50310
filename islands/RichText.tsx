import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "@/components/Button.tsx";
import { describe, FieldFrame } from "@/components/Field.tsx";
import { applyMark, type Mark } from "@/lib/rich_text_edit.ts";

export interface RichTextProps {
  name: string;
  label: string;
  value: string;
  error?: string;
  maxlength: number;
  /** What is written in it, where that is not the language of the page. */
  lang?: string;
  dir?: "ltr" | "rtl";
}

const MARKS: [Mark, string, string][] = [
  ["bold", "Bold", "b"],
  ["italic", "Italic", "i"],
  ["list", "List", ""],
  ["link", "Link", "k"],
];

const HINT = "A blank line starts a paragraph, a dash at the start of a line an item.";

/** Several lines with a few marks. Without scripts it is the text field that it is made of. */
export default function RichText(
  { name, label, value, error, maxlength, lang, dir }: RichTextProps,
) {
  const area = useRef<HTMLTextAreaElement>(null);
  const isAlive = useSignal(false);
  useEffect(() => {
    isAlive.value = true;
  }, []);

  function put(mark: Mark) {
    const field = area.current!;
    const { value: text, selectionStart: start, selectionEnd: end } = field;
    const next = applyMark({ text, start, end }, mark);
    field.value = next.text;
    field.focus();
    field.setSelectionRange(next.start, next.end);
    // The form counts what is not saved.
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function press(event: KeyboardEvent) {
    const [mark] = MARKS.find(([, , key]) => key !== "" && key === event.key) ?? [];
    if (!mark || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    put(mark);
  }

  return (
    <FieldFrame id={name} label={label} hint={HINT} error={error} optional>
      {isAlive.value && (
        <div class="flex flex-wrap gap-2 mb-2" role="group" aria-label={`Marks for ${label}`}>
          {MARKS.map(([mark, word]) => (
            <Button
              key={mark}
              kind="line"
              small
              type="button"
              onClick={() => put(mark)}
            >
              {word}
            </Button>
          ))}
        </div>
      )}
      <textarea
        ref={area}
        class="in area"
        name={name}
        rows={5}
        maxLength={maxlength}
        lang={lang}
        dir={dir}
        onKeyDown={press}
        {...describe(name, { hint: HINT, error })}
      >
        {value}
      </textarea>
    </FieldFrame>
  );
}
