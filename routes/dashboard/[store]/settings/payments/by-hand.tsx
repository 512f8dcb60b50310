import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, TextArea } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Toast } from "@/components/Status.tsx";
import { firstMessages, type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import {
  type DashboardState,
  getHandWays,
  handWaysFields,
  handWaysForm,
  type MyStore,
  saveHandWays,
} from "@/lib/tenants/mod.ts";
import { forManagers } from "./(_components)/for_managers.ts";

interface Page {
  store: MyStore;
  values: Record<string, string>;
  errors: FormErrors;
}

/** Money that comes without a gateway: cash with the goods, and transfers to an account of the shop's own. */
export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    forManagers(ctx, async (sql, store) => {
      const values = handWaysFields(await getHandWays(sql, store.id), store.currency);
      return ctx.render({ store, values, errors: {} });
    }),

  async POST(req, ctx) {
    const sent = await readForm(req, TextFields);
    return await forManagers(ctx, async (sql, store) => {
      const { values } = sent;
      if (!sent.ok) {
        return ctx.render({ store, values, errors: sent.errors }, { status: sent.status });
      }
      const form = handWaysForm(store.currency).safeParse(values);
      if (!form.success) {
        return ctx.render({ store, values, errors: firstMessages(form.error) }, { status: 422 });
      }
      await saveHandWays(sql, store.id, form.data);
      return seeOther("?saved=1");
    });
  },
};

export default function ByHand({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, values, errors } = data;
  const title = "Cash and bank transfer";
  const isSaved = url.searchParams.has("saved") && Object.keys(errors).length === 0;
  return (
    <>
      <PageTitle title={title} shop={store.name} />
      <BackLink href={`/dashboard/${store.slug}/settings/payments`}>Payments</BackLink>
      <PageHead
        title={title}
        below={
          <p class="mut text-sm">
            The money comes to you directly. You note it on the order when you have it.
          </p>
        }
      />
      <SettingsNav store={store} here="payments" />
      <Form guarded csrf={state.csrf} class="max-w-2xl grid gap-4" noValidate>
        <ErrorSummary errors={errors} />
        <Cash store={store} values={values} errors={errors} />
        <Transfer values={values} errors={errors} />
        <p>
          <Button>Save</Button>
        </p>
      </Form>
      {isSaved && <Toast>Saved</Toast>}
    </>
  );
}

function Cash({ store, values, errors }: Page) {
  return (
    <Card>
      <div class="ch">
        <h2>Cash on delivery</h2>
      </div>
      <p class="mut text-md mb-2">
        Buyers pay the rider, or you when they pick it up. Goods are held until you end the order.
      </p>
      <Checkbox name="isCashOffered" value="1" checked={values.isCashOffered === "1"}>
        Offer it at checkout
      </Checkbox>
      <Field
        name="cashMax"
        label={`Largest order in ${store.currency}`}
        optional="optional"
        hint="Above it, cash is not offered."
        value={values.cashMax}
        error={errors.cashMax}
        inputMode="decimal"
        autocomplete="off"
        maxlength={16}
      />
    </Card>
  );
}

function Transfer({ values, errors }: Omit<Page, "store">) {
  return (
    <Card>
      <div class="ch">
        <h2>Bank transfer</h2>
      </div>
      <p class="mut text-md mb-2">
        To your bank account or your own till. Buyers see it once they ordered, with the number of
        the order to write with it.
      </p>
      <Checkbox name="isTransferOffered" value="1" checked={values.isTransferOffered === "1"}>
        Offer it at checkout
      </Checkbox>
      <TextArea
        name="transferDetails"
        label="Where to send the money"
        hint="Bank, name of the account, number. Everyone who orders reads it."
        rows={4}
        maxlength={500}
        value={values.transferDetails}
        error={errors.transferDetails}
      />
      <Field
        name="transferHoldDays"
        label="Hold the goods for, in days"
        value={values.transferHoldDays}
        error={errors.transferHoldDays}
        inputMode="numeric"
        autocomplete="off"
        maxlength={2}
      />
    </Card>
  );
}
