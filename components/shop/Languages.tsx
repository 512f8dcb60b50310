import { useWords } from "@/components/words.tsx";
import { type Language, LANGUAGES } from "@/lib/i18n/mod.ts";
import { languagePrefix } from "@/lib/stores/mod.ts";

export interface LanguagesProps {
  /** Of the shop; the first has no prefix. */
  languages: Language[];
  /** Where the shop begins, without a language. */
  root: string;
  /** This page, below it. */
  path: string;
  query?: string;
}

/** This page in the shop's other languages, each called as its own speakers call it. */
export function Languages({ languages, root, path, query = "" }: LanguagesProps) {
  const words = useWords();
  if (languages.length < 2) return null;
  return (
    <nav class="langs" aria-label={words.say("frame.language")}>
      <ul>
        {languages.map((language) => (
          <li key={language}>
            <a
              href={hrefIn(language, { languages, root, path }) + query}
              lang={language}
              hreflang={language}
              dir={LANGUAGES[language].dir}
              aria-current={language === words.language ? "true" : undefined}
            >
              {LANGUAGES[language].name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Where this page speaks that language. */
export function hrefIn(
  language: Language,
  { languages, root, path }: Omit<LanguagesProps, "query">,
): string {
  return root + languagePrefix(languages, language) + path || "/";
}
