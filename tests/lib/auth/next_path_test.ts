import assert from "node:assert/strict";
import { nextPath } from "@/lib/auth/mod.ts";

Deno.test("after signing in one goes on to the page that one wanted", () => {
  assert.equal(nextPath("/dashboard/demo/orders?tab=paid"), "/dashboard/demo/orders?tab=paid");
  assert.equal(nextPath("/account/email"), "/account/email");
});

Deno.test("no address leads out of the dashboard and the account", () => {
  const elsewhere = [
    null,
    "",
    "https://evil.example/dashboard",
    "//evil.example/dashboard",
    "/\\evil.example/dashboard",
    "\t//evil.example/dashboard",
    "/%2e%2e//evil.example",
    "/dashboard/../sign-out",
    "/dashboardx",
    "/accounts",
    "javascript:alert(1)",
    "dashboard",
    "/dashboard?" + "x".repeat(600),
  ];

  for (const wanted of elsewhere) assert.equal(nextPath(wanted), "/dashboard");
});
