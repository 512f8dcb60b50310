import { ButtonLink } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note } from "@/components/Status.tsx";
import type { Contact } from "@/lib/staff/mod.ts";
import { PageHead, PageTitle } from "./Page.tsx";
import { Recipient } from "./InvitationList.tsx";

export interface InvitationLinkProps {
  shop: string;
  /** Path of the team. */
  base: string;
  contact: Contact;
  link: string;
}

/** The one time that the link of an invitation is seen: it goes out by itself, and by hand if one likes. */
export function InvitationLink({ shop, base, contact, link }: InvitationLinkProps) {
  const text = `${shop} invites you to work with them on Afrify: ${link}`;
  const phone = contact.channel === "sms" ? contact.recipient.slice(1) : "";
  return (
    <>
      <PageTitle title="Invited" shop={shop} />
      <PageHead title="Invited" />
      <div class="max-w-2xl grid gap-4">
        <Note tone="ok" role="status">
          <b class="break-all">
            A message is on its way to <Recipient {...contact} />.
          </b>{" "}
          You can also pass the link on yourself. Whoever has it can join, once, within a week.
        </Note>
        <Card>
          <Field
            name="link"
            label="Link"
            hint="It is shown this once."
            value={link}
            class="ltr"
            readonly
            autocomplete="off"
            spellcheck={false}
          />
          <ButtonLink
            kind="line"
            icon="chat"
            class="mt-4"
            href={`https://wa.me/${phone}?text=${encodeURIComponent(text)}`}
            rel="noreferrer noopener"
            target="_blank"
          >
            Send it on WhatsApp
          </ButtonLink>
        </Card>
        <p>
          <ButtonLink href={base}>To the team</ButtonLink>
        </p>
      </div>
    </>
  );
}
