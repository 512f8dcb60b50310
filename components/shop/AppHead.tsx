import { builtScript, Head } from "$fresh/runtime.ts";
import { GROUND } from "@/components/look/tokens.ts";
import { markFile } from "@/lib/offline/mark.ts";

export interface AppHeadProps {
  storeName: string;
  root: string;
  base: string;
}

/** What makes a shop an app: how it looks outside of its pages, and what runs once a page is there. */
export function AppHead({ storeName, root, base }: AppHeadProps) {
  return (
    <Head>
      <meta
        name="theme-color"
        content={GROUND.light}
        media="(prefers-color-scheme:light)"
      />
      <meta name="theme-color" content={GROUND.dark} media="(prefers-color-scheme:dark)" />
      <link rel="manifest" href={`${base}/manifest.webmanifest`} />
      <link rel="apple-touch-icon" href={`${root}/icons/${markFile(storeName, "180")}`} />
      <script async src={builtScript("shop")} data-root={root} />
    </Head>
  );
}
