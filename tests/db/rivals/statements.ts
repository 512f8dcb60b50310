import fc from "fast-check";
import { inputOf } from "./inputs.ts";
import type { Column, Parameter, Table, Vocabulary } from "./vocabulary.ts";

/** A random statement as text, with values of one's own, of the other shop and of nobody. */
export function anyStatement(words: Vocabulary): fc.Arbitrary<string> {
  const table = fc.constantFrom(...words.tables);
  const written = fc.constantFrom(
    ...words.tables.filter(({ columns }) => columns.some(({ isGranted }) => isGranted.insert)),
    ...words.tables,
  );
  return fc.oneof(
    { weight: 3, arbitrary: table.chain((one) => select(words, one)) },
    { weight: 2, arbitrary: table.chain((one) => count(words, one)) },
    {
      weight: 1,
      arbitrary: fc.tuple(table, table).chain(([one, other]) => join(words, one, other)),
    },
    { weight: 3, arbitrary: written.chain((one) => insert(words, one)) },
    { weight: 3, arbitrary: written.chain((one) => update(words, one)) },
    { weight: 1, arbitrary: written.chain((one) => remove(words, one)) },
    { weight: 4, arbitrary: fc.constantFrom(...words.functions).chain((one) => call(words, one)) },
  );
}

export const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** A value for what means this, as a literal. */
export function literal(
  { theirs, own }: Vocabulary,
  meaning: string,
  labels: string[] | null = null,
): fc.Arbitrary<string> {
  const from = (values: string[] | undefined, weight: number) =>
    values?.length ? [{ weight, arbitrary: fc.constantFrom(...values).map(quote) }] : [];
  const random = meaning.endsWith("_id")
    ? fc.uuid()
    : fc.constantFrom("zqnobody", "1", "0", "-1", "{}", "[]", "true", "2026-11-01", "1e9");
  return fc.oneof(
    ...from(theirs.get(meaning), 5),
    ...from(own.get(meaning), 5),
    ...from(labels ?? [], 5),
    { weight: 1, arbitrary: random.map(quote) },
    { weight: 1, arbitrary: fc.constant("null") },
  );
}

function condition(words: Vocabulary, { columns }: Table): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...columns), fc.constantFrom(...words.tables)).chain(
    ([column, other]) => {
      const { name, meaning, labels } = column;
      const value = literal(words, meaning, labels);
      const twin = other.columns.find((one) => one.meaning === meaning);
      return fc.oneof(
        { weight: 4, arbitrary: value.map((value) => `t.${name} = ${value}`) },
        { weight: 1, arbitrary: value.map((value) => `t.${name} is distinct from ${value}`) },
        { weight: 1, arbitrary: value.map((value) => `t.${name} > ${value}`) },
        {
          weight: 1,
          arbitrary: value.map((value) => `t.${name}::text like left(${value}::text, 4) || '%'`),
        },
        { weight: 1, arbitrary: fc.constant("true") },
        ...(twin
          ? [{
            weight: 1,
            arbitrary: fc.constant(`t.${name} in (select u.${twin.name} from ${other.name} as u)`),
          }]
          : []),
      );
    },
  );
}

const conditions = (words: Vocabulary, table: Table) =>
  fc.array(condition(words, table), { minLength: 1, maxLength: 2 }).map((all) => all.join(" and "));

const someOf = (columns: Column[]) =>
  fc.subarray(columns, { minLength: Math.min(1, columns.length), maxLength: columns.length });

function select(words: Vocabulary, table: Table): fc.Arbitrary<string> {
  return fc.tuple(someOf(table.columns), conditions(words, table)).map(([columns, where]) =>
    `select ${
      columns.map(({ name }) => `t.${name}`).join(", ")
    } from ${table.name} as t where ${where}`
  );
}

function count(words: Vocabulary, table: Table): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...table.columns), conditions(words, table)).map((
    [{ name }, where],
  ) =>
    `select count(*), count(distinct t.${name}), min(t.${name}::text), max(t.${name}::text)
      from ${table.name} as t where ${where}`
  );
}

function join(words: Vocabulary, one: Table, other: Table): fc.Arbitrary<string> {
  const shared = one.columns.filter(({ meaning }) =>
    other.columns.some((column) => column.meaning === meaning)
  );
  if (shared.length === 0) return count(words, one);
  return fc.tuple(fc.constantFrom(...shared), conditions(words, one)).map(([column, where]) => {
    const twin = other.columns.find(({ meaning }) => meaning === column.meaning)!;
    return `select count(*) from ${one.name} as t join ${other.name} as u
      on u.${twin.name} = t.${column.name} where ${where}`;
  });
}

/** Mostly one's own row once more, with a few values changed: half a row fails before anybody asks whose it is. */
function insert(words: Vocabulary, table: Table): fc.Arbitrary<string> {
  const granted = table.columns.filter(({ isGranted }) => isGranted.insert);
  const columns = fc.oneof(
    { weight: 4, arbitrary: fc.constant(granted.length > 0 ? granted : table.columns) },
    { weight: 1, arbitrary: someOf(table.columns) },
  );
  const sample = fc.constantFrom(...words.rows.get(table.name) ?? [], {});
  const end = fc.constantFrom("", " on conflict do nothing", " returning *");
  return fc.tuple(columns, sample, fc.nat({ max: 3 })).chain(([columns, sample, changes]) => {
    const any = ({ meaning, labels }: Column) => literal(words, meaning, labels);
    const same = (column: Column) => {
      const value = (sample as Record<string, string | null>)[column.name];
      return value === undefined
        ? any(column)
        : fc.constant(value === null ? "null" : quote(value));
    };
    const fresh = fc.stringMatching(/^zq[a-z]{6}$/).map(quote);
    return fc.tuple(fc.subarray(columns, { maxLength: Math.min(changes, columns.length) }), end)
      .chain(([changed, end]) =>
        fc.tuple(...columns.map((column) => {
          if (/^(slug|sku|barcode)$/.test(column.name)) {
            return fc.oneof(fresh, any(column));
          }
          // Nobody asks for one's own id again.
          if (column.name === "id") return any(column);
          return changed.includes(column) ? any(column) : same(column);
        })).map((values) =>
          `insert into ${table.name} (${columns.map(({ name }) => name).join(", ")})
          values (${values.join(", ")})${end}`
        )
      );
  });
}

function update(words: Vocabulary, table: Table): fc.Arbitrary<string> {
  const granted = table.columns.filter(({ isGranted }) => isGranted.update);
  const column = fc.constantFrom(...granted, ...granted, ...table.columns);
  return column.chain(({ name, meaning, labels }) =>
    fc.tuple(literal(words, meaning, labels), conditions(words, table)).map(([value, where]) =>
      `update ${table.name} as t set ${name} = ${value} where ${where} returning t.*`
    )
  );
}

function remove(words: Vocabulary, table: Table): fc.Arbitrary<string> {
  return conditions(words, table).map((where) =>
    `delete from ${table.name} as t where ${where} returning t.*`
  );
}

function call(
  words: Vocabulary,
  { name, parameters }: Vocabulary["functions"][number],
): fc.Arbitrary<string> {
  const values = parameters.map((one) => argument(words, name, one));
  return fc.tuple(...values).map((values) =>
    `select * from public.${name}(${
      values.map((value, i) => `${parameters[i]!.name} => ${value}`).join(", ")
    })`
  );
}

/** What functions call by another name than tables do. */
const MEANINGS: Record<string, string> = {
  store_slug: "slug",
  order_token: "token",
  payer_phone: "phone",
  "renew_invitation.id": "invitation_id",
  "revoke_invitation.id": "invitation_id",
  "revoke_api_key.id": "api_key_id",
};

function argument(
  words: Vocabulary,
  called: string,
  { name, type }: Parameter,
): fc.Arbitrary<string> {
  if (name === "store_slug" && called === "place_order") {
    // Buying there is for everybody, and tells what is in stock.
    return literal({ ...words, theirs: new Map() }, "slug");
  }
  if (name === "input") return inputOf(words, called).map(quote);
  if (type === "integer") return fc.integer({ min: -3, max: 3 }).map(String);
  if (type === "uuid[]") {
    return literal(words, "store_id").map((id) => `array[${id}]::uuid[]`);
  }
  return literal(words, MEANINGS[`${called}.${name}`] ?? MEANINGS[name] ?? name);
}
