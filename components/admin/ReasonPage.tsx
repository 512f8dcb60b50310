import { Button, type ButtonKind } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { TextArea } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import type { FormErrors } from "@/lib/http/mod.ts";

export interface ReasonPageProps {
  csrf: string;
  store: { slug: string; name: string };
  /** The question. */
  title: string;
  /** What follows, in one line. */
  consequence: string;
  /** On the button. */
  verb: string;
  kind?: ButtonKind;
  reason: string;
  errors: FormErrors;
}

/** Asks why before something is done to a shop. */
export function ReasonPage(
  { csrf, store, title, consequence, verb, kind, reason, errors }: ReasonPageProps,
) {
  return (
    <>
      <PageTitle title={title} shop="Afrify console" />
      <BackLink href={`/admin/stores/${store.slug}`}>{store.name}</BackLink>
      <PageHead title={title} />
      <Form csrf={csrf} class="max-w-2xl grid gap-4">
        <ErrorSummary errors={errors} />
        <Card>
          <p class="mb-4">{consequence}</p>
          <TextArea
            name="reason"
            label="Why"
            hint="The owner of the shop reads this."
            value={reason}
            error={errors.reason}
            maxlength={300}
            required
          />
        </Card>
        <p>
          <Button kind={kind}>{verb}</Button>
        </p>
      </Form>
    </>
  );
}
