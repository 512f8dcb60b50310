import { Head } from "$fresh/runtime.ts";
import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, FieldError, TextArea } from "@/components/Field.tsx";
import { Note } from "@/components/Status.tsx";
import { Say, useWords } from "@/components/words.tsx";
import type { TextKey } from "@/lib/i18n/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { type Bought, readReviewPage, ReviewForm, writeReview } from "@/lib/reviews/mod.ts";
import type { Store, StorefrontState } from "@/lib/stores/mod.ts";

interface View {
  store: Store;
  bought: Bought[];
  /** Messages and what was typed, for the product that was posted. */
  errors: FormErrors;
  values: Record<string, string>;
}

type Context = FreshContext<StorefrontState, View>;

export const handler: Handlers<View, StorefrontState> = {
  GET: (_req, ctx) => show(ctx, { errors: {}, values: {} }),

  async POST(req, ctx) {
    const { app, slug, base } = ctx.state;
    const token = ctx.params.token!;
    const form = await readForm(req, ReviewForm);
    if (!form.ok) {
      return await show(ctx, { errors: form.errors, values: form.values }, form.status);
    }
    const written = await writeReview(app.db.public, { slug, token }, form.value);
    if (!written.ok) return ctx.renderNotFound();
    return seeOther(`${base}/orders/${token}/review?thanks=1`);
  },
};

async function show(
  ctx: Context,
  typed: Pick<View, "errors" | "values">,
  status = 200,
): Promise<Response> {
  const { app, slug, cart, language } = ctx.state;
  const asked = { slug, token: ctx.params.token!, cart, language };
  const page = await readReviewPage(app.db.public, asked);
  ctx.state.shell = page ?? undefined;
  if (!page || page.bought.length === 0) return ctx.renderNotFound();
  const headers = { "cache-control": "private, no-store" };
  return ctx.render({ store: page.store, bought: page.bought, ...typed }, { status, headers });
}

export default function Review({ data, state, params, url }: PageProps<View, StorefrontState>) {
  const { store, bought, values } = data;
  const { say, errors: sayErrors } = useWords();
  const errors = sayErrors(data.errors);
  return (
    <main id="main" class="w max-w-2xl py-6">
      <Head>
        <title>{`${say("order.howIsIt")} · ${store.name}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <h1 class="mb-4">{say("order.howIsIt")}</h1>
      <div class="grid gap-3 mb-4 empty:hidden">
        {url.searchParams.has("thanks") && (
          <Note tone="ok" role="status">
            <b>{say("order.thankYou")}</b> <Say text="order.readFirst" store={store.name} />
          </Note>
        )}
        <ErrorSummary errors={errors} />
      </div>
      <div class="grid gap-4">
        {bought.map((one) => {
          const isPosted = values.productId === one.product_id;
          return (
            <OneReview
              key={one.product_id}
              bought={one}
              errors={isPosted ? errors : {}}
              values={isPosted ? values : {}}
            />
          );
        })}
      </div>
      <p class="mt-5">
        <ButtonLink kind="line" href={`${state.base}/orders/${params.token}`}>
          {say("order.back")}
        </ButtonLink>
      </p>
    </main>
  );
}

const STATES = {
  pending: "order.reviewPending",
  published: "order.reviewPublished",
  rejected: "order.reviewRejected",
} as const satisfies Record<string, TextKey>;

function OneReview(
  { bought, errors, values }: Pick<View, "errors" | "values"> & { bought: Bought },
) {
  const { product_id: id, title, state } = bought;
  const { say } = useWords();
  const chosen = values.stars ?? String(bought.stars ?? "");
  return (
    <form method="post" class="card">
      <input type="hidden" name="productId" value={id} />
      <h2>{title}</h2>
      {state && <p class="mut text-sm mt-1">{say(STATES[state])}</p>}
      <fieldset class="mt-4" aria-describedby={errors.stars ? "stars-error" : undefined}>
        <legend>{say("order.stars")}</legend>
        <div class="flex gap-4 flex-wrap">
          {[1, 2, 3, 4, 5].map((stars) => (
            <label key={stars} class="ck m-0">
              <input
                type="radio"
                name="stars"
                id={stars === 1 && errors.stars ? "stars" : undefined}
                value={stars}
                checked={chosen === String(stars)}
                required
              />
              <span>
                {stars}
                <span class="vh">&nbsp;{say("order.ofFive")}</span>
              </span>
            </label>
          ))}
        </div>
        {errors.stars && <FieldError id="stars" error={errors.stars} />}
      </fieldset>
      <TextArea
        name="body"
        id={`body-${id}`}
        label={say("order.whatOthers")}
        optional={say("frame.optional")}
        rows={4}
        maxlength={2000}
        value={values.body ?? bought.body ?? ""}
        error={errors.body}
      />
      <Field
        name="authorName"
        id={`authorName-${id}`}
        label={say("order.yourName")}
        value={values.authorName ?? bought.author_name}
        error={errors.authorName}
        maxlength={60}
        autocomplete="given-name"
        required
      />
      <Button class="mt-4">{state ? say("order.change") : say("order.send")}</Button>
    </form>
  );
}
