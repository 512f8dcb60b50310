import { Pill } from "@/components/Status.tsx";
import { LANGUAGES } from "@/lib/i18n/languages.ts";
import {
  KIND_NAMES,
  type KindName,
  kindOf,
  type MessageChannel,
  type MessageSettings,
} from "@/lib/notifications/merchant.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";
import { CHANNEL_NAMES } from "./message_words.ts";

export interface KindListProps {
  title: string;
  to: "shopper" | "staff";
  store: MyStore;
  settings: MessageSettings;
}

/** Kinds of messages, and on which channels they go out in whose words. */
export function KindList({ title, to, store, settings }: KindListProps) {
  const kinds = KIND_NAMES.filter((name) => kindOf(name).to === to);
  return (
    <section class="card" aria-labelledby={`to-${to}`}>
      <h2 id={`to-${to}`}>{title}</h2>
      <ul class="mt-2">
        {kinds.map((name) => (
          <li key={name} class="py-3 border-t border-line">
            <h3 class="text-base">{kindOf(name).name}</h3>
            <p class="mut text-sm">{kindOf(name).when}</p>
            <ul class="mt-1">
              {kindOf(name).channels.map((channel) => (
                <ChannelLine key={channel} {...{ name, channel, store, settings }} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ChannelLine(
  { name, channel, store, settings }: Pick<KindListProps, "store" | "settings"> & {
    name: KindName;
    channel: MessageChannel;
  },
) {
  const isHere = (one: { kind: string; channel: string }) =>
    one.kind === name && one.channel === channel;
  const own = settings.own.filter(isHere).map(({ language }) => LANGUAGES[language].name);
  return (
    <li class="flex flex-wrap items-center justify-between gap-x-3">
      <a
        class="inline-flex items-center min-h-tap"
        href={`/dashboard/${store.slug}/settings/messages/${name}/${channel}`}
      >
        {CHANNEL_NAMES[channel]}
        <span class="vh">: {kindOf(name).name}</span>
      </a>
      {settings.muted.some(isHere)
        ? <Pill tone="warn">Off</Pill>
        : own.length === 0
        ? <span class="mut text-sm">Our words</span>
        : (
          <Pill tone="ok">
            {kindOf(name).to === "staff"
              ? "Your words"
              : `Your words: ${new Intl.ListFormat("en").format(own)}`}
          </Pill>
        )}
    </li>
  );
}
