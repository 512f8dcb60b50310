import { Field } from "@/components/Field.tsx";

export interface SecretFieldProps {
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  /** There is one already. */
  isSaved: boolean;
  /** Its last characters, of which there are four or none. */
  ending?: string;
  error?: string;
}

/** A secret: written, never shown again. */
export function SecretField({ isSaved, ending, hint, ...props }: SecretFieldProps) {
  const saved = ending ? `Saved, ends in ${ending}.` : "Saved.";
  return (
    <Field
      {...props}
      hint={isSaved ? `${saved} Type to replace it.` : hint}
      type="password"
      autocomplete="off"
      maxlength={200}
      spellcheck={false}
    />
  );
}
