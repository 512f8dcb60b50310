import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { z } from "zod";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SearchBar } from "@/components/dashboard/SearchBar.tsx";
import { Form } from "@/components/Form.tsx";
import { Card, Code } from "@/components/Layout.tsx";
import { Note } from "@/components/Status.tsx";
import {
  type Customer,
  type CustomerLine,
  getCustomer,
  listCustomers,
  listDuplicates,
  mergeCustomers,
} from "@/lib/customers/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertRunsCustomers, withCustomer } from "../(_components)/for_customers.ts";

type Candidate = Pick<CustomerLine, "id" | "name" | "phone" | "orders">;

interface Page {
  store: MyStore;
  /** Who stays. */
  customer: Customer;
  /** Who is to become one with them; null while one is looked for. */
  other: Customer | null;
  search: string;
  candidates: Candidate[];
}

const MergeForm = z.object({ with: z.uuid() });

/** Looks for another customer, shows what would come of the two, and merges them after a yes. */
export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withCustomer(ctx, assertRunsCustomers, async (sql, store, customer) => {
      const search = (ctx.url.searchParams.get("q") ?? "").trim().slice(0, 100);
      const otherId = ctx.url.searchParams.get("with");
      if (otherId) {
        const other = await getCustomer(sql, { storeId: store.id, id: otherId });
        if (!other || "mergedInto" in other || other.erasedAt || other.id === customer.id) {
          throw new HttpError(404);
        }
        return await ctx.render({ store, customer, other, search, candidates: [] });
      }
      const found: Candidate[] = search
        ? (await listCustomers(sql, store.id, { search, sort: "recent" }, 10)).customers
        : (await listDuplicates(sql, store.id, customer.id)).flatMap(({ customers }) => customers);
      const candidates = found.filter(({ id }, i) =>
        id !== customer.id && found.findIndex((one) => one.id === id) === i
      );
      return await ctx.render({ store, customer, other: null, search, candidates });
    }),

  async POST(req, ctx) {
    const form = await readForm(req, MergeForm);
    return await ctx.state.inStore(async (sql, store) => {
      assertRunsCustomers(store);
      const keptId = z.uuid().safeParse(ctx.params.id).data;
      if (!form.ok || !keptId) return await ctx.renderNotFound();
      const mergedId = form.value.with;
      const merged = await mergeCustomers(sql, { storeId: store.id, keptId, mergedId });
      const said = merged.ok ? "done=merged" : "problem=1";
      return seeOther(`/dashboard/${store.slug}/customers/${keptId}?${said}`);
    });
  },
};

export default function Merge({ data, state }: PageProps<Page, DashboardState>) {
  const { store, customer, other } = data;
  const page = `/dashboard/${store.slug}/customers/${customer.id}`;
  return (
    <>
      <PageTitle title={`Merge ${customer.name}`} shop={store.name} />
      <BackLink href={page}>{customer.name}</BackLink>
      <PageHead title={other ? "Make these two one customer?" : "Merge with another customer"} />
      <div class="max-w-2xl">
        {other
          ? <Preview customer={customer} other={other} csrf={state.csrf} page={page} />
          : <Choose data={data} />}
      </div>
    </>
  );
}

function Choose({ data: { customer, search, candidates } }: { data: Page }) {
  return (
    <>
      <p class="mb-4">
        Who else is {customer.name}? Pick the one whose orders are to become theirs.
      </p>
      <SearchBar label="Search customers" placeholder="Name, phone or email" search={search} />
      {candidates.length === 0
        ? <p class="mut">{search ? "Nobody else is called that." : "Nobody looks like them."}</p>
        : (
          <div class="card p-0 overflow-hidden">
            <ul>
              {candidates.map(({ id, name, phone, orders }) => (
                <li key={id} class="it">
                  <span class="flex-1 min-w-0 break-words">
                    <b class="block">{name}</b>
                    <span class="mut text-sm">
                      <Code>{formatPhone(phone)}</Code>, {orderWords(orders)}
                    </span>
                  </span>
                  <ButtonLink kind="line" small href={`?with=${id}`}>
                    Compare<span class="vh">&nbsp;with {name}, {formatPhone(phone)}</span>
                  </ButtonLink>
                </li>
              ))}
            </ul>
          </div>
        )}
    </>
  );
}

const orderWords = (count: number) => count === 1 ? "1 order" : `${count} orders`;

function Preview(
  { customer, other, csrf, page }: {
    customer: Customer;
    other: Customer;
    csrf: string;
    page: string;
  },
) {
  const tags = other.tags.filter((tag) => !customer.tags.includes(tag));
  const places = other.addresses.filter(({ area, landmark }) =>
    !customer.addresses.some((one) =>
      one.area === area && one.landmark.toLowerCase() === landmark.toLowerCase()
    )
  );
  const phones = other.phones.map(formatPhone).join(" and ");
  return (
    <Card>
      <ul class="grid gap-2 list-disc ps-5 break-words">
        <li>
          The name stays <b>{customer.name}</b>; {other.name} goes.
        </li>
        <li>
          {orderWords(other.totals?.orders ?? 0)} of <Code>{phones}</Code>{" "}
          come over, with their reviews and messages.
        </li>
        <li>
          {customer.email
            ? `The email stays ${customer.email}.`
            : other.email
            ? `The email becomes ${other.email}.`
            : "There is no email."}
        </li>
        <li>
          {places.length === 0
            ? "No address comes over."
            : `Comes over: ${places.map(({ landmark }) => landmark).join("; ")}.`}
        </li>
        {tags.length > 0 && <li>Tags come over: {tags.join(", ")}.</li>}
        <li>Notes come over. What {customer.name} agreed to be sent stays as it is.</li>
      </ul>
      <Note tone="warn" class="mt-4">
        Whoever signs in to your shop with one of the numbers sees the orders of all of them. You
        can take them apart again for 30 days.
      </Note>
      <Form csrf={csrf} action={`${page}/merge`} class="flex flex-wrap gap-3 mt-4">
        <input type="hidden" name="with" value={other.id} autocomplete="off" />
        <Button>Make them one</Button>
        <ButtonLink
          kind="line"
          href={page.replace(customer.id, `${other.id}/merge?with=${customer.id}`)}
        >
          Keep {other.name} instead
        </ButtonLink>
        <ButtonLink kind="text" href={page}>Keep both</ButtonLink>
      </Form>
    </Card>
  );
}
