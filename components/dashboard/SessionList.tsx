import { Button } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Code } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";

/** A place where somebody is signed in, in words. */
export interface ListedSession {
  id: string;
  device: string;
  ip: string | null;
  started: string;
  lastSeen: string;
  isCurrent: boolean;
}

/** Where one is signed in, with a way to end each but this one. */
export function SessionList(
  { csrf, sessions }: { csrf: string; sessions: ListedSession[] },
) {
  return (
    <ul>
      {sessions.map((session) => (
        <li key={session.id} class="it justify-between">
          <div class="min-w-0">
            <p class="font-bold break-words">{session.device}</p>
            <p class="mut text-sm">
              Signed in {session.started}, seen {session.lastSeen}
              {session.ip && (
                <>
                  {" "}from <Code>{session.ip}</Code>
                </>
              )}
            </p>
          </div>
          {session.isCurrent
            ? <Pill tone="ok" icon="check">This device</Pill>
            : (
              <Form csrf={csrf} class="flex-none" action={`/account/sessions/${session.id}`}>
                <Button kind="line" small aria-label={`Sign out ${session.device}`}>
                  Sign out
                </Button>
              </Form>
            )}
        </li>
      ))}
    </ul>
  );
}
