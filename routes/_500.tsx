import { Head } from "$fresh/runtime.ts";
import { type FreshContext, HttpError, type PageProps } from "$fresh/server.ts";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PlatformHeader } from "@/components/Layout.tsx";
import { useWords } from "@/components/words.tsx";
import { wordsOf } from "@/lib/stores/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";

interface State extends Partial<DashboardState> {
  reads?: string | null;
}

/** In what the browser reads, unless what is to be said is there in English alone. */
export function handler(req: Request, ctx: FreshContext<State>): Response | Promise<Response> {
  const { state, error } = ctx;
  const reads = state.reads ?? req.headers.get("accept-language");
  const sentence = error instanceof HttpError && error.status < 500 ? error.message : "";
  const isSaid = sentence === "" || isSuspended(state) || state.isStaleForm ||
    wordsOf({ reads }).error(sentence) !== sentence;
  if (isSaid) state.reads = reads;
  return ctx.render(undefined, { headers: { vary: "accept-language" } });
}

function isSuspended({ store }: State): boolean {
  return store?.status === "suspended" && !store.visitUntil;
}

/** What a person can act on, and nothing of what went wrong inside. */
export default function Failed({ error, state }: PageProps<unknown, State>) {
  const { say, error: sayError } = useWords();
  if (isSuspended(state) && state.app) return <Suspended email={state.app.config.supportEmail} />;
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
  const { say } = useWords();
  return (
    <>
      <Head>
        <title>{`${say("frame.suspended")} · Afrify`}</title>
      </Head>
      <PlatformHeader />
      <main id="main">
        <EmptyState
          heading="h1"
          title={say("frame.suspended")}
          action={<a class="btn btn-line" href={`mailto:${email}`}>{email}</a>}
        >
          {say("frame.suspendedMore")}
        </EmptyState>
      </main>
    </>
  );
}
