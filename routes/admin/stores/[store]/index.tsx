import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { StoreState } from "@/components/admin/StoreTable.tsx";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note } from "@/components/Status.tsx";
import { type AdminState, getStore, listPlatformAdmins, type StoreFacts } from "@/lib/admin/mod.ts";
import { formatMoment } from "@/lib/clock.ts";

interface Page {
  store: StoreFacts;
  /** Emails by id. */
  admins: Record<string, string>;
}

export const handler: Handlers<Page, AdminState> = {
  async GET(_req, ctx) {
    const [store, admins] = await ctx.state.inConsole((sql) =>
      Promise.all([getStore(sql, ctx.params.store!), listPlatformAdmins(sql)])
    );
    if (!store) throw new HttpError(404);
    return ctx.render({
      store,
      admins: Object.fromEntries(admins.map(({ userId, email }) => [userId, email])),
    });
  },
};

export default function Store({ data: { store, admins }, state }: PageProps<Page, AdminState>) {
  const base = `/admin/stores/${store.slug}`;
  const isSuspended = store.status === "suspended";
  return (
    <>
      <PageTitle title={store.name} shop="Afrify console" />
      <BackLink href="/admin">Shops</BackLink>
      <PageHead
        title={store.name}
        below={
          <p class="mt-2">
            <StoreState status={store.status} />
          </p>
        }
      >
        <ButtonLink href={`${base}/visit`} icon="eye">Look inside</ButtonLink>
        {isSuspended
          ? (
            <Form csrf={state.csrf} action={`${base}/resume`}>
              <Button kind="line">Open it again</Button>
            </Form>
          )
          : <ButtonLink kind="danger" icon="lock" href={`${base}/suspend`}>Suspend</ButtonLink>}
      </PageHead>
      {isSuspended && (
        <Note tone="danger" icon="lock" class="mb-4">
          <b>Suspended.</b> {store.suspensionReason}
        </Note>
      )}
      <div class="two-1">
        <Facts store={store} />
        <Visits visits={store.visits} admins={admins} />
      </div>
    </>
  );
}

function Facts({ store }: { store: StoreFacts }) {
  const facts = {
    "Address": store.slug,
    "Business": store.tenant,
    "Country": `${store.country}, ${store.currency}`,
    "Members": String(store.members),
    "Orders": store.orders.toLocaleString("en"),
    "Email": store.contactEmail,
    "Phone": store.contactPhone,
    "Opened": formatMoment(store.createdAt, { timeZone: "UTC" }),
  };
  return (
    <div>
      <Card>
        <dl class="sum">
          {Object.entries(facts).map(([name, value]) => (
            <div key={name}>
              <dt class="mut">{name}</dt>
              <dd>{value ?? "None"}</dd>
            </div>
          ))}
        </dl>
        <p class="mt-3">
          <a href={`/admin/activity?store=${store.slug}`}>What happened here</a>
        </p>
      </Card>
    </div>
  );
}

function Visits({ visits, admins }: { visits: StoreFacts["visits"]; admins: Page["admins"] }) {
  return (
    <div>
      <Card>
        <div class="ch">
          <h2>Support visits</h2>
        </div>
        {visits.length === 0 && <p class="mut">Nobody has looked inside.</p>}
        <ul>
          {visits.map((visit) => (
            <li key={visit.id} class="py-2">
              {visit.reason}
              <span class="mut block text-sm">
                {admins[visit.adminId] ?? "Somebody who left"},{" "}
                {formatMoment(visit.createdAt, { timeZone: "UTC" })}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
