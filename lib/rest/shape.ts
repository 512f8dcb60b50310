import { z } from "zod";

const MAX_PAGE = 100;

/** A whole number as an address writes it. */
function wholeNumber<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((text) => /^\d{1,9}$/.test(String(text)) ? Number(text) : text, schema);
}

/** The parameters of a list: where it goes on, and how much at once. */
export const page = {
  limit: wholeNumber(z.int().min(1).max(MAX_PAGE)).default(20).describe("Rows at once."),
  after: z.uuid().optional().describe("`next` of the page before."),
};

/** The parameters that choose what is in an answer: fields to keep, and what to add. */
export function shapeParams(item: z.ZodObject, expands: readonly string[]) {
  const names = Object.keys(item.shape);
  const fields = {
    fields: listOf(names).optional().describe(
      `Fields of the answer to keep, with commas: ${names.slice(0, 3).join(",")}.`,
    ),
  };
  if (expands.length === 0) return fields;
  return {
    ...fields,
    expand: listOf(expands).optional().describe(
      `What to add, with commas: ${expands.join(", ")}.`,
    ),
  };
}

/** Names separated by commas, each one of these. */
function listOf(names: readonly string[]) {
  return z.string().min(1).max(1000).transform((text, ctx) => {
    const asked = text.split(",");
    const unknown = asked.find((name) => !names.includes(name));
    if (unknown === undefined) return asked;
    ctx.addIssue({ code: "custom", message: `There is no "${unknown.slice(0, 40)}" here.` });
    return z.NEVER;
  });
}

/** An answer with these fields alone, in a list those of each row. */
export function pick(value: unknown, fields: string[] | undefined): unknown {
  if (!fields || value === null || typeof value !== "object") return value;
  if ("data" in value && Array.isArray(value.data)) {
    return { ...value, data: value.data.map((row) => keep(row, fields)) };
  }
  return keep(value, fields);
}

function keep(row: object, fields: string[]): object {
  return Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name)));
}

/** A page of rows that were read with one more than asked for. */
export function pageOf<Row extends { id: string }>(rows: Row[], limit: number) {
  const data = rows.slice(0, limit);
  return { data, next: rows.length > limit ? data.at(-1)!.id : null };
}
