import type { ComponentChildren, JSX } from "preact";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";

/** One filled button a view; `gold` only on dark marketing surfaces; `danger` names what it undoes. */
export type ButtonKind = "fill" | "line" | "text" | "danger" | "gold";

interface Look {
  kind?: ButtonKind;
  icon?: IconName;
  /** As wide as its column. */
  full?: boolean;
  /** 44 px tall, for rows and tables. */
  small?: boolean;
  class?: string;
  children?: ComponentChildren;
}

type Without<Props> = Omit<Props, "class" | "className" | "role" | "icon" | "children">;

export type ButtonProps = Look & Without<JSX.IntrinsicElements["button"]>;
export type ButtonLinkProps = Look & Without<JSX.IntrinsicElements["a"]> & { href: string };

/** Submits its form unless `type` says otherwise. */
export function Button(
  { kind, icon, full, small, class: extra, children, ...rest }: ButtonProps,
) {
  return (
    <button class={buttonClass({ kind, full, small, class: extra })} {...rest}>
      {icon && <Icon name={icon} size="s" />}
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink(
  { kind, icon, full, small, class: extra, children, ...rest }: ButtonLinkProps,
) {
  return (
    <a class={buttonClass({ kind, full, small, class: extra })} {...rest}>
      {icon && <Icon name={icon} size="s" />}
      {children}
    </a>
  );
}

export function buttonClass({ kind = "fill", full, small, class: extra }: Look): string {
  return classes(
    "btn",
    `btn-${kind}`,
    full && "w-full",
    small && "min-h-tap px-3.5 text-md",
    extra,
  );
}
