import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { GrantFields } from "@/components/dashboard/GrantFields.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note } from "@/components/Status.tsx";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { grantFields, GrantForm, type Member, setMember, teamErrors } from "@/lib/staff/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { type Offer, readOffer, withMember } from "../(_components)/team_page.ts";

interface Page {
  store: MyStore;
  member: Member;
  offer: Offer;
  values: Record<string, string>;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withMember(ctx, (sql, store, member) => show(ctx, sql, { store, member, errors: {} })),

  async POST(req, ctx) {
    const form = await readForm(req, GrantForm);
    return await withMember(ctx, async (sql, store, member) => {
      if (!form.ok) {
        const { errors, values, status } = form;
        return show(ctx, sql, { store, member, errors, values }, status);
      }
      const { userId } = member;
      const saved = await setMember(sql, { storeId: store.id, userId, grant: form.value });
      if (saved.ok) return seeOther(`/dashboard/${store.slug}/settings/staff?done=saved`);
      const values = grantFields(form.value);
      return show(ctx, sql, { store, member, errors: teamErrors(saved.code), values }, 422);
    });
  },
};

async function show(
  ctx: Context,
  sql: Sql,
  page: Pick<Page, "store" | "member" | "errors"> & { values?: Record<string, string> },
  status = 200,
): Promise<Response> {
  const { store, member } = page;
  const { userId } = ctx.state.session;
  const offer = await readOffer(sql, store, { userId, member });
  return await ctx.render({ offer, values: grantFields(member), ...page }, { status });
}

export default function EditMember({ data, state }: PageProps<Page, DashboardState>) {
  const { store, member, offer, values, errors } = data;
  const base = `/dashboard/${store.slug}/settings/staff`;
  return (
    <>
      <PageTitle title={member.email} shop={store.name} />
      <BackLink href={base}>Team</BackLink>
      <PageHead title={<span class="break-all">{member.email}</span>} />
      <div class="max-w-2xl grid gap-4">
        {member.suspendedAt && (
          <Note tone="warn" icon="lock">
            <b>Suspended.</b> Nothing opens to them until you let them work again.
          </Note>
        )}
        <Form guarded csrf={state.csrf} class="grid gap-4">
          <ErrorSummary errors={errors} />
          <Card>
            <GrantFields {...offer} values={values} errors={errors} />
            <Button class="mt-5">Save</Button>
          </Card>
        </Form>
        <Card>
          <h2>Stop and go</h2>
          <p class="mut text-sm mt-1.5">
            It holds from their next click on, also where they are signed in.
          </p>
          <div class="flex flex-wrap gap-3 mt-4">
            <Form
              csrf={state.csrf}
              action={`${base}/${member.userId}/${member.suspendedAt ? "resume" : "suspend"}`}
            >
              <Button kind="line">{member.suspendedAt ? "Let them work again" : "Suspend"}</Button>
            </Form>
            <ButtonLink kind="danger" href={`${base}/${member.userId}/remove`}>Remove</ButtonLink>
            {offer.isOwner && !member.suspendedAt && (
              <ButtonLink kind="line" href={`${base}/${member.userId}/make-owner`}>
                Hand over the business
              </ButtonLink>
            )}
          </div>
        </Card>
      </div>
    </>
  );
}
