import { Button, ButtonLink } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { CHANNEL_NAMES } from "@/lib/customers/words.ts";
import { CONSENT_CHANNELS } from "@/lib/enums.ts";

export interface CustomerFormProps {
  csrf: string;
  /** As typed; lists with commas between. */
  values: Record<string, string>;
  consents: string[];
  errors: Record<string, string>;
  /** Minted with the form of a new one, who has a phone to fill in. */
  newId?: string;
  back: string;
}

/** Who somebody is to the shop: name, email, tags, and what they agreed to. */
export function CustomerForm(props: CustomerFormProps) {
  const { csrf, values, consents, errors, newId, back } = props;
  return (
    <Form guarded csrf={csrf} noValidate class="grid gap-4 max-w-2xl">
      <ErrorSummary errors={errors} />
      {newId && <input type="hidden" name="id" value={newId} autocomplete="off" />}
      <Card>
        <Field name="name" label="Name" value={values.name} error={errors.name} maxLength={120} />
        {newId && (
          <Field
            name="phone"
            label="Phone"
            type="tel"
            hint="They are known by it: what they order with this number is theirs."
            placeholder="0712 345 678"
            value={values.phone}
            error={errors.phone}
          />
        )}
        <Field
          name="email"
          label="Email"
          type="email"
          optional
          value={values.email}
          error={errors.email}
          autocomplete="off"
        />
        <Field
          name="tags"
          label="Tags"
          optional
          hint="With commas between: wholesale, vip"
          value={values.tags}
          error={errors.tags}
          autocomplete="off"
        />
      </Card>
      <Card>
        <fieldset>
          <legend class="font-bold text-lg mb-1">May be sent news by</legend>
          <p class="mut text-sm mb-2">Tick only what they told you. It is noted under your name.</p>
          {CONSENT_CHANNELS.map((channel) => (
            <Checkbox
              key={channel}
              name="consents"
              value={channel}
              checked={consents.includes(channel)}
            >
              {CHANNEL_NAMES[channel]}
            </Checkbox>
          ))}
        </fieldset>
      </Card>
      <p class="flex flex-wrap gap-3">
        <Button>Save</Button>
        <ButtonLink kind="line" href={back}>Back without saving</ButtonLink>
      </p>
    </Form>
  );
}
