import type { Handlers, PageProps } from "$fresh/server.ts";
import { TrialForm, type TrialTyped } from "@/components/dashboard/TrialForm.tsx";
import { TrialResult } from "@/components/dashboard/TrialResult.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { listLabels, type Trial, tryDiscounts } from "@/lib/discounts/mod.ts";
import { parsePhone } from "@/lib/phone.ts";
import { listZones } from "@/lib/stores/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface Page {
  store: MyStore;
  typed: TrialTyped;
  labels: string[];
  areas: string[];
  /** Null before anything was tried. */
  trial: Trial | null;
  feeMinor: number | null;
}

/** As many goods as the form asks for. */
const ROWS = 4;

export const handler: Handlers<Page, DashboardState> = {
  GET(_req, ctx) {
    const typed = readTyped(ctx.url.searchParams);
    return ctx.state.inStore(async (sql, store) => {
      const [labels, zones] = await Promise.all([
        listLabels(sql, store.id),
        listZones(sql, store.id),
      ]);
      const zone = zones.find(({ areas }) => areas.includes(typed.area));
      const feeMinor = zone ? zone.feeMinor : null;
      const goods = typed.goods.filter(({ label }) => label !== "");
      const phone = parsePhone(typed.phone, store.country);
      const trial = goods.length > 0
        ? await tryDiscounts(sql, store.id, { goods, code: typed.code, phone, feeMinor })
        : null;
      const areas = zones.flatMap((one) => one.areas);
      return await ctx.render({ store, typed, labels, areas, trial, feeMinor });
    });
  },
};

function readTyped(query: URLSearchParams): TrialTyped {
  const text = (name: string, most = 40) => (query.get(name) ?? "").trim().slice(0, most);
  const goods = Array.from({ length: ROWS }, (_, i) => ({
    label: text(`g${i}`, 200),
    quantity: Math.min(Math.max(Math.trunc(Number(query.get(`n${i}`))) || 1, 1), 999),
  }));
  return { goods, code: text("code"), phone: text("phone"), area: text("area", 120) };
}

export default function TryDiscounts({ data }: PageProps<Page, DashboardState>) {
  const { store, typed, labels, areas, trial, feeMinor } = data;
  return (
    <>
      <PageTitle title="Try it on a cart" shop={store.name} />
      <BackLink href={`/dashboard/${store.slug}/discounts`}>Discounts</BackLink>
      <PageHead
        title="Try it on a cart"
        below={
          <p class="mut text-sm">
            What a shopper would pay now, and why. Tax that comes on top is not in it.
          </p>
        }
      />
      <div class="two-1">
        <TrialForm typed={typed} labels={labels} areas={areas} />
        {trial && <TrialResult trial={trial} feeMinor={feeMinor} store={store} code={typed.code} />}
      </div>
    </>
  );
}
