import { Head } from "$fresh/runtime.ts";
import { HttpError, type PageProps } from "$fresh/server.ts";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PlatformHeader } from "@/components/Layout.tsx";

/** What a person can act on, and nothing of what went wrong inside. */
export default function Failed({ error }: PageProps) {
  const isTheirs = error instanceof HttpError && error.status < 500;
  return (
    <>
      <Head>
        <title>{isTheirs ? "That did not work · Afrify" : "Our fault · Afrify"}</title>
      </Head>
      <PlatformHeader />
      <main id="main">
        <EmptyState
          heading="h1"
          title={isTheirs ? "That did not work" : "That did not work and it is our fault"}
        >
          {isTheirs
            ? `${error.message} Go back and try again.`
            : "Nothing was charged. Go back and try again."}
        </EmptyState>
      </main>
    </>
  );
}
