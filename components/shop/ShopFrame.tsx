import type { ComponentChildren } from "preact";
import type { Shell } from "@/lib/stores/mod.ts";
import { SkipLink } from "@/components/Layout.tsx";
import { Drawing } from "@/components/Drawing.tsx";
import { search, user } from "@/components/icons.ts";
import { useWords } from "@/components/words.tsx";
import { Note } from "@/components/Status.tsx";
import { Weave } from "@/components/Weave.tsx";
import { AppHead } from "./AppHead.tsx";
import { ShopFooter } from "./ShopFooter.tsx";

export interface ShopFrameProps {
  shell: Shell;
  /** Where the shop begins, and the same with the language of this page. */
  root: string;
  base: string;
  /** The path of this page below `base`, to mark where the shopper is. */
  path: string;
  /** What follows it: "?q=basket". */
  query: string;
  isLite: boolean;
  /** Slug of the category of the first level, or the collection, that this page belongs to. */
  shelf?: string;
  /** The bag in the header. */
  bag: ComponentChildren;
  /** Sticks to the bottom on a phone. */
  bar?: ComponentChildren;
  children: ComponentChildren;
}

/** Around every page of a shop where one looks and chooses. */
export function ShopFrame(props: ShopFrameProps) {
  const { shell, root, base, path, query, isLite, shelf, bag, bar, children } = props;
  const { store, categories, collections } = shell;
  const { say } = useWords();
  return (
    <>
      <AppHead storeName={store.name} root={root} base={base} />
      <SkipLink />
      <Weave />
      <header class="w flex items-center justify-between min-h-[60px] xl:min-h-[76px]">
        <a class="mark" href={base || "/"}>{store.name}</a>
        {/* As wide as it will be, though its icons may come one by one. */}
        <div class="flex items-center shrink-0 min-w-[112px]">
          <a class="bag" href={`${base}/search`} aria-label={say("frame.search")}>
            <Drawing path={search} />
          </a>
          <a class="bag" href={`${base}/account`} aria-label={say("account.title")}>
            <Drawing path={user} />
          </a>
          {bag}
        </div>
      </header>
      <nav class="cats" aria-label={say("frame.collections")}>
        <ul>
          <Shelf href={`${base}/p`} here={path === "/p" && "page"}>{say("frame.all")}</Shelf>
          {[...categories, ...collections].map(({ slug, name }) => (
            <Shelf
              key={slug}
              href={`${base}/c/${slug}`}
              here={slug === shelf && (path.startsWith("/c/") ? "page" : "true")}
            >
              {name}
            </Shelf>
          ))}
        </ul>
      </nav>
      <main id="main">
        {store.status === "closed" && (
          <div class="w pt-4">
            <Note tone="warn">
              <b>{say("frame.closed")}</b> {store.closedNote || say("frame.closedMore")}
            </Note>
          </div>
        )}
        {children}
      </main>
      <ShopFooter
        shell={shell}
        root={root}
        base={base}
        path={path}
        query={query}
        isLite={isLite}
      />
      {bar}
    </>
  );
}

function Shelf(
  { href, here, children }: {
    href: string;
    here: "page" | "true" | false;
    children: ComponentChildren;
  },
) {
  return (
    <li>
      <a href={href} aria-current={here || undefined}>{children}</a>
    </li>
  );
}
