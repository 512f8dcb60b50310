import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { ReasonPage } from "@/components/admin/ReasonPage.tsx";
import {
  type AdminState,
  getStore,
  ReasonForm,
  type StoreFacts,
  suspendStore,
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
    return ctx.render({ store, reason: store.suspensionReason ?? "", errors: {} });
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
      await suspendStore(sql, store.id, form.value.reason);
      return seeOther(`/admin/stores/${store.slug}`);
    });
  },
};

export default function Suspend({ data, state }: PageProps<Page, AdminState>) {
  return (
    <ReasonPage
      {...data}
      csrf={state.csrf}
      title={`Suspend ${data.store.name}?`}
      consequence="It stops selling at once. Its people see that it is suspended and nothing else."
      verb={`Suspend ${data.store.name}`}
      kind="danger"
    />
  );
}
