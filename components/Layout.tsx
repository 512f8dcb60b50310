import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { SharedTexts } from "./shared_texts.ts";
import { Weave } from "./Weave.tsx";

/** First on every page: jumps to `<main id="main">`. */
export function SkipLink() {
  return <a class="skip" href="#main">{useContext(SharedTexts).skip}</a>;
}

/** The Afrify mark: a stepped house of cloth with a lit door. */
export function Logo({ href, name = "Afrify" }: { href: string; name?: string }) {
  return (
    <a
      class="inline-flex items-center gap-2 min-h-tap font-bold text-lg no-underline"
      href={href}
    >
      <svg class="w-[26px] h-[26px]" viewBox="0 0 20 20" aria-hidden="true">
        <path fill="var(--primary)" d="M8 2h4v3h2v3h2v3h2v7h-6v-5H8v5H2v-7h2V8h2V5h2z" />
        <path fill="var(--accent)" d="M8 13h4v5H8z" />
      </svg>
      {name}
    </a>
  );
}

/** Top of the platform's own pages: landing, sign-in, errors outside a shop. */
export function PlatformHeader({ children }: { children?: ComponentChildren }) {
  return (
    <>
      <SkipLink />
      <Weave />
      <header class="w flex items-center justify-between gap-4 min-h-[60px]">
        <Logo href="/" />
        {children}
      </header>
    </>
  );
}

/** A surface with a hairline; `flush` lets a list inside run edge to edge. */
export function Card(
  { flush, class: extra = "", children }: {
    flush?: boolean;
    class?: string;
    children: ComponentChildren;
  },
) {
  return <div class={`card ${flush ? "p-0 overflow-hidden" : ""} ${extra}`.trim()}>{children}</div>;
}

/** A phone number, order number or receipt: always left to right, never on two lines. */
export function Code({ children }: { children: ComponentChildren }) {
  return <bdi dir="ltr">{children}</bdi>;
}
