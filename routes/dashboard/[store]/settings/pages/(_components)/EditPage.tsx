import type { PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { TranslateCard } from "@/components/dashboard/TranslateCard.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note } from "@/components/Status.tsx";
import RichText from "@/islands/RichText.tsx";
import SaveBar from "@/islands/SaveBar.tsx";
import { storeOrigin } from "@/lib/stores/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import type { EditData } from "./edit_page.ts";

/** The form of one of a shop's own pages. */
export function EditPage({ data, state, url }: PageProps<EditData, DashboardState>) {
  const { store, saved, languages, values, errors } = data;
  const list = `/dashboard/${store.slug}/settings/pages`;
  const shop = storeOrigin(state.app.config.publicUrl, store);
  const isPolicy = values.kind !== "page";
  const title = saved?.title ?? (isPolicy ? `Write: ${values.title}` : "Add a page");
  return (
    <>
      <PageTitle title={title} shop={store.name} />
      <BackLink href={list}>Pages</BackLink>
      <PageHead title={<span class="break-words">{title}</span>}>
        {saved?.isPublished && (
          <ButtonLink kind="line" icon="eye" href={`${shop}/pages/${saved.slug}`}>
            View in shop
          </ButtonLink>
        )}
        {saved && <ButtonLink kind="danger" href={`${url.pathname}/delete`}>Delete it</ButtonLink>}
      </PageHead>
      <Form csrf={state.csrf} id="page" class="grid gap-4 max-w-2xl" noValidate>
        <ErrorSummary errors={errors} />
        {isPolicy && !saved && (
          <Note icon="info">
            <b>A text to start from.</b>{" "}
            Read it, change what is otherwise with you and fill in what stands in [brackets]. It is
            no legal advice.
          </Note>
        )}
        <input type="hidden" name="id" value={values.id} autocomplete="off" />
        <input type="hidden" name="shown" value={values.shown} autocomplete="off" />
        <input type="hidden" name="kind" value={values.kind} autocomplete="off" />
        <Card>
          <Field
            name="title"
            label="Title"
            value={values.title}
            error={errors.title}
            maxlength={80}
            autocomplete="off"
            required
          />
          <RichText
            name="body"
            label="Text"
            value={values.body ?? ""}
            error={errors.body}
            maxlength={20_000}
          />
          <Field
            name="slug"
            label="Address"
            optional
            hint={`What stands after ${new URL(shop).host}/pages/. Old addresses lead here.`}
            value={values.slug}
            error={errors.slug}
            maxlength={80}
            autocomplete="off"
          />
          <Checkbox name="isPublished" value="1" checked={values.isPublished === "1"}>
            Show it in the shop
          </Checkbox>
        </Card>
      </Form>
      {saved && (
        <div class="max-w-2xl">
          <TranslateCard
            href={`/dashboard/${store.slug}/translations/page/${values.id}`}
            languages={languages}
          />
        </div>
      )}
      <SaveBar form="page" discard={list} isUnsaved={Object.keys(errors).length > 0} />
    </>
  );
}
