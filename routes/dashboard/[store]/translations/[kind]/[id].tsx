import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { validate as isUuid } from "uuid";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { TranslationFields } from "@/components/dashboard/TranslationFields.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Form } from "@/components/Form.tsx";
import { Toast } from "@/components/Status.tsx";
import RichText from "@/islands/RichText.tsx";
import SaveBar from "@/islands/SaveBar.tsx";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import { type Language, LANGUAGES } from "@/lib/i18n/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import {
  getSubject,
  isTranslatable,
  KINDS,
  readTranslations,
  saveTranslations,
  type Subject,
  type TranslatableKind,
} from "@/lib/translations/mod.ts";
import { intoLanguage, kindsOf, type TranslationPage } from "../(_components)/translation_page.ts";

interface Data extends TranslationPage {
  into: Language;
  kind: TranslatableKind;
  subject: Subject;
  values: Record<string, string>;
  errors: FormErrors;
}

/** 20,000 letters of four bytes, each byte of them written as three. */
const FORM_LIMIT_BYTES = 256 * 1024;

type Context = FreshContext<DashboardState, Data>;
type Found = Omit<Data, "values" | "errors">;

/** Runs with what the address names; 404 for what this shop does not have or this member not change. */
function withSubject(
  ctx: Context,
  run: (sql: Sql, page: Found) => Promise<Response>,
): Promise<Response> {
  const { kind = "", id = "" } = ctx.params;
  if (!isTranslatable(kind) || !isUuid(id)) throw new HttpError(404);
  return intoLanguage(ctx, async (sql, page) => {
    if (!kindsOf(page.store).includes(kind)) throw new HttpError(404);
    const subject = await getSubject(sql, page.store.id, { language: page.into, kind, id });
    if (!subject) throw new HttpError(404);
    return await run(sql, { ...page, kind, subject });
  });
}

export const handler: Handlers<Data, DashboardState> = {
  GET: (_req, ctx) =>
    withSubject(ctx, async (_sql, page) => {
      const values = Object.fromEntries(page.subject.texts.map((one) => [one.field, one.text]));
      return await ctx.render({ ...page, values, errors: {} });
    }),

  async POST(req, ctx) {
    const form = await readForm(req, TextFields, { limitBytes: FORM_LIMIT_BYTES });
    return await withSubject(ctx, async (sql, page) => {
      const { store, kind, subject, into: language } = page;
      if (!form.ok) return await ctx.render({ ...page, ...form }, { status: form.status });
      const values = form.value;
      const read = readTranslations(kind, subject.texts, values);
      if (!read.ok) {
        return await ctx.render({ ...page, values, errors: read.details! }, { status: 422 });
      }
      const saved = await saveTranslations(sql, store.id, {
        ...{ kind, id: subject.id, language, translations: read.value },
      });
      // Both are gone since the page was shown.
      if (!saved.ok) throw new HttpError(404);
      return seeOther(`?language=${language}&saved=1`);
    });
  },
};

export default function Translate({ data, state, url }: PageProps<Data, DashboardState>) {
  const { store, languages, into, kind, subject, values, errors } = data;
  const { name: language, dir } = LANGUAGES[into];
  const list = `/dashboard/${store.slug}/translations?language=${into}&kind=${kind}`;
  const isSaved = url.searchParams.has("saved") && Object.keys(errors).length === 0;
  return (
    <>
      <PageTitle title={`${subject.label} in ${language}`} shop={store.name} />
      <BackLink href={list}>Translations</BackLink>
      <PageHead
        title={<span class="break-words" dir="auto">{subject.label}</span>}
        below={
          <p class="mut text-sm">
            Into <span lang={into}>{language}</span>. What you leave empty stays as you wrote it.
          </p>
        }
      />
      <Form csrf={state.csrf} id="translation" class="grid gap-4 max-w-4xl" noValidate>
        <ErrorSummary errors={errors} />
        <TranslationFields
          fields={KINDS[kind].fields}
          texts={subject.texts}
          from={languages[0]!}
          into={into}
          values={values}
          errors={errors}
          rich={({ name, label, max }) => (
            <RichText
              name={name}
              label={`${label} in ${language}`}
              value={values[name] ?? ""}
              error={errors[name]}
              maxlength={max}
              lang={into}
              dir={dir}
            />
          )}
        />
      </Form>
      {isSaved && <Toast action={<a class="btn" href={list}>Back to the list</a>}>Saved</Toast>}
      <SaveBar form="translation" discard={list} isUnsaved={Object.keys(errors).length > 0} />
    </>
  );
}
