import type { ComponentChildren } from "preact";
import { Head } from "$fresh/runtime.ts";
import { Code } from "@/components/Layout.tsx";
import { Say, useWords } from "@/components/words.tsx";
import { formatPhone } from "@/lib/phone.ts";

const TABS = [
  ["", "account.orders"],
  ["/addresses", "account.addresses"],
  ["/profile", "account.me"],
] as const;

export interface AccountPageProps {
  title: string;
  storeName: string;
  base: string;
  /** E.164, who is signed in. */
  phone: string;
  /** The tab that this page belongs to. */
  tab: typeof TABS[number][0];
  children: ComponentChildren;
}

/** Around the pages of a shopper who is signed in. */
export function AccountPage(
  { title, storeName, base, phone, tab, children }: AccountPageProps,
) {
  const { say } = useWords();
  return (
    <div class="w max-w-2xl pt-5 pb-16">
      <Head>
        <title>{`${title} · ${storeName}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <h1>{title}</h1>
      <p class="mut text-sm mt-1">
        <Say text="account.signedInAs" phone={<Code>{formatPhone(phone)}</Code>} />
      </p>
      <nav class="sorts" aria-label={say("account.yours")}>
        <ul>
          {TABS.map(([path, name]) => (
            <li key={path}>
              <a
                href={`${base}/account${path}`}
                aria-current={path === tab ? "page" : undefined}
              >
                {say(name)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </div>
  );
}
