import type { PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { DiscountForm } from "@/components/dashboard/DiscountForm.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Form } from "@/components/Form.tsx";
import { Note, Pill, Toast } from "@/components/Status.tsx";
import { can } from "@/lib/auth/mod.ts";
import {
  discountSentence,
  STATE_WORDS,
  type StoredDiscount,
  usageWords,
} from "@/lib/discounts/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import type { EditDiscountPage } from "./edit_discount.ts";

/** The page of one discount: what it does in a sentence, its form, and what else one can do with it. */
export function EditDiscount({ data, state, url }: PageProps<EditDiscountPage, DashboardState>) {
  const { store, discount, id, draft, errors, targets, search } = data;
  const list = `/dashboard/${store.slug}/discounts`;
  const canManage = can(store, "discounts.manage");
  const title = discount?.name ?? "Add a discount";
  return (
    <>
      <PageTitle title={title} shop={store.name} />
      <BackLink href={list}>Discounts</BackLink>
      <PageHead title={<span class="break-words">{title}</span>}>
        {discount && canManage && (
          <ButtonLink kind="line" icon="copy" href={`${list}/new?copy=${discount.id}`}>
            Duplicate
          </ButtonLink>
        )}
      </PageHead>
      <div class="grid gap-4 max-w-2xl">
        {discount && <Standing discount={discount} store={store} />}
        <DiscountForm
          csrf={state.csrf}
          id={id}
          draft={draft}
          errors={errors}
          targets={targets}
          search={search}
          currency={store.currency}
          isReadOnly={!canManage}
        />
        {discount && canManage && (
          <div class="flex flex-wrap gap-3">
            {discount.state === "active" || discount.state === "used_up"
              ? (
                <Form csrf={state.csrf} action={`${list}/${discount.id}/end`}>
                  <Button kind="line">End it now</Button>
                </Form>
              )
              : null}
            {discount.used === 0 && (
              <ButtonLink kind="danger" href={`${list}/${discount.id}/delete`}>
                Delete it
              </ButtonLink>
            )}
          </div>
        )}
      </div>
      {url.searchParams.has("saved") && Object.keys(errors).length === 0 && <Toast>Saved</Toast>}
    </>
  );
}

/** What a discount says and how often it was used. */
function Standing({ discount, store }: { discount: StoredDiscount; store: MyStore }) {
  const names = discount.isForChosen ? discount.targets.map(({ name }) => name) : null;
  return (
    <Note icon="tag" tone={discount.state === "active" ? "ok" : "plain"}>
      <p class="font-bold break-words">{discountSentence(discount, names, store)}.</p>
      <p class="mt-1 flex flex-wrap items-center gap-2">
        <Pill>{STATE_WORDS[discount.state]}</Pill>
        {usageWords(discount)}
      </p>
    </Note>
  );
}
