import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { ContactForm } from "@/components/shop/ContactForm.tsx";
import { ContactWays } from "@/components/shop/ContactWays.tsx";
import { Seo } from "@/components/shop/Seo.tsx";
import { Note } from "@/components/Status.tsx";
import { useWords } from "@/components/words.tsx";
import { firstMessages, type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import { mayGoOn, shopMessage } from "@/lib/limits/mod.ts";
import { errors as texts } from "@/lib/i18n/en/errors.ts";
import { leaveMessage, messageForm } from "@/lib/pages/mod.ts";
import { addressOf, readShell, type Shell, type StorefrontState } from "@/lib/stores/mod.ts";

interface View {
  shell: Shell;
  values: Record<string, string>;
  errors: FormErrors;
}

type Context = FreshContext<StorefrontState, View>;

export const handler: Handlers<View, StorefrontState> = {
  GET: (_req, ctx) => show(ctx, { values: {}, errors: {} }),

  async POST(req, ctx) {
    const read = await readForm(req, TextFields);
    if (!read.ok) return show(ctx, { values: read.values, errors: read.errors }, read.status);
    return await show(
      ctx,
      { values: read.value, errors: {} },
      200,
      (shell) => send(ctx, shell, read.value),
    );
  },
};

/** Null once the message is left, or what stands against it. */
async function send(
  { state }: Context,
  { store }: Shell,
  values: Record<string, string>,
): Promise<{ errors: FormErrors; status: number } | null> {
  const checked = messageForm(store.country).safeParse(values);
  if (!checked.success) return { errors: firstMessages(checked.error), status: 422 };
  // People do not see this field. What fills it in hears that all went well.
  if (values.website) return null;
  if (!await mayGoOn(state.app.db.own, shopMessage(state.client, store.slug))) {
    return { errors: { "": texts.tooMany }, status: 429 };
  }
  await leaveMessage(state.app.db.own, store.slug, checked.data);
  return null;
}

async function show(
  ctx: Context,
  view: Omit<View, "shell">,
  status = 200,
  act?: (shell: Shell) => ReturnType<typeof send>,
): Promise<Response> {
  const { app, slug, cart, language, base } = ctx.state;
  const shell = await readShell(app.db.public, { slug, cart, language });
  ctx.state.shell = shell ?? undefined;
  if (!shell) return ctx.renderNotFound();
  const refused = act && await act(shell);
  if (refused === null) return seeOther(`${base}/contact?sent=1`);
  return await ctx.render({ shell, ...view, ...refused }, { status: refused?.status ?? status });
}

export default function Contact({ data, state, url }: PageProps<View, StorefrontState>) {
  const { shell: { store }, values } = data;
  const { say, errors: sayErrors } = useWords();
  const errors = sayErrors(data.errors);
  const ways = [store.address, store.openingHours].filter(Boolean).join(". ") ||
    say("contact.byMessage");
  const isSent = url.searchParams.has("sent") && Object.keys(errors).length === 0;
  return (
    <>
      <Seo
        title={`${say("frame.contact")} · ${store.name}`}
        description={say("contact.describe", { store: store.name, ways })}
        {...addressOf(state, "/contact")}
        site={store.name}
      />
      <div class="w sect">
        <h1 class="mb-5">{say("frame.contact")}</h1>
        <div class="grid gap-9 lg:grid-cols-2">
          <ContactWays store={store} />
          <section aria-labelledby="write">
            <h2 id="write" class="mb-4">{say("contact.writeUs")}</h2>
            {isSent
              ? (
                <Note tone="ok" role="status">
                  <b>{say("contact.sent")}</b> {say("contact.sentMore")}
                </Note>
              )
              : <ContactForm action={`${state.base}/contact`} values={values} errors={errors} />}
          </section>
        </div>
      </div>
    </>
  );
}
