import { z } from "zod";
import { readBearer } from "@/lib/api/mod.ts";
import type { App } from "@/lib/app.ts";
import type { Client } from "@/lib/db/mod.ts";
import { type FormErrors, readForm } from "@/lib/http/mod.ts";
import { answerGraphql } from "./answer.ts";

/** What the page to try things on shows after a form was sent. */
export interface Played {
  status: number;
  values: Record<string, string>;
  errors: FormErrors;
  /** JSON as people read it; "" where nothing was asked. */
  result: string;
}

const WRONG = "Write an object in JSON, or leave it empty.";

const Form = z.object({
  query: z.string().trim().min(1, "Write a query."),
  variables: z.string().transform((text, ctx) => {
    const value = text.trim() === "" ? {} : parsed(text);
    if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    ctx.addIssue({ code: "custom", message: WRONG });
    return z.NEVER;
  }),
  key: z.string().trim(),
});

/** Answers the form of the page. It knows nobody by a cookie: the key is one of its fields. */
export async function play(
  req: Request,
  { app, client }: { app: App; client: Client },
): Promise<Played> {
  const form = await readForm(req, Form);
  if (!form.ok) return { ...form, result: "" };
  const { query, variables, key } = form.value;
  const named = new Request(req.url, { headers: { authorization: headerOf(key) } });
  const { status, body } = await answerGraphql({ query, variables }, {
    bearer: await readBearer(named, app.config),
    client,
    db: app.db,
    config: app.config,
    mayChange: true,
  });
  const errors: FormErrors = status === 401 ? { key: "Give a key or token that holds." } : {};
  return { status, values: form.values, errors, result: JSON.stringify(body, null, 2) };
}

/** What no header can carry names nobody. */
function headerOf(key: string): string {
  return /^[\x21-\x7e]+$/.test(key) ? `Bearer ${key}` : "";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
