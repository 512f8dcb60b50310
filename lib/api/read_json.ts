import type { z } from "zod";
import { type FieldProblem, problem } from "./problem.ts";

const LIMIT_BYTES = 64 * 1024;

/** The input, or the answer that says what is wrong with it. */
export type JsonResult<Value> = { ok: true; value: Value } | { ok: false; response: Response };

/** Reads a body of JSON and checks it. Never throws on what a client sends. */
export async function readJson<Schema extends z.ZodType>(
  req: Request,
  schema: Schema,
  { limitBytes = LIMIT_BYTES }: { limitBytes?: number } = {},
): Promise<JsonResult<z.output<Schema>>> {
  const type = req.headers.get("content-type")?.split(";").at(0)?.trim().toLowerCase();
  if (type !== "application/json") {
    return refused(415, "unsupported_media_type", "Send application/json.");
  }
  const bytes = await readCapped(req, limitBytes);
  if (!bytes) return refused(413, "payload_too_large", `Send at most ${limitBytes} bytes.`);
  let input: unknown;
  try {
    input = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return refused(400, "invalid_json", "The body is not JSON in UTF-8.");
  }
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  return refused(422, "invalid_input", "Some fields cannot be used.", toErrors(parsed.error));
}

/** Null when there is more than may be. */
async function readCapped(req: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: BlobPart[] = [];
  let size = 0;
  for await (const chunk of req.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return await new Blob(chunks).bytes();
}

function toErrors(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.join(".");
    if (issue.code !== "unrecognized_keys") return [{ field: path, message: issue.message }];
    return issue.keys.map((key) => ({
      field: path ? `${path}.${key}` : key,
      message: "This field is not known.",
    }));
  });
}

function refused(status: number, code: string, title: string, errors?: FieldProblem[]) {
  return { ok: false as const, response: problem({ status, code, title, errors }) };
}
