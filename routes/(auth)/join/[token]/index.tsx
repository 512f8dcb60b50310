import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { AuthPage, FormLink } from "@/components/dashboard/AuthPage.tsx";
import { InvitationCard } from "@/components/dashboard/InvitationCard.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Form } from "@/components/Form.tsx";
import { seeOther } from "@/lib/http/mod.ts";
import { acceptInvitation, getInvitation, type SeenInvitation } from "@/lib/staff/mod.ts";
import type { AuthState } from "@/lib/tenants/mod.ts";

interface Page {
  invitation: SeenInvitation;
  /** Of whoever is signed in. */
  email?: string;
  error?: string;
}

/** The link of an invitation. Looking at it changes nothing: mail programs follow links by themselves. */
export const handler: Handlers<Page, AuthState> = {
  async GET(_req, ctx) {
    const { auth, app } = ctx.state;
    const invitation = await getInvitation(app.db.public, ctx.params.token!);
    if (!invitation) throw new HttpError(404);
    const session = await auth.getSession();
    const page = { invitation, email: session?.email };
    return ctx.render(page, { status: invitation.state === "open" ? 200 : 410 });
  },

  async POST(_req, ctx) {
    const { auth, app, client } = ctx.state;
    const token = ctx.params.token!;
    const session = await auth.getSession();
    if (!session) return seeOther(`/join/${token}`);
    const joined = await app.db.asUser(
      session.claims,
      (sql) => acceptInvitation(sql, token),
      client,
    );
    if (joined.ok) {
      return seeOther(joined.value.slug ? `/dashboard/${joined.value.slug}/orders` : "/dashboard");
    }
    if (joined.code === "invitation_over") return seeOther(`/join/${token}`);
    const invitation = await getInvitation(app.db.public, token);
    if (!invitation) throw new HttpError(404);
    const error = "You are in this team already. Pass the link on to whom it is for.";
    return ctx.render({ invitation, email: session.email, error }, { status: 422 });
  },
};

const OVER = {
  accepted: "Somebody has used this link. It works once.",
  revoked: "It was taken back. Ask whoever sent it.",
  expired: "Its week is over. Ask whoever sent it to send it again.",
};

export default function Join({ data, state, params }: PageProps<Page, AuthState>) {
  const { invitation, email, error } = data;
  if (invitation.state !== "open") {
    return (
      <AuthPage title="This invitation is over" lead={OVER[invitation.state]}>
        <FormLink href="/dashboard">To my shop</FormLink>
      </AuthPage>
    );
  }
  const path = `/join/${params.token}`;
  return (
    <AuthPage title={`Join ${invitation.name}`} lead="They invite you to work with them on Afrify.">
      <ErrorSummary errors={error ? { "": error } : {}} class="mb-4" />
      <InvitationCard invitation={invitation} />
      {email
        ? (
          <>
            <Form csrf={state.csrf ?? ""}>
              <Button full>Join as {email}</Button>
            </Form>
            <Form csrf={state.csrf ?? ""} action="/sign-out" class="mt-3">
              <Button kind="text" full>That is not me: sign out</Button>
            </Form>
          </>
        )
        : (
          <>
            <ButtonLink full href={`${path}/sign-up`}>Make an account and join</ButtonLink>
            <ButtonLink kind="line" full class="mt-3" href={`/sign-in?next=${path}`}>
              I have an account
            </ButtonLink>
          </>
        )}
    </AuthPage>
  );
}
