import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { DomainCard, DomainRecords } from "@/components/dashboard/DomainCard.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { Toast } from "@/components/Status.tsx";
import type { Sql } from "@/lib/db/mod.ts";
import {
  DomainForm,
  getDomain,
  requestCheck,
  saveDomain,
  type StoreDomain,
} from "@/lib/domains/mod.ts";
import { firstMessages, type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManager } from "./(_components)/owners_only.ts";

interface Page {
  store: MyStore;
  domain: StoreDomain | null;
  typed: string;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => show(ctx, { typed: "", errors: {} }),

  async POST(req, ctx) {
    const read = await readForm(req, TextFields);
    if (!read.ok) return show(ctx, { typed: "", errors: read.errors }, read.status);
    const { intent, host = "" } = read.value;
    const form = DomainForm(ctx.state.app.config.platformDomain);
    const checked = form.safeParse({ host });
    if (intent === "save" && !checked.success) {
      return show(ctx, { typed: host, errors: firstMessages(checked.error) }, 422);
    }
    return await ctx.state.inStore(async (sql, store) => {
      assertManager(store);
      await act(sql, store.id, intent ?? "", checked.data?.host ?? null);
      const done = intent === "check" ? "" : `?done=${intent === "remove" ? "removed" : "saved"}`;
      return seeOther(`/dashboard/${store.slug}/settings/domain${done}`);
    });
  },
};

async function act(sql: Sql, storeId: string, intent: string, host: string | null) {
  if (intent === "check") await requestCheck(sql, storeId);
  if (intent === "remove") await saveDomain(sql, storeId, null);
  if (intent === "save" && host) await saveDomain(sql, storeId, host);
}

function show(
  ctx: Context,
  page: Pick<Page, "typed" | "errors">,
  status = 200,
): Promise<Response> {
  return ctx.state.inStore(async (sql, store) => {
    assertManager(store);
    const domain = await getDomain(sql, store.id);
    const response = await ctx.render({ store, domain, ...page }, { status });
    // The job takes a moment; the page looks again by itself.
    if (domain && domain.checked_at === null && status === 200) {
      response.headers.set("refresh", "4");
    }
    return response;
  });
}

const DONE = new Map([["saved", "Saved"], ["removed", "Given up"]]);

export default function Domain({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, domain, typed, errors } = data;
  const { platformDomain, domainAddresses } = state.app.config;
  const done = DONE.get(url.searchParams.get("done") ?? "");
  return (
    <>
      <PageTitle title="Domain" shop={store.name} />
      <PageHead
        title="Your own domain"
        below={
          <p class="mut text-sm">
            Your shop is at <span class="break-all">{`${store.slug}.${platformDomain}`}</span>{" "}
            already. With a domain of your own it is there instead.
          </p>
        }
      />
      <SettingsNav store={store} here="domain" />
      <div class="grid gap-4 max-w-2xl">
        {domain && (
          <DomainRecords
            csrf={state.csrf}
            domain={domain}
            target={`${store.slug}.${platformDomain}`}
            addresses={domainAddresses}
          />
        )}
        <DomainCard csrf={state.csrf} domain={domain} typed={typed} errors={errors} />
      </div>
      {done && Object.keys(errors).length === 0 && <Toast>{done}</Toast>}
    </>
  );
}
