import { Pill } from "@/components/Status.tsx";
import type { Label as State } from "@/lib/orders/merchant.ts";

/** A state as a pill. */
export function Label({ state: { tone, icon, text } }: { state: State }) {
  return <Pill tone={tone} icon={icon}>{text}</Pill>;
}
