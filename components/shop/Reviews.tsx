import { Stars } from "@/components/Stars.tsx";
import { useWords } from "@/components/words.tsx";
import type { Product } from "@/lib/catalog/storefront.ts";

/** What buyers say of a product: the average, and the newest in their words. */
export function Reviews({ product, timeZone }: { product: Product; timeZone: string }) {
  const { ratingCount, ratingSum, reviews } = product;
  const { say, count, moment } = useWords();
  return (
    <section class="w py-8" aria-labelledby="reviews">
      <div class="flex flex-wrap items-center gap-3 mb-4">
        <h2 id="reviews">{say("goods.buyersSay")}</h2>
        <Stars value={ratingSum / ratingCount} />
        <span class="mut text-sm">{count("goods.reviews", ratingCount)}</span>
      </div>
      <ul class="grid gap-4 max-w-[60ch]">
        {reviews.map(({ stars, body, author, answer, at }, index) => (
          <li key={index} class="card">
            <Stars value={stars} />
            <p class="mt-1">
              <b>{author}</b>
              <span class="mut text-sm">&nbsp;{moment(at, timeZone)}</span>
            </p>
            {body && <p class="mt-2 break-words whitespace-pre-line" dir="auto">{body}</p>}
            {answer && (
              <p class="mut mt-2 break-words whitespace-pre-line">
                <b>{say("goods.theShop")}</b> {answer}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
