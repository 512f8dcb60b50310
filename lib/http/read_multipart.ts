import { errors as texts } from "@/lib/i18n/en/errors.ts";
import { type FormErrors, hasBrokenText } from "./read_form.ts";

export interface MultipartForm {
  fields: URLSearchParams;
  /** Files that were chosen, by field; a file control left empty gives none. */
  files: Map<string, File[]>;
  /** Fields whose text is not clean UTF-8, with a message each; they arrive empty. */
  errors: FormErrors;
}

export interface MultipartFailure {
  ok: false;
  status: 400 | 413;
  message: string;
}

const TEXT_LIMIT = 128 * 1024;

/**
 * Reads a form with files. Holds at most `limitBytes` in memory and never throws on what a client
 * sends.
 */
export async function readMultipart(
  req: Request,
  { limitBytes }: { limitBytes: number },
): Promise<{ ok: true; value: MultipartForm } | MultipartFailure> {
  const unreadable = {
    ok: false,
    status: 400,
    message: texts.unreadable,
  } as const;
  const tooMuch = (message: string) => ({ ok: false, status: 413, message }) as const;
  const type = req.headers.get("content-type") ?? "";
  if (!type.startsWith("multipart/form-data") || !req.body) return unreadable;

  let size = 0;
  const limited = req.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength;
        if (size > limitBytes) controller.error(new RangeError("The form is over its limit"));
        else controller.enqueue(chunk);
      },
    }),
  );
  const form = await new Response(limited, { headers: { "content-type": type } }).formData()
    .catch(() => null);
  if (!form) {
    const megabytes = Math.floor(limitBytes / 1024 / 1024);
    return size > limitBytes
      ? tooMuch(`That was over ${megabytes} MB at once. Send fewer files at a time.`)
      : unreadable;
  }
  const value = sort(form);
  return value.fields.toString().length > TEXT_LIMIT ? tooMuch(texts.tooMuch) : { ok: true, value };
}

function sort(form: FormData): MultipartForm {
  const fields = new URLSearchParams();
  const files = new Map<string, File[]>();
  const errors: FormErrors = {};
  for (const [name, value] of form) {
    if (value instanceof File) {
      if (value.size > 0 || value.name) files.set(name, [...files.get(name) ?? [], value]);
    } else if (hasBrokenText(value)) {
      errors[name] = texts.broken;
      fields.append(name, "");
    } else {
      // Browsers send line breaks in forms as CRLF.
      fields.append(name, value.replaceAll("\r\n", "\n"));
    }
  }
  return { fields, files, errors };
}
