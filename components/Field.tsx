import type { ComponentChildren, InputHTMLAttributes, JSX } from "preact";
import { classes } from "./classes.ts";
import { Icon } from "./Icon.tsx";

export interface FieldFrameProps {
  /** Id of the control; the hint is `{id}-hint`, the error `{id}-error`. */
  id: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string;
  /** Optional fields are marked, in these words where they are not English; required ones are not. */
  optional?: boolean | string;
  /** For what the page around it already says; still read out. */
  hideLabel?: boolean;
  class?: string;
  children?: ComponentChildren;
}

/** Label above, control, hint, and the error as a sentence. `describe(...)` ties them to the control. */
export function FieldFrame(
  { id, label, hint, error, optional, hideLabel, class: extra, children }: FieldFrameProps,
) {
  return (
    <div class={classes("fld", extra)}>
      <label for={id} class={hideLabel ? "vh" : undefined}>
        {label}
        {optional && <span class="hint">&nbsp;{optional === true ? "(optional)" : optional}</span>}
      </label>
      {children}
      {hint && <p id={`${id}-hint`} class="hint mt-1.5">{hint}</p>}
      {error && <FieldError id={id} error={error} />}
    </div>
  );
}

/** The error of the control with this id. */
export function FieldError({ id, error }: { id: string; error: string }) {
  return (
    <p id={`${id}-error`} class="err">
      <Icon name="alert" />
      {error}
    </p>
  );
}

/** ARIA of a control inside a FieldFrame. */
export function describe(id: string, { hint, error }: { hint?: unknown; error?: string }) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return {
    id,
    "aria-describedby": ids || undefined,
    "aria-invalid": error ? "true" as const : undefined,
  };
}

type Frame = Omit<FieldFrameProps, "id" | "children"> & { id?: string; name: string };
type Attributes<Tag extends keyof JSX.IntrinsicElements> = Omit<
  JSX.IntrinsicElements[Tag],
  | "class"
  | "className"
  | "label"
  | "id"
  | "name"
  | "children"
  | "role"
  | "type"
  | "size"
  | "multiple"
  | "list"
>;

export type FieldProps = Frame & Attributes<"input"> & {
  type?:
    | "text"
    | "date"
    | "datetime-local"
    | "tel"
    | "email"
    | "password"
    | "number"
    | "search"
    | "url";
};

/** A line of text. */
export function Field(
  { name, id = name, label, hint, error, optional, hideLabel, class: extra, ...rest }: FieldProps,
) {
  // Preact ties each input type to its own set of roles; none is set here.
  const attributes = rest as InputHTMLAttributes;
  return (
    <FieldFrame {...{ id, label, hint, error, optional, hideLabel, class: extra }}>
      <input {...attributes} class="in" name={name} {...describe(id, { hint, error })} />
    </FieldFrame>
  );
}

export type TextAreaProps = Frame & Attributes<"textarea">;

/** Several lines of text. */
export function TextArea(
  { name, id = name, label, hint, error, optional, hideLabel, class: extra, value, ...rest }:
    TextAreaProps,
) {
  return (
    <FieldFrame {...{ id, label, hint, error, optional, hideLabel, class: extra }}>
      <textarea class="in area" name={name} rows={2} {...describe(id, { hint, error })} {...rest}>
        {value}
      </textarea>
    </FieldFrame>
  );
}

export type SelectProps = Frame & Attributes<"select"> & { children: ComponentChildren };

/** A native select with `<option>` children; the option that starts chosen carries `selected`. */
export function Select(
  { name, id = name, label, hint, error, optional, hideLabel, class: extra, children, ...rest }:
    SelectProps,
) {
  return (
    <FieldFrame {...{ id, label, hint, error, optional, hideLabel, class: extra }}>
      <select class="in pick" name={name} {...describe(id, { hint, error })} {...rest}>
        {children}
      </select>
    </FieldFrame>
  );
}
