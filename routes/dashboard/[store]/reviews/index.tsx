import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { CatalogNav } from "@/components/dashboard/CatalogNav.tsx";
import { PageHead, Pager, PageTitle, Tabs } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { TextArea } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Stars } from "@/components/Stars.tsx";
import { Toast } from "@/components/Status.tsx";
import { can } from "@/lib/auth/mod.ts";
import { formatMoment } from "@/lib/clock.ts";
import { REVIEW_STATES, type ReviewState } from "@/lib/enums.ts";
import {
  listReviews,
  readReviewFilter,
  type ReviewFilter,
  type ReviewLine,
} from "@/lib/reviews/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface Page {
  store: MyStore;
  filter: ReviewFilter;
  reviews: ReviewLine[];
  hasMore: boolean;
}

export const handler: Handlers<Page, DashboardState> = {
  GET(_req, ctx) {
    const filter = readReviewFilter(ctx.url.searchParams);
    return ctx.state.inStore(async (sql, store) =>
      ctx.render({ store, filter, ...await listReviews(sql, store.id, filter) })
    );
  },
};

const NAMES: Record<ReviewState, string> = {
  pending: "To read",
  published: "In the shop",
  rejected: "Not shown",
};

const EMPTY: Record<ReviewState, string> = {
  pending: "Buyers find the form on the page of their order. What they write waits here.",
  published: "What you let into the shop is listed here.",
  rejected: "What you keep out of the shop is listed here.",
};

export default function Reviews({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, filter, reviews, hasMore } = data;
  return (
    <>
      <PageTitle title="Reviews" shop={store.name} />
      <PageHead title="Reviews" />
      <CatalogNav store={store} here="reviews" />
      <Tabs
        label="Review states"
        tabs={REVIEW_STATES.map((one) => ({
          name: NAMES[one],
          href: `?state=${one}`,
          isHere: one === filter.state,
        }))}
      />
      {reviews.length === 0
        ? <EmptyState title="Nothing here">{EMPTY[filter.state]}</EmptyState>
        : (
          <div class="grid gap-4 max-w-2xl">
            {reviews.map((review) => (
              <ReviewCard
                key={review.id}
                review={review}
                csrf={state.csrf}
                store={store}
                base={`/dashboard/${store.slug}/reviews`}
              />
            ))}
          </div>
        )}
      {reviews.length > 0 && (
        <Pager
          shown={`${reviews.length} shown`}
          next={hasMore ? `?state=${filter.state}&after=${reviews.at(-1)!.id}` : undefined}
          text="Older reviews"
        />
      )}
      {url.searchParams.has("done") && <Toast>Saved</Toast>}
    </>
  );
}

interface CardProps {
  review: ReviewLine;
  csrf: string;
  store: MyStore;
  base: string;
}

function ReviewCard({ review, csrf, store, base }: CardProps) {
  const { id, product, productId, stars, body, authorName, createdAt, state, answer } = review;
  return (
    <Card>
      <div class="flex flex-wrap items-center gap-2">
        <Stars value={stars} />
        <b>{authorName}</b>
        <span class="mut text-sm">{formatMoment(createdAt, { timeZone: store.timeZone })}</span>
      </div>
      <p class="mut text-sm mt-1">
        <a href={`/dashboard/${store.slug}/products/${productId}`}>{product}</a>
      </p>
      {body && <p class="mt-3 break-words whitespace-pre-line">{body}</p>}
      {can(store, "products.manage") && (
        <Form csrf={csrf} action={`${base}/${id}`}>
          <TextArea
            name="answer"
            id={`answer-${id}`}
            label="Your answer, shown under it"
            optional
            rows={2}
            maxlength={2000}
            value={answer}
          />
          <div class="flex flex-wrap gap-3 mt-3">
            <Button small name="state" value="published">
              {state === "published" ? "Save the answer" : "Show it in the shop"}
            </Button>
            {state !== "rejected" && (
              <Button small kind="line" name="state" value="rejected">Keep it out</Button>
            )}
          </div>
        </Form>
      )}
    </Card>
  );
}
