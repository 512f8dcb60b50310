import { Button } from "@/components/Button.tsx";
import { FieldError } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import type { GridRow } from "@/lib/catalog/merchant.ts";
import { type Currency, exponentOf } from "@/lib/money.ts";

export interface PriceGridProps {
  csrf: string;
  rows: GridRow[];
  errors: Record<string, string>;
  currency: Currency;
  percent: string;
}

export const GRID_ID = "grid";

const COLUMNS: [keyof GridRow, string][] = [
  ["price", "Price"],
  ["compareAt", "Price before"],
  ["cost", "Your cost"],
  ["sku", "SKU"],
  ["barcode", "Barcode"],
];

const MONEY = new Set<keyof GridRow>(["price", "compareAt", "cost"]);

/** Prices and codes of many variants, cell by cell, saved all at once. */
export function PriceGrid(props: PriceGridProps) {
  const { csrf, rows, errors, currency, percent } = props;
  return (
    <Form csrf={csrf} id={GRID_ID} noValidate>
      {/* Enter in a cell presses the first button of a form: it must be the one that saves. */}
      <button type="submit" class="vh" name="intent" value="save" tabIndex={-1} aria-hidden="true">
        Save
      </button>
      <div class="card flex flex-wrap items-end gap-3 mb-4">
        <div class="fld flex-1">
          <label for="percent">Change every price below by, percent</label>
          <input
            class="in w-28"
            id="percent"
            name="percent"
            inputMode="decimal"
            placeholder="-10"
            value={percent}
            aria-invalid={errors.percent ? "true" : undefined}
            aria-describedby={errors.percent ? "percent-error" : undefined}
          />
          {errors.percent && <FieldError id="percent" error={errors.percent} />}
        </div>
        <Button kind="line" name="intent" value="percent">Fill in</Button>
      </div>
      <ul class="grid-t">
        <li class="head" aria-hidden="true">
          <span>Variant</span>
          {COLUMNS.map(([field, label]) => (
            <span key={field}>{MONEY.has(field) ? `${label}, ${currency}` : label}</span>
          ))}
        </li>
        {rows.map((row, i) => <Row key={row.id} row={row} i={i} {...{ errors, currency }} />)}
      </ul>
      <p class="mt-4">
        <Button name="intent" value="save">Save</Button>
      </p>
    </Form>
  );
}

function Row(
  { row, i, errors, currency }:
    & { row: GridRow; i: number }
    & Pick<
      PriceGridProps,
      "errors" | "currency"
    >,
) {
  const own = COLUMNS.filter(([field]) => errors[`rows.${i}.${field}`]);
  const whole = errors[`rows.${i}`];
  return (
    <li id={`rows.${i}`}>
      <span class="name">{row.name}</span>
      {(["id", "name", "was"] as const).map((field) => (
        <input key={field} type="hidden" name={`rows.${i}.${field}`} value={row[field]} />
      ))}
      {COLUMNS.map(([field, label], column) => (
        <label key={field}>
          <span>{label}</span>
          <Cell {...{ row, i, field, column, currency }} error={errors[`rows.${i}.${field}`]} />
        </label>
      ))}
      {own.map(([field]) => (
        <FieldError
          key={field}
          id={`rows.${i}.${field}`}
          error={errors[`rows.${i}.${field}`]!}
        />
      ))}
      {whole && <FieldError id={`rows.${i}`} error={whole} />}
    </li>
  );
}

interface CellProps {
  row: GridRow;
  i: number;
  field: keyof GridRow;
  column: number;
  currency: Currency;
  error?: string;
}

function Cell({ row, i, field, column, currency, error }: CellProps) {
  const name = `rows.${i}.${field}`;
  const decimal = exponentOf(currency) > 0 ? "decimal" as const : "numeric" as const;
  return (
    <input
      class="in slim"
      id={name}
      name={name}
      value={row[field]}
      data-cell={`${i} ${column}`}
      aria-invalid={error ? "true" : undefined}
      aria-describedby={error ? `${name}-error` : undefined}
      inputMode={MONEY.has(field) ? decimal : undefined}
      autocomplete="off"
      autocapitalize="none"
      spellcheck={false}
    />
  );
}
