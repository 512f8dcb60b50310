import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";

/** ok: paid, delivered. info: waiting for someone. warn: yours to do. danger: look at it. plain: the rest. */
export type Tone = "ok" | "info" | "warn" | "danger" | "plain";

const TONE_ICONS: Record<Tone, IconName> = {
  ok: "check",
  info: "info",
  warn: "clock",
  danger: "alert",
  plain: "info",
};

export interface PillProps {
  tone?: Tone;
  icon?: IconName;
  /** One to three words. */
  children: ComponentChildren;
}

/** A state in words on a soft ground; never a button. */
export function Pill({ tone = "plain", icon, children }: PillProps) {
  return (
    <span class={`pill t-${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

export interface NoteProps {
  tone?: Tone;
  icon?: IconName;
  /** `alert` is read out at once, `status` when there is time. */
  role?: "alert" | "status";
  class?: string;
  children: ComponentChildren;
}

/** A sentence or two that the page wants read: what happened in bold, then what to do. */
export function Note(
  { tone = "info", icon = TONE_ICONS[tone], role, class: extra, children }: NoteProps,
) {
  return (
    <div class={classes("note", `t-${tone}`, extra)} role={role}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}

export interface ToastProps {
  icon?: IconName;
  /** A small form or link, such as Undo. */
  action?: ComponentChildren;
  children: ComponentChildren;
}

/** What was just done, at the bottom of the page until it is left. */
export function Toast({ icon = "check", action, children }: ToastProps) {
  return (
    <div class="toast" role="status">
      <Icon name={icon} size="s" />
      <span>{children}</span>
      {action}
    </div>
  );
}
