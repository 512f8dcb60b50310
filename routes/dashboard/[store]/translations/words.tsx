import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { BackLink, PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Toast } from "@/components/Status.tsx";
import SaveBar from "@/islands/SaveBar.tsx";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import { type Language, LANGUAGES } from "@/lib/i18n/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { listWords, readWords, saveWords, type WordsPage } from "@/lib/translations/mod.ts";
import { assertManagesProducts } from "../products/(_components)/managers_only.ts";
import { intoLanguage, type TranslationPage } from "./(_components)/translation_page.ts";

interface Data extends TranslationPage, WordsPage {
  into: Language;
  after: string | null;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Data>;

function withWords(
  ctx: Context,
  run: (sql: Sql, page: Omit<Data, "errors">) => Promise<Response>,
): Promise<Response> {
  const after = ctx.url.searchParams.get("after");
  return intoLanguage(ctx, async (sql, page) => {
    assertManagesProducts(page.store);
    const words = await listWords(sql, page.store.id, { language: page.into, after });
    return await run(sql, { ...page, ...words, after });
  });
}

export const handler: Handlers<Data, DashboardState> = {
  GET: (_req, ctx) =>
    withWords(ctx, async (_sql, page) => await ctx.render({ ...page, errors: {} })),

  async POST(req, ctx) {
    const form = await readForm(req, TextFields);
    return await withWords(ctx, async (sql, page) => {
      const read = readWords(form.ok ? form.value : form.values);
      const again = (errors: FormErrors, status: number) => {
        const words = page.words.map((word) => ({
          ...word,
          text: read.words[word.original] ?? word.text,
        }));
        return ctx.render({ ...page, words, errors }, { status });
      };
      if (!form.ok) return await again(form.errors, form.status);
      if (Object.keys(read.errors).length > 0) return await again(read.errors, 422);
      const { store, into: language, after } = page;
      const saved = await saveWords(sql, store.id, { language, words: read.words });
      if (!saved.ok && saved.code === "too_many_words") {
        return await again({ "": "A shop has 3000 words at most. Leave some as they are." }, 422);
      }
      if (!saved.ok) throw new HttpError(404);
      const place = new URLSearchParams({ language, ...(after && { after }), saved: "1" });
      return seeOther(`?${place}`);
    });
  },
};

export default function TranslateWords({ data, state, url }: PageProps<Data, DashboardState>) {
  const { store, languages, into, words, total, next, errors } = data;
  const { name: language, dir } = LANGUAGES[into];
  const list = `/dashboard/${store.slug}/translations?language=${into}`;
  const isSaved = url.searchParams.has("saved") && Object.keys(errors).length === 0;
  return (
    <>
      <PageTitle title={`Options and tags in ${language}`} shop={store.name} />
      <BackLink href={list}>Translations</BackLink>
      <PageHead
        title="Options and tags"
        below={
          <p class="mut text-sm">
            Into{" "}
            <span lang={into}>{language}</span>. One word for all products that have it; what you
            leave empty stays as you wrote it.
          </p>
        }
      />
      {words.length === 0
        ? (
          <EmptyState title="No words yet">
            Options such as sizes and colours, and tags of products are listed here.
          </EmptyState>
        )
        : (
          <>
            <Form csrf={state.csrf} id="words" class="max-w-2xl" noValidate>
              <ErrorSummary errors={errors} />
              <Card>
                {words.map(({ original, text, products }, index) => (
                  <div key={original}>
                    <input
                      type="hidden"
                      name={`word.${index}`}
                      value={original}
                      autocomplete="off"
                    />
                    <Field
                      name={`text.${index}`}
                      label={<bdi lang={languages[0]}>{original}</bdi>}
                      hint={products === 1 ? "1 product" : `${products} products`}
                      value={text}
                      error={errors[`text.${index}`]}
                      maxlength={120}
                      lang={into}
                      dir={dir}
                      autocomplete="off"
                      class={index > 0 ? "mt-4" : undefined}
                    />
                  </div>
                ))}
              </Card>
            </Form>
            <Pager
              shown={`${words.length} of ${total} shown`}
              next={next ? `?${new URLSearchParams({ language: into, after: next })}` : undefined}
              text="More words"
            />
          </>
        )}
      {isSaved && <Toast>Saved</Toast>}
      {words.length > 0 && (
        <SaveBar form="words" discard={list} isUnsaved={Object.keys(errors).length > 0} />
      )}
    </>
  );
}
