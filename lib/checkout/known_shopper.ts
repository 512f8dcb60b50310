import type { Client, Db } from "@/lib/db/mod.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import {
  CodeForm,
  makeTicket,
  openSession,
  PhoneForm,
  requestCode,
  sayCodeRefusal,
  sayWrongCode,
} from "@/lib/shoppers/mod.ts";

type Typed = Record<string, string>;

/** What came of a step of signing in, with the form as it goes on. */
export interface SignInStep {
  typed: Typed;
  errors: FormErrors;
  status: number;
  /** Of the session that was opened. */
  token?: string;
}

interface Asker {
  db: Db;
  client: Client;
  slug: string;
}

/** Sends a code to the phone that is typed in the checkout; `sentTo` of the form says that it went. */
export async function askForCode(
  { db, client, slug }: Asker,
  typed: Typed,
  { isAgain }: { isAgain: boolean },
): Promise<SignInStep> {
  const ticket = isAgain || !typed.ticket ? makeTicket() : typed.ticket;
  const phone = isAgain && typed.sentTo ? typed.sentTo : typed.phone;
  const form = PhoneForm.safeParse({ ticket, country: typed.country, phone });
  if (!form.success) {
    const message = form.error.issues[0]!.message;
    return { typed, errors: { phone: message }, status: 422 };
  }
  const sent = await requestCode(db, client, { slug, ...form.data });
  if (!sent.ok) return { typed, errors: { phone: sayCodeRefusal(sent.code) }, status: 429 };
  return {
    typed: { ...typed, ticket, sentTo: form.data.phone, code: "" },
    errors: {},
    status: 200,
  };
}

/** Opens a session for the code that is typed in the checkout. */
export async function enterCode({ db, client, slug }: Asker, typed: Typed): Promise<SignInStep> {
  const form = CodeForm.safeParse({ ...typed, phone: typed.sentTo, order: undefined });
  if (!form.success) {
    const code = form.error.issues.find(({ path }) => path[0] === "code");
    const again = { ...typed, sentTo: code ? typed.sentTo! : "" };
    const errors: FormErrors = code ? { code: code.message } : { phone: sayWrongCode("code_over") };
    return { typed: again, errors, status: 422 };
  }
  const opened = await openSession(db, client, { slug, ...form.data });
  if (!opened.ok) {
    const errors = { code: sayWrongCode(opened.code, opened.details?.triesLeft) };
    return { typed, errors, status: opened.code === "too_many_tries" ? 429 : 422 };
  }
  const { code: _code, ticket: _ticket, sentTo: _sentTo, ...rest } = typed;
  return { typed: rest, errors: {}, status: 200, token: opened.value };
}
