import type { Handlers, PageProps } from "$fresh/server.ts";
import { validate as isUuid } from "uuid";
import { ButtonLink } from "@/components/Button.tsx";
import { PageHead, Pager, PageTitle, Tabs } from "@/components/dashboard/Page.tsx";
import { ProgressPill } from "@/components/dashboard/TranslateCard.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Card } from "@/components/Layout.tsx";
import { can } from "@/lib/auth/mod.ts";
import { type Language, LANGUAGES } from "@/lib/i18n/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import {
  KINDS,
  listProgress,
  listSubjects,
  listWords,
  type Progress,
  type SubjectLine,
  type TranslatableKind,
} from "@/lib/translations/mod.ts";
import { kindsOf, type TranslationPage, withLanguage } from "./(_components)/translation_page.ts";

interface Overview {
  progress: Progress[];
  /** Of names and values of options and tags; null for who may not change them. */
  words: { total: number; translated: number } | null;
  kind: TranslatableKind;
  isToDo: boolean;
  subjects: SubjectLine[];
  next: string | null;
}

interface Data extends TranslationPage {
  overview: Overview | null;
}

export const handler: Handlers<Data, DashboardState> = {
  GET(_req, ctx) {
    const { searchParams } = ctx.url;
    return withLanguage(ctx, async (sql, page) => {
      const { store, into: language } = page;
      if (!language) return ctx.render({ ...page, overview: null });
      const kinds = kindsOf(store);
      const kind = kinds.find((one) => one === searchParams.get("kind")) ?? kinds[0]!;
      const isToDo = !searchParams.has("all");
      const given = searchParams.get("after") ?? "";
      const after = isUuid(given) ? given : null;
      const [progress, words, list] = await Promise.all([
        listProgress(sql, store.id, { language, kinds }),
        can(store, "products.manage") ? listWords(sql, store.id, { language, after: null }) : null,
        listSubjects(sql, store.id, { language, kind, isToDo, after }),
      ]);
      return ctx.render({ ...page, overview: { progress, words, kind, isToDo, ...list } });
    });
  },
};

export default function Translations({ data, url }: PageProps<Data, DashboardState>) {
  const { store, languages, into, overview } = data;
  return (
    <>
      <PageTitle title="Translations" shop={store.name} />
      <PageHead
        title="Translations"
        below={<p class="mut text-sm">Where one is missing, buyers read what you wrote.</p>}
      />
      {!overview || !into
        ? (
          <EmptyState
            title="Your shop speaks one language"
            action={can(store, "settings.manage") && (
              <ButtonLink href={`/dashboard/${store.slug}/settings/languages`}>
                Choose languages
              </ButtonLink>
            )}
          >
            Choose what else it speaks, then translate your products and pages here.
          </EmptyState>
        )
        : (
          <>
            {languages.length > 2 && (
              <Tabs
                label="Languages"
                tabs={languages.slice(1).map((one) => ({
                  href: `?language=${one}`,
                  name: LANGUAGES[one].name,
                  isHere: one === into,
                }))}
              />
            )}
            <div class="grid gap-4 max-w-2xl">
              <Kinds into={into} overview={overview} base={url.pathname} />
              <Subjects into={into} overview={overview} base={url.pathname} />
            </div>
          </>
        )}
    </>
  );
}

interface PartProps {
  into: Language;
  overview: Overview;
  base: string;
}

function Kinds({ into, overview: { progress, words, kind }, base }: PartProps) {
  return (
    <Card flush>
      <div class="ch px-4 pt-4">
        <h2>
          Into <span lang={into}>{LANGUAGES[into].name}</span>
        </h2>
      </div>
      <ul>
        {progress.filter(({ total }) => total > 0).map((one) => (
          <li key={one.kind} class="it relative justify-between">
            <div class="min-w-0">
              <a
                class="rl"
                href={`?language=${into}&kind=${one.kind}`}
                aria-current={one.kind === kind ? "true" : undefined}
              >
                {KINDS[one.kind].title}
              </a>
              <p class="mut text-sm">{one.translated} of {one.total} texts</p>
            </div>
            <ProgressPill {...one} />
          </li>
        ))}
        {words && words.total > 0 && (
          <li class="it relative justify-between">
            <div class="min-w-0">
              <a class="rl" href={`${base}/words?language=${into}`}>Options and tags</a>
              <p class="mut text-sm">{words.translated} of {words.total} words</p>
            </div>
            <ProgressPill {...words} changed={0} />
          </li>
        )}
      </ul>
    </Card>
  );
}

function Subjects({ into, overview, base }: PartProps) {
  const { kind, isToDo, subjects, next } = overview;
  const here = `?language=${into}&kind=${kind}${isToDo ? "" : "&all=1"}`;
  return (
    <section aria-labelledby="subjects">
      <div class="flex flex-wrap items-center justify-between gap-3">
        <h2 id="subjects">{KINDS[kind].title}{isToDo && " to translate"}</h2>
        <a
          class="btn btn-text"
          href={`?language=${into}&kind=${kind}${isToDo ? "&all=1" : ""}`}
        >
          {isToDo ? "Show all" : "Only what is to do"}
        </a>
      </div>
      {subjects.length === 0
        ? (
          <EmptyState title={isToDo ? "All translated" : "Nothing to translate"} heading="h2">
            {isToDo ? "What changes later is listed here." : "What you write is listed here."}
          </EmptyState>
        )
        : (
          <Card flush>
            <ul>
              {subjects.map(({ id, label, ...progress }) => (
                <li key={id} class="it relative justify-between">
                  <a
                    class="rl min-w-0 break-words"
                    dir="auto"
                    href={`${base}/${kind}/${id}?language=${into}`}
                  >
                    {label}
                  </a>
                  <ProgressPill {...progress} />
                </li>
              ))}
            </ul>
          </Card>
        )}
      {subjects.length > 0 && (
        <Pager
          shown={`${subjects.length} shown`}
          next={next ? `${here}&after=${next}` : undefined}
          text="More"
        />
      )}
    </section>
  );
}
