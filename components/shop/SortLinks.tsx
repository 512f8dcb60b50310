import { searchParams, type SearchRequest, type Sort } from "@/lib/catalog/search_request.ts";

const NAMES: Record<Sort, string> = {
  relevance: "Best match",
  newest: "Newest",
  price_up: "Lowest price",
  price_down: "Highest price",
};

export interface SortLinksProps {
  /** The search page. */
  path: string;
  request: SearchRequest;
}

/** The same goods in other orders. Without words there is no best match: newest is first then. */
export function SortLinks({ path, request }: SortLinksProps) {
  const { query, sort } = request;
  const sorts = Object.keys(NAMES) as Sort[];
  const offered = query ? sorts : sorts.slice(1);
  const here = query || sort !== "relevance" ? sort : "newest";
  return (
    <nav class="sorts" aria-label="Order">
      <ul>
        {offered.map((one) => (
          <li key={one}>
            <a
              href={path + searchParams({ ...request, sort: one, after: undefined })}
              aria-current={one === here ? "true" : undefined}
            >
              {NAMES[one]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
