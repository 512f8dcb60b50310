import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Toast } from "@/components/Status.tsx";
import { firstMessages, type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import {
  type DashboardState,
  getPartOffer,
  type MyStore,
  partOfferFields,
  PartOfferForm,
  savePartOffer,
} from "@/lib/tenants/mod.ts";
import { forManagers } from "./(_components)/for_managers.ts";

interface Page {
  store: MyStore;
  values: Record<string, string>;
  errors: FormErrors;
}

/** A deposit now, and the rest until a day. */
export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    forManagers(ctx, async (sql, store) => {
      const values = partOfferFields(await getPartOffer(sql, store.id));
      return ctx.render({ store, values, errors: {} });
    }),

  async POST(req, ctx) {
    const sent = await readForm(req, TextFields);
    return await forManagers(ctx, async (sql, store) => {
      const { values } = sent;
      if (!sent.ok) {
        return ctx.render({ store, values, errors: sent.errors }, { status: sent.status });
      }
      const form = PartOfferForm.safeParse(values);
      if (!form.success) {
        return ctx.render({ store, values, errors: firstMessages(form.error) }, { status: 422 });
      }
      await savePartOffer(sql, store.id, form.data);
      return seeOther("?saved=1");
    });
  },
};

export default function Parts({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, values, errors } = data;
  const title = "Deposit and instalments";
  const isSaved = url.searchParams.has("saved") && Object.keys(errors).length === 0;
  return (
    <>
      <PageTitle title={title} shop={store.name} />
      <BackLink href={`/dashboard/${store.slug}/settings/payments`}>Payments</BackLink>
      <PageHead
        title={title}
        below={
          <p class="mut text-sm">
            Buyers pay a part now and the rest until a day, at once or bit by bit.
          </p>
        }
      />
      <SettingsNav store={store} here="payments" />
      <Form guarded csrf={state.csrf} class="max-w-2xl grid gap-4" noValidate>
        <ErrorSummary errors={errors} />
        <Card>
          <p class="mut text-md mb-2">
            You keep the goods for them until then. If the rest does not come, the goods go back on
            the shelf and you settle with the buyer what was paid. Orders that were placed keep what
            they were told.
          </p>
          <Checkbox name="isOffered" value="1" checked={values.isOffered === "1"}>
            Offer it at checkout
          </Checkbox>
          <Field
            name="depositPercent"
            label="Deposit, in percent of the total"
            value={values.depositPercent}
            error={errors.depositPercent}
            inputMode="numeric"
            autocomplete="off"
            maxlength={3}
          />
          <Field
            name="instalmentDays"
            label="Days to pay the rest"
            hint="Three days before the last one, buyers are reminded."
            value={values.instalmentDays}
            error={errors.instalmentDays}
            inputMode="numeric"
            autocomplete="off"
            maxlength={3}
          />
        </Card>
        <p>
          <Button>Save</Button>
        </p>
      </Form>
      {isSaved && <Toast>Saved</Toast>}
    </>
  );
}
