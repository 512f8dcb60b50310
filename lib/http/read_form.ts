import { z } from "zod";
import { errors as texts } from "@/lib/i18n/en/errors.ts";

/** Messages by field name; "" is the form as a whole. */
export type FormErrors = Record<string, string>;

export type FormResult<Value> = FormSuccess<Value> | FormFailure;

/** A form that was accepted, with what was typed, for what is refused only later. */
export interface FormSuccess<Value> {
  ok: true;
  value: Value;
  values: Record<string, string>;
}

/** A form that was not accepted, with what was typed, so that nobody types it again. */
export interface FormFailure {
  ok: false;
  errors: FormErrors;
  values: Record<string, string>;
  /** For the answer: 413 when the form was too large, 400 when unreadable, 422 otherwise. */
  status: 400 | 413 | 422;
}

/** Whatever a form sends, field by field, for what can be checked only once its shop is known. */
export const TextFields = z.record(z.string(), z.string(texts.missing));

const FORM_LIMIT_BYTES = 64 * 1024;
// deno-lint-ignore no-control-regex
const BROKEN_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/;

/** True for text that was not clean UTF-8 or carries control characters. */
export function hasBrokenText(text: string): boolean {
  return BROKEN_TEXT.test(text);
}

/**
 * Reads a urlencoded form and checks it. A field named twice arrives as an array.
 * Refuses with messages at the fields and never throws on what a client sends.
 */
export async function readForm<Schema extends z.ZodType>(
  req: Request,
  schema: Schema,
  options: { limitBytes?: number } = {},
): Promise<FormResult<z.output<Schema>>> {
  const body = await readText(req, options.limitBytes ?? FORM_LIMIT_BYTES);
  if (body.status !== 200) {
    const sentence = body.status === 413 ? texts.tooMuch : texts.unreadable;
    return { ok: false, errors: { "": sentence }, values: {}, status: body.status };
  }
  const fields = new URLSearchParams(body.text);
  const values = Object.fromEntries(fields);
  const broken = [...fields].find(([, value]) => hasBrokenText(value));
  if (broken) {
    const errors = { [broken[0]]: texts.broken };
    return { ok: false, errors, values: { ...values, [broken[0]]: "" }, status: 422 };
  }
  const parsed = schema.safeParse(toInput(fields));
  if (parsed.success) return { ok: true, value: parsed.data, values };
  return { ok: false, errors: firstMessages(parsed.error), values, status: 422 };
}

function toInput(fields: URLSearchParams): Record<string, string | string[]> {
  const input: Record<string, string | string[]> = {};
  for (const name of new Set(fields.keys())) {
    const all = fields.getAll(name);
    input[name] = all.length === 1 ? all[0]! : all;
  }
  return input;
}

/** The first message at each field, for a form that is checked in two steps. */
export function firstMessages(error: z.ZodError): FormErrors {
  const errors: FormErrors = {};
  for (const { path, code, message } of error.issues) {
    // A field left out or sent twice: no page does, so no schema has words for it.
    errors[path.join(".")] ??= code === "invalid_type" ? texts.missing : message;
  }
  return errors;
}

type Body = { status: 200; text: string } | { status: 400 | 413 };

async function readText(req: Request, limit: number): Promise<Body> {
  const type = req.headers.get("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded") || !req.body) return { status: 400 };
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of req.body) {
    size += chunk.byteLength;
    if (size > limit) return { status: 413 };
    text += decoder.decode(chunk, { stream: true });
  }
  return { status: 200, text: text + decoder.decode() };
}
