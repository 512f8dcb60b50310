import type { ComponentChildren } from "preact";
import { Head } from "$fresh/runtime.ts";
import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { SkipLink } from "@/components/Layout.tsx";
import { AppHead } from "@/components/shop/AppHead.tsx";
import { Weave } from "@/components/Weave.tsx";
import { useWords } from "@/components/words.tsx";
import { readShell, type Shell, type StorefrontState } from "@/lib/stores/mod.ts";

type State = StorefrontState & { shell: Shell };

/** Looks whether the way on is open again, and goes there. */
const LOOK = `const again=document.getElementById("again").href;
const look=()=>fetch(again,{method:"HEAD"}).then(()=>location.replace(again),()=>{});
addEventListener("online",look);setInterval(look,5000)`;

export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, slug, cart } = ctx.state;
    ctx.state.shell = await readShell(app.db.public, { slug, cart }) ?? undefined;
    return ctx.state.shell ? ctx.render() : ctx.renderNotFound();
  },
};

/** Styled by itself: it is put into pages whose style sheets hold only what they use. */
function CopyNote({ children }: { children: ComponentChildren }) {
  const style = "margin:0;padding:12px 16px;background:var(--warn-soft);color:var(--warn)";
  return <p role="status" style={style}>{children}</p>;
}

/**
 * What a device keeps for when there is no network. Its service worker fills in the way on, what was
 * seen before and, where a form of the checkout waits, shows that instead (lib/offline/worker/pages.ts).
 */
export default function Offline({ state }: PageProps<unknown, State>) {
  const { root, base, shell: { store } } = state;
  const { say } = useWords();
  return (
    <>
      <AppHead storeName={store.name} root={root} base={base} />
      <Head>
        <title>{`${say("offline.title")} · ${store.name}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <SkipLink />
      <Weave />
      <header class="w flex items-center min-h-[60px]">
        <a class="mark" href={base || "/"}>{store.name}</a>
      </header>
      <main id="main" class="w pb-9">
        <section id="off" class="pt-5">
          <h1>{say("offline.title")}</h1>
          <p class="mut mt-2 max-w-[60ch]">{say("offline.more")}</p>
        </section>
        <section id="waits" class="pt-5" role="status" hidden>
          <h1>{say("offline.waitsTitle")}</h1>
          <p class="mut mt-2 max-w-[60ch]">{say("offline.waitsMore")}</p>
          <form class="mt-4" action={`${base}/offline/order`} method="post">
            <Button kind="line">{say("offline.takeBack")}</Button>
          </form>
        </section>
        <p class="flex flex-wrap gap-2 mt-4">
          <ButtonLink id="again" href={base || "/"}>{say("offline.again")}</ButtonLink>
          <ButtonLink kind="text" href={`${base}/cart`}>{say("frame.viewCart")}</ButtonLink>
        </p>
        <h2 class="mt-6">{say("offline.seen")}</h2>
        <ul id="seen" class="grid gap-3 mt-3"></ul>
        <template>
          <CopyNote>{say("offline.copy")}</CopyNote>
        </template>
        <template>
          <CopyNote>
            {say("offline.waits")} <a href={`${base}/offline/order`}>{say("offline.see")}</a>
          </CopyNote>
        </template>
        <script
          // deno-lint-ignore react-no-danger
          dangerouslySetInnerHTML={{ __html: LOOK }}
        />
      </main>
    </>
  );
}
