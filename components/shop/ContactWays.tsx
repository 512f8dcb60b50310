import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "@/components/Icon.tsx";
import { Code } from "@/components/Layout.tsx";
import { useWords } from "@/components/words.tsx";
import { formatPhone } from "@/lib/phone.ts";
import type { Store } from "@/lib/stores/mod.ts";
import { whatsApp } from "@/components/whats_app.ts";

/** Every way to reach a shop that its owner gave. */
export function ContactWays({ store }: { store: Store }) {
  const { contactPhone, contactEmail, address, openingHours } = store;
  const { say } = useWords();
  const chat = store.whatsappPhone ?? contactPhone;
  return (
    <ul class="grid gap-5 content-start">
      {contactPhone && (
        <Way icon="call" title={say("contact.call")}>
          <a class="inline-flex items-center min-h-tap" href={`tel:${contactPhone}`}>
            <Code>{formatPhone(contactPhone)}</Code>
          </a>
        </Way>
      )}
      {chat && (
        <Way icon="chat" title="WhatsApp">
          <a class="inline-flex items-center min-h-tap" href={whatsApp(chat)}>
            <Code>{formatPhone(chat)}</Code>
          </a>
        </Way>
      )}
      {contactEmail && (
        <Way icon="card" title={say("contact.email")}>
          <a class="inline-flex items-center min-h-tap break-all" href={`mailto:${contactEmail}`}>
            {contactEmail}
          </a>
        </Way>
      )}
      {address && (
        <Way icon="pin" title={say("contact.visit")}>
          <p dir="auto">{address}</p>
          <a class="inline-flex items-center min-h-tap" href={mapLink(store)}>
            {say("contact.map")}
          </a>
        </Way>
      )}
      {openingHours && <Way icon="clock" title={say("contact.hours")}>{openingHours}</Way>}
    </ul>
  );
}

interface WayProps {
  icon: IconName;
  title: string;
  children: ComponentChildren;
}

function Way({ icon, title, children }: WayProps) {
  return (
    <li class="flex gap-3">
      <Icon name={icon} />
      <div class="min-w-0 break-words">
        <p class="font-bold">{title}</p>
        {children}
      </div>
    </li>
  );
}

/**
 * A search on the map that most phones open in their own app:
 * https://developers.google.com/maps/documentation/urls/get-started#search-action
 */
function mapLink({ name, address, country }: Store): string {
  const query = encodeURIComponent(`${name}, ${address}, ${country}`);
  return `https://www.google.com/maps/search/?api=1&query=${query}`;
}
