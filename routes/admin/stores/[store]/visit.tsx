import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { ReasonPage } from "@/components/admin/ReasonPage.tsx";
import {
  type AdminState,
  getStore,
  openSupportVisit,
  ReasonForm,
  type StoreFacts,
} from "@/lib/admin/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";

interface Page {
  store: StoreFacts;
  reason: string;
  errors: FormErrors;
}

export const handler: Handlers<Page, AdminState> = {
  async GET(_req, ctx) {
    const store = await ctx.state.inConsole((sql) => getStore(sql, ctx.params.store!));
    if (!store) throw new HttpError(404);
    return ctx.render({ store, reason: "", errors: {} });
  },

  async POST(req, ctx) {
    const form = await readForm(req, ReasonForm);
    return await ctx.state.inConsole(async (sql) => {
      const store = await getStore(sql, ctx.params.store!);
      if (!store) throw new HttpError(404);
      if (!form.ok) {
        const { errors, values, status } = form;
        return ctx.render({ store, reason: values.reason ?? "", errors }, { status });
      }
      await openSupportVisit(sql, store.id, form.value.reason);
      return seeOther(`/dashboard/${store.slug}/orders`);
    });
  },
};

export default function Visit({ data, state }: PageProps<Page, AdminState>) {
  return (
    <ReasonPage
      {...data}
      csrf={state.csrf}
      title={`Look inside ${data.store.name}?`}
      consequence="You see and may do what its owner can, for an hour. All of it is in their activity."
      verb="Look inside"
    />
  );
}
