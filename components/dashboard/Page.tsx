import type { ComponentChildren } from "preact";
import { Head } from "$fresh/runtime.ts";
import { Icon } from "@/components/Icon.tsx";

/** Title of the tab: "Orders · Kikapu & Kin". */
export function PageTitle({ title, shop }: { title: string; shop: string }) {
  return (
    <Head>
      <title>{`${title} · ${shop}`}</title>
      <meta name="robots" content="noindex" />
    </Head>
  );
}

/** Title on the left; on the right what one does here, the one filled button last. */
export function PageHead(
  { above, title, below, children }: {
    above?: ComponentChildren;
    title: ComponentChildren;
    below?: ComponentChildren;
    children?: ComponentChildren;
  },
) {
  return (
    <div class="ph">
      <div>
        {above && <p class="mut text-sm">{above}</p>}
        <h1>{title}</h1>
        {below}
      </div>
      {children}
    </div>
  );
}

/** The way back to the list that a page belongs to. */
export function BackLink({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <p>
      <a class="inline-flex items-center gap-1.5 min-h-tap text-sm no-underline" href={href}>
        <Icon name="back" size="s" class="flip" />
        {children}
      </a>
    </p>
  );
}

export interface Tab {
  href: string;
  name: string;
  count?: number;
  isHere: boolean;
}

export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map(({ href, name, count, isHere }) => (
        <a key={href} href={href} aria-current={isHere ? "page" : undefined}>
          {name}
          {count ? <span>{count}</span> : null}
        </a>
      ))}
    </nav>
  );
}

/** Under a list: what is shown, and the way to the rest. */
export function Pager({ shown, next, text }: { shown: string; next?: string; text: string }) {
  return (
    <div class="flex items-center justify-between gap-3 mt-4">
      <span class="mut text-sm">{shown}</span>
      {next && <a class="btn btn-line" href={next}>{text}</a>}
    </div>
  );
}
