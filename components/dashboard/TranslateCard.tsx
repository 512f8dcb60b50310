import { Card } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";
import { LANGUAGES } from "@/lib/i18n/languages.ts";
import type { LanguageProgress, SubjectLine } from "@/lib/translations/mod.ts";

export interface TranslateCardProps {
  /** "/dashboard/{slug}/translations/product/{id}" */
  href: string;
  languages: LanguageProgress[];
}

/** Beside the form of something that shoppers read: how far it is in each other language. */
export function TranslateCard({ href, languages }: TranslateCardProps) {
  if (languages.length === 0) return null;
  return (
    <Card flush class="mt-4">
      <div class="ch px-4 pt-4">
        <h2>Translations</h2>
      </div>
      <ul>
        {languages.map(({ language, ...progress }) => (
          <li key={language} class="it relative justify-between">
            <a class="rl" href={`${href}?language=${language}`}>
              Translate into <span lang={language}>{LANGUAGES[language].name}</span>
            </a>
            <ProgressPill {...progress} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** "3 of 4", or what is to be looked at again. */
export function ProgressPill({ total, translated, changed }: Omit<SubjectLine, "id" | "label">) {
  if (changed > 0) return <Pill tone="warn">Original changed</Pill>;
  if (total === 0) return <Pill>Nothing to translate</Pill>;
  if (translated === total) return <Pill tone="ok" icon="check">Translated</Pill>;
  return <Pill>{translated === 0 ? "Not translated" : `${translated} of ${total}`}</Pill>;
}
