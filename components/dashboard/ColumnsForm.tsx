import { Button } from "@/components/Button.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Select } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import type { ImportField } from "@/lib/imports/mod.ts";

export interface ColumnsFormProps {
  csrf: string;
  header: string[];
  /** Cells of the first rows. */
  samples: string[][];
  fields: readonly ImportField[];
  /** What each column holds, by the key of the field; "" leaves it out. */
  chosen: string[];
  errors: Record<string, string>;
}

/** One question a column: what does it hold? */
export function ColumnsForm(
  { csrf, header, samples, fields, chosen, errors }: ColumnsFormProps,
) {
  return (
    <Form guarded csrf={csrf}>
      <ErrorSummary errors={errors} class="mb-4" />
      <Card>
        <div class="grid grid-cols-1 gap-5 md:grid-cols-2">
          {header.map((head, i) => (
            <div key={i} class="min-w-0 break-words">
              <Select
                name={`column.${i}`}
                label={head || `Column ${i + 1}`}
                hint={sampleWords(samples, i)}
                error={errors[`column.${i}`]}
              >
                <option value="" selected={!chosen[i]}>Leave out</option>
                {fields.map(({ key, name }) => (
                  <option key={key} value={key} selected={key === chosen[i]}>{name}</option>
                ))}
              </Select>
            </div>
          ))}
        </div>
        <Button class="mt-4">See what would change</Button>
      </Card>
    </Form>
  );
}

function sampleWords(samples: string[][], column: number): string {
  const found = samples.map((cells) => cells[column]?.trim()).filter(Boolean)
    .map((cell) => cell!.length > 40 ? `${cell!.slice(0, 40)}…` : cell);
  return found.length > 0 ? found.join(" · ") : "Empty in the first rows";
}
