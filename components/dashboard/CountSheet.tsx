import { FieldError } from "@/components/Field.tsx";
import { countedField, type SheetLine, wasField } from "@/lib/inventory/mod.ts";
import { nameOf } from "./StockTable.tsx";

export interface CountSheetProps {
  lines: SheetLine[];
  /** What was typed, and what is wrong with it. */
  values: Record<string, string>;
  errors: Record<string, string>;
}

/** A name and a field for each variant. What should be there is not shown: it would be counted. */
export function CountSheet({ lines, values, errors }: CountSheetProps) {
  return (
    <ul class="card p-0 overflow-hidden sheet">
      {lines.map((line) => <SheetRow key={line.id} {...{ line, values, errors }} />)}
    </ul>
  );
}

function SheetRow({ line, values, errors }: Omit<CountSheetProps, "lines"> & { line: SheetLine }) {
  const name = countedField(line.id);
  const was = line.counted === null ? "" : String(line.counted);
  const error = errors[name];
  return (
    <li>
      <label class="min-w-0 break-words" for={name}>
        {nameOf(line)}
        <span class="mut block text-sm font-normal break-all">{detailOf(line)}</span>
      </label>
      <input
        class="in slim"
        id={name}
        name={name}
        value={values[name] ?? was}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
        inputMode="numeric"
        autocomplete="off"
        maxlength={9}
      />
      <input type="hidden" name={wasField(line.id)} value={was} autocomplete="off" />
      {error && <FieldError id={name} error={error} />}
    </li>
  );
}

function detailOf({ sku, countedBy }: SheetLine): string {
  return [sku, countedBy && `counted by ${countedBy}`].filter(Boolean).join(", ");
}
