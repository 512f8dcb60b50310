import { Stars } from "@/components/Stars.tsx";
import type { Product } from "@/lib/catalog/storefront.ts";
import { formatMoment } from "@/lib/clock.ts";

/** What buyers say of a product: the average, and the newest in their words. */
export function Reviews({ product, timeZone }: { product: Product; timeZone: string }) {
  const { ratingCount, ratingSum, reviews } = product;
  return (
    <section class="w py-8" aria-labelledby="reviews">
      <div class="flex flex-wrap items-center gap-3 mb-4">
        <h2 id="reviews">What buyers say</h2>
        <Stars value={ratingSum / ratingCount} />
        <span class="mut text-sm">
          {ratingCount === 1 ? "1 review" : `${ratingCount} reviews`}
        </span>
      </div>
      <ul class="grid gap-4 max-w-[60ch]">
        {reviews.map(({ stars, body, author, answer, at }, index) => (
          <li key={index} class="card">
            <Stars value={stars} />
            <p class="mt-1">
              <b>{author}</b>
              <span class="mut text-sm">&nbsp;{formatMoment(at, { timeZone })}</span>
            </p>
            {body && <p class="mt-2 break-words whitespace-pre-line">{body}</p>}
            {answer && (
              <p class="mut mt-2 break-words whitespace-pre-line">
                <b>The shop:</b> {answer}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
