import { Button, ButtonLink } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, FieldError, Select } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note } from "@/components/Status.tsx";
import type { Permission } from "@/lib/enums.ts";
import { permissionField } from "@/lib/tenants/mod.ts";
import { BackLink, PageHead, PageTitle } from "./Page.tsx";
import { PERMISSION_WORDS } from "./permission_words.ts";

const LIVES = { "30": "30 days", "90": "90 days", "365": "A year", "never": "Until I revoke it" };

export interface KeyFormProps {
  csrf: string;
  shop: string;
  /** Path of the list of keys. */
  base: string;
  offered: Permission[];
  values: Record<string, string>;
  errors: Record<string, string>;
}

/** What a new key is for and may do. */
export function KeyForm({ csrf, shop, base, offered, values, errors }: KeyFormProps) {
  return (
    <>
      <PageTitle title="New API key" shop={shop} />
      <BackLink href={base}>API keys</BackLink>
      <PageHead title="Make a key" />
      <Form guarded csrf={csrf} class="max-w-2xl grid gap-4">
        <ErrorSummary errors={errors} />
        <Card>
          <Field
            name="name"
            label="Name"
            hint="Of the program that will use it, such as Stock sheet."
            value={values.name}
            error={errors.name}
            maxlength={80}
            autocomplete="off"
            required
          />
          <fieldset
            class="my-5"
            id="permissions"
            aria-describedby={errors.permissions ? "permissions-error" : undefined}
          >
            <legend>It may</legend>
            {offered.map((one) => (
              <Checkbox
                key={one}
                name={permissionField(one)}
                checked={permissionField(one) in values}
              >
                {PERMISSION_WORDS[one]}
              </Checkbox>
            ))}
            {errors.permissions && <FieldError id="permissions" error={errors.permissions} />}
          </fieldset>
          <Select name="life" label="It works for" error={errors.life}>
            {Object.entries(LIVES).map(([life, words]) => (
              <option key={life} value={life} selected={life === values.life}>{words}</option>
            ))}
          </Select>
        </Card>
        <p>
          <Button>Make the key</Button>
        </p>
      </Form>
    </>
  );
}

/** The one time that a secret is seen. */
export function NewKey(
  { shop, base, name, secret }: { shop: string; base: string; name: string; secret: string },
) {
  return (
    <>
      <PageTitle title="New API key" shop={shop} />
      <PageHead title={`The key of ${name}`} />
      <div class="max-w-2xl grid gap-4">
        <Note tone="warn" role="status">
          <b>Copy it now.</b> It is shown this once. Keep it where only that program reads it.
        </Note>
        <Card>
          <Field
            name="secret"
            label="Secret"
            hint="Select all of it, then copy. Programs send it as Authorization: Bearer."
            value={secret}
            class="ltr"
            readonly
            autocomplete="off"
            spellcheck={false}
          />
        </Card>
        <p>
          <ButtonLink href={base}>I have copied it</ButtonLink>
        </p>
      </div>
    </>
  );
}
