import type { Client, Db } from "@/lib/db/mod.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import type { Language, Words } from "@/lib/i18n/mod.ts";
import {
  CodeForm,
  makeTicket,
  openSession,
  PhoneForm,
  requestCode,
  sayCodeRefusal,
  sayWrongCode,
} from "@/lib/shoppers/mod.ts";
import type { Said } from "./words.ts";

type Typed = Record<string, string>;

/** What came of a step of signing in, with the form as it goes on. */
export interface SignInStep {
  typed: Typed;
  errors: FormErrors;
  /** Where something was refused: said once the shop was read, and with it its language. */
  refusal?: (words: Words) => Said;
  status: number;
  /** Of the session that was opened. */
  token?: string;
}

interface Asker {
  db: Db;
  client: Client;
  slug: string;
  /** Of the page, where it is not the first of the shop. */
  language?: Language;
}

/** Sends a code to the phone that is typed in the checkout; `sentTo` of the form says that it went. */
export async function askForCode(
  { db, client, slug, language }: Asker,
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
  const sent = await requestCode(db, client, { slug, language, ...form.data });
  if (!sent.ok) {
    const { code } = sent;
    const refusal = (words: Words) => ({ field: "phone", sentence: sayCodeRefusal(code, words) });
    return { typed, errors: {}, refusal, status: 429 };
  }
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
    if (code) return { typed: again, errors: { code: code.message }, status: 422 };
    const refusal = (words: Words) => ({
      field: "phone",
      sentence: sayWrongCode("code_over", words),
    });
    return { typed: again, errors: {}, refusal, status: 422 };
  }
  const opened = await openSession(db, client, { slug, ...form.data });
  if (!opened.ok) {
    const { code, details } = opened;
    const refusal = (words: Words) => ({
      field: "code",
      sentence: sayWrongCode(code, words, details?.triesLeft),
    });
    return { typed, errors: {}, refusal, status: code === "too_many_tries" ? 429 : 422 };
  }
  const { code: _code, ticket: _ticket, sentTo: _sentTo, ...rest } = typed;
  return { typed: rest, errors: {}, status: 200, token: opened.value };
}
