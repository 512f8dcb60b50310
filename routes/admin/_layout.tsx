import type { LayoutProps } from "$fresh/server.ts";
import { ConsoleFrame } from "@/components/admin/ConsoleFrame.tsx";
import type { AdminState } from "@/lib/admin/mod.ts";

export default function ConsoleLayout(
  { Component, state, url }: LayoutProps<unknown, AdminState>,
) {
  return (
    <ConsoleFrame
      path={url.pathname}
      email={state.session.email}
      csrf={state.csrf}
      isProduction={state.app.config.production}
    >
      <Component />
    </ConsoleFrame>
  );
}
