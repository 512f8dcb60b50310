import type { ComponentChildren } from "preact";
import { Head } from "$fresh/runtime.ts";
import { PlatformHeader } from "@/components/Layout.tsx";

/** Around the pages of one's account: it belongs to a person, not to a shop. */
export function AccountFrame(
  { title, children }: { title: string; children: ComponentChildren },
) {
  return (
    <>
      <Head>
        <title>{title} · Afrify</title>
        <meta name="robots" content="noindex" />
      </Head>
      <PlatformHeader>
        <a class="btn btn-text" href="/dashboard">To my shop</a>
      </PlatformHeader>
      <main id="main" class="w w-full max-w-2xl flex-1 pt-5 pb-12">{children}</main>
    </>
  );
}
