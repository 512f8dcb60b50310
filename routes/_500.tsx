import { Head } from "$fresh/runtime.ts";
import { HttpError, type PageProps } from "$fresh/server.ts";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PlatformHeader } from "@/components/Layout.tsx";
import { useWords } from "@/components/words.tsx";
import type { DashboardState } from "@/lib/tenants/mod.ts";

/** What a person can act on, and nothing of what went wrong inside. */
export default function Failed({ error, state }: PageProps<unknown, Partial<DashboardState>>) {
  const { say, error: sayError } = useWords();
  const isSuspended = state.store?.status === "suspended" && !state.store.visitUntil;
  if (isSuspended && state.app) return <Suspended email={state.app.config.supportEmail} />;
  if (state.isStaleForm) return <StaleForm />;
  const isTheirs = error instanceof HttpError && error.status < 500;
  const title = isTheirs ? say("frame.failed") : say("frame.ourFault");
  return (
    <>
      <Head>
        <title>{`${title} · Afrify`}</title>
      </Head>
      <PlatformHeader />
      <main id="main">
        <EmptyState
          heading="h1"
          title={title}
        >
          {isTheirs
            ? `${sayError(error.message)} ${say("frame.goBack")}`
            : say("frame.ourFaultMore")}
        </EmptyState>
      </main>
    </>
  );
}

/** Nothing of what was posted was looked at. */
function StaleForm() {
  const { say } = useWords();
  return (
    <>
      <Head>
        <title>{`${say("frame.formOld")} · Afrify`}</title>
      </Head>
      <PlatformHeader />
      <main id="main">
        <EmptyState heading="h1" title={say("frame.formOld")}>
          {say("frame.formOldMore")}
        </EmptyState>
      </main>
    </>
  );
}

/** All that the people of a suspended shop see of it. */
function Suspended({ email }: { email: string }) {
  return (
    <>
      <Head>
        <title>Suspended · Afrify</title>
      </Head>
      <PlatformHeader />
      <main id="main">
        <EmptyState
          heading="h1"
          title="This shop is suspended"
          action={<a class="btn btn-line" href={`mailto:${email}`}>{email}</a>}
        >
          It sells nothing and opens to nobody until we have talked. Nothing in it is lost. Write to
          us.
        </EmptyState>
      </main>
    </>
  );
}
