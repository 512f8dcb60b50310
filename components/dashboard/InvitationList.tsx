import { Button } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Card, Code } from "@/components/Layout.tsx";
import { formatMoment } from "@/lib/clock.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { Contact, Invitation } from "@/lib/staff/mod.ts";

export interface InvitationListProps {
  csrf: string;
  invitations: Invitation[];
  /** Path under which each has its own. */
  base: string;
  timeZone: string;
}

/** Who was asked and has not answered, with ways to ask again and to take it back. */
export function InvitationList({ csrf, invitations, base, timeZone }: InvitationListProps) {
  return (
    <Card flush class="mt-5">
      <div class="ch px-4 pt-4">
        <h2>Invited</h2>
      </div>
      <ul>
        {invitations.map((invitation) => (
          <li key={invitation.id} class="it flex-wrap justify-between">
            <div class="min-w-0">
              <p class="font-bold break-all">
                <Recipient {...invitation} />
              </p>
              <p class="mut text-sm">
                {invitation.role === "merchant" ? "Owner. " : "Staff. "}
                {stateWords(invitation, timeZone)}
              </p>
            </div>
            <div class="flex gap-2">
              <Form csrf={csrf} action={`${base}/${invitation.id}/renew`}>
                <Button kind="line" small>
                  Send again<span class="vh">&nbsp;to {invitation.recipient}</span>
                </Button>
              </Form>
              <Form csrf={csrf} action={`${base}/${invitation.id}/revoke`}>
                <Button kind="text" small>
                  Take back<span class="vh">&nbsp;from {invitation.recipient}</span>
                </Button>
              </Form>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** An address as people write it. */
export function Recipient({ channel, recipient }: Contact) {
  return channel === "sms" ? <Code>{formatPhone(recipient)}</Code> : <>{recipient}</>;
}

function stateWords({ expiresAt, sentAt, sendError }: Invitation, timeZone: string): string {
  const moment = (at: Date) => formatMoment(at, { timeZone });
  if (expiresAt <= new Date()) return `The link ended ${moment(expiresAt)}.`;
  if (sendError) {
    return "It could not be delivered. Check the address, or pass the link on yourself.";
  }
  if (!sentAt) return "On its way.";
  return `Sent ${moment(sentAt)}, works until ${moment(expiresAt)}.`;
}
