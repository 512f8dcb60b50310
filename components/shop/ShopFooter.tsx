import { ButtonLink } from "@/components/Button.tsx";
import { Code } from "@/components/Layout.tsx";
import { formatPhone } from "@/lib/phone.ts";
import type { Shell } from "@/lib/stores/mod.ts";
import { whatsApp } from "./whats_app.ts";

/** Under every page of a shop: its shelves, what it has to say, how to reach it. */
export function ShopFooter(
  { shell: { store, categories, pages }, base }: { shell: Shell; base: string },
) {
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
            <h2>Help</h2>
            <ul>
              <li>
                <a href={`${base}/contact`}>Contact</a>
              </li>
              {pages.map(({ slug, title }) => (
                <li key={slug}>
                  <a href={`${base}/pages/${slug}`}>{title}</a>
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
