import fc from "fast-check";
import type { Column, Table, Vocabulary } from "./vocabulary.ts";

/** A value for what means this: one's own, the other shop's or nobody's. */
export function anyValue(
  { theirs, own }: Pick<Vocabulary, "theirs" | "own">,
  meaning: string,
  labels: string[] | null = null,
): fc.Arbitrary<string> {
  const from = (values: string[] | null | undefined) =>
    values?.length ? [{ weight: 5, arbitrary: fc.constantFrom(...values) }] : [];
  const random = meaning.endsWith("_id")
    ? fc.uuid()
    : fc.constantFrom("zqnobody", "1", "0", "-1", "{}", "[]", "true", "2026-11-01", "1e9");
  return fc.oneof(
    ...from(theirs.get(meaning)),
    ...from(own.get(meaning)),
    ...from(labels),
    { weight: 1, arbitrary: random },
  );
}

/** Tables to write to, mostly those that one may. */
export const writable = ({ tables }: Vocabulary): fc.Arbitrary<Table> =>
  fc.oneof(
    fc.constantFrom(
      ...tables.filter(({ columns }) => columns.some(({ isGranted }) => isGranted.insert)),
    ),
    fc.constantFrom(...tables),
  );

type Row = Record<string, string | null>;

/**
 * Values for the columns that one may write. Mostly one's own row once more with a few of them
 * changed: half a row fails before anybody asks whose it is.
 */
export function anyRow(words: Vocabulary, { name, columns }: Table): fc.Arbitrary<Row> {
  const granted = columns.filter(({ isGranted }) => isGranted.insert);
  const written = fc.oneof(
    { weight: 4, arbitrary: fc.constant(granted.length > 0 ? granted : columns) },
    { weight: 1, arbitrary: fc.subarray(columns, { minLength: 1 }) },
  );
  const sample = fc.constantFrom<Row>(...words.rows.get(name) ?? [], {});
  return fc.tuple(written, sample, fc.nat({ max: 3 })).chain(([written, sample, changes]) =>
    fc.subarray(written, { maxLength: Math.min(changes, written.length) }).chain((changed) =>
      fc.record(Object.fromEntries(written.map((column) => [
        column.name,
        changed.includes(column) ? cell(words, column) : kept(words, column, sample),
      ])))
    )
  );
}

const cell = (words: Vocabulary, { meaning, labels }: Column): fc.Arbitrary<string | null> =>
  fc.oneof(
    { weight: 12, arbitrary: anyValue(words, meaning, labels) },
    { weight: 1, arbitrary: fc.constant(null) },
  );

/** What the row has, and where that can stand once alone, something new. */
function kept(words: Vocabulary, column: Column, sample: Row): fc.Arbitrary<string | null> {
  if (column.name === "id") return cell(words, column);
  if (/^(slug|sku|barcode)$/.test(column.name)) {
    return fc.oneof(fc.stringMatching(/^zq[a-z]{6}$/), cell(words, column));
  }
  const value = sample[column.name];
  return value === undefined ? cell(words, column) : fc.constant(value);
}
