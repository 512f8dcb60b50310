import type { ComponentChildren } from "preact";
import { Head } from "$fresh/runtime.ts";
import { Button } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { PlatformHeader } from "@/components/Layout.tsx";

/** Around the pages of one's account: it belongs to a person, not to a shop. */
export function AccountFrame(
  { csrf, title, children }: { csrf: string; title: string; children: ComponentChildren },
) {
  return (
    <>
      <Head>
        <title>{title} · Afrify</title>
        <meta name="robots" content="noindex" />
      </Head>
      <PlatformHeader>
        <nav class="flex items-center" aria-label="Account">
          <a class="btn btn-text" href="/dashboard">To my shop</a>
          <Form csrf={csrf} action="/sign-out">
            <Button kind="text">Sign out</Button>
          </Form>
        </nav>
      </PlatformHeader>
      <main id="main" class="w w-full max-w-2xl flex-1 pt-5 pb-12">{children}</main>
    </>
  );
}
