import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { useWords } from "@/components/words.tsx";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import { type Country, typedPhone } from "@/lib/phone.ts";
import { formatPin } from "@/lib/pin.ts";
import {
  type Address,
  type AddressesPage,
  AddressForm,
  readAddressesPage,
  saveAddress,
  sayAddressRefusal,
  type Shopper,
} from "@/lib/shoppers/mod.ts";
import { type StorefrontState, wordsOf } from "@/lib/stores/mod.ts";
import { AccountPage } from "@/routes/s/[store]/(_components)/AccountPage.tsx";
import { AddressFields } from "@/routes/s/[store]/(_components)/AddressFields.tsx";

interface View {
  page: AddressesPage;
  shopper: Shopper;
  typed: Record<string, string>;
  errors: FormErrors;
}

type Context = FreshContext<StorefrontState, View>;

/** One address to change; a new one under "new". */
export const handler: Handlers<View, StorefrontState> = {
  GET: (_req, ctx) => show(ctx, {}),

  async POST(req, ctx) {
    const { app, base, slug, shopperToken: token } = ctx.state;
    const form = await readForm(req, AddressForm);
    if (!form.ok) return await show(ctx, { typed: form.values, errors: form.errors }, form.status);
    if (token === null) return seeOther(`${base}/account`);
    const id = ctx.params.id === "new" ? null : ctx.params.id!;
    if (id !== null && !/^[0-9a-f-]{36}$/.test(id)) return ctx.renderNotFound();
    const saved = await saveAddress(app.db.public, { slug, token }, id, form.value);
    if (saved.ok) return seeOther(`${base}/account/addresses?saved=1`);
    if (saved.code === "signed_out") return seeOther(`${base}/account`);
    if (saved.code === "address_not_found") return seeOther(`${base}/account/addresses`);
    const { code } = saved;
    const refusal = (words: Words) => {
      const { field, sentence } = sayAddressRefusal(code, words);
      return { [field]: sentence };
    };
    return await show(ctx, { typed: form.values, refusal }, 409);
  },
};

interface Shown {
  typed?: Record<string, string>;
  errors?: FormErrors;
  /** Said once the shop was read, and with it its language. */
  refusal?: (words: Words) => FormErrors;
}

async function show(
  ctx: Context,
  { typed, errors = {}, refusal }: Shown,
  status = 200,
): Promise<Response> {
  const { app, base, slug, cart, language, shopperToken: token } = ctx.state;
  const page = await readAddressesPage(app.db.public, { slug, cart, language, token });
  if (!page) return ctx.renderNotFound();
  ctx.state.shell = page;
  const { shopper } = page;
  if (!shopper) return seeOther(`${base}/account`);
  const isNew = ctx.params.id === "new";
  const address = shopper.addresses.find(({ id }) => id === ctx.params.id);
  if (!isNew && !address) return ctx.renderNotFound();
  const words = wordsOf(ctx.state);
  return ctx.render({
    page,
    shopper,
    typed: typed ?? fieldsOf(address, page.store.country),
    errors: refusal?.(words) ?? words.errors(errors),
  }, {
    status,
    // The one page besides checkout that may ask where the device is.
    headers: { "permissions-policy": "camera=(), microphone=(), geolocation=(self)" },
  });
}

function fieldsOf(address: Address | undefined, country: Country): Record<string, string> {
  if (!address) return {};
  const { area, landmark, directions, secondPhone, pin, isDefault } = address;
  return {
    area,
    landmark,
    directions,
    secondPhone: secondPhone ? typedPhone(secondPhone, country) : "",
    pin: pin ? formatPin(pin) : "",
    isDefault: isDefault ? "1" : "",
  };
}

export default function OneAddress({ data, state, params }: PageProps<View, StorefrontState>) {
  const { page: { store, zones }, shopper, typed, errors } = data;
  const { base, csrf = "" } = state;
  const { say } = useWords();
  const isFirst = shopper.addresses.length === 0;
  return (
    <AccountPage
      title={say(params.id === "new" ? "account.newAddress" : "account.changeAddress")}
      storeName={store.name}
      base={base}
      phone={shopper.phone}
      tab="/addresses"
    >
      <ErrorSummary class="mb-4" errors={errors} />
      <Form csrf={csrf} action={`${base}/account/addresses/${params.id}`} class="card" noValidate>
        <input type="hidden" name="country" value={store.country} />
        {shopper.name === null && (
          <Field
            label={say("checkout.name")}
            name="name"
            autocomplete="name"
            value={typed.name}
            error={errors.name}
          />
        )}
        <AddressFields store={store} zones={zones} typed={typed} errors={errors} />
        {!isFirst && (
          <Checkbox name="isDefault" value="1" checked={typed.isDefault === "1"}>
            {say("account.fillIn")}
          </Checkbox>
        )}
        <div class="flex flex-wrap gap-2 mt-4">
          <Button>{say("account.save")}</Button>
          <ButtonLink kind="text" href={`${base}/account/addresses`}>
            {say("account.cancel")}
          </ButtonLink>
        </div>
      </Form>
    </AccountPage>
  );
}
