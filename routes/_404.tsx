import { Head } from "$fresh/runtime.ts";
import type { FreshContext, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { SearchField } from "@/components/shop/SearchField.tsx";
import { PlatformHeader } from "@/components/Layout.tsx";
import { useWords } from "@/components/words.tsx";
import type { Shell, StorefrontState } from "@/lib/stores/mod.ts";
import { ShopPage } from "./s/[store]/(_components)/ShopPage.tsx";

/** Whoever comes to nothing is told so in what their browser reads. */
export function handler(
  req: Request,
  ctx: FreshContext<StorefrontState>,
): Response | Promise<Response> {
  ctx.state.reads = req.headers.get("accept-language");
  return ctx.render(ctx.data, { headers: { vary: "accept-language" } });
}

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
  const { say } = useWords();
  return (
    <>
      <Head>
        <title>{`${say("frame.notFoundTitle")} · Afrify`}</title>
      </Head>
      <PlatformHeader />
      <main id="main">
        <EmptyState
          heading="h1"
          title={say("frame.nothingHere")}
          action={<ButtonLink href="/" kind="line">{say("frame.goToAfrify")}</ButtonLink>}
        >
          {say("frame.nothingHereMore")}
        </EmptyState>
      </main>
    </>
  );
}
