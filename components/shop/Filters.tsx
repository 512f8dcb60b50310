import type { ComponentChildren } from "preact";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { Select } from "@/components/Field.tsx";
import { optionWord } from "@/lib/catalog/choice.ts";
import { Icon } from "@/components/Icon.tsx";
import { useWords } from "@/components/words.tsx";
import type { Facets, FacetValue } from "@/lib/catalog/search.ts";
import {
  bandText,
  type PriceBand,
  searchParams,
  type SearchRequest,
} from "@/lib/catalog/search_request.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import type { Currency } from "@/lib/money.ts";

export interface FiltersProps {
  /** The search page. */
  action: string;
  request: SearchRequest;
  facets: Facets;
  currency: Currency;
}

/** What a list can be narrowed down by, behind a button that counts what is chosen: goods come first. */
export function Filters({ action, request, facets, currency }: FiltersProps) {
  const { query, sort, options = [], tags = [] } = request;
  const chosen = countChosen(request);
  const { say } = useWords();
  const groups = Map.groupBy(
    withChosen(facets.options, options),
    ({ value }) => value.slice(0, value.indexOf(": ")),
  );
  return (
    <details class="filters">
      <summary class="btn btn-line">
        <Icon name="filter" size="s" />
        {chosen > 0 ? say("goods.filters", { count: chosen }) : say("goods.filter")}
      </summary>
      <form action={action}>
        {query && <input type="hidden" name="q" value={query} />}
        {sort !== "relevance" && <input type="hidden" name="sort" value={sort} />}
        <div class="g">
          <Selects request={request} facets={facets} currency={currency} />
          {[...groups].map(([name, values]) => (
            <Choices key={name} legend={optionWord(facets.words, name)}>
              {values.map(({ value, count }) => (
                <Checkbox
                  key={value}
                  name="option"
                  value={value}
                  checked={options.includes(value)}
                >
                  {`${optionWord(facets.words, value.slice(name.length + 2))} (${count})`}
                </Checkbox>
              ))}
            </Choices>
          ))}
          <Choices legend={say("goods.tags")}>
            {withChosen(facets.tags, tags).map(({ value, count }) => (
              <Checkbox key={value} name="tag" value={value} checked={tags.includes(value)}>
                {`${optionWord(facets.words, value)} (${count})`}
              </Checkbox>
            ))}
          </Choices>
        </div>
        <p class="flex gap-3 mt-4">
          <Button>{say("goods.showProducts")}</Button>
          {chosen > 0 && (
            <ButtonLink kind="text" href={action + searchParams({ query, sort })}>
              {say("goods.clearFilters")}
            </ButtonLink>
          )}
        </p>
      </form>
    </details>
  );
}

function Selects({ request, facets, currency }: Omit<FiltersProps, "action">) {
  const { category, price, isAvailable } = request;
  const words = useWords();
  const { say } = words;
  return (
    <div>
      <Select name="category" label={say("goods.category")}>
        <option value="">{say("goods.anyCategory")}</option>
        {facets.categories.map(({ slug, name, count }) => (
          <option key={slug} value={slug} selected={slug === category}>
            {`${name} (${count})`}
          </option>
        ))}
      </Select>
      <Select name="price" label={say("goods.price")}>
        <option value="">{say("goods.anyPrice")}</option>
        {bandsWith(facets.bands, price).map((band) => (
          <option
            key={bandText(band)}
            value={bandText(band)}
            selected={price && bandText(price) === bandText(band)}
          >
            {`${bandName(band, currency, words)} (${band.count})`}
          </option>
        ))}
      </Select>
      <Checkbox name="available" value="1" checked={isAvailable}>
        {say("goods.inStock", { count: facets.available })}
      </Checkbox>
    </div>
  );
}

function Choices({ legend, children }: { legend: string; children: ComponentChildren[] }) {
  if (children.length === 0) return null;
  return (
    <fieldset>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}

function countChosen({ category, price, isAvailable, options = [], tags = [] }: SearchRequest) {
  return [category, price, isAvailable].filter(Boolean).length + options.length + tags.length;
}

/** What is chosen stays to be taken back, also when nothing has it. */
function withChosen(values: FacetValue[], chosen: string[]): FacetValue[] {
  const missing = chosen.filter((one) => !values.some(({ value }) => value === one));
  return [...values, ...missing.map((value) => ({ value, count: 0 }))];
}

function bandsWith(bands: Facets["bands"], price: PriceBand | undefined): Facets["bands"] {
  if (!price || bands.some((band) => bandText(band) === bandText(price))) return bands;
  return [...bands, { ...price, count: 0 }];
}

function bandName({ from, below }: PriceBand, currency: Currency, words: Words): string {
  const money = (minor: number) => words.money(minor, currency);
  if (from === null) return words.say("goods.under", { price: money(below ?? 0) });
  if (below === null) return words.say("goods.andMore", { price: money(from) });
  return words.say("goods.between", { from: money(from), below: money(below) });
}
