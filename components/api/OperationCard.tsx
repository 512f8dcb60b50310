import { Card, Code } from "@/components/Layout.tsx";
import type { OpenApiOperation, Schema } from "@/lib/rest/mod.ts";
import { FieldTable } from "./FieldTable.tsx";

/** One operation: what it takes, and what it may answer. */
export function OperationCard(
  { method, path, operation, schemas }: {
    method: string;
    path: string;
    operation: OpenApiOperation;
    schemas: Record<string, Schema>;
  },
) {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const body = requestBody?.content["application/json"];
  return (
    <Card class="mb-4">
      <h3 id={operationId}>{summary}</h3>
      <p class="mb-2 break-words">
        <Code>
          <strong>{method.toUpperCase()}</strong> <code>/api/v1{path}</code>
        </Code>
      </p>
      {description?.split("\n\n").map((line) => <p key={line} class="mut">{line}</p>)}
      {parameters.length > 0 && (
        <FieldTable
          title="Parameters"
          rows={parameters.map((one) => ({ ...one, schema: one.schema, note: one.in }))}
        />
      )}
      {body && <BodyFields schema={body.schema} schemas={schemas} />}
      {body?.example !== undefined && (
        <>
          <h4 class="mt-3">Example</h4>
          <pre class="overflow-x-auto text-sm" tabIndex={0}>
            <code>{JSON.stringify(body.example, null, 2)}</code>
          </pre>
        </>
      )}
      <details class="mt-3">
        <summary class="min-h-tap flex items-center">Answers</summary>
        <dl>
          {Object.entries(responses).map(([status, answer]) => (
            <div key={status} class="mb-2">
              <dt class="font-medium">
                {status} <AnswerName content={answer.content} />
              </dt>
              {answer.description.split("\n\n").map((line) => <dd key={line} class="mut">{line}
              </dd>)}
            </div>
          ))}
        </dl>
      </details>
    </Card>
  );
}

function AnswerName({ content }: { content?: Record<string, { schema: Schema }> }) {
  const name = content && nameOf(Object.values(content)[0]!.schema);
  if (!name || name === "Problem") return null;
  return <a href={`#schema-${name}`}>{name}</a>;
}

/** "Order" of a reference to it, or of a list of them. */
export function nameOf(schema: Schema): string | null {
  if (typeof schema.$ref === "string") return schema.$ref.split("/").at(-1)!;
  const { data } = (schema.properties ?? {}) as { data?: { items?: Schema } };
  return data?.items ? nameOf(data.items) : null;
}

function BodyFields({ schema, schemas }: { schema: Schema; schemas: Record<string, Schema> }) {
  const name = nameOf(schema);
  if (name && !schemas[name]?.properties) {
    return (
      <p class="mt-3">
        Body: <a href={`#schema-${name}`}>{name}</a>
      </p>
    );
  }
  return <SchemaFields title="Body" schema={name ? schemas[name]! : schema} />;
}

/** The fields of an object. */
export function SchemaFields({ title, schema }: { title: string; schema: Schema }) {
  const required = (schema.required ?? []) as string[];
  const rows = Object.entries((schema.properties ?? {}) as Record<string, Schema>)
    .map(([name, field]) => ({
      name,
      required: required.includes(name),
      description: field.description as string | undefined,
      schema: field,
    }));
  return <FieldTable title={title} rows={rows} />;
}
