import { Button } from "@/components/Button.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, TextArea } from "@/components/Field.tsx";
import { useWords } from "@/components/words.tsx";
import type { FormErrors } from "@/lib/http/mod.ts";

export interface ContactFormProps {
  action: string;
  /** Fields by name, as they were typed. */
  values: Record<string, string>;
  errors: FormErrors;
}

/** A message to the shop; a plain form. */
export function ContactForm({ action, values, errors }: ContactFormProps) {
  const { say } = useWords();
  return (
    <form method="post" action={action} noValidate>
      <ErrorSummary errors={errors} class="mb-4" />
      {/* Minted with the form: sent twice, it is one message. */}
      <input
        type="hidden"
        name="id"
        value={values.id ?? crypto.randomUUID()}
        autocomplete="off"
      />
      <Field
        name="name"
        label={say("contact.yourName")}
        autocomplete="name"
        maxlength={120}
        value={values.name}
        error={errors.name}
        required
      />
      <Field
        name="reply"
        label={say("contact.reply")}
        hint={say("contact.replyHint")}
        maxlength={254}
        value={values.reply}
        error={errors.reply}
        required
      />
      <TextArea
        name="body"
        label={say("contact.message")}
        rows={6}
        maxlength={2000}
        value={values.body}
        error={errors.body}
        required
      />
      {/* For programs that fill in everything; hidden from everybody else. */}
      <div hidden>
        <label for="website">{say("contact.leaveEmpty")}</label>
        <input id="website" name="website" tabIndex={-1} autocomplete="off" />
      </div>
      <Button class="mt-4">{say("contact.send")}</Button>
    </form>
  );
}
