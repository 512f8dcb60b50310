import { Head } from "$fresh/runtime.ts";
import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { OptionCard } from "@/components/Choice.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, FieldError } from "@/components/Field.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { useWords } from "@/components/words.tsx";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import {
  fieldOf,
  isTold,
  payByLink,
  PayForm,
  type PayLink,
  readPayLinkPage,
  sayMethod,
  sayRetryRefusal,
  suggestedMinor,
} from "@/lib/orders/shopper.ts";
import { isHandWay, type Method, methodOf, methodsOf } from "@/lib/payments/methods.ts";
import { type StorefrontState, wordsOf } from "@/lib/stores/mod.ts";
import { AmountField, BeingPaid } from "@/routes/s/[store]/(_components)/PayAmount.tsx";

type Context = FreshContext<StorefrontState>;

interface View {
  link: PayLink;
  storeName: string;
  /** The gateways of the shop: who is asked to pay has no goods to pay cash for. */
  methods: Method[];
  values: Record<string, string>;
  errors: FormErrors;
}

/** Where somebody pays for somebody else: what they need to decide, and how. */
export const handler: Handlers<View, StorefrontState> = {
  GET: (_req, ctx) => show(ctx),

  async POST(req, ctx) {
    const { app, slug, base } = ctx.state;
    const link = ctx.params.link!;
    const form = await readForm(req, PayForm);
    if (!form.ok) return show(ctx, form);
    const { typed: values, ...how } = form.value;
    const tried = await payByLink(app.db.public, { slug, link, ...how });
    if (tried.ok) {
      const isOnPage = methodOf(how.gateway).kind === "page";
      return seeOther(`${base}/pay/${link}/${tried.value}${isOnPage ? "?go=1" : ""}`);
    }
    const { code, details } = tried;
    if (!isTold(code)) return seeOther(`${base}/pay/${link}`);
    const refusal = (currency: PayLink["currency"]) => ({
      [fieldOf(code) ?? "gateway"]: sayRetryRefusal(
        { code, currency, ...details },
        wordsOf(ctx.state),
      ),
    });
    return show(ctx, { values, refusal, status: 409 });
  },
};

interface Outcome {
  values?: Record<string, string>;
  errors?: FormErrors;
  /** Said once the currency is known. */
  refusal?: (currency: PayLink["currency"]) => FormErrors;
  status?: number;
}

async function show(
  ctx: Context,
  { values = {}, errors = {}, refusal, status }: Outcome = {},
): Promise<Response> {
  const { app, slug, cart, language } = ctx.state;
  const link = ctx.params.link!;
  const page = await readPayLinkPage(app.db.public, { slug, link, cart, language });
  ctx.state.shell = page ?? undefined;
  if (!page?.link) return ctx.renderNotFound();
  const { store, ways } = page;
  const methods = methodsOf(ways.filter((way) => !isHandWay(way)), store.currency);
  const words = wordsOf(ctx.state);
  const said = refusal?.(page.link.currency) ?? words.errors(errors);
  const view = { link: page.link, storeName: store.name, methods, values, errors: said };
  const headers = { "cache-control": "private, no-store" };
  return ctx.render(view, { status: page.link.isOpen ? status : 404, headers });
}

export default function PayForOther({ data, state, params }: PageProps<View, StorefrontState>) {
  const { link, storeName, methods, errors } = data;
  const { say } = useWords();
  const title = link.isOpen
    ? say("payment.asksYou", { name: link.name })
    : say(link.isPaid ? "order.paidInFull" : "payment.linkOver");
  return (
    <main id="main" class="w wait">
      <Head>
        <title>{`${title} · ${storeName}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <section class="ask">
        <h1>{title}</h1>
        {link.isOpen
          ? <Asked link={link} storeName={storeName} />
          : <p class="text-lg">{say("payment.linkOverMore")}</p>}
      </section>
      {link.isOpen && methods.length > 0 && (
        <div>
          <ErrorSummary
            class="mb-4"
            errors={errors}
            ids={{ gateway: `gateway-${methods[0]!.gateway}` }}
          />
          <Pay {...data} address={`${state.base}/pay/${params.link}`} />
        </div>
      )}
    </main>
  );
}

function Asked({ link, storeName }: { link: PayLink; storeName: string }) {
  const { say } = useWords();
  return (
    <>
      <p class="mut text-md">{storeName}</p>
      <ul class="my-3">
        {link.goods.map(({ title, quantity }) => <li key={title}>{`${quantity} × ${title}`}</li>)}
      </ul>
      <p class="mut text-md">{say("order.left")}</p>
      <p class="text-[1.625rem]">
        <Price minor={link.leftMinor} currency={link.currency} />
      </p>
    </>
  );
}

const ICONS = { prompt: "phone", page: "lock" } as const;

function Pay({ link, methods, values, errors, address }: View & { address: string }) {
  const words = useWords();
  const { say } = words;
  const chosen = methods.find(({ gateway }) => gateway === values.gateway) ?? methods[0]!;
  const home = methods.map(({ prompts }) => prompts[link.currency]).find(Boolean);
  return (
    <form action={address} method="post" class="card grid gap-3" noValidate>
      <BeingPaid minor={link.promptedMinor} currency={link.currency} />
      {home && <input type="hidden" name="country" value={home} />}
      <fieldset aria-describedby={errors.gateway ? "gateway-error" : undefined}>
        <legend class="vh">{say("checkout.paymentMethod")}</legend>
        {methods.map((method) => (
          <OptionCard
            key={method.gateway}
            id={`gateway-${method.gateway}`}
            name="gateway"
            value={method.gateway}
            checked={method === chosen}
            {...sayMethod(method, words)}
            end={<Icon name={ICONS[method.kind]} />}
          />
        ))}
        {errors.gateway && <FieldError id="gateway" error={errors.gateway} />}
      </fieldset>
      <Field
        label={say("payment.yourPhone")}
        name="phone"
        type="tel"
        inputMode="tel"
        autocomplete="tel"
        hint={say("payment.notTold", { name: link.name })}
        value={values.phone}
        error={errors.phone}
      />
      <AmountField
        id="amount"
        of={link}
        minor={suggestedMinor(link.leftMinor, link)}
        typed={values.amount}
        error={errors.amount}
      />
      <Button full>{say("checkout.justPay")}</Button>
    </form>
  );
}
