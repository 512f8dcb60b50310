import { useCSP } from "$fresh/runtime.ts";
import type { PageProps } from "$fresh/server.ts";
import { Speak } from "@/components/words.tsx";
import { LANGUAGES } from "@/lib/i18n/mod.ts";
import { languageOf, type StorefrontState } from "@/lib/stores/mod.ts";

/** The document around every page. Anything but pictures comes from this site alone. */
export default function App({ Component, state }: PageProps<unknown, StorefrontState>) {
  const media = state.app?.config.supabaseUrl;
  const language = languageOf(state);
  useCSP(({ directives }) => {
    if (media) directives.imgSrc?.push(new URL(media).origin);
  });
  return (
    <html lang={language} dir={LANGUAGES[language].dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>Afrify</title>
        <link rel="icon" href="/assets/icon.svg" />
      </head>
      <body>
        <Speak language={language}>
          <Component />
        </Speak>
      </body>
    </html>
  );
}
