import type { LayoutProps } from "$fresh/server.ts";
import type { Shell, StorefrontState } from "@/lib/stores/mod.ts";
import { ShopPage } from "../(_components)/ShopPage.tsx";

type State = StorefrontState & { shell: Shell };

export default function ShopLayout({ Component, state, url }: LayoutProps<unknown, State>) {
  return (
    <ShopPage state={state} url={url}>
      <Component />
    </ShopPage>
  );
}
