import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";

export interface TimelineStep {
  title: ComponentChildren;
  detail?: ComponentChildren;
  icon: IconName;
  state: "done" | "now" | "later";
}

/** Steps with a line between them. Shoppers read the oldest first, dashboards the newest. */
export function Timeline({ steps }: { steps: TimelineStep[] }) {
  return (
    <ol class="tl">
      {steps.map((step, index) => (
        <li
          key={index}
          class={step.state === "later" ? undefined : step.state}
          aria-current={step.state === "now" ? "step" : undefined}
        >
          <i>
            <Icon name={step.state === "done" ? "check" : step.icon} size="xs" />
          </i>
          <b>{step.title}</b>
          {step.detail && <span class="mut text-sm">{step.detail}</span>}
        </li>
      ))}
    </ol>
  );
}
