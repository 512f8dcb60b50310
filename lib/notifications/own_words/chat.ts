import type { Sql } from "@/lib/db/mod.ts";
import { type Language, wordsIn } from "@/lib/i18n/mod.ts";
import type { Currency } from "@/lib/money.ts";
import { languagePrefix } from "@/lib/stores/mod.ts";
import { greetingsIn } from "../templates/mod.ts";
import { firstName } from "../templates/phrases.ts";
import { startWords } from "./kinds.ts";
import { ownChat } from "./say.ts";
import { fillChat, type OwnWords, type Values } from "./text.ts";

interface ChatFacts {
  language: Language;
  languages: Language[];
  country: string;
  name: string;
  slug: string;
  store: string;
  label: string;
  token: string;
  totalMinor: number;
  currency: Currency;
  own: OwnWords | null;
}

/** What somebody of the shop starts with when they write to the buyer of an order on WhatsApp. */
export async function findChatText(
  sql: Sql,
  storeId: string,
  { number, publicUrl }: { number: number; publicUrl: string },
): Promise<string> {
  const [facts] = await sql<ChatFacts[]>`
    select r.*, (
      select jsonb_build_object('subject', t.subject, 'heading', t.heading, 'body', t.body)
      from public.message_templates as t
      where t.store_id = ${storeId} and t.kind = 'order_chat' and t.channel = 'whatsapp'
        and t.language = r.language
    ) as own
    from (
      select coalesce(o.language, s.languages[1]) as language, s.languages, s.country, o.contact_name as name,
        s.slug, s.name as store, s.order_prefix || '-' || o.number as label, o.token,
        o.total_minor as "totalMinor", o.currency
      from public.orders as o join public.stores as s on s.id = o.store_id
      where o.store_id = ${storeId} and o.number = ${number}
    ) as r`;
  if (!facts) return "";
  const values = chatValues(facts, publicUrl);
  return ownChat("order_chat", facts.own, values) ??
    fillChat(startWords("order_chat", "whatsapp", facts.language), values) ?? "";
}

function chatValues(facts: ChatFacts, publicUrl: string): Values {
  const { language, languages, slug, token } = facts;
  const { money, plain } = wordsIn(language);
  const greeting = greetingsIn(language, facts.country).hello;
  const name = firstName(facts.name);
  return {
    store: facts.store,
    name,
    hello: name
      ? plain("message.greetName", { greeting, name })
      : plain("message.greet", { greeting }),
    order_number: facts.label,
    total: money(facts.totalMinor, facts.currency),
    link: `${publicUrl}/s/${slug}${languagePrefix(languages, language)}/orders/${token}`,
  };
}
