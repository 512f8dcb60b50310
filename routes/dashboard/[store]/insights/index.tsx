import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { BarChart } from "@/components/dashboard/BarChart.tsx";
import { Funnel, percent } from "@/components/dashboard/Funnel.tsx";
import { InsightsNav } from "@/components/dashboard/InsightsNav.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { can } from "@/lib/auth/mod.ts";
import { isLanguage, LANGUAGES } from "@/lib/i18n/languages.ts";
import { storeOrigin } from "@/lib/stores/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import {
  daysOf,
  getTraffic,
  type Period,
  PERIODS,
  toBars,
  type Traffic,
} from "@/lib/traffic/mod.ts";

interface Data {
  store: MyStore;
  period: Period;
  traffic: Traffic;
}

export const handler: Handlers<Data, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      if (!can(store, "analytics.view")) {
        throw new HttpError(403, "Your role does not see figures. Ask the owner.");
      }
      const asked = ctx.url.searchParams.get("period") ?? "";
      const period = Object.hasOwn(PERIODS, asked) ? asked as Period : "week";
      const traffic = await getTraffic(sql, store.id, daysOf(period, store));
      return await ctx.render({ store, period, traffic });
    }),
};

const NAMES: Record<Period, string> = {
  today: "Today",
  week: "7 days",
  month: "30 days",
  quarter: "90 days",
  year: "Year",
};

/** What one bar of each period is. */
const UNITS: Record<Period, string> = {
  today: "Hour",
  week: "Day",
  month: "Day",
  quarter: "Week from",
  year: "Month",
};

export default function Visits({ data, state }: PageProps<Data, DashboardState>) {
  const { store, period, traffic } = data;
  const { views, placed, visitors } = traffic;
  return (
    <>
      <PageTitle title="Insights" shop={store.name} />
      <PageHead title="Insights" />
      <InsightsNav slug={store.slug} here="" />
      <nav class="seg mb-4" aria-label="Period">
        {Object.entries(NAMES).map(([name, text]) => (
          <a
            key={name}
            href={`?period=${name}`}
            aria-current={name === period ? "true" : undefined}
          >
            {text}
          </a>
        ))}
      </nav>
      {views === 0 && placed === 0
        ? (
          <EmptyState
            title="Nobody came in this time"
            action={
              <ButtonLink kind="line" href={storeOrigin(state.app.config.publicUrl, store)}>
                See your shop
              </ButtonLink>
            }
          >
            Share your shop's address on WhatsApp, and see here who comes.
          </EmptyState>
        )
        : (
          <div class="two-1">
            <div>
              <section class="card" aria-labelledby="views">
                <h2 class="text-[.9375rem] font-medium mut" id="views">Pages looked at</h2>
                <p class="hero-n">{views.toLocaleString("en")}</p>
                <BarChart bars={toBars(traffic, period)} unit={UNITS[period]} />
                <dl class="kp">
                  <div>
                    <dt>Visitors</dt>
                    <dd>{(visitors.shop ?? 0).toLocaleString("en")}</dd>
                  </div>
                  <div>
                    <dt>Orders</dt>
                    <dd>{placed.toLocaleString("en")}</dd>
                  </div>
                  <div>
                    <dt>Ordered</dt>
                    <dd>{visitors.shop ? percent(placed, visitors.shop) : "–"}</dd>
                  </div>
                </dl>
              </section>
              <Products traffic={traffic} base={`/dashboard/${store.slug}/products`} />
            </div>
            <div>
              <section class="card" aria-labelledby="way">
                <div class="ch">
                  <h2 id="way">From visit to order</h2>
                </div>
                <Funnel traffic={traffic} />
              </section>
              <Shares traffic={traffic} />
              <p class="mut text-sm">
                Counted by our server without cookies, and without keeping who it was: robots and
                people who ask not to be tracked are left out, and somebody who comes on two days
                counts twice.
              </p>
            </div>
          </div>
        )}
    </>
  );
}

function Products({ traffic: { products }, base }: { traffic: Traffic; base: string }) {
  if (products.length === 0) return null;
  return (
    <section class="card p-0 overflow-hidden" aria-labelledby="products">
      <div class="ch px-4 pt-4 md:px-5 mb-0">
        <h2 id="products">Most looked at</h2>
      </div>
      <table class="tbl">
        <thead>
          <tr>
            <th scope="col">Product</th>
            <th scope="col" class="r">Views</th>
            <th scope="col" class="r">Sold</th>
          </tr>
        </thead>
        <tbody>
          {products.map(({ id, title, views, bought }) => (
            <tr key={id}>
              <td>
                <a class="rl" href={`${base}/${id}`}>{title}</a>
              </td>
              <td class="r">{views.toLocaleString("en")}</td>
              <td class="r">{bought.toLocaleString("en")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** In which languages pages were read, and how many saved data. */
function Shares({ traffic: { languages, liteViews, views } }: { traffic: Traffic }) {
  return (
    <section class="card" aria-labelledby="shares">
      <div class="ch">
        <h2 id="shares">How they read</h2>
      </div>
      <dl class="sum">
        {languages.map(({ language, views: read }) => (
          <div key={language}>
            <dt>{isLanguage(language) ? LANGUAGES[language].name : language}</dt>
            <dd>{percent(read, views)}</dd>
          </div>
        ))}
        <div>
          <dt>Saving data</dt>
          <dd>{percent(liteViews, views)}</dd>
        </div>
      </dl>
    </section>
  );
}
