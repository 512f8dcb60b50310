import {
  isKind,
  kindOf,
  type MessageChannel,
  type SentMessage,
} from "@/lib/notifications/merchant.ts";
import type { Tone } from "@/components/Status.tsx";

export const CHANNEL_NAMES: Record<MessageChannel, string> = {
  sms: "Text message",
  email: "Email",
  whatsapp: "WhatsApp",
};

/** "Order paid", also of what is not for merchants to word. */
export function kindName(kind: string): string {
  if (isKind(kind)) return kindOf(kind).name;
  const words = kind.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const SENT_STATES: Record<SentMessage["state"], { tone: Tone; text: string }> = {
  queued: { tone: "info", text: "Waiting" },
  sent: { tone: "ok", text: "Sent" },
  failed: { tone: "danger", text: "Not sent" },
  skipped: { tone: "plain", text: "Left out" },
};
