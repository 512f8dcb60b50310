import { Head } from "$fresh/runtime.ts";
import type { ComponentChildren } from "preact";
import { PlatformHeader } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";

/** The frame of both mailbox pages. */
export function MailboxPage({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <>
      <Head>
        <title>{`${title} · Mailbox`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <PlatformHeader>
        <Pill>Local mailbox</Pill>
      </PlatformHeader>
      <main id="main" class="w py-6 max-w-[760px]">{children}</main>
    </>
  );
}

/** "Today" is what matters here: the time is enough. */
export function Moment({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{at.toTimeString().slice(0, 8)}</time>;
}
