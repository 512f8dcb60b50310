import { type Language, LANGUAGES, wordsIn } from "@/lib/i18n/mod.ts";

/** Says to whoever reads another language that the shop speaks it; nobody is moved unasked. */
export function Suggestion({ language, href }: { language: Language; href: string }) {
  const { dir } = LANGUAGES[language];
  return (
    <p class="w py-3 text-md" lang={language} dir={dir}>
      <a class="inline-block py-2.5" href={href} hreflang={language}>
        {wordsIn(language).say("frame.alsoHere")}
      </a>
    </p>
  );
}
