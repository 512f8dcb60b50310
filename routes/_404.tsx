import { Head } from "$fresh/runtime.ts";
import type { PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { SearchField } from "@/components/shop/SearchField.tsx";
import { PlatformHeader } from "@/components/Layout.tsx";
import { useWords } from "@/components/words.tsx";
import type { Shell, StorefrontState } from "@/lib/stores/mod.ts";
import { ShopPage } from "./s/[store]/(_components)/ShopPage.tsx";

/** Inside a shop it looks like the shop; elsewhere like the platform. */
export default function NotFound({ state, url }: PageProps<unknown, StorefrontState>) {
  const { say } = useWords();
  if (!state.shell) return state.slug === undefined ? <NothingHere /> : <NoSuchShop />;
  const { categories, collections } = state.shell;
  return (
    <ShopPage state={state as StorefrontState & { shell: Shell }} url={url}>
      <Head>
        <title>{`${say("frame.notFoundTitle")} · ${state.shell.store.name}`}</title>
      </Head>
      <EmptyState
        heading="h1"
        title={say("frame.notFound")}
        action={<ButtonLink href={`${state.base}/p`}>{say("frame.seeWhatThereIs")}</ButtonLink>}
      >
        {say("frame.notFoundMore")}
      </EmptyState>
      <div class="w pb-9">
        <div class="max-w-[640px] mx-auto grid gap-5">
          <SearchField base={state.base} />
          <nav
            class="flex flex-wrap gap-2 justify-center"
            aria-label={say("frame.shelves")}
          >
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
  const { say } = useWords();
  return (
    <>
      <Head>
        <title>{`${say("frame.noShop")} · Afrify`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <PlatformHeader />
      <main id="main">
        <EmptyState
          heading="h1"
          title={say("frame.noShop")}
          action={
            <>
              <ButtonLink href="/sign-in" kind="line">{say("frame.itIsMine")}</ButtonLink>{" "}
              <ButtonLink href="/sign-up" kind="text">{say("frame.openShop")}</ButtonLink>
            </>
          }
        >
          {say("frame.noShopMore")}
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
