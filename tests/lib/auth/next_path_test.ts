import assert from "node:assert/strict";
import { nextPath } from "@/lib/auth/mod.ts";

Deno.test("after signing in one goes on to the page of the dashboard that one wanted", () => {
  assert.equal(nextPath("/dashboard/demo/orders?tab=paid"), "/dashboard/demo/orders?tab=paid");
});

Deno.test("no address leads out of the dashboard", () => {
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
    "javascript:alert(1)",
    "dashboard",
    "/dashboard?" + "x".repeat(600),
  ];

  for (const wanted of elsewhere) assert.equal(nextPath(wanted), "/dashboard");
});
