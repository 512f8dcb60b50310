import { Head } from "$fresh/runtime.ts";
import type { PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { SearchField } from "@/components/shop/SearchField.tsx";
import { PlatformHeader } from "@/components/Layout.tsx";
import type { Shell, StorefrontState } from "@/lib/stores/mod.ts";
import { ShopPage } from "./s/[store]/(_components)/ShopPage.tsx";

/** Inside a shop it looks like the shop; elsewhere like the platform. */
export default function NotFound({ state, url }: PageProps<unknown, StorefrontState>) {
  if (!state.shell) return state.slug === undefined ? <NothingHere /> : <NoSuchShop />;
  const { categories, collections } = state.shell;
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
      <div class="w pb-9">
        <div class="max-w-[640px] mx-auto grid gap-5">
          <SearchField base={state.base} />
          <nav class="flex flex-wrap gap-2 justify-center" aria-label="Shelves">
            {[...categories, ...collections].map(({ slug, name }) => (
              <ButtonLink key={slug} kind="line" small href={`${state.base}/c/${slug}`}>
                {name}
              </ButtonLink>
            ))}
          </nav>
        </div>
      </div>
    </ShopPage>
  );
}

/** Whoever followed a link to a shop learns what to do, and whoever mistyped their own, too. */
function NoSuchShop() {
  return (
    <>
      <Head>
        <title>No such shop · Afrify</title>
        <meta name="robots" content="noindex" />
      </Head>
      <PlatformHeader />
      <main id="main">
        <EmptyState
          heading="h1"
          title="There is no shop at this address"
          action={
            <>
              <ButtonLink href="/sign-in" kind="line">It is mine: sign in</ButtonLink>{" "}
              <ButtonLink href="/sign-up" kind="text">Open a shop here</ButtonLink>
            </>
          }
        >
          It may have closed for good or moved to another address. Look for a typo, or ask the shop
          for its link: on WhatsApp, on its receipt, wherever you met it.
        </EmptyState>
      </main>
    </>
  );
}

function NothingHere() {
  return (
    <>
      <Head>
        <title>Not found · Afrify</title>
      </Head>
      <PlatformHeader />
      <main id="main">
        <EmptyState
          heading="h1"
          title="There is nothing at this address"
          action={<ButtonLink href="/" kind="line">Go to Afrify</ButtonLink>}
        >
          Check the address for a typo, or ask who sent it to you.
        </EmptyState>
      </main>
    </>
  );
}
