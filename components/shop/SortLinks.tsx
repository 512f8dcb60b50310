import { useWords } from "@/components/words.tsx";
import { searchParams, type SearchRequest, type Sort } from "@/lib/catalog/search_request.ts";
import type { TextKey } from "@/lib/i18n/mod.ts";

const NAMES = {
  relevance: "goods.relevance",
  newest: "goods.newest",
  price_up: "goods.priceUp",
  price_down: "goods.priceDown",
} as const satisfies Record<Sort, TextKey>;

export interface SortLinksProps {
  /** The search page. */
  path: string;
  request: SearchRequest;
}

/** The same goods in other orders. Without words there is no best match: newest is first then. */
export function SortLinks({ path, request }: SortLinksProps) {
  const { query, sort } = request;
  const { say } = useWords();
  const sorts = Object.keys(NAMES) as Sort[];
  const offered = query ? sorts : sorts.slice(1);
  const here = query || sort !== "relevance" ? sort : "newest";
  return (
    <nav class="sorts" aria-label={say("goods.order")}>
      <ul>
        {offered.map((one) => (
          <li key={one}>
            <a
              href={path + searchParams({ ...request, sort: one, after: undefined })}
              aria-current={one === here ? "true" : undefined}
            >
              {say(NAMES[one])}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
