import { Button } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, FieldError } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { eventField, WEBHOOK_EVENTS, type WebhookEventType } from "@/lib/webhooks/mod.ts";

export interface WebhookFormProps {
  csrf: string;
  /** Events that whoever fills it in may hear of. */
  offered: WebhookEventType[];
  values: Record<string, string>;
  errors: Record<string, string>;
  /** On the button. */
  save: string;
  /** Of one that is there: may be switched off. */
  isNew: boolean;
}

/** Where an endpoint is, and what it wants to hear of. */
export function WebhookForm({ csrf, offered, values, errors, save, isNew }: WebhookFormProps) {
  return (
    <Form guarded csrf={csrf} class="max-w-2xl grid gap-4">
      <ErrorSummary errors={errors} />
      <Card>
        <Field
          name="url"
          label="Address"
          hint="Of your program, such as https://example.com/webhooks. We post there."
          type="url"
          value={values.url}
          error={errors.url}
          class="ltr"
          maxlength={500}
          autocomplete="off"
          spellcheck={false}
          required
        />
        <Field
          name="description"
          label="What it is for"
          value={values.description}
          error={errors.description}
          maxlength={120}
          autocomplete="off"
          optional
        />
        <fieldset
          class="my-5"
          id="events"
          aria-describedby={errors.events ? "events-error" : undefined}
        >
          <legend>Tell it when</legend>
          {offered.map((type) => (
            <Checkbox key={type} name={eventField(type)} checked={eventField(type) in values}>
              {WEBHOOK_EVENTS[type]}
              <bdi dir="ltr" class="mut block text-sm">{type}</bdi>
            </Checkbox>
          ))}
          {errors.events && <FieldError id="events" error={errors.events} />}
        </fieldset>
        {!isNew && (
          <Checkbox name="is_off" checked={"is_off" in values}>
            Switch it off: nothing is sent, and what happens meanwhile is not kept for it
          </Checkbox>
        )}
      </Card>
      <p>
        <Button>{save}</Button>
      </p>
    </Form>
  );
}
