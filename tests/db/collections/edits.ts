import fc from "fast-check";
import type postgres from "postgres";

/** What a random edit picks from. */
export interface Ground {
  storeId: string;
  products: string[];
  variants: string[];
  categories: string[];
  collections: string[];
}

export interface Edit {
  name: string;
  run(sql: postgres.Sql, ground: Ground): Promise<unknown>;
}

const word = fc.constantFrom("gift", "new", "blue", "Basket", "mug", "MAT");
const tag = fc.constantFrom("gift", "new", "blue");
const index = fc.nat({ max: 30 });
const at = <T>(list: T[], i: number): T => list[i % list.length]!;
const price = fc.integer({ min: 0, max: 6 }).map((n) => n * 1000);
const days = fc.integer({ min: 1, max: 9 });

type Condition = { field: string; value: string | number };

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constant("tag"), value: tag }),
  fc.record({ field: fc.constantFrom("vendor", "title"), value: word }),
  fc.record({ field: fc.constant("category"), value: index }),
  fc.record({ field: fc.constantFrom("price_from", "price_to"), value: price.map(String) }),
  fc.constant({ field: "in_stock", value: "yes" }),
  fc.record({
    field: fc.constantFrom("created_within", "published_within"),
    value: days.map(String),
  }),
);

const rule = fc.record({
  match: fc.constantFrom("all", "any"),
  conditions: fc.array(condition, { minLength: 1, maxLength: 3 }),
});

/** Writes the rule of one of the collections. */
function setRule(sql: postgres.Sql, ground: Ground, i: number, rule: {
  match: string;
  conditions: Condition[];
}) {
  const conditions = rule.conditions.map(({ field, value }) => ({
    field,
    value: typeof value === "number" ? at(ground.categories, value) : value,
  }));
  return sql`update collections set match = ${rule.match}::rule_match,
    conditions = ${sql.json(conditions)} where id = ${at(ground.collections, i)}`;
}

/** One change of a shop, whichever table it is in. */
export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  edit(
    "title",
    word,
    (sql, value, id) => sql`update products set title = ${value} where id = ${id}`,
  ),
  edit(
    "vendor",
    word,
    (sql, value, id) => sql`update products set vendor = ${value} where id = ${id}`,
  ),
  edit(
    "tags",
    fc.uniqueArray(tag),
    (sql, value, id) => sql`update products set tags = ${value}::text[] where id = ${id}`,
  ),
  edit(
    "status",
    fc.constantFrom("draft", "published", "archived"),
    (sql, value, id) => sql`update products set status = ${value}::product_status where id = ${id}`,
  ),
  edit(
    "age",
    days,
    (sql, value, id) =>
      sql`update products set created_at = now() - make_interval(days => ${value}, mins => 5),
      published_at = published_at - make_interval(days => ${value}, mins => 5) where id = ${id}`,
  ),
  fc.tuple(index, index).map(([i, j]): Edit => ({
    name: `category ${i} ${j}`,
    run: (sql, { products, categories }) =>
      sql`update products set category_id = ${[...categories, null][j % (categories.length + 1)]!}
        where id = ${at(products, i)}`,
  })),
  fc.tuple(index, price).map(([i, value]): Edit => ({
    name: `price ${i} ${value}`,
    run: (sql, { variants }) =>
      sql`update variants set price_minor = ${value} where id = ${at(variants, i)}`,
  })),
  fc.tuple(index, fc.boolean()).map(([i, gone]): Edit => ({
    name: `archive ${i} ${gone}`,
    run: (sql, { variants }) =>
      sql`update variants set archived_at = ${gone ? new Date() : null} where id = ${
        at(variants, i)
      }`,
  })),
  fc.tuple(index, fc.integer({ min: -7, max: 7 })).map(([i, delta]): Edit => ({
    name: `stock ${i} ${delta}`,
    run: (sql, { variants }) =>
      sql`select private.move_stock(l.variant_id, 'adjusted', greatest(${delta}, -l.on_hand), 0)
        from inventory_levels as l where l.variant_id = ${at(variants, i)}
          and greatest(${delta}, -l.on_hand) <> 0`,
  })),
  fc.tuple(index, fc.option(index, { freq: 4 })).map(([i, j]): Edit => ({
    name: `move category ${i} ${j}`,
    run: (sql, { categories }) =>
      sql`update categories set parent_id = ${j === null ? null : at(categories, j)}
        where id = ${at(categories, i)}`,
  })),
  fc.tuple(index, rule).map(([i, rule]): Edit => ({
    name: `rule ${i} ${JSON.stringify(rule)}`,
    run: (sql, ground) => setRule(sql, ground, i, rule),
  })),
  fc.tuple(index, fc.boolean()).map(([i, gone]): Edit => ({
    name: `throw away ${i} ${gone}`,
    run: (sql, { collections }) =>
      sql`update collections set deleted_at = ${gone ? new Date() : null}
        where id = ${at(collections, i)}`,
  })),
  fc.constant<Edit>({
    name: "everything at once",
    run: (sql, { storeId }) =>
      sql`update products set vendor = tags[1] where store_id = ${storeId}
      and cardinality(tags) > 0`,
  }),
);

function edit<T>(
  name: string,
  value: fc.Arbitrary<T>,
  run: (sql: postgres.Sql, value: T, id: string) => Promise<unknown>,
): fc.Arbitrary<Edit> {
  return fc.tuple(index, value).map(([i, value]) => ({
    name: `${name} ${i} ${JSON.stringify(value)}`,
    run: (sql, { products }) => run(sql, value, at(products, i)),
  }));
}
