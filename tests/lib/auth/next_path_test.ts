import assert from "node:assert/strict";
import fc from "fast-check";
import { nextPath } from "@/lib/auth/mod.ts";

Deno.test("after signing in one goes on to the page that one wanted", () => {
  assert.equal(nextPath("/dashboard/demo/orders?tab=paid"), "/dashboard/demo/orders?tab=paid");
  assert.equal(nextPath("/account/email"), "/account/email");
  assert.equal(nextPath("/admin/stores/demo"), "/admin/stores/demo");
  const invitation = `/join/${"0a".repeat(16)}`;
  assert.equal(nextPath(invitation), invitation);
});

Deno.test("no address leads out of the dashboard, the console, the account and invitations", () => {
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
    "/join",
    "/join/0a",
    `/join/${"0a".repeat(16)}/sign-up`,
    "/administrator",
    "javascript:alert(1)",
    "dashboard",
    "/dashboard?" + "x".repeat(600),
  ];

  for (const wanted of elsewhere) assert.equal(nextPath(wanted), "/dashboard");
});

Deno.test("whatever is asked for, the answer is a page of ours", () => {
  const part = fc.constantFrom(
    ...[
      "/",
      "//",
      "\\",
      "/\\",
      ".",
      "..",
      "%2e",
      "%2f",
      "%5c",
      "@",
      ":",
      "?",
      "#",
      "\t",
      "\n",
      "\0",
    ],
    ...[
      "dashboard",
      "account",
      "admin",
      "sign-out",
      "evil.example",
      "https:",
      "javascript:",
      "\u2215",
    ],
  );
  const wanted = fc.oneof(
    fc.array(part, { maxLength: 12 }).map((parts) => parts.join("")),
    fc.array(part, { maxLength: 12 }).map((parts) => "/dashboard/" + parts.join("")),
    fc.string({ maxLength: 60, unit: "binary" }),
  );
  fc.assert(
    fc.property(wanted, (wanted) => {
      // As a browser reads a Location header.
      const url = new URL(nextPath(wanted), "https://afrify.example/sign-in");
      assert.equal(url.origin, "https://afrify.example");
      assert.match(url.pathname, /^\/(dashboard|admin|account)(\/|$)/);
    }),
    { numRuns: 2_000 },
  );
});
