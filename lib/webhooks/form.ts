import { z } from "zod";
import { momentOf } from "@/lib/clock.ts";
import { type AddressRefusal, type Reach, readEndpointUrl } from "./address.ts";
import { WEBHOOK_EVENT_TYPES, type WebhookEventType } from "./events.ts";

/** Why an address cannot be used, for who typed it. */
export const ADDRESS_WORDS: Record<AddressRefusal, string> = {
  not_a_web_address: "Write an address such as https://example.com/webhooks.",
  not_https: "It has to begin with https://.",
  has_credentials: "Leave the name and password out: the signature says that it is us.",
  address_not_public:
    "That address is not on the internet. Write one that we can reach from outside.",
};

/** Name of the box of an event. One each, so that a form that is shown again has them all. */
export function eventField(type: WebhookEventType): string {
  return `on.${type}`;
}

/** The form of an endpoint. */
export function EndpointForm(reach: Reach) {
  return z.looseObject({
    url: z.string().max(500, "Keep it under 500 letters.").transform((typed, ctx) => {
      const read = readEndpointUrl(typed, reach);
      if (read.ok) return read.value.href;
      ctx.addIssue({ code: "custom", message: ADDRESS_WORDS[read.code] });
      return z.NEVER;
    }),
    description: z.string().overwrite((text) => text.replace(/\s+/g, " ").trim())
      .max(120, "Keep it under 120 letters.").default(""),
  }).transform(({ url, description, ...boxes }) => ({
    url,
    description,
    events: WEBHOOK_EVENT_TYPES.filter((type) => eventField(type) in boxes),
    is_enabled: !("is_off" in boxes),
  })).refine(({ events }) => events.length > 0, {
    path: ["events"],
    message: "Tick at least one event.",
  });
}

/** The form that asks for what happened in a time, as clocks of the shop show it. */
export function ReplayForm(timeZone: string) {
  const moment = z.string().transform((typed, ctx) => {
    const at = momentOf(typed, timeZone);
    if (at) return at.toISOString();
    ctx.addIssue({ code: "custom", message: "Choose a day and a time." });
    return z.NEVER;
  });
  return z.looseObject({ from: moment, until: moment }).transform(({ from, until, ...boxes }) => ({
    from,
    until,
    is_failed_only: "is_failed_only" in boxes,
  })).refine(({ from, until }) => from < until, {
    path: ["until"],
    message: "It has to be later than the first moment.",
  });
}
