import { defineLayout } from "$fresh/server.ts";
import { Frame } from "@/components/dashboard/Frame.tsx";
import LeaveGuard from "@/islands/LeaveGuard.tsx";
import { storeOrigin } from "@/lib/stores/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";

export default defineLayout<DashboardState>((req, { Component, state, url }) => {
  const { store, session, csrf, app: { config } } = state;
  // A page that looked nothing up shows nothing of a shop either.
  if (!store) return <Component />;
  return (
    <Frame
      store={store}
      path={url.pathname}
      email={session.email}
      csrf={csrf}
      shopUrl={storeOrigin(config.publicUrl, store)}
    >
      <Component />
      <LeaveGuard isAnswer={req.method === "POST"} />
    </Frame>
  );
});
