import fc from "fast-check";
import { argumentsOf } from "./inputs.ts";
import { anyRow, anyValue, writable } from "./values.ts";
import type { Column, Table, Vocabulary } from "./vocabulary.ts";

/** A random statement as text, with values of one's own, of the other shop and of nobody. */
export function anyStatement(words: Vocabulary): fc.Arbitrary<string> {
  const table = fc.constantFrom(...words.tables);
  const written = writable(words);
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

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

function literal(
  words: Pick<Vocabulary, "theirs" | "own">,
  meaning: string,
  labels: string[] | null = null,
): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: anyValue(words, meaning, labels).map(quote) },
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

function insert(words: Vocabulary, table: Table): fc.Arbitrary<string> {
  const end = fc.constantFrom("", " on conflict do nothing", " returning *");
  return fc.tuple(anyRow(words, table), end).map(([row, end]) => {
    const values = Object.values(row).map((value) => value === null ? "null" : quote(value));
    return `insert into ${table.name} (${Object.keys(row).join(", ")})
      values (${values.join(", ")})${end}`;
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
  called: Vocabulary["functions"][number],
): fc.Arbitrary<string> {
  return argumentsOf(words, called).map((given) => {
    const list = Object.entries(given).map(([name, value]) =>
      `${name} => ${
        Array.isArray(value) ? `array[${value.map(quote)}]::uuid[]` : quote(asText(value))
      }`
    );
    return `select * from public.${called.name}(${list.join(", ")})`;
  });
}

const asText = (value: unknown) =>
  typeof value === "object" ? JSON.stringify(value) : String(value);
