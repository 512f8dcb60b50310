import { ButtonLink } from "@/components/Button.tsx";
import { Code } from "@/components/Layout.tsx";
import { useWords } from "@/components/words.tsx";
import { formatPhone } from "@/lib/phone.ts";
import type { Shell } from "@/lib/stores/mod.ts";
import { Languages } from "./Languages.tsx";
import { whatsApp } from "@/components/whats_app.ts";

export interface ShopFooterProps {
  shell: Shell;
  /** Where the shop begins, and the same with the language of this page. */
  root: string;
  base: string;
  /** This page below it, and what follows: its other languages are one link away. */
  path: string;
  query: string;
  /** Pictures wait for a tap: the switch says how to end it. */
  isLite: boolean;
}

/** Under every page of a shop: its shelves, what it has to say, how to reach it. */
export function ShopFooter(props: ShopFooterProps) {
  const { shell, root, base, path, query, isLite } = props;
  const { store, categories, pages } = shell;
  const { say } = useWords();
  const { contactPhone, address, openingHours } = store;
  const chat = store.whatsappPhone ?? contactPhone;
  return (
    <footer class="foot">
      <div class="w">
        <div class="g">
          <div>
            <p class="mark pt-0">{store.name}</p>
            <p class="mut max-w-[34ch]">
              <span dir="auto">{store.tagline}</span>
            </p>
            {chat && (
              <ButtonLink kind="line" icon="chat" class="mt-4" href={whatsApp(chat)}>
                {say("frame.askUs")}
              </ButtonLink>
            )}
          </div>
          <div>
            <h2>{say("frame.shop")}</h2>
            <ul>
              <li>
                <a href={`${base}/p`}>{say("frame.newestFirst")}</a>
              </li>
              {categories.slice(0, 3).map(({ slug, name }) => (
                <li key={slug}>
                  <a href={`${base}/c/${slug}`}>{name}</a>
                </li>
              ))}
            </ul>
          </div>
          <div>
            <h2>{say("frame.help")}</h2>
            <ul>
              <li>
                <a href={`${base}/contact`}>{say("frame.contact")}</a>
              </li>
              {pages.map(({ slug, title }) => (
                <li key={slug}>
                  <a href={`${base}/pages/${slug}`}>{title}</a>
                </li>
              ))}
            </ul>
          </div>
          <div>
            <h2>{say("frame.reachUs")}</h2>
            <ul>
              {contactPhone && (
                <li>
                  <a href={`tel:${contactPhone}`}>
                    <Code>{formatPhone(contactPhone)}</Code>
                  </a>
                </li>
              )}
              {address && (
                <li>
                  <span dir="auto">{address}</span>
                </li>
              )}
              {openingHours && (
                <li class="mut">
                  <span dir="auto">{openingHours}</span>
                </li>
              )}
            </ul>
          </div>
        </div>
        <Languages languages={store.languages} root={root} path={path} query={query} />
        <form method="post" action={`${base}/lite`}>
          <input type="hidden" name="to" value={path + query} />
          <button
            type="submit"
            class="btn btn-text ms-[-8px] text-start"
            name="lite"
            value={isLite ? "off" : "on"}
          >
            {say(isLite ? "frame.liteOff" : "frame.liteOn")}
          </button>
        </form>
        <p class="end">
          {store.taxRateBp > 0 && !store.isTaxIncluded && `${say("frame.withoutTax")} `}
          {say("frame.byAfrify")}
        </p>
      </div>
    </footer>
  );
}
