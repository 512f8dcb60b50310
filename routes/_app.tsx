import { useCSP } from "$fresh/runtime.ts";
import type { PageProps } from "$fresh/server.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

/** The document around every page. Anything but pictures comes from this site alone. */
export default function App({ Component, state }: PageProps<unknown, StorefrontState>) {
  const media = state.app?.config.supabaseUrl;
  const language = state.shell?.store.language ?? "en";
  useCSP(({ directives }) => {
    if (media) directives.imgSrc?.push(new URL(media).origin);
  });
  return (
    <html lang={language} dir={RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr"}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>Afrify</title>
        <link rel="icon" href="/assets/icon.svg" />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
}
