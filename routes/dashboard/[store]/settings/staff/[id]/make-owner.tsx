import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { confirmPassword, DOUBTS, PasswordProof, readEmail } from "@/lib/auth/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { limitTries, passwordTry } from "@/lib/limits/mod.ts";
import { type Member, teamErrors, transferOwnership } from "@/lib/staff/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { withMember } from "../(_components)/team_page.ts";

interface Page {
  store: MyStore;
  member: Member;
  errors: FormErrors;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withMember(ctx, (_sql, store, member) => {
      assertRealOwner(store);
      return Promise.resolve(ctx.render({ store, member, errors: {} }));
    }),

  async POST(req, ctx) {
    const form = await readForm(req, PasswordProof);
    const { auth, app, client } = ctx.state;
    // Before the transaction: Auth is asked over the network, and a wrong password ends here.
    const refused = form.ok ? await refuseDoubt(form.value.current) : form.errors;
    return await withMember(ctx, async (sql, store, member) => {
      assertRealOwner(store);
      if (refused) return ctx.render({ store, member, errors: refused }, { status: 422 });
      const done = await transferOwnership(sql, store.id, member.userId);
      if (done.ok) return seeOther(`/dashboard/${store.slug}/settings/staff?done=saved`);
      return ctx.render({ store, member, errors: teamErrors(done.code) }, { status: 422 });
    });

    async function refuseDoubt(current: string): Promise<FormErrors | null> {
      const tries = passwordTry(client, await readEmail(auth));
      const sure = await limitTries(app.db.own, tries, () => confirmPassword(auth, current));
      return sure.ok ? null : DOUBTS[sure.code];
    }
  },
};

function assertRealOwner(store: MyStore): void {
  if (store.role !== "merchant" || store.visitUntil) {
    throw new HttpError(403, "Only the owner hands over the business.");
  }
}

export default function MakeOwner(
  { data: { store, member, errors }, state }: PageProps<Page, DashboardState>,
) {
  const page = `/dashboard/${store.slug}/settings/staff/${member.userId}`;
  return (
    <>
      <PageTitle title="Hand over the business" shop={store.name} />
      <BackLink href={page}>{member.email}</BackLink>
      <PageHead title="Hand over the business" />
      <Form csrf={state.csrf} class="max-w-2xl grid gap-4">
        <ErrorSummary errors={errors} />
        <Card>
          <p class="mb-4">
            <b class="break-all">{member.email}</b>{" "}
            will own it in your place. You stay in the team with every permission until they say
            otherwise. Only they can give it back.
          </p>
          <Field
            name="current"
            label="Your password"
            type="password"
            autocomplete="current-password"
            error={errors.current}
            required
          />
          <div class="flex flex-wrap gap-3 mt-5">
            <Button kind="danger">Hand over the business</Button>
            <ButtonLink kind="line" href={page}>Keep it</ButtonLink>
          </div>
        </Card>
      </Form>
    </>
  );
}
