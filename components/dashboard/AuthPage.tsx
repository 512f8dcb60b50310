import type { ComponentChildren } from "preact";
import { Head } from "$fresh/runtime.ts";
import { Logo, SkipLink } from "@/components/Layout.tsx";
import { Cloth } from "./Cloth.tsx";

export interface AuthPageProps {
  title: string;
  /** One line under the title. */
  lead?: ComponentChildren;
  children?: ComponentChildren;
}

/** A page with one form beside a length of cloth. */
export function AuthPage({ title, lead, children }: AuthPageProps) {
  return (
    <>
      <Head>
        <title>{title} · Afrify</title>
        <meta name="robots" content="noindex" />
      </Head>
      <SkipLink />
      <div class="si">
        <div class="art">
          <Cloth />
        </div>
        <main id="main">
          <Logo href="/" />
          <h1>{title}</h1>
          {lead && <p class="mut mt-1.5">{lead}</p>}
          <div class="mt-6">{children}</div>
        </main>
      </div>
    </>
  );
}

/** A link under a form, tall enough for a thumb. */
export function FormLink({ href, children }: { href: string; children: ComponentChildren }) {
  return <a class="inline-flex items-center min-h-tap text-sm" href={href}>{children}</a>;
}
