import { Head } from "$fresh/runtime.ts";
import type { PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PlatformHeader } from "@/components/Layout.tsx";
import type { Shell, StorefrontState } from "@/lib/stores/mod.ts";
import { ShopPage } from "./s/[store]/(_components)/ShopPage.tsx";

/** Inside a shop it looks like the shop; elsewhere like the platform. */
export default function NotFound({ state, url }: PageProps<unknown, StorefrontState>) {
  if (!state.shell) return <NothingHere isShop={state.slug !== undefined} />;
  return (
    <ShopPage state={state as StorefrontState & { shell: Shell }} url={url}>
      <Head>
        <title>{`Not found · ${state.shell.store.name}`}</title>
      </Head>
      <EmptyState
        heading="h1"
        title="That is not here any more"
        action={<ButtonLink href={`${state.base}/p`}>See what there is</ButtonLink>}
      >
        It was sold out for good, moved, or the address has a typo.
      </EmptyState>
    </ShopPage>
  );
}

function NothingHere({ isShop }: { isShop: boolean }) {
  return (
    <>
      <Head>
        <title>Not found · Afrify</title>
      </Head>
      <PlatformHeader />
      <main id="main">
        <EmptyState
          heading="h1"
          title={isShop ? "There is no shop at this address" : "There is nothing at this address"}
          action={<ButtonLink href="/" kind="line">Go to Afrify</ButtonLink>}
        >
          Check the address for a typo, or ask who sent it to you.
        </EmptyState>
      </main>
    </>
  );
}
