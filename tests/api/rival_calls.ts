import fc from "fast-check";
import { argumentsOf } from "@/tests/db/rivals/inputs.ts";
import { anyRow, anyValue, writable } from "@/tests/db/rivals/values.ts";
import type { Table, Vocabulary } from "@/tests/db/rivals/vocabulary.ts";

/** A request to REST, to the product's API or to its pages. */
export type Call =
  & { path: string; body?: Record<string, unknown> }
  & (
    | { to: "rest"; method: "GET" | "HEAD" | "POST" | "PATCH" | "DELETE"; prefer: string }
    | { to: "api"; method: "GET" }
    | { to: "pages"; method: "GET" | "POST" }
    | { to: "storage"; method: "GET" }
  );

/** A random request, with ids and words of one's own shop, of the other and of nobody. */
export function anyCall(words: Vocabulary): fc.Arbitrary<Call> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...words.tables).chain((one) => read(words, one)) },
    { weight: 5, arbitrary: writable(words).chain((one) => write(words, one)) },
    { weight: 3, arbitrary: fc.constantFrom(...words.functions).chain((one) => rpc(words, one)) },
    { weight: 4, arbitrary: page(words) },
    { weight: 1, arbitrary: anyValue(words, "store_id").map(api) },
    { weight: 1, arbitrary: anyValue(words, "path").map(original) },
  );
}

const api = (id: string): Call => ({
  to: "api",
  method: "GET",
  path: `/api/v1/stores/${encodeURIComponent(id)}`,
});

const original = (path: string): Call => ({
  to: "storage",
  method: "GET",
  path: `/object/originals/${path}`,
});

function filter(words: Vocabulary, { columns }: Table): fc.Arbitrary<string> {
  return fc.constantFrom(...columns).chain(({ name, meaning, labels }) =>
    fc.tuple(fc.constantFrom("eq", "eq", "eq", "neq", "gt", "lt"), anyValue(words, meaning, labels))
      .map(([operator, value]) => `${name}=${operator}.${encodeURIComponent(value)}`)
  );
}

function read(words: Vocabulary, table: Table): fc.Arbitrary<Call> {
  const name = table.name.split(".")[1]!;
  const embedded = fc.constantFrom(...words.tables).map((one) => `*,${one.name.split(".")[1]}(*)`);
  return fc.record({
    to: fc.constant("rest"),
    method: fc.constantFrom("GET", "GET", "HEAD"),
    prefer: fc.constantFrom("count=exact", "count=planned", "count=estimated", ""),
    path: fc.tuple(
      fc.oneof(fc.constant("*"), fc.constant("count"), embedded),
      fc.array(filter(words, table), { maxLength: 2 }),
    ).map(([select, filters]) => `/${name}?${[`select=${select}`, ...filters].join("&")}`),
  }) as fc.Arbitrary<Call>;
}

function write(words: Vocabulary, table: Table): fc.Arbitrary<Call> {
  const name = table.name.split(".")[1]!;
  const prefer = fc.constantFrom(
    "return=representation",
    "return=minimal",
    "resolution=merge-duplicates,return=representation",
    "resolution=ignore-duplicates,count=exact",
  );
  return fc.record({
    to: fc.constant("rest"),
    method: fc.constantFrom("POST", "POST", "POST", "PATCH", "DELETE"),
    prefer,
    path: filter(words, table).map((one) => `/${name}?${one}`),
    body: anyRow(words, table),
  }) as fc.Arbitrary<Call>;
}

function rpc(words: Vocabulary, called: Vocabulary["functions"][number]): fc.Arbitrary<Call> {
  return argumentsOf(words, called).map((body) => ({
    to: "rest",
    method: "POST",
    prefer: "",
    path: `/rpc/${called.name}`,
    body,
  }));
}

const SLUGS = ["demo", "zuri", "zqnobody"];

/** Where something may be named, with what names it: "orders/{number}" of a dashboard. */
const PAGES: [path: string, meaning: string][] = [
  ["/dashboard/{slug}/orders", ""],
  ["/dashboard/{slug}/orders?q={}", "contact_name"],
  ["/dashboard/{slug}/orders/{}", "number"],
  ["/dashboard/{slug}/products?q={}", "title"],
  ["/dashboard/{slug}/products/{}", "product_id"],
  ["/dashboard/{slug}/settings/activity", ""],
  ["/dashboard/{slug}/settings/api-keys", ""],
  ["/dashboard/{slug}/settings/api-keys/{}", "api_key_id"],
  ["/dashboard/{slug}/settings/staff", ""],
  ["/dashboard/{slug}/settings/staff/{}", "user_id"],
  ["/dashboard/{slug}/settings/staff/{}/suspend", "user_id"],
  ["/dashboard/{slug}/settings/staff/{}/remove", "user_id"],
  ["/dashboard/{slug}/settings/staff/invitations/{}/revoke", "invitation_id"],
  ["/dashboard/{slug}/settings/staff/invitations/{}/renew", "invitation_id"],
  ["/account/leave/{}", "tenant_id"],
  ["/s/{slug}/p/{}", "slug"],
  ["/s/{slug}/c/{}", "slug"],
  ["/s/{slug}/cart/items", ""],
  ["/s/{slug}/cart", ""],
];

function page(words: Vocabulary): fc.Arbitrary<Call> {
  return fc.constantFrom(...PAGES).chain(([pattern, meaning]) =>
    fc.record({
      slug: fc.constantFrom(...SLUGS),
      named: meaning ? anyValue(words, meaning) : fc.constant(""),
      method: fc.constantFrom("GET", "GET", "POST") as fc.Arbitrary<"GET" | "POST">,
      title: anyValue(words, "title"),
      variantId: anyValue(words, "variant_id"),
    }).map(({ slug, named, method, title, variantId }) => ({
      to: "pages",
      method,
      path: pattern.replace("{slug}", slug).replace("{}", encodeURIComponent(named)),
      body: { title, status: "published", variant: variantId, quantity: "1", role: "staff" },
    }))
  );
}
