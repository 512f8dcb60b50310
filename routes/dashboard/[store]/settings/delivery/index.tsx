import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { Card } from "@/components/Layout.tsx";
import { Price } from "@/components/Price.tsx";
import { Toast } from "@/components/Status.tsx";
import { listPickupPoints, listZones, type PickupLine, type ZoneLine } from "@/lib/stores/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManager } from "../(_components)/owners_only.ts";

interface Page {
  store: MyStore;
  zones: ZoneLine[];
  points: PickupLine[];
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      assertManager(store);
      const [zones, points] = await Promise.all([
        listZones(sql, store.id),
        listPickupPoints(sql, store.id),
      ]);
      return await ctx.render({ store, zones, points });
    }),
};

const DONE = new Map([["saved", "Saved"], ["removed", "Removed"]]);

export default function Delivery({ data, url }: PageProps<Page, DashboardState>) {
  const { store, zones, points } = data;
  const base = `/dashboard/${store.slug}/settings/delivery`;
  const done = DONE.get(url.searchParams.get("done") ?? "");
  return (
    <>
      <PageTitle title="Delivery" shop={store.name} />
      <PageHead title="Delivery and pick up" />
      <SettingsNav store={store} here="delivery" />
      <div class="grid gap-4 max-w-2xl">
        <Card flush>
          <div class="ch px-4 pt-4">
            <h2>Delivery zones</h2>
            <ButtonLink kind="line" small href={`${base}/zones/new`}>Add a zone</ButtonLink>
          </div>
          {zones.length === 0 && (
            <p class="mut px-4 pb-4">
              You deliver nowhere yet. Add a zone with its areas and a fee.
            </p>
          )}
          <ul>
            {zones.map((zone) => <Zone key={zone.id} zone={zone} store={store} base={base} />)}
          </ul>
        </Card>
        <Card flush>
          <div class="ch px-4 pt-4">
            <h2>Pickup points</h2>
            <ButtonLink kind="line" small href={`${base}/points/new`}>Add a place</ButtonLink>
          </div>
          {points.length === 0 && (
            <p class="mut px-4 pb-4">
              Without any, shoppers pick up at your address. Add places when there are several.
            </p>
          )}
          <ul>
            {points.map(({ id, name, address, openingHours }) => (
              <li key={id} class="it relative">
                <div class="min-w-0 break-words">
                  <a class="rl" href={`${base}/points/${id}`}>{name}</a>
                  <p class="mut text-sm">{[address, openingHours].filter(Boolean).join(". ")}</p>
                </div>
              </li>
            ))}
          </ul>
        </Card>
      </div>
      {done && <Toast>{done}</Toast>}
    </>
  );
}

function Zone({ zone, store, base }: { zone: ZoneLine; store: MyStore; base: string }) {
  const { id, name, areas, feeMinor, promise } = zone;
  const first = areas.slice(0, 3).join("; ");
  const rest = areas.length > 3 ? ` and ${areas.length - 3} more` : "";
  return (
    <li class="it relative justify-between">
      <div class="min-w-0 break-words">
        <a class="rl" href={`${base}/zones/${id}`}>{name}</a>
        <p class="mut text-sm">{first + rest}</p>
        {promise && <p class="mut text-sm">{promise}</p>}
      </div>
      {feeMinor === 0 ? <b>Free</b> : <Price minor={feeMinor} currency={store.currency} />}
    </li>
  );
}
