import type { Schema } from "@/lib/rest/mod.ts";

export interface FieldRow {
  name: string;
  required: boolean;
  description?: string;
  schema: Schema;
  /** Where it goes, when not in the body. */
  note?: string;
}

/** Names, kinds and meanings of fields or parameters. */
export function FieldTable({ title, rows }: { title: string; rows: FieldRow[] }) {
  return (
    <>
      <h4 class="mt-3">{title}</h4>
      <dl>
        {rows.map(({ name, required, description, schema, note }) => (
          <div key={name} class="py-2 border-b">
            <dt>
              <code>{name}</code>{" "}
              <span class="mut text-sm">
                {kindOf(schema)}
                {note && `, ${note}`}
                {required ? ", needed" : ""}
              </span>
            </dt>
            {description && <dd class="text-sm">{description}</dd>}
          </div>
        ))}
      </dl>
    </>
  );
}

/** "list of strings", "Order", "one of draft, published". */
function kindOf(schema: Schema): string {
  if (typeof schema.$ref === "string") return schema.$ref.split("/").at(-1)!;
  if (Array.isArray(schema.enum)) return `one of ${schema.enum.join(", ")}`;
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map(kindOf).join(" or ");
  if (schema.type === "array") return `list of ${kindOf((schema.items ?? {}) as Schema)}`;
  if (schema.const !== undefined) return String(schema.const);
  return String(schema.format ?? schema.type ?? "anything");
}
