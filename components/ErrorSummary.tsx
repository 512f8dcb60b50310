import { useContext } from "preact/hooks";
import { SharedTexts } from "./shared_texts.ts";
import { Note } from "./Status.tsx";

export interface ErrorSummaryProps {
  /** Messages by field name; "" is the form as a whole. */
  errors: Record<string, string>;
  /** Ids of controls that are not named after their field. */
  ids?: Record<string, string>;
  class?: string;
}

/** Everything to fix, on top of a form, each a link to its control. Nothing when there is nothing. */
export function ErrorSummary({ errors, ids = {}, class: extra }: ErrorSummaryProps) {
  const texts = useContext(SharedTexts);
  const { "": whole, ...fields } = errors;
  const names = Object.keys(fields);
  if (!whole && names.length === 0) return null;
  return (
    <Note tone="danger" role="alert" class={extra}>
      {whole && <p>{whole}</p>}
      {names.length > 0 && <b>{texts.toFix(names.length)}</b>}
      {names.length > 0 && (
        <ul>
          {names.map((name) => (
            <li key={name}>
              <a class="inline-block py-1" href={`#${ids[name] ?? name}`}>{fields[name]}</a>
            </li>
          ))}
        </ul>
      )}
    </Note>
  );
}
