import type { PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle, Tabs } from "@/components/dashboard/Page.tsx";
import { CHANNEL_NAMES } from "@/components/dashboard/message_words.ts";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, TextArea } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note, Toast } from "@/components/Status.tsx";
import MessagePreview from "@/islands/MessagePreview.tsx";
import SaveBar from "@/islands/SaveBar.tsx";
import { LANGUAGES } from "@/lib/i18n/mod.ts";
import { kindOf, LIMITS, maskRecipient, VARIABLES } from "@/lib/notifications/merchant.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import type { WordsData } from "./edit_words.ts";

const DONE: Record<string, string> = {
  saved: "Saved. The next message says it so.",
  reset: "Our words again",
  off: "Switched off",
  on: "Switched on",
};

/** The form of one kind of message on one channel, in one language, and how it reads. */
export function EditWords({ data, state, url }: PageProps<WordsData, DashboardState>) {
  const { store, kind, channel, language, languages, errors, triedTo } = data;
  const list = `/dashboard/${store.slug}/settings/messages`;
  const { name, when, variables } = kindOf(kind);
  const title = `${name}: ${CHANNEL_NAMES[channel].toLowerCase()}`;
  const done = DONE[url.searchParams.get("done") ?? ""];
  const hasErrors = Object.keys(errors).length > 0;
  return (
    <>
      <PageTitle title={title} shop={store.name} />
      <BackLink href={list}>What your shop says</BackLink>
      <PageHead title={title} below={<p class="mut text-sm">{when}</p>} />
      {languages.length > 1 && (
        <Tabs
          label="Languages"
          tabs={languages.map((one) => ({
            href: `?language=${one}`,
            name: LANGUAGES[one].name,
            isHere: one === language,
          }))}
        />
      )}
      <div class="max-w-2xl grid gap-4">
        <Form csrf={state.csrf} id="words" action={url.pathname} class="grid gap-4" noValidate>
          <ErrorSummary errors={errors} />
          {data.isMuted && (
            <Note tone="warn">This message is switched off: it is not sent this way.</Note>
          )}
          <input type="hidden" name="language" value={language} autocomplete="off" />
          <Card>
            <WordsFields data={data} />
          </Card>
          <MessagePreview
            form="words"
            channel={channel}
            language={language}
            direction={LANGUAGES[language].dir}
            values={data.values}
            names={variables.map((one) => ({ name: one, text: VARIABLES[one] }))}
            preview={data.preview}
            partCost={data.partCost ?? undefined}
          />
          <div class="flex flex-wrap gap-2">
            <Button kind="line" name="intent" value="preview">Show how it reads</Button>
            {channel !== "whatsapp" && (
              <Button kind="line" name="intent" value="try">
                {channel === "sms" ? "Send it to the shop’s phone" : "Send it to me"}
              </Button>
            )}
          </div>
        </Form>
        <WaysBack data={data} csrf={state.csrf} />
      </div>
      <SaveBar
        form="words"
        discard={`${url.pathname}?language=${language}`}
        isUnsaved={data.isTyped}
      />
      {triedTo && <Toast>On its way to {maskRecipient(triedTo)}. It is not saved by that.</Toast>}
      {done && !hasErrors && !triedTo && <Toast>{done}</Toast>}
    </>
  );
}

function WordsFields({ data }: { data: WordsData }) {
  const { channel, language, words, errors } = data;
  const { dir } = LANGUAGES[language];
  const writing = { lang: language, dir, autocomplete: "off" } as const;
  return (
    <>
      {channel === "email" && (
        <>
          <Field
            name="subject"
            label="Subject"
            value={words.subject}
            error={errors.subject}
            maxlength={LIMITS.subject}
            {...writing}
          />
          <Field
            name="heading"
            label="Heading"
            value={words.heading}
            error={errors.heading}
            maxlength={LIMITS.heading}
            {...writing}
          />
        </>
      )}
      <TextArea
        name="body"
        label="Text"
        hint={channel === "email"
          ? "Each line is a paragraph. What was ordered, the sums and the button follow by themselves."
          : undefined}
        value={words.body}
        error={errors.body}
        maxlength={LIMITS.body[channel]}
        rows={channel === "email" ? 7 : 4}
        {...writing}
      />
    </>
  );
}

function WaysBack({ data, csrf }: { data: WordsData; csrf: string }) {
  const { kind, language, isOwn, isMuted } = data;
  const { isOptional } = kindOf(kind);
  return (
    <>
      {isOwn && (
        <details class="more card">
          <summary>Back to our words</summary>
          <p class="mut text-sm mb-3">
            What you wrote in {LANGUAGES[language].name} for this message is gone then.
          </p>
          <Form csrf={csrf}>
            <input type="hidden" name="language" value={language} autocomplete="off" />
            <Button kind="danger" name="intent" value="reset">Use our words</Button>
          </Form>
        </details>
      )}
      {isOptional && (
        <Form csrf={csrf} class="card flex flex-wrap items-center justify-between gap-3">
          <p class="text-sm flex-1 min-w-[12rem]">
            {isMuted
              ? "Nobody gets this message this way."
              : "Not needed in your shop? Then nobody gets it this way."}
          </p>
          <Button kind="line" name="intent" value={isMuted ? "unmute" : "mute"}>
            {isMuted ? "Switch it on" : "Switch it off"}
          </Button>
        </Form>
      )}
    </>
  );
}
