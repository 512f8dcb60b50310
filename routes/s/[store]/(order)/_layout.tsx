import type { LayoutProps } from "$fresh/server.ts";
import { SecureFrame } from "@/components/shop/SecureFrame.tsx";
import type { Shell, StorefrontState } from "@/lib/stores/mod.ts";

type State = StorefrontState & { shell: Shell };

export default function OrderLayout({ Component, state }: LayoutProps<unknown, State>) {
  return (
    <SecureFrame storeName={state.shell.store.name} root={state.root} base={state.base}>
      <Component />
    </SecureFrame>
  );
}
