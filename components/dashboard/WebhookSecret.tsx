import type { ComponentChildren } from "preact";
import { ButtonLink } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note } from "@/components/Status.tsx";

/** The one time that a secret is seen. */
export function WebhookSecret(
  { secret, href, children }: { secret: string; href: string; children?: ComponentChildren },
) {
  return (
    <div class="max-w-2xl grid gap-4">
      <Note tone="warn" role="status">
        <b>Copy it now.</b> It is shown this once. {children}
      </Note>
      <Card>
        <Field
          name="secret"
          label="Signing secret"
          hint="Give it to a library of Standard Webhooks, which checks that a message is ours."
          value={secret}
          class="ltr"
          readonly
          autocomplete="off"
          spellcheck={false}
        />
      </Card>
      <p>
        <ButtonLink href={href}>I have copied it</ButtonLink>
      </p>
    </div>
  );
}
