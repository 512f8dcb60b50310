import type { ComponentChildren } from "preact";
import type { Shell } from "@/lib/stores/mod.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { Code, SkipLink } from "@/components/Layout.tsx";
import { Drawing } from "@/components/Drawing.tsx";
import { search } from "@/components/icons.ts";
import { Note } from "@/components/Status.tsx";
import { Weave } from "@/components/Weave.tsx";
import { formatPhone } from "@/lib/phone.ts";

export interface ShopFrameProps {
  shell: Shell;
  base: string;
  /** The path of this page below `base`, to mark where the shopper is. */
  path: string;
  /** Slug of the category of the first level, or the collection, that this page belongs to. */
  shelf?: string;
  /** The bag in the header. */
  bag: ComponentChildren;
  /** Sticks to the bottom on a phone. */
  bar?: ComponentChildren;
  children: ComponentChildren;
}

/** Around every page of a shop where one looks and chooses. */
export function ShopFrame({ shell, base, path, shelf, bag, bar, children }: ShopFrameProps) {
  const { store, categories, collections } = shell;
  return (
    <>
      <SkipLink />
      <Weave />
      <header class="w flex items-center justify-between min-h-[60px] xl:min-h-[76px]">
        <a class="mark" href={base || "/"}>{store.name}</a>
        <div class="flex items-center">
          <a class="bag" href={`${base}/search`} aria-label="Search">
            <Drawing path={search} />
          </a>
          {bag}
        </div>
      </header>
      <nav class="cats" aria-label="Collections">
        <ul>
          <Shelf href={`${base}/p`} here={path === "/p" && "page"}>All</Shelf>
          {[...categories, ...collections].map(({ slug, name }) => (
            <Shelf
              key={slug}
              href={`${base}/c/${slug}`}
              here={slug === shelf && (path.startsWith("/c/") ? "page" : "true")}
            >
              {name}
            </Shelf>
          ))}
        </ul>
      </nav>
      <main id="main">
        {store.status === "closed" && (
          <div class="w pt-4">
            <Note tone="warn">
              <b>Closed for now.</b> {store.closedNote || "You can look around, but not order."}
            </Note>
          </div>
        )}
        {children}
      </main>
      <Footer shell={shell} base={base} />
      {bar}
    </>
  );
}

function Shelf(
  { href, here, children }: {
    href: string;
    here: "page" | "true" | false;
    children: ComponentChildren;
  },
) {
  return (
    <li>
      <a href={href} aria-current={here || undefined}>{children}</a>
    </li>
  );
}

function Footer({ shell: { store, categories }, base }: { shell: Shell; base: string }) {
  const { contactPhone, address, openingHours } = store;
  const chat = store.whatsappPhone ?? contactPhone;
  return (
    <footer class="foot">
      <div class="w">
        <div class="g">
          <div>
            <p class="mark pt-0">{store.name}</p>
            <p class="mut max-w-[34ch]">{store.tagline}</p>
            {chat && (
              <ButtonLink kind="line" icon="chat" class="mt-4" href={whatsApp(chat)}>
                Ask us on WhatsApp
              </ButtonLink>
            )}
          </div>
          <div>
            <h2>Shop</h2>
            <ul>
              <li>
                <a href={`${base}/p`}>Everything, newest first</a>
              </li>
              {categories.slice(0, 3).map(({ slug, name }) => (
                <li key={slug}>
                  <a href={`${base}/c/${slug}`}>{name}</a>
                </li>
              ))}
            </ul>
          </div>
          <div>
            <h2>Reach us</h2>
            <ul>
              {contactPhone && (
                <li>
                  <a href={`tel:${contactPhone}`}>
                    <Code>{formatPhone(contactPhone)}</Code>
                  </a>
                </li>
              )}
              {address && <li>{address}</li>}
              {openingHours && <li class="mut">{openingHours}</li>}
            </ul>
          </div>
        </div>
        <p class="end">
          {store.taxRateBp > 0 && !store.isTaxIncluded && "Prices are without VAT. "}
          Shop by Afrify
        </p>
      </div>
    </footer>
  );
}

/** A chat with this number; `text` is what the shopper would send. */
export function whatsApp(phone: string, text?: string): string {
  const query = text ? `?text=${encodeURIComponent(text)}` : "";
  return `https://wa.me/${phone.slice(1)}${query}`;
}
