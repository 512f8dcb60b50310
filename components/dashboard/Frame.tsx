import type { ComponentChildren } from "preact";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Icon, type IconName } from "@/components/Icon.tsx";
import { Logo, SkipLink } from "@/components/Layout.tsx";
import { Weave } from "@/components/Weave.tsx";
import { can } from "@/lib/auth/mod.ts";
import { formatMoment } from "@/lib/clock.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";
import { settingsPagesOf } from "./SettingsNav.tsx";

export interface FrameProps {
  store: MyStore;
  /** Path of the page, to mark its section. */
  path: string;
  email: string;
  csrf: string;
  /** Where shoppers find the shop. */
  shopUrl: string;
  children: ComponentChildren;
}

interface Section {
  href: string;
  icon: IconName;
  name: string;
  /** How many things wait there for somebody. */
  waiting?: number;
  isHere: boolean;
}

/** Around every page of a shop's dashboard: a sidebar, or tabs at the bottom of a phone. */
export function Frame({ store, path, email, csrf, shopUrl, children }: FrameProps) {
  return (
    <>
      <SkipLink />
      {store.visitUntil && <VisitBar csrf={csrf} store={store} until={store.visitUntil} />}
      <div class="app">
        <Weave class="woven" />
        <header class="ab">
          <a
            class="flex-1 min-w-0 font-bold text-lg no-underline"
            href={`/dashboard/${store.slug}`}
          >
            {store.name}
          </a>
          <a class="ib" href={shopUrl} aria-label="Your shop, as buyers see it">
            <Icon name="store" />
          </a>
          <Account csrf={csrf} email={email} />
        </header>
        <header class="side">
          <div>
            <Weave />
            <p class="px-3">
              <Logo href="/dashboard" />
            </p>
            <a class="shopname mt-2" href={shopUrl}>
              <b class="block text-sm">{store.name}</b>
              <span class="mut text-xs">{new URL(shopUrl).host}</span>
            </a>
            <nav aria-label="Dashboard">
              {sectionsOf(store, path, "sidebar").map((section) => (
                <SectionLink key={section.name} section={section} size="s">
                  <span class="vh">&nbsp;need you</span>
                </SectionLink>
              ))}
            </nav>
            <div class="ps-3 text-sm">
              <a class="inline-flex items-center min-h-tap break-all" href="/account">{email}</a>
              <div class="flex items-center justify-between mut">
                {store.visitUntil ? "Support" : store.role === "merchant" ? "Owner" : "Staff"}
                <SignOut csrf={csrf} />
              </div>
            </div>
          </div>
        </header>
        <main class="mn" id="main">{children}</main>
        <nav class="tabbar" aria-label="Sections">
          {sectionsOf(store, path, "phone").map((section) => (
            <SectionLink key={section.name} section={section}>
              <span class="vh">&nbsp;need you</span>
            </SectionLink>
          ))}
        </nav>
      </div>
    </>
  );
}

/** Whose data this is, for somebody of the platform who looks inside. */
function VisitBar({ csrf, store, until }: { csrf: string; store: MyStore; until: Date }) {
  const time = formatMoment(until, { timeZone: store.timeZone });
  return (
    <section class="visit" aria-label="Support visit">
      <span>
        You are in {store.name} as support until <time dateTime={until.toISOString()}>{time}</time>
      </span>
      <Form csrf={csrf} action={`/admin/stores/${store.slug}/leave`}>
        <Button kind="text" small>Leave</Button>
      </Form>
    </section>
  );
}

/** On a phone, where five tabs fit, money is among the orders. */
function sectionsOf(store: MyStore, path: string, on: "sidebar" | "phone"): Section[] {
  const { slug, waiting } = store;
  const section = (name: string, icon: IconName, place: string, count?: number): Section => {
    const href = `/dashboard/${slug}/${place}`;
    return { href, icon, name, waiting: count, isHere: path.startsWith(href) };
  };
  const products = section("Products", "tag", "products", waiting.lowStock);
  const isGoods = /\/(inventory|collections|discounts|reviews|imports|translations)(\/|$)/.test(
    path,
  );
  const isMoney = /\/(arrivals|money)(\/|$)/.test(path);
  const hasMoney = on === "sidebar" && can(store, "payments.view");
  const toLook = waiting.toPack + waiting.needsReview;
  const orders = section("Orders", "orders", "orders", toLook + (hasMoney ? 0 : waiting.toPlace));
  const sections = [
    {
      ...section("Home", "home", ""),
      href: `/dashboard/${slug}`,
      isHere: path === `/dashboard/${slug}`,
    },
    { ...orders, isHere: orders.isHere || (isMoney && !hasMoney) },
    { ...products, isHere: products.isHere || isGoods },
  ];
  if (hasMoney) {
    sections.push({ ...section("Money", "cash", "money", waiting.toPlace), isHere: isMoney });
  }
  if (can(store, "customers.view")) sections.push(section("Customers", "users", "customers"));
  if (can(store, "orders.view")) {
    sections.push(section("Messages", "chat", "messages", waiting.unread));
  }
  if (can(store, "analytics.view")) sections.push(section("Insights", "chart", "insights"));
  const [first] = settingsPagesOf(store);
  if (first) {
    const settings = section("Settings", "tune", `settings/${first}`);
    sections.push({ ...settings, isHere: path.startsWith(`/dashboard/${slug}/settings/`) });
  }
  return sections;
}

function SectionLink(
  { section: { href, icon, name, waiting, isHere }, size, children }: {
    section: Section;
    size?: "s";
    children: ComponentChildren;
  },
) {
  return (
    <a href={href} aria-current={isHere ? "page" : undefined}>
      <Icon name={icon} size={size} />
      {name}
      {waiting ? <span class="cnt">{waiting > 99 ? "99+" : waiting}{children}</span> : null}
    </a>
  );
}

/** Who is signed in, behind a tap on a phone. */
function Account({ csrf, email }: { csrf: string; email: string }) {
  return (
    <details class="relative">
      <summary class="ib" aria-label="Account">
        <Icon name="user" />
      </summary>
      <div class="card absolute end-2 z-10 w-64 shadow-lift">
        <p class="text-sm mb-3 break-all">{email}</p>
        <ButtonLink kind="line" full small class="mb-2" href="/account">Your account</ButtonLink>
        <SignOut csrf={csrf} isWide />
      </div>
    </details>
  );
}

function SignOut({ csrf, isWide }: { csrf: string; isWide?: boolean }) {
  return (
    <Form csrf={csrf} action="/sign-out">
      <Button kind={isWide ? "line" : "text"} full={isWide} small>Sign out</Button>
    </Form>
  );
}
