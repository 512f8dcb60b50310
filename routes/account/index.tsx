import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { AccountFrame } from "@/components/dashboard/AccountFrame.tsx";
import { PageHead } from "@/components/dashboard/Page.tsx";
import { type ListedSession, SessionList } from "@/components/dashboard/SessionList.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note, Toast } from "@/components/Status.tsx";
import {
  agoWords,
  deviceWords,
  listMySessions,
  type MySession,
  readEmail,
  readSentTo,
} from "@/lib/auth/mod.ts";
import { listWorkplaces, type Workplace } from "@/lib/staff/mod.ts";
import type { SignedInState } from "@/lib/tenants/mod.ts";

interface Page {
  email: string;
  /** The address that this account is about to move to; "" when it stays. */
  movesTo: string;
  sessions: ListedSession[];
  workplaces: Workplace[];
}

export const handler: Handlers<Page, SignedInState> = {
  async GET(req, ctx) {
    const { app, auth, client, session } = ctx.state;
    // The database first: a session that was ended elsewhere has nothing to ask of Auth.
    const [sessions, workplaces] = await app.db.asUser(
      session.claims,
      (sql) => Promise.all([listMySessions(sql), listWorkplaces(sql, session.userId)]),
      client,
    );
    const email = await readEmail(auth);
    const sentTo = readSentTo(req);
    const movesTo = sentTo === email ? "" : sentTo;
    return ctx.render({ email, movesTo, sessions: sessions.map(inWords), workplaces });
  },
};

function inWords({ id, userAgent, ip, startedAt, lastSeenAt, isCurrent }: MySession) {
  const device = deviceWords(userAgent);
  return {
    id,
    device,
    ip,
    isCurrent,
    started: agoWords(startedAt),
    lastSeen: agoWords(lastSeenAt),
  };
}

const DONE: Record<string, string> = {
  email: "Your account has its new address.",
  password: "Your new password holds. Other devices are signed out.",
  session: "Signed out there.",
  left: "You do not work there any more.",
  others: "Signed out everywhere but here.",
};

export default function Account({ data, state: { csrf }, url }: PageProps<Page, SignedInState>) {
  const { email, movesTo, sessions, workplaces } = data;
  const done = DONE[url.searchParams.get("done") ?? ""];
  return (
    <AccountFrame csrf={csrf} title="Your account">
      <PageHead title="Your account" />
      <div class="grid gap-4">
        <Card>
          <div class="ch">
            <h2>Email</h2>
            <ButtonLink kind="line" small href="/account/email">Change email</ButtonLink>
          </div>
          <p class="break-words">{email}</p>
          {movesTo && <Moving from={email} to={movesTo} />}
        </Card>
        <Card>
          <div class="ch">
            <h2>Password</h2>
            <ButtonLink kind="line" small href="/account/password">Change password</ButtonLink>
          </div>
          <p class="mut text-sm">Changing it signs out your other devices.</p>
        </Card>
        {workplaces.length > 0 && <Workplaces workplaces={workplaces} />}
        <Card flush>
          <div class="ch px-4 pt-4">
            <h2>Where you are signed in</h2>
          </div>
          <SessionList csrf={csrf} sessions={sessions} />
          <div class="flex flex-wrap gap-3 p-4 border-t border-line">
            {sessions.length > 1 && (
              <Form csrf={csrf} action="/account/sign-out-others">
                <Button kind="line" small>Sign out everywhere else</Button>
              </Form>
            )}
            <Form csrf={csrf} action="/account/sign-out-everywhere">
              <Button kind="danger" small>Sign out everywhere</Button>
            </Form>
          </div>
        </Card>
      </div>
      {done && <Toast>{done}</Toast>}
    </AccountFrame>
  );
}

function Moving({ from, to }: { from: string; to: string }) {
  return (
    <Note tone="info" icon="clock" class="mt-3">
      <b>Waiting for both mailboxes.</b>
      <p>
        If {to} is free, we wrote to it and to{" "}
        {from}. Open the link in both within an hour. Until then you sign in as before.
      </p>
    </Note>
  );
}

function Workplaces({ workplaces }: { workplaces: Workplace[] }) {
  return (
    <Card flush>
      <div class="ch px-4 pt-4">
        <h2>Where you work</h2>
      </div>
      <ul>
        {workplaces.map(({ tenantId, name, role, slug }) => (
          <li key={tenantId} class="it justify-between">
            <p class="min-w-0 break-words">
              {slug ? <a href={`/dashboard/${slug}/orders`}>{name}</a> : name}
              <span class="mut block text-sm">{role === "merchant" ? "Owner" : "Staff"}</span>
            </p>
            <ButtonLink kind="line" small href={`/account/leave/${tenantId}`}>
              Leave<span class="vh">&nbsp;{name}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
