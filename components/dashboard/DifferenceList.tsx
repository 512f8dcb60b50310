import { Button } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Pill } from "@/components/Status.tsx";
import {
  countedField,
  type Difference,
  moreOrFewer,
  type PromisedLine,
  wasField,
} from "@/lib/inventory/mod.ts";
import { nameOf } from "./StockTable.tsx";

export interface DifferenceListProps {
  differences: Difference[];
  /** Lines that orders hold more of than would be left. */
  promised: PromisedLine[];
  /** For the button that leaves a line out; without it nothing can be changed any more. */
  csrf?: string;
  /** Where sheets are sent. */
  action: string;
}

/** What was counted otherwise than it should have been. */
export function DifferenceList({ differences, promised, csrf, action }: DifferenceListProps) {
  const held = new Map(promised.map(({ variant_id, reserved }) => [variant_id, reserved]));
  return (
    <ul class="card p-0 overflow-hidden">
      {differences.map((line) => (
        <li key={line.id} class="it flex-wrap justify-between">
          <div class="min-w-0 break-words">
            <b>{nameOf(line)}</b>
            <p class="mut text-sm">
              {line.counted} counted, {line.expected} expected
              {line.countedBy && <span class="break-all">, by {line.countedBy}</span>}
            </p>
            {held.has(line.id) && (
              <p class="text-danger text-sm">Orders hold {held.get(line.id)} of it.</p>
            )}
          </div>
          <div class="flex items-center gap-2">
            <Pill tone={line.counted < line.expected ? "danger" : "info"}>
              {moreOrFewer(line.counted - line.expected)}
            </Pill>
            {csrf && <LeaveOut csrf={csrf} action={action} line={line} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Sends the sheet with this one line emptied. */
function LeaveOut({ csrf, action, line }: { csrf: string; action: string; line: Difference }) {
  return (
    <Form csrf={csrf} action={action}>
      <input type="hidden" name="key" value={crypto.randomUUID()} autocomplete="off" />
      <input type="hidden" name={wasField(line.id)} value={line.counted} />
      <input type="hidden" name={countedField(line.id)} value="" />
      <input type="hidden" name="back" value="review" />
      <Button kind="text" small>
        Leave out<span class="vh">&nbsp;{nameOf(line)}</span>
      </Button>
    </Form>
  );
}
