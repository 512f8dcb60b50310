import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Form } from "@/components/Form.tsx";
import { Code } from "@/components/Layout.tsx";
import { MapLinks } from "@/components/MapLinks.tsx";
import { Pill, Toast } from "@/components/Status.tsx";
import { Say, useWords } from "@/components/words.tsx";
import { seeOther } from "@/lib/http/mod.ts";
import { formatPhone } from "@/lib/phone.ts";
import {
  type Address,
  type AddressesPage,
  readAddressesPage,
  type Shopper,
} from "@/lib/shoppers/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";
import { AccountPage } from "@/routes/s/[store]/(_components)/AccountPage.tsx";

interface View {
  page: AddressesPage;
  shopper: Shopper;
}

export const handler: Handlers<View, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, base, slug, cart, language, shopperToken: token } = ctx.state;
    const page = await readAddressesPage(app.db.public, { slug, cart, language, token });
    if (!page) return ctx.renderNotFound();
    ctx.state.shell = page;
    if (!page.shopper) return seeOther(`${base}/account`);
    return ctx.render({ page, shopper: page.shopper });
  },
};

export default function Addresses({ data, state, url }: PageProps<View, StorefrontState>) {
  const { page: { store, zones }, shopper } = data;
  const { base, csrf = "" } = state;
  const { say } = useWords();
  const removed = url.searchParams.get("removed") ?? "";
  const add = zones.length > 0 && (
    <ButtonLink kind="line" icon="plus" href={`${base}/account/addresses/new`}>
      {say("account.add")}
    </ButtonLink>
  );
  return (
    <AccountPage
      title={say("account.addresses")}
      storeName={store.name}
      base={base}
      phone={shopper.phone}
      tab="/addresses"
    >
      {shopper.addresses.length === 0
        ? (
          <EmptyState title={say("account.noAddresses")} action={add}>
            {say(zones.length > 0 ? "account.noAddressesMore" : "account.noDelivery")}
          </EmptyState>
        )
        : (
          <>
            <ul class="grid gap-3 mb-4">
              {shopper.addresses.map((address) => (
                <li key={address.id} class="card">
                  <Place address={address} />
                  <Actions address={address} base={base} csrf={csrf} />
                </li>
              ))}
            </ul>
            {add}
          </>
        )}
      {/^[0-9a-f-]{36}$/.test(removed) && (
        <Toast
          action={
            <Form csrf={csrf} action={`${base}/account/addresses/${removed}/restore`}>
              <Button class="btn">{say("cart.undo")}</Button>
            </Form>
          }
        >
          {say("account.removed")}
        </Toast>
      )}
      {url.searchParams.has("saved") && <Toast>{say("account.saved")}</Toast>}
    </AccountPage>
  );
}

function Place({ address }: { address: Address }) {
  const { say } = useWords();
  const { landmark, area, directions, secondPhone, pin, isDefault, isKept } = address;
  return (
    <>
      <p class="flex flex-wrap items-center gap-2">
        <b>{landmark}</b>
        {isDefault && <Pill icon="check" tone="ok">{say("account.default")}</Pill>}
        {!isKept && <Pill>{say("account.fromOrder")}</Pill>}
      </p>
      <p>{area}</p>
      {directions && <p class="mut text-sm mt-1">{directions}</p>}
      {secondPhone && (
        <p class="mut text-sm mt-1">
          <Say text="order.secondPhone" phone={<Code>{formatPhone(secondPhone)}</Code>} />
        </p>
      )}
      {pin && <MapLinks pin={pin} open={say("order.openPin")} />}
    </>
  );
}

function Actions({ address, base, csrf }: { address: Address; base: string; csrf: string }) {
  const path = `${base}/account/addresses/${address.id}`;
  const name = <span class="vh">{` ${address.landmark}`}</span>;
  const { say } = useWords();
  return (
    <div class="flex flex-wrap gap-2 mt-2 ms-[-8px]">
      <ButtonLink kind="text" href={path}>{say("account.change")}{name}</ButtonLink>
      <Form csrf={csrf} action={`${path}/remove`}>
        <Button kind="text">{say("cart.remove")}{name}</Button>
      </Form>
    </div>
  );
}
