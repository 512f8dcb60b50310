import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { AddressList } from "@/components/dashboard/AddressList.tsx";
import {
  ConsentCard,
  OrdersCard,
  ReachCard,
  WorthCard,
} from "@/components/dashboard/CustomerFacts.tsx";
import { CustomerTimeline } from "@/components/dashboard/CustomerTimeline.tsx";
import { BackLink, PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { TextArea } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note, Pill, Toast } from "@/components/Status.tsx";
import {
  addNote,
  type Customer,
  type CustomerMerge,
  HAPPENINGS,
  listMerges,
  NoteForm,
} from "@/lib/customers/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import {
  assertSeesCustomers,
  assertServesCustomers,
  runsCustomers,
  servesCustomers,
  withCustomer,
} from "../(_components)/for_customers.ts";

interface Page {
  store: MyStore;
  customer: Customer;
  merges: CustomerMerge[];
  noteId: string;
  /** Of the note that was typed. */
  body: string;
  error?: string;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => show(ctx, { body: "" }),

  /** Keeps a note. */
  async POST(req, ctx) {
    const form = await readForm(req, NoteForm);
    if (!form.ok) {
      const typed = { body: form.values.body ?? "", error: form.errors.body ?? form.errors[""] };
      return await show(ctx, typed, form.status);
    }
    return await withCustomer(ctx, assertServesCustomers, async (sql, store, { id }) => {
      const { id: noteId, body } = form.value;
      if (!await addNote(sql, { storeId: store.id, id, noteId, body })) throw new HttpError(404);
      return seeOther(`/dashboard/${store.slug}/customers/${id}?done=noted#timeline`);
    });
  },
};

function show(
  ctx: Context,
  typed: { body: string; error?: string },
  status = 200,
): Promise<Response> {
  return withCustomer(ctx, assertSeesCustomers, async (sql, store, customer) => {
    // Only phones that were merged can be taken apart again.
    const merges = customer.phones.length > 1
      ? await listMerges(sql, { storeId: store.id, id: customer.id })
      : [];
    const noteId = crypto.randomUUID();
    return await ctx.render({ store, customer, merges, noteId, ...typed }, { status });
  });
}

const DONE: Record<string, string> = {
  added: "Added",
  saved: "Saved",
  noted: "The note is kept",
  unnoted: "The note is gone",
  address: "The address is kept",
  merged: "They are one customer now",
  unmerged: "They are two customers again",
};

export default function CustomerPage({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, customer, merges } = data;
  const list = `/dashboard/${store.slug}/customers`;
  const path = `${list}/${customer.id}`;
  const canServe = servesCustomers(store);
  const done = DONE[url.searchParams.get("done") ?? ""];
  const phone = url.searchParams.get("phone") ?? undefined;
  const shown = customer.timeline.slice(0, HAPPENINGS);
  const older = new URLSearchParams({ ...(phone && { phone }), before: shown.at(-1)?.at ?? "" });
  return (
    <>
      <PageTitle title={customer.name} shop={store.name} />
      <BackLink href={list}>Customers</BackLink>
      <PageHead
        title={<span class="break-words">{customer.name}</span>}
        below={customer.tags.length > 0 && (
          <p class="flex flex-wrap gap-2 mt-2">
            {customer.tags.map((tag) => <Pill key={tag} icon="tag">{tag}</Pill>)}
          </p>
        )}
      >
        {canServe && <ButtonLink kind="line" icon="edit" href={`${path}/edit`}>Edit</ButtonLink>}
      </PageHead>
      {url.searchParams.has("problem") && (
        <Note tone="warn" role="alert" class="mb-4">
          Somebody changed this customer meanwhile. This is how it stands now.
        </Note>
      )}
      <div class="two-1">
        <div>
          <WorthCard customer={customer} store={store} />
          <OrdersCard customer={customer} store={store} />
          {canServe && <NoteCard data={data} csrf={state.csrf} path={path} />}
          <CustomerTimeline
            events={shown}
            store={store}
            path={path}
            csrf={state.csrf}
            phones={customer.phones}
            phone={phone}
            canDelete={({ facts }) => canServe && (facts.isOwn === true || runsCustomers(store))}
          />
          {customer.timeline.length > HAPPENINGS && (
            <Pager
              shown={`${shown.length} shown`}
              next={`${path}?${older}#timeline`}
              text="What was before"
            />
          )}
        </div>
        <div>
          <ReachCard customer={customer} store={store} />
          <AddressList addresses={customer.addresses} path={path} canEdit={canServe} />
          <ConsentCard customer={customer} store={store} />
          <DataCard store={store} path={path} merges={merges} csrf={state.csrf} />
        </div>
      </div>
      {done && <Toast>{done}</Toast>}
    </>
  );
}

function NoteCard({ data, csrf, path }: { data: Page; csrf: string; path: string }) {
  return (
    <Card>
      <Form csrf={csrf} action={path}>
        <input type="hidden" name="id" value={data.noteId} autocomplete="off" />
        <TextArea
          name="body"
          label="Add a note"
          hint="For the team alone: they never see it."
          maxLength={2000}
          value={data.body}
          error={data.error}
        />
        <p class="mt-3">
          <Button kind="line" small>Keep the note</Button>
        </p>
      </Form>
    </Card>
  );
}

/** A copy of what is known, and who is who. */
function DataCard(
  { store, path, merges, csrf }: {
    store: MyStore;
    path: string;
    merges: CustomerMerge[];
    csrf: string;
  },
) {
  return (
    <section class="card" aria-labelledby="data">
      <h2 id="data" class="text-base mb-2">Their data</h2>
      <p class="mut text-sm mb-3">When they ask what you know of them, give them a copy.</p>
      <div class="flex flex-wrap gap-2">
        <ButtonLink kind="line" small icon="download" href={`${path}/copy.txt`}>To read</ButtonLink>
        <ButtonLink kind="line" small icon="download" href={`${path}/copy.json`}>
          For programs
        </ButtonLink>
      </div>
      {runsCustomers(store) && (
        <>
          {merges.map(({ id, mergedName, mergedPhone }) => (
            <Form key={id} csrf={csrf} action={`${path}/unmerge`} class="mt-4">
              <input type="hidden" name="merge" value={id} autocomplete="off" />
              <p class="text-sm">
                {mergedName}, {formatPhone(mergedPhone)}, was merged into this customer.
              </p>
              <Button kind="line" small icon="undo">
                Take them apart<span class="vh">, {formatPhone(mergedPhone)}</span>
              </Button>
            </Form>
          ))}
          <div class="flex flex-wrap gap-2 mt-4 border-t border-line pt-4">
            <ButtonLink kind="line" small href={`${path}/merge`}>Merge with another</ButtonLink>
            <ButtonLink kind="danger" small href={`${path}/erase`}>Erase</ButtonLink>
          </div>
        </>
      )}
    </section>
  );
}
