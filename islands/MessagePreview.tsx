import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { countSms } from "@/lib/notifications/gsm7.ts";
import {
  fillChat,
  type FilledLetter,
  fillLetter,
  fillSms,
  type MessageChannel,
  namesIn,
} from "@/lib/notifications/own_words/text.ts";
import type { Language } from "@/lib/i18n/languages.ts";

type Preview =
  | { channel: "sms" | "whatsapp"; text: string }
  | ({ channel: "email" } & FilledLetter);

export interface MessagePreviewProps {
  /** Id of the form with the fields subject, heading and body. */
  form: string;
  channel: MessageChannel;
  language: Language;
  direction: "ltr" | "rtl";
  /** What stands for each name in the sample. */
  values: Record<string, string>;
  names: { name: string; text: string }[];
  /** As the server drew it; null when it cannot be said. */
  preview: Preview | null;
  /** Of one part of a text message, in millionths. */
  partCost?: { micros: number; currency: string };
}

/**
 * Names that may be used, and how the words read with a sample's facts. Without scripts it shows what
 * was sent last; with them, what is being typed, and a name goes in where the cursor is.
 */
export default function MessagePreview(props: MessagePreviewProps) {
  const { form: id, channel, language, values, names, partCost } = props;
  const shown = useSignal(props.preview);
  const unknown = useSignal("");
  const isLive = useSignal(false);

  useEffect(() => {
    const form = document.getElementById(id) as HTMLFormElement;
    const read = (name: string) =>
      (form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? "";
    function draw() {
      const words = { subject: read("subject"), heading: read("heading"), body: read("body") };
      const used = namesIn(words.subject + words.heading + words.body);
      unknown.value = used.find((name) => !names.some((one) => one.name === name)) ?? "";
      shown.value = previewOf(words);
    }
    function previewOf(words: Parameters<typeof fillSms>[0]): Preview | null {
      if (channel === "email") {
        const letter = fillLetter(words, values, language);
        return letter && { channel, ...letter };
      }
      const text = channel === "sms" ? fillSms(words, values) : fillChat(words, values);
      return text === null ? null : { channel, text };
    }
    isLive.value = true;
    form.addEventListener("input", draw);
    return () => form.removeEventListener("input", draw);
  }, []);

  function insert(name: string) {
    const form = document.getElementById(id) as HTMLFormElement;
    const body = form.elements.namedItem("body") as HTMLTextAreaElement;
    body.setRangeText(`{${name}}`, body.selectionStart, body.selectionEnd, "end");
    body.focus();
    body.dispatchEvent(new Event("input", { bubbles: true }));
  }

  return (
    <>
      <section class="card" aria-labelledby="names">
        <h2 id="names" class="text-base">Names you can use</h2>
        <ul class="grid gap-x-4 sm:grid-cols-2 mt-2 text-sm">
          {names.map(({ name, text }) => (
            <li key={name} class="flex flex-wrap items-center gap-x-2 min-h-tap">
              {isLive.value
                ? (
                  <button
                    type="button"
                    class="btn btn-line min-h-tap px-2 text-sm font-normal"
                    onClick={() => insert(name)}
                  >
                    <bdi dir="ltr">{`{${name}}`}</bdi>
                  </button>
                )
                : (
                  <bdi dir="ltr">
                    <b>{`{${name}}`}</b>
                  </bdi>
                )}
              <span class="mut">{text}</span>
            </li>
          ))}
        </ul>
      </section>
      <section class="card" aria-labelledby="reads">
        <h2 id="reads" class="text-base">How it reads</h2>
        <div lang={language} dir={props.direction} class="mt-2 break-words">
          <Said preview={shown.value} />
        </div>
        <p class="mut text-sm mt-3" role="status">
          {unknown.value
            ? `{${unknown.value}} stands for nothing here.`
            : shown.value === null
            ? "It cannot be sent like this: something is empty, or it is too long for a text message."
            : shown.value.channel === "sms"
            ? partsOf(shown.value.text, partCost)
            : ""}
        </p>
      </section>
    </>
  );
}

function Said({ preview }: { preview: Preview | null }) {
  if (!preview) return null;
  if (preview.channel !== "email") {
    return <p class="whitespace-pre-line rounded bg-sunken p-3">{preview.text}</p>;
  }
  return (
    <div class="rounded bg-sunken p-3">
      <p class="mut text-sm">{preview.subject}</p>
      <p class="font-bold text-lg mt-2">{preview.title}</p>
      {preview.paragraphs.map((text, i) => <p key={i} class="mt-2">{text}</p>)}
    </div>
  );
}

/** "2 messages, KES 1.60 each time." */
function partsOf(text: string, cost: MessagePreviewProps["partCost"]): string {
  const parts = countSms(text);
  const counted = parts === 1
    ? `One message, ${text.length} letters`
    : `Billed as ${parts} messages, ${text.length} letters`;
  if (!cost) return `${counted}. What it costs shows once the first one went out.`;
  const amount = (parts * cost.micros / 1_000_000).toFixed(2);
  return `${counted}. About ${cost.currency} ${amount} each time.`;
}
