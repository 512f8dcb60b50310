import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { AuthPage } from "@/components/dashboard/AuthPage.tsx";
import { Field } from "@/components/Field.tsx";
import {
  followLink,
  isRecoveryProof,
  LINK_TYPES,
  NewPassword,
  proveRecovery,
  setPassword,
} from "@/lib/auth/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { AuthState } from "@/lib/tenants/mod.ts";

interface Page {
  /** Absent when the address is not that of a link of ours. */
  type?: typeof LINK_TYPES[number];
  error?: string;
  isOver?: boolean;
  /** The other mailbox has to confirm as well. */
  isHalfDone?: boolean;
  /** The link did its work already; what was refused is the password. */
  followed?: string;
}

const MESSAGES = {
  same_password: "That is the password you have. Choose another.",
  weak_password: "That password is easy to guess. Choose a longer one.",
};

const MOVED = "/account?done=email";

/**
 * Where links in emails lead. Opening one changes nothing, because mail programs open links by
 * themselves; the button does.
 */
export const handler: Handlers<Page, AuthState> = {
  GET(_req, ctx) {
    const { type, tokenHash } = readLink(ctx.url);
    const isLink = type !== undefined && tokenHash !== "";
    return ctx.render({ type, isOver: !isLink }, { status: isLink ? 200 : 400 });
  },

  async POST(req, ctx) {
    const { auth } = ctx.state;
    const { type, tokenHash } = readLink(ctx.url);
    if (!type) return ctx.render({ isOver: true }, { status: 400 });
    if (type !== "recovery") {
      const followed = await followLink(auth, { tokenHash, type });
      if (followed.ok) return seeOther(type === "email_change" ? MOVED : "/dashboard");
      if (followed.code === "half_done") return ctx.render({ isHalfDone: true });
      return ctx.render({ isOver: true }, { status: 410 });
    }

    const form = await readForm(req, NewPassword);
    if (!form.ok) {
      const error = form.errors.password ?? form.errors[""];
      return ctx.render({ type, error, followed: form.values.followed }, { status: form.status });
    }
    const isUsable = form.value.followed
      ? await isFollowed(ctx, form.value.followed)
      : (await followLink(auth, { tokenHash, type })).ok;
    if (!isUsable) return ctx.render({ isOver: true }, { status: 410 });
    const set = await setPassword(auth, form.value.password);
    if (set.ok) return seeOther("/dashboard");
    const followed = await prove(ctx);
    return ctx.render({ type, error: MESSAGES[set.code], followed }, { status: 422 });
  },
};

type Context = FreshContext<AuthState>;

async function isFollowed({ state: { auth, app } }: Context, proof: string): Promise<boolean> {
  const session = await auth.getSession();
  return session !== null && await isRecoveryProof(proof, session, app.config.secretKey);
}

async function prove({ state: { auth, app } }: Context): Promise<string | undefined> {
  const session = await auth.getSession();
  return session ? await proveRecovery(session, app.config.secretKey) : undefined;
}

function readLink({ searchParams }: URL) {
  const type = LINK_TYPES.find((known) => known === searchParams.get("type"));
  return { type, tokenHash: searchParams.get("token_hash")?.slice(0, 200) ?? "" };
}

export default function FollowLink({ data }: PageProps<Page>) {
  const { type, error, isOver, isHalfDone, followed } = data;
  if (isHalfDone) {
    return (
      <AuthPage
        title="One mailbox to go"
        lead="Thank you. Open the link in the message that we sent to your other address as well."
      />
    );
  }
  if (isOver) {
    return (
      <AuthPage title="This link is over" lead="A link works once, and for one hour.">
        <ButtonLink full href="/forgot-password">Send me another</ButtonLink>
      </AuthPage>
    );
  }
  if (type === "recovery") {
    return (
      <AuthPage title="Choose a new password" lead="You stay signed in here, and nowhere else.">
        <form method="post">
          {followed && <input type="hidden" name="followed" value={followed} />}
          <Field
            name="password"
            label="New password"
            hint="8 characters or more."
            type="password"
            autocomplete="new-password"
            error={error}
            required
          />
          <Button full class="mt-5">Save and go to my shop</Button>
        </form>
      </AuthPage>
    );
  }
  const isMove = type === "email_change";
  return (
    <AuthPage title="One tap more" lead="This link is for you alone.">
      <form method="post">
        <Button full>{isMove ? "Confirm the new address" : "Go on to my shop"}</Button>
      </form>
    </AuthPage>
  );
}
