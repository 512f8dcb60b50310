import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { AccountFrame } from "@/components/dashboard/AccountFrame.tsx";
import { BackLink, PageHead } from "@/components/dashboard/Page.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, seeOther } from "@/lib/http/mod.ts";
import { leaveTenant, listWorkplaces, teamErrors, type Workplace } from "@/lib/staff/mod.ts";
import type { SignedInState } from "@/lib/tenants/mod.ts";

interface Page {
  workplace: Workplace;
  errors: FormErrors;
}

type Context = FreshContext<SignedInState, Page>;

export const handler: Handlers<Page, SignedInState> = {
  GET: (_req, ctx) =>
    atWork(ctx, (_sql, workplace) => Promise.resolve(ctx.render({ workplace, errors: {} }))),

  POST: (_req, ctx) =>
    atWork(ctx, async (sql, workplace) => {
      const left = await leaveTenant(sql, workplace.tenantId);
      if (left.ok) return seeOther("/account?done=left");
      return ctx.render({ workplace, errors: teamErrors(left.code) }, { status: 422 });
    }),
};

/** Runs with the business that the address names, if one works there. */
function atWork(
  { state: { app, session, client }, params }: Context,
  run: (sql: Sql, workplace: Workplace) => Promise<Response>,
): Promise<Response> {
  return app.db.asUser(session.claims, async (sql) => {
    const places = await listWorkplaces(sql, session.userId);
    const workplace = places.find(({ tenantId }) => tenantId === params.id);
    if (!workplace) throw new HttpError(404);
    return await run(sql, workplace);
  }, client);
}

export default function Leave(
  { data: { workplace, errors }, state }: PageProps<Page, SignedInState>,
) {
  const { name } = workplace;
  return (
    <AccountFrame csrf={state.csrf} title={`Leave ${name}`}>
      <BackLink href="/account">Your account</BackLink>
      <PageHead title={`Leave ${name}?`} />
      <ErrorSummary errors={errors} class="mb-4" />
      <Card>
        <p>Nothing there opens to you any more. To come back you need a new invitation.</p>
        <Form csrf={state.csrf} class="flex flex-wrap gap-3 mt-4">
          <Button kind="danger">Leave {name}</Button>
          <ButtonLink kind="line" href="/account">Stay</ButtonLink>
        </Form>
      </Card>
    </AccountFrame>
  );
}
